//! Answers in the envelopes of the API: a header and results, or a bare record.

use serapeum_model::{Answer, BadRequest, Class, Cursor, Reply, Request};

use super::{error, paging, record, stats};

pub(super) fn write(request: &Request, answer: &Answer, millis: u64) -> Reply {
    match body(request, answer, millis) {
        Ok(body) => Reply::json(200, body),
        Err(error) => error::write(&error),
    }
}

fn body(request: &Request, answer: &Answer, millis: u64) -> Result<Vec<u8>, BadRequest> {
    match answer {
        Answer::One(Some(one)) => {
            let mut body = Vec::with_capacity(one.len() + 64);
            record::write(request, one, &mut body)?;
            Ok(body)
        }
        Answer::One(None) => {
            let text = format!("No record of {} has this id", request.query.entity.name);
            Err(BadRequest::new(Class::Missing, "path", text))
        }
        Answer::Page { total, records, scores, next, sums, facets } => {
            let length: usize = records.iter().map(|record| record.len() + 64).sum();
            let mut body = Vec::with_capacity(length + 256);
            body.extend(header(request, *total, scores, millis, next.as_ref()).bytes());
            if !request.query.facets.is_empty() {
                body.push(b',');
                body.extend(stats::write(sums, facets).bytes());
            }
            body.extend(b"},\"results\":[");
            for (i, one) in records.iter().enumerate() {
                if i > 0 {
                    body.push(b',');
                }
                record::write(request, one, &mut body)?;
            }
            body.extend(b"]}");
            Ok(body)
        }
        Answer::Known | Answer::Groups { .. } | Answer::Facets { .. } | Answer::Each(_) => {
            let text = "The answer is not of the kind that was asked for";
            Err(BadRequest::new(Class::Lake, "path", text))
        }
    }
}

/// The beginning of an envelope, up to the end of its header.
fn header(
    request: &Request,
    total: u64,
    scores: &[f64],
    millis: u64,
    next: Option<&Cursor>,
) -> String {
    // Of the records on the page. Without words to search for, every record is as relevant.
    let best = scores.iter().copied().reduce(f64::max);
    let score = best.unwrap_or(if total == 0 { 0.0 } else { 1.0 });
    let size = request.echo.as_deref().unwrap_or("10");
    let mut text = format!(
        "{{\"header\":{{\"numFound\":{total},\"maxScore\":{score:?},\"queryTime\":{millis}"
    );
    match request.page {
        Some(page) => text.push_str(&format!(",\"page\":{page},\"pageSize\":{size}")),
        None => {
            // The token's alphabet needs no escaping. Behind the last page one leads to itself and to no records,
            // which are the two signs of an end that clients look for.
            let next = next.map_or(paging::END.to_owned(), Cursor::encode);
            text.push_str(&format!(",\"pageSize\":{size},\"nextCursor\":\"{next}\""));
        }
    }
    text
}
