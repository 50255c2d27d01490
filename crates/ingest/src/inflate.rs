//! Gzip that is inflated no further than records can be: a small file must not fill the disk.

use std::{
    error, fmt,
    io::{self, BufReader, Read},
};

use flate2::bufread::MultiGzDecoder;

/// What comes out of each stretch of this length must have taken its share of the file.
pub(crate) const STRETCH: u64 = 64 << 20;
/// Records are 5 to 12 times as long as their gzip; the limit of the form is 1,032 times.
pub(crate) const TIMES: u64 = 100;

/// Where a file stands that is read through a buffer.
pub(crate) trait Position {
    /// How many of its bytes have been read.
    fn position(&self) -> u64;
}

/// The content of a file, of one gzip member or several.
pub(crate) struct Inflate<R> {
    input: MultiGzDecoder<BufReader<R>>,
    /// How much has come out since the stretch began.
    out: u64,
    /// Where in the file it began.
    began: u64,
}

/// The file inflates to more than records can.
#[derive(Debug)]
pub(crate) struct Bomb;

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = STRETCH >> 20;
        write!(f, "{size} MiB of it are more than {TIMES} times as long as their gzip")
    }
}

impl error::Error for Bomb {}

impl<R: Read + Position> Inflate<R> {
    pub(crate) fn new(input: BufReader<R>) -> Inflate<R> {
        let began = position(&input);
        Inflate { input: MultiGzDecoder::new(input), out: 0, began }
    }

    pub(crate) fn get_ref(&self) -> &BufReader<R> {
        self.input.get_ref()
    }
}

/// How many bytes of a file have been used: what was read ahead was not looked at yet.
pub(crate) fn position<R: Position>(input: &BufReader<R>) -> u64 {
    input.get_ref().position() - input.buffer().len() as u64
}

impl<R: Read + Position> Read for Inflate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.out += read as u64;
        if self.out >= STRETCH {
            let now = position(self.input.get_ref());
            if self.out > TIMES.saturating_mul(now - self.began) {
                return Err(io::Error::new(io::ErrorKind::InvalidData, Bomb));
            }
            (self.out, self.began) = (0, now);
        }
        Ok(read)
    }
}
