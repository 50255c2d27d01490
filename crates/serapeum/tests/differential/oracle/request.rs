//! A request's parts, in the order in which the API looks at them.

use super::{
    Oracle,
    answer::{Answer, PAGING, Page, QUERY, Refusal, Sample},
    filter, group, one, order,
    params::Params,
    scope, select, sums,
};

pub(super) fn answer(oracle: &Oracle, request: &str) -> Result<Answer, Refusal> {
    let params = Params::read(request);
    let table = oracle.table(params.entity.name);
    if params.rest == "random" && params.entity.random {
        return match params.has_others_than("select") {
            true => Err(QUERY),
            false => select::names(table, &params).map(|_| Answer::Random(table.entity.name)),
        };
    }
    if !params.rest.is_empty() {
        let found = one::find(table, &params.rest);
        return Ok(Answer::One(found.map(|record| record.tail.clone())));
    }
    let selected = select::names(table, &params)?;
    params.checked()?;
    let text = params.get("filter").unwrap_or_default();
    filter::split(text)?;
    // The only other cursors here are wrong ones; walks ask for the whole.
    if params.get("cursor").is_some_and(|cursor| cursor != "*") {
        return Err(PAGING);
    }
    let mask = filter::mask(oracle, table, text)?;
    let mask = scope::scoped(oracle, table, &params, mask)?;
    if let Some(text) = params.get("group_by") {
        return group::groups(oracle, table, text, mask, &params);
    }
    if let Some(text) = params.get("group_bys") {
        return group::facets(oracle, table, text, mask, &params);
    }
    let keys = order::keys(oracle, table, params.get("sort").unwrap_or_default())?;
    let (page, size) = params.paging(25)?;
    let records = &table.records;
    let matching = (0..mask.len()).filter(|record| mask[*record]);
    if let Some(sample) = params.number("sample")?.filter(|sample| *sample != 0) {
        let of: Vec<_> = matching.map(|record| records[record].tail.clone()).collect();
        let count = of.len().min(usize::try_from(sample).map_err(|_| QUERY)?);
        return Ok(Answer::Sample(Sample { of, count, page, size }));
    }
    let rows = order::ordered(&keys, matching.collect());
    let count = rows.len();
    let sums = sums::sums(oracle, table, &params, &rows);
    let shown: Vec<usize> = match params.get("cursor") {
        Some(_) => rows,
        None => rows.into_iter().skip((page - 1) * size).take(size).collect(),
    };
    let ids = shown.iter().map(|row| records[*row].tail.clone()).collect();
    let members = selected
        .map(|names| shown.iter().map(|row| select::members(table, *row, &names)).collect());
    Ok(Answer::Page(Page { count, ids, members, sums }))
}
