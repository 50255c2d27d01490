//! The text of a request: `source/path?parameters`, or the URL of a hosted API.

use serapeum_model::{Params, Source, nearest};

use crate::Error;

/// A request's text, taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    /// Whose API.
    pub source: &'static Source,
    /// The path below the API's root, percent-decoded.
    pub path: String,
    /// The parameters.
    pub params: Params,
}

impl Address {
    /// Takes a request apart. Where the first step of the path is an entity of `only`,
    /// that source is meant.
    pub(crate) fn parse(text: &str, only: Option<&'static Source>) -> Result<Address, Error> {
        let text = text.trim();
        let (place, query) = text.split_once('?').unwrap_or((text, ""));
        // Only a URL as a whole: a path may hold one too, such as that of a DOI.
        let url = ["https://", "http://"].iter().find_map(|scheme| place.strip_prefix(scheme));
        let (source, path) = match url {
            Some(rest) => {
                let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                let known = |source: &&&Source| source.hosts.contains(&host);
                let source = serapeum_sources::ALL.iter().find(known).ok_or_else(|| {
                    let hosts = serapeum_sources::ALL.iter().flat_map(|source| source.hosts);
                    let hosts = hosts.copied().collect::<Vec<_>>().join(", ");
                    Error::Address(format!("no source has its API at `{host}`; known are: {hosts}"))
                })?;
                (*source, path)
            }
            None => {
                let place = place.trim_start_matches('/');
                let (first, rest) = place.split_once('/').unwrap_or((place, ""));
                match (serapeum_sources::source(first), only) {
                    (Some(source), _) => (source, rest),
                    (None, Some(source)) if source.entity(first).is_some() => (source, place),
                    (None, _) => return Err(unknown(first)),
                }
            }
        };
        // A `+` in a path is itself, so it must not become the space that it is in parameters.
        let path = path.trim_end_matches('/').replace('+', "%2B");
        let path = Params::parse(&path.replace('&', "%26").replace('=', "%3D"));
        let path = path.iter().next().map(|(path, _)| path.to_owned()).unwrap_or_default();
        Ok(Address { source, path, params: Params::parse(query) })
    }
}

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = serapeum_sources::ALL.iter().map(|source| source.name).collect();
    Error::Address(match nearest(name, names.iter().copied()) {
        Some(near) => format!("no source `{name}`; did you mean `{near}`?"),
        None => format!(
            "no source `{name}`; a request is SOURCE/ENTITY?…, and the sources are: {}",
            names.join(", ")
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        match Address::parse(text, None) {
            Ok(address) => format!(
                "{} {} {:?}",
                address.source.name,
                address.path,
                address.params.iter().collect::<Vec<_>>()
            ),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_request_or_the_url_of_a_hosted_api() {
        insta::assert_snapshot!(show("openalex/works?filter=a:b+c"), @r#"openalex works [("filter", "a:b c")]"#);
        insta::assert_snapshot!(show("https://api.openalex.org/works/W1?select=id"), @r#"openalex works/W1 [("select", "id")]"#);
        insta::assert_snapshot!(show("openalex/works/https://doi.org/10.1/a+b%20c&d=e"), @"openalex works/https://doi.org/10.1/a+b c&d=e []");
        insta::assert_snapshot!(show("openalx/works"), @"no source `openalx`; did you mean `openalex`?");
        insta::assert_snapshot!(show("https://example.org/works"), @"no source has its API at `example.org`; known are: api.openalex.org, api.crossref.org, api.datacite.org, api.openaire.eu, api-beta.openaire.eu");
    }
}
