//! How a server ends.

use std::{net::TcpStream, time::Duration};

use serapeum_server::Limits;

use crate::{
    client::Client,
    fake::{Server, until},
};

#[test]
fn running_requests_are_answered_and_no_new_ones() {
    let mut server = Server::start(Limits::default());
    let address = server.address;
    let mut running = Client::connect(address);
    running.request("GET", "/sleep/700");
    let mut idle = Client::connect(address);
    idle.request("GET", "/books");
    assert_eq!(idle.response(false).unwrap().status, 200);
    until("one works", || server.working() == 1);
    server.begin_to_stop();
    assert!(idle.closed(), "an idle connection is closed at once");
    until("nobody is accepted", || TcpStream::connect(address).is_err());
    let response = running.response(false).unwrap();
    assert_eq!((response.text(), response.header("connection")), ("\"slept\"", Some("close")));
    assert!(running.closed());
    let took = server.stop();
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn what_takes_too_long_is_stopped() {
    let server = Server::start(Limits { grace: Duration::from_millis(300), ..Limits::default() });
    let mut client = Client::connect(server.address);
    client.request("GET", "/sleep/20000");
    let mut half = Client::connect(server.address);
    half.send("GET /bo");
    until("it works", || server.working() == 1);
    let fake = std::sync::Arc::clone(&server.fake);
    let took = server.stop();
    assert!(took > Duration::from_millis(200) && took < Duration::from_secs(3), "{took:?}");
    assert!(client.response(false).is_none() && half.closed());
    assert_eq!(fake.finished.load(std::sync::atomic::Ordering::SeqCst), 0);
    assert_eq!(fake.working.load(std::sync::atomic::Ordering::SeqCst), 0);
}
