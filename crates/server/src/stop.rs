//! When to stop.

use std::{io, os::unix::net::UnixStream as Pipe};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    low_level::pipe,
};
use tokio::{io::AsyncReadExt as _, net::UnixStream};

/// Completes when the process is asked to end: Ctrl-C, or SIGTERM. From this call on, neither ends it by itself.
///
/// # Errors
/// The system lacks a file handle, or the right to handle signals.
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let (reader, writer) = Pipe::pair()?;
    reader.set_nonblocking(true)?;
    for signal in [SIGINT, SIGTERM] {
        pipe::register(signal, writer.try_clone()?)?;
    }
    Ok(async move {
        // A byte comes with the first signal. An error would mean that none can come any more: then stop too.
        if let Ok(mut reader) = UnixStream::from_std(reader) {
            let _ = reader.read_u8().await;
        }
    })
}
