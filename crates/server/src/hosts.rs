//! Under which names the server is asked.
//!
//! A page of any site can have its own name resolved to this machine, and then read answers as if they were its own.
//! Its name is in the requests, so names that are not this server's are refused.

use std::{collections::BTreeSet, net::IpAddr, str::FromStr as _};

use hyper::{Request, header::HOST, http::uri::Authority};

/// The names under which a server may be asked, besides those of loopback and the address it is reached at.
#[derive(Debug, Clone, Default)]
pub struct Hosts {
    any: bool,
    names: BTreeSet<String>,
}

impl Hosts {
    /// Whatever name the client uses: where something before the server checks it.
    pub fn any() -> Hosts {
        Hosts { any: true, names: BTreeSet::new() }
    }

    /// Also this name or address; a port is left out of account.
    ///
    /// # Errors
    /// A text that is no name of a host.
    pub fn and(mut self, name: &str) -> Result<Hosts, String> {
        let name = host(name).ok_or_else(|| format!("`{name}` is no name of a host"))?;
        self.names.insert(name);
        Ok(self)
    }

    /// Whether a request may be answered that came in at this address.
    pub(crate) fn check<B>(&self, request: &Request<B>, local: IpAddr) -> Result<(), Foreign> {
        if self.any {
            return Ok(());
        }
        let mut lines = request.headers().get_all(HOST).iter();
        let named = match (request.uri().authority(), lines.next(), lines.next()) {
            (_, _, Some(_)) => return Err(Foreign::Unclear),
            (Some(authority), ..) => authority.as_str(),
            (None, Some(line), None) => line.to_str().map_err(|_| Foreign::Unclear)?,
            // Only browsers can be misled, and none speaks HTTP/1.0.
            (None, None, None) if request.version() < hyper::Version::HTTP_11 => return Ok(()),
            (None, None, None) => return Err(Foreign::Unclear),
        };
        let name = host(named).ok_or(Foreign::Unclear)?;
        let ours = match name.parse::<IpAddr>() {
            Ok(address) => {
                let address = address.to_canonical();
                address.is_loopback() || address == local.to_canonical()
            }
            Err(_) => name == "localhost" || name.ends_with(".localhost"),
        };
        if ours || self.names.contains(&name) { Ok(()) } else { Err(Foreign::Name(name)) }
    }
}

/// Why a request is not for this server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// It names another.
    Name(String),
    /// It names none, several, or nothing that is a name.
    Unclear,
}

/// The host of `host:port`, in lower case, without the dot of the root and without brackets.
fn host(text: &str) -> Option<String> {
    // A bare IPv6 address would be taken for a name and a port.
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some(address.to_string());
    }
    let authority = Authority::from_str(text).ok().filter(|_| !text.contains('@'))?;
    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(hosts: &Hosts, named: &str, local: &str) -> Result<(), Foreign> {
        let request = Request::builder().header(HOST, named).body(()).unwrap();
        hosts.check(&request, local.parse().unwrap())
    }

    #[test]
    fn loopback_the_own_address_and_given_names_are_ours() {
        let hosts = Hosts::default().and("Lake.example.org:8080").unwrap().and("fe80::1").unwrap();
        for named in [
            "localhost",
            "LOCALHOST:8080",
            "a.localhost",
            "127.0.0.1:1",
            "127.8.9.1",
            "[::1]:8080",
            "localhost.",
            "192.0.2.7:8080",
            "lake.example.org",
            "lake.example.org.:443",
            "[fe80::1]",
        ] {
            assert_eq!(check(&hosts, named, "192.0.2.7"), Ok(()), "{named}");
            assert_eq!(check(&hosts, named, "::ffff:192.0.2.7"), Ok(()), "{named}");
            assert_eq!(check(&Hosts::any(), named, "::1"), Ok(()), "{named}");
        }
        for named in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.0.2.8",
            "xlocalhost",
        ] {
            let told = check(&hosts, named, "192.0.2.7");
            assert_eq!(told, Err(Foreign::Name(named.to_owned())));
        }
        for named in ["", "a b", "localhost@evil.example", ":80", "http://localhost"] {
            assert_eq!(check(&hosts, named, "192.0.2.7"), Err(Foreign::Unclear), "{named}");
        }
        assert!(Hosts::default().and("a/b").is_err() && Hosts::default().and("").is_err());
    }

    #[test]
    fn a_request_names_one_host() {
        let hosts = Hosts::default();
        let local = "192.0.2.7".parse().unwrap();
        let absolute = Request::builder().uri("http://evil.example/").header(HOST, "localhost");
        let told = hosts.check(&absolute.body(()).unwrap(), local);
        assert_eq!(told, Err(Foreign::Name("evil.example".to_owned())));
        let twice = Request::builder().header(HOST, "localhost").header(HOST, "localhost");
        assert_eq!(hosts.check(&twice.body(()).unwrap(), local), Err(Foreign::Unclear));
        let none = Request::builder().body(()).unwrap();
        assert_eq!(hosts.check(&none, local), Err(Foreign::Unclear));
        let old = Request::builder().version(hyper::Version::HTTP_10).body(()).unwrap();
        assert_eq!(hosts.check(&old, local), Ok(()));
    }
}
