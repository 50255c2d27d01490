//! The address that a client knows the server by.

use hyper::Request;

/// The longest name of a host, with a port.
const LONGEST: usize = 255;

/// What links to the server begin with: the header `Host`, and `X-Forwarded-Proto` where a proxy sets it. `None` where
/// it cannot be part of a link.
pub(crate) fn of<B>(request: &Request<B>) -> Option<String> {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let host = text("host").or(request.uri().authority().map(|authority| authority.as_str()))?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    let is_host = !host.is_empty() && host.len() <= LONGEST && host.bytes().all(plain);
    is_host.then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_begins_with_what_the_client_called_the_server() {
        let named = |headers: &[(&str, &str)]| {
            let build = |built: hyper::http::request::Builder, (name, value): &(&str, &str)| {
                built.header(*name, *value)
            };
            let request = headers.iter().fold(Request::builder().uri("/a"), build).body(());
            request.ok().and_then(|request| of(&request))
        };
        let host = ("host", "lake.example:8080");
        assert_eq!(named(&[host]).as_deref(), Some("http://lake.example:8080"));
        assert_eq!(named(&[("host", "[::1]:80")]).as_deref(), Some("http://[::1]:80"));
        let proxied = [host, ("x-forwarded-proto", "https")];
        assert_eq!(named(&proxied).as_deref(), Some("https://lake.example:8080"));
        assert_eq!(named(&[]), None);
        for wrong in ["", "a/b", "a@b", "a\"b", "a b"] {
            assert_eq!(named(&[("host", wrong)]), None, "{wrong}");
        }
    }
}
