//! Reads gzip files, so that what the lake is compared with comes from the files by another way than the lake's own.

/// The length codes 257 to 285: base and extra bits.
const LENGTHS: [(usize, u32); 29] = {
    let mut table = [(0, 0); 29];
    let mut base = 3;
    let mut i = 0;
    while i < 28 {
        let extra = if i < 8 { 0 } else { (i as u32 - 4) / 4 };
        table[i] = (base, extra);
        base += 1 << extra;
        i += 1;
    }
    table[28] = (258, 0);
    table
};

/// The order in which the lengths of the code lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The text of a gzip file of one or more members.
pub(crate) fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() * 6);
    let mut bits = Bits { bytes, at: 0, held: 0, count: 0 };
    while bits.at < bytes.len() {
        header(&mut bits);
        let start = out.len();
        inflate(&mut bits, &mut out);
        bits.align();
        bits.at += 4;
        let length: [u8; 4] = bytes[bits.at..bits.at + 4].try_into().unwrap();
        assert_eq!(u32::from_le_bytes(length), (out.len() - start) as u32, "a damaged gzip file");
        bits.at += 4;
    }
    out
}

fn header(bits: &mut Bits<'_>) {
    let head = &bits.bytes[bits.at..];
    assert!(head.starts_with(&[0x1f, 0x8b, 8]), "no gzip file");
    let flags = head[3];
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
    }
    for text in [8, 16] {
        if flags & text != 0 {
            at += head[at..].iter().position(|byte| *byte == 0).unwrap() + 1;
        }
    }
    bits.at += at + if flags & 2 != 0 { 2 } else { 0 };
}

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn fill(&mut self) {
        while self.count <= 48 && self.at < self.bytes.len() {
            self.held |= u64::from(self.bytes[self.at]) << self.count;
            self.at += 1;
            self.count += 8;
        }
    }

    fn take(&mut self, count: u32) -> usize {
        if self.count < count {
            self.fill();
        }
        let value = self.held & ((1 << count) - 1);
        self.held >>= count;
        self.count -= count;
        value as usize
    }

    /// Goes on at the next whole byte, and gives back those read ahead.
    fn align(&mut self) {
        self.at -= (self.count / 8) as usize;
        (self.held, self.count) = (0, 0);
    }
}

/// A prefix code as a table over the next 15 bits: symbol and length.
struct Code(Vec<(u16, u8)>);

const WIDTH: u32 = 15;

impl Code {
    fn new(lengths: &[u8]) -> Code {
        let mut table = vec![(0, 0); 1 << WIDTH];
        let mut code = 0u32;
        for length in 1..=WIDTH {
            for (symbol, _) in lengths.iter().enumerate().filter(|(_, l)| u32::from(**l) == length)
            {
                let start = (code.reverse_bits() >> (32 - length)) as usize;
                for at in (start..table.len()).step_by(1 << length) {
                    table[at] = (symbol as u16, length as u8);
                }
                code += 1;
            }
            code <<= 1;
        }
        Code(table)
    }

    fn read(&self, bits: &mut Bits<'_>) -> usize {
        if bits.count < WIDTH {
            bits.fill();
        }
        let (symbol, length) = self.0[(bits.held & ((1 << WIDTH) - 1)) as usize];
        assert!(length > 0, "a damaged gzip file");
        bits.take(u32::from(length));
        usize::from(symbol)
    }
}

fn inflate(bits: &mut Bits<'_>, out: &mut Vec<u8>) {
    loop {
        let last = bits.take(1) == 1;
        match bits.take(2) {
            0 => {
                bits.align();
                let start = bits.at + 4;
                let length = u16::from_le_bytes([bits.bytes[bits.at], bits.bytes[bits.at + 1]]);
                bits.at = start + usize::from(length);
                out.extend_from_slice(&bits.bytes[start..bits.at]);
            }
            1 => {
                let mut lengths = [8; 288];
                lengths[144..256].fill(9);
                lengths[256..280].fill(7);
                block(bits, out, &Code::new(&lengths), &Code::new(&[5; 30]));
            }
            _ => {
                let (literals, distances) = codes(bits);
                block(bits, out, &literals, &distances);
            }
        }
        if last {
            return;
        }
    }
}

/// The codes that a block brings with it.
fn codes(bits: &mut Bits<'_>) -> (Code, Code) {
    let (literals, distances, own) = (bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4);
    let mut lengths = [0; 19];
    for place in &ORDER[..own] {
        lengths[*place] = bits.take(3) as u8;
    }
    let code = Code::new(&lengths);
    let mut lengths: Vec<u8> = Vec::new();
    while lengths.len() < literals + distances {
        let (value, times) = match code.read(bits) {
            16 => (lengths[lengths.len() - 1], bits.take(2) + 3),
            17 => (0, bits.take(3) + 3),
            18 => (0, bits.take(7) + 11),
            length => (length as u8, 1),
        };
        lengths.extend(std::iter::repeat_n(value, times));
    }
    (Code::new(&lengths[..literals]), Code::new(&lengths[literals..]))
}

fn block(bits: &mut Bits<'_>, out: &mut Vec<u8>, literals: &Code, distances: &Code) {
    loop {
        match literals.read(bits) {
            256 => return,
            symbol @ 0..256 => out.push(symbol as u8),
            symbol => {
                let (base, extra) = LENGTHS[symbol - 257];
                let length = base + bits.take(extra);
                let symbol = distances.read(bits);
                let extra = (symbol as u32).saturating_sub(2) / 2;
                let base = if symbol < 4 { symbol } else { (2 + symbol % 2) << extra };
                let distance = base + 1 + bits.take(extra);
                let from = out.len() - distance;
                for at in from..from + length {
                    out.push(out[at]);
                }
            }
        }
    }
}
