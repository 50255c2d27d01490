//! The addresses of a work's files: <https://developers.openalex.org/api-entities/works/work-object>.

use serapeum_model::json::Text;

use super::inside;

const HOST: &str = "https://content.openalex.org/works/";

/// The files that there can be: the member that tells whether there is one, and the ending of its address.
const FILES: [(&str, &str); 2] = [("pdf", "pdf"), ("grobid_xml", "grobid-xml")];

/// The addresses of the files that a work has, from the texts of its id and of what it has.
pub(super) fn urls(id: &str, has_content: &str) -> Option<String> {
    let id = id.strip_suffix('"')?.rsplit(['/', '"']).next()?;
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut has = [false; FILES.len()];
    let note = |name: Text<'_>, value: &str| {
        if let Some(at) = FILES.iter().position(|(file, _)| *file == name.raw()) {
            has[at] = value == "true";
        }
    };
    inside::members(has_content, note).ok()?;
    let there = FILES.iter().zip(has).filter(|(_, has)| *has);
    let urls: Vec<String> =
        there.map(|((name, ending), _)| format!("\"{name}\":\"{HOST}{id}.{ending}\"")).collect();
    (!urls.is_empty()).then(|| format!("{{{}}}", urls.join(",")))
}
