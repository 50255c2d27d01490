//! The command: what it prints, and how it ends.

use std::{
    net::TcpListener,
    process::{Command, Output},
};

use crate::{
    client::{Client, ask},
    lake,
    program::Program,
};

#[test]
fn it_ends_well_when_asked_to() {
    for signal in ["-TERM", "-INT"] {
        let mut program = Program::start(lake::of_the_sample(), &[]);
        let mut idle = Client::connect(program.address);
        idle.request("GET", "/works?per-page=1");
        assert_eq!(idle.response(false).unwrap().status, 200);
        program.signal(signal);
        let (status, said) = program.ended();
        assert_eq!(status.code(), Some(0), "{said}");
        assert!(said.ends_with("stopped\n"), "{said}");
        assert!(idle.closed());
    }
}

#[test]
fn what_it_prints_can_be_tried() {
    let mut program = Program::start(lake::of_the_sample(), &[]);
    assert_eq!(program.said, [format!("listening on http://{}", program.address)]);
    let address = program.address;
    program.signal("-TERM");
    let (_, said) = program.ended();
    let shown: Vec<&str> =
        said.lines().filter_map(|line| line.trim().strip_prefix("curl ")).collect();
    assert!(shown.len() >= 3, "{said}");
    let again = Program::start(lake::of_the_sample(), &[]);
    for url in shown {
        let target = url.trim_matches('\'').strip_prefix(&format!("http://{address}")).unwrap();
        assert_eq!(ask(again.address, "GET", target).status, 200, "{url}");
    }
}

#[test]
fn beyond_this_machine_is_warned_of() {
    let program = Program::start(lake::of_the_sample(), &["--bind", "0.0.0.0:0"]);
    assert!(program.said[0].starts_with("warning: whoever reaches 0.0.0.0:"), "{:?}", program.said);
}

#[test]
fn names_and_an_access_log_are_options() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let options = ["--host", "lake.example", "--access-log", log.to_str().unwrap()];
    let mut program = Program::start(lake::of_the_sample(), &options);
    for (host, status) in [("lake.example", 200), ("localhost", 200), ("other.example", 421)] {
        let mut client = Client::connect(program.address);
        client.send(format!("GET /works?per-page=1 HTTP/1.1\r\nhost: {host}\r\n\r\n"));
        assert_eq!(client.response(false).unwrap().status, status, "{host}");
    }
    program.signal("-TERM");
    program.ended();
    let lines = std::fs::read_to_string(&log).unwrap();
    assert_eq!(lines.matches("\"GET /works?per-page=1 HTTP/1.1\" ").count(), 3, "{lines}");
}

fn refused(args: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } =
        Command::new(env!("CARGO_BIN_EXE_serapeum")).arg("serve").args(args).output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

#[test]
fn what_cannot_be_served_is_told() {
    let lake = lake::of_the_sample().to_str().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, told) = refused(&["--lake", lake, "--bind", &address]);
    assert_eq!((code, told.contains(&address)), (Some(3), true), "{told}");
    let (code, told) = refused(&["--lake", lake, "--bind", "nowhere"]);
    assert_eq!((code, told.contains("--bind nowhere")), (Some(2), true), "{told}");
    let (code, told) = refused(&["--lake", lake, "--host", "a/b"]);
    assert_eq!((code, told.contains("--host `a/b`")), (Some(2), true), "{told}");
    let (code, told) = refused(&["--lake", lake, "--access-log", "/no/such/folder/log"]);
    assert_eq!((code, told.contains("/no/such/folder/log")), (Some(3), true), "{told}");
    let (code, told) = refused(&["--lake", "no such folder"]);
    assert_eq!((code, told.contains("no lake in")), (Some(3), true), "{told}");
}
