//! A client that sends bytes as they are given, and reads whole responses.

use std::{
    io::{Read, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// A response.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A connection.
pub(crate) struct Client {
    stream: TcpStream,
    unread: Vec<u8>,
}

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> Client {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Client { stream, unread: Vec::new() }
    }

    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        // Where the server has closed already, its answer may still be there to read.
        let _ = self.stream.write_all(bytes.as_ref());
    }

    /// Sends a GET with further headers, each `name: value`.
    pub(crate) fn get(&mut self, target: &str, headers: &[&str]) -> Response {
        let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        self.send(format!("GET {target} HTTP/1.1\r\nhost: localhost\r\n{lines}\r\n"));
        self.response(false).expect("no response")
    }

    /// Sends a request without body.
    pub(crate) fn request(&mut self, method: &str, target: &str) {
        self.send(format!("{method} {target} HTTP/1.1\r\nhost: localhost\r\n\r\n"));
    }

    /// The next response; `None` where the server closes instead.
    pub(crate) fn response(&mut self, bodiless: bool) -> Option<Response> {
        let end = loop {
            if let Some(at) = self.unread.windows(4).position(|window| window == b"\r\n\r\n") {
                break at;
            }
            self.more()?;
        };
        let head = String::from_utf8(self.unread.drain(..end + 4).collect()).unwrap();
        let mut lines = head.trim_end().lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let mut response = Response { status, headers, body: Vec::new() };
        let length = response.header("content-length").map_or(0, |length| length.parse().unwrap());
        if !bodiless {
            while self.unread.len() < length {
                self.more()?;
            }
            response.body = self.unread.drain(..length).collect();
        }
        Some(response)
    }

    /// Whether the server closes the connection, within the time that a read may take.
    pub(crate) fn closed(&mut self) -> bool {
        self.more().is_none()
    }

    fn more(&mut self) -> Option<()> {
        let mut buffer = [0; 16 << 10];
        let read = match self.stream.read(&mut buffer) {
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => 0,
            Err(error) => panic!("nothing came: {error}"),
        };
        self.unread.extend(&buffer[..read]);
        (read > 0).then_some(())
    }
}

/// Asks once, on a connection of its own.
pub(crate) fn ask(address: SocketAddr, method: &str, target: &str) -> Response {
    let mut client = Client::connect(address);
    client.request(method, target);
    client.response(method == "HEAD").expect("no response")
}

/// Posts parameters.
pub(crate) fn post(address: SocketAddr, target: &str, media: &str, body: &[u8]) -> Response {
    let mut client = Client::connect(address);
    client.send(format!(
        "POST {target} HTTP/1.1\r\nhost: localhost\r\ncontent-type: {media}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    ));
    client.send(body);
    client.response(false).expect("no response")
}
