//! Lists of values in files: `doi:@FILE` in a filter stands for the file's lines, joined by `|`.
//!
//! Only the command line reads files. What it makes of them is a request like any other.

use std::fs;

use anyhow::Context as _;

use super::Usage;

/// The request with the values of each `name:@FILE` and `name:!@FILE` in its place. A path with a comma or `&` in it
/// is written percent-encoded.
pub(super) fn expand(request: &str) -> anyhow::Result<String> {
    let Some((path, query)) = request.split_once('?') else { return Ok(request.to_owned()) };
    if !query.contains(":@") && !query.contains(":!@") {
        return Ok(request.to_owned());
    }
    let mut expanded = String::with_capacity(request.len());
    expanded.push_str(path);
    for (i, pair) in query.split('&').enumerate() {
        expanded.push(if i == 0 { '?' } else { '&' });
        let Some(filter) = pair.strip_prefix("filter=") else {
            expanded.push_str(pair);
            continue;
        };
        expanded.push_str("filter=");
        for (i, segment) in filter.split(',').enumerate() {
            expanded.push_str(if i == 0 { "" } else { "," });
            let list = segment.split_once(':').and_then(|(name, value)| {
                let (sign, value) = value.strip_prefix('!').map_or(("", value), |rest| ("!", rest));
                Some((name, sign, value.strip_prefix('@')?))
            });
            match list {
                Some((name, sign, file)) => {
                    let values = read(file, sign)?;
                    expanded.push_str(&format!("{name}:{values}"));
                }
                None => expanded.push_str(segment),
            }
        }
    }
    Ok(expanded)
}

/// A file's lines as one value of a filter, encoded.
fn read(file: &str, sign: &str) -> anyhow::Result<String> {
    let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy();
    let text = fs::read_to_string(&*file).with_context(|| format!("the list {file}"))?;
    let values: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if values.is_empty() {
        return Err(Usage(format!("the list {file} has no values")).into());
    }
    if let Some((line, value)) =
        text.lines().enumerate().find(|(_, line)| line.contains(['"', '|']))
    {
        let text = format!("{file}, line {}: a value cannot contain \" or |: {value}", line + 1);
        return Err(Usage(text).into());
    }
    // In quotes a comma is part of a value.
    let joined = format!("\"{sign}{}\"", values.join("|"));
    Ok(percent_encoding::utf8_percent_encode(&joined, percent_encoding::NON_ALPHANUMERIC)
        .to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lines_become_values() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dois");
        fs::write(&file, "10.1/a\n\n 10.1/b,c \n").unwrap();
        let file = file.display();
        assert_eq!(
            expand(&format!("openalex/works?per-page=1&filter=is_oa:true,doi:!@{file}&sort=id"))
                .unwrap(),
            "openalex/works?per-page=1&filter=is_oa:true,doi:%22%2110%2E1%2Fa%7C10%2E1%2Fb%2Cc%22&sort=id"
        );
        let plain = "openalex/works?filter=doi:10.1/a@b";
        assert_eq!(expand(plain).unwrap(), plain);
        assert!(expand("openalex/works?filter=doi:@/no/such/file").is_err());
    }
}
