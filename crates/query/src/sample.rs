//! Records drawn by lot: an order by a number that is computed from the id and the seed alone, so that the same
//! records are drawn on any machine, however a lake is divided into parts.
//!
//! The number is `x^5 mod p` of `x = (a * id + b) mod p` with the prime `p = 2^31 - 1`, whose fifth power is a
//! permutation. No step leaves 63 bits. An identifier that is text counts as a number of some of its characters.

use serapeum_model::{Answer, Field, Query, Sample, Source, Start, Storage};

use crate::{Engine, Error, Sql, pages::Located};

const PRIME: u64 = (1 << 31) - 1;
/// The characters of a textual id that count, and by what they are multiplied.
const CHARACTERS: [(i64, i64); 12] = [
    (1, 7_919),
    (2, 104_729),
    (3, 1_299_709),
    (4, 15_485_863),
    (5, 32_452_843),
    (6, 49_979_687),
    (7, 67_867_967),
    (8, 86_028_121),
    (-1, 104_395_301),
    (-2, 122_949_823),
    (-3, 141_650_939),
    (-4, 160_481_183),
];

/// Appends ORDER BY the lot, then by the id.
pub(crate) fn order_by(sql: &mut Sql, id: Field, sample: &Sample) {
    sql.push(" ORDER BY ");
    let prime = PRIME.to_string();
    let lot = |sql: &mut Sql| {
        sql.push("((");
        number(sql, id);
        sql.push(" % ").push(&prime).push(" * ").number(1 + sample.seed % (PRIME - 1));
        sql.push(" + ").number((sample.seed >> 32) % PRIME).push(") % ").push(&prime).push(")");
    };
    let square = |sql: &mut Sql| {
        sql.push("(");
        lot(sql);
        sql.push(" * ");
        lot(sql);
        sql.push(" % ").push(&prime).push(")");
    };
    sql.push("(");
    square(sql);
    sql.push(" * ");
    square(sql);
    sql.push(" % ").push(&prime).push(") * ");
    lot(sql);
    sql.push(" % ").push(&prime).push(" ASC, ").column(id).push(" ASC");
}

fn number(sql: &mut Sql, id: Field) {
    if id.kind.storage() == Storage::Int {
        sql.column(id);
        return;
    }
    sql.push("(character_length(").column(id).push(")");
    for (place, factor) in CHARACTERS {
        sql.push(" + CAST(ascii(");
        match u64::try_from(place) {
            Ok(place) => sql.push("substr(").column(id).push(", ").number(place).push(", 1)"),
            // The character counted from the end.
            Err(_) => {
                sql.push("right(").column(id).push(", ").number(place.unsigned_abs()).push(")")
            }
        };
        sql.push(") AS BIGINT) * ").number(factor.unsigned_abs());
    }
    sql.push(")");
}

impl Engine {
    /// The places of a page of a sample.
    pub(crate) async fn sampled(
        &self,
        source: &Source,
        query: &Query,
        sample: &Sample,
        start: &Start,
        size: u32,
    ) -> Result<Located, Error> {
        let total = self.count(source, query).await?.min(sample.size);
        let skip = if let Start::Skip(skip) = start { *skip } else { 0 };
        let size = u64::from(size).min(total.saturating_sub(skip));
        let addresses = match size {
            0 => Vec::new(),
            _ => self.locate(source, query, None, size, skip).await?,
        };
        Ok(Located { total, addresses, next: None })
    }

    /// Any record in force, each with the same chance.
    pub(crate) async fn random(
        &self,
        source: &Source,
        query: &Query,
        lot: u64,
    ) -> Result<Answer, Error> {
        let manifest = self.manifest(source, query.entity)?;
        let rows: u64 = manifest.parts.iter().map(|part| part.rows).sum();
        let mut lot = lot;
        // A row that is masked draws again; most rows are in force.
        for _ in 0..ATTEMPTS {
            if rows == 0 {
                break;
            }
            lot =
                lot.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut row = (lot >> 16) % rows;
            for part in &manifest.parts {
                if row >= part.rows {
                    row -= part.rows;
                    continue;
                }
                let address = (part.number, row as u32);
                if self.in_force(source, query, address).await? {
                    return Ok(Answer::One(self.fetch(manifest, &[address])?.pop()));
                }
                break;
            }
        }
        Ok(Answer::One(None))
    }

    async fn in_force(
        &self,
        source: &Source,
        query: &Query,
        (part, row): (u32, u32),
    ) -> Result<bool, Error> {
        let sql = crate::statements::row(source.name, query, part, row);
        let batches = self.collect(&sql).await?;
        Ok(batches.iter().any(|batch| batch.num_rows() > 0))
    }
}

/// How often a random record is drawn before there is taken to be none.
const ATTEMPTS: u32 = 1_000;
