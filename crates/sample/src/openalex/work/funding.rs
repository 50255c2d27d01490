//! Who paid for a work, and for its publication.

use super::super::award::Award;
use super::super::funder::Funder;
use super::super::world::Stream;
use super::Work;
use crate::json::Json;

pub(super) struct Funding {
    awards: Vec<Award>,
    /// Funders thanked without an award, then those of the awards.
    funders: Vec<u64>,
}

impl Funding {
    pub(super) fn of(work: &Work) -> Self {
        let mut rng = work.world.rng(Stream::WorkFunding, work.index);
        let mut funding = Self { awards: Vec::new(), funders: Vec::new() };
        if !rng.chance(150) {
            return funding;
        }
        for _ in 0..1 + rng.skewed(4) {
            let funder = rng.skewed(work.world.funders);
            if !funding.funders.contains(&funder) {
                funding.funders.push(funder);
            }
            if rng.chance(600) {
                funding.awards.push(Award::draw(work.world, funder, &mut rng));
            }
        }
        funding
    }

    /// `awards` and `funders`.
    pub(super) fn write(&self, work: &Work, json: &mut Json) {
        json.array("awards", |j| {
            self.awards.iter().for_each(|award| j.element(|j| award.fields(j)))
        });
        json.array("funders", |j| {
            for &funder in &self.funders {
                j.element(|j| Funder::of(work.world, funder).fields(work.world, j));
            }
        });
    }

    /// `grants`, as before November 2025.
    pub(super) fn grants(&self, work: &Work, json: &mut Json) {
        let grant = |funder: &Funder, award: Option<&Award>, json: &mut Json| {
            json.id("funder", 'F', funder.id);
            json.text("funder_display_name", |j| funder.write_name(j));
            match award {
                Some(award) => json.text("award_id", |j| award.write_number(j)),
                None => json.null("award_id"),
            }
        };
        json.array("grants", |j| {
            self.awards
                .iter()
                .for_each(|award| j.element(|j| grant(&award.funder, Some(award), j)));
            for &funder in &self.funders {
                j.element(|j| grant(&Funder::of(work.world, funder), None, j));
            }
        });
    }
}

impl Work<'_> {
    /// `apc_list` and `apc_paid`.
    pub(super) fn processing_charges(&self, oa_status: &str, json: &mut Json) {
        let mut rng = self.world.rng(Stream::WorkFunding, self.index ^ 1 << 62);
        let Some(usd) = self.venue.as_ref().and_then(|venue| venue.apc_usd) else {
            return json.nulls(&["apc_list", "apc_paid"]);
        };
        let (currency, percent) =
            rng.weighted(&[(("USD", 100), 700), (("EUR", 90), 200), (("GBP", 78), 100)]);
        let mut charge = |key: &str, usd: u64, provenance: Option<&str>| {
            json.object(key, |j| {
                j.num("value", usd * percent / 100);
                j.str("currency", currency);
                j.num("value_usd", usd);
                j.opt_str("provenance", provenance);
            });
        };
        charge("apc_list", usd, rng.chance(300).then_some("doaj"));
        match oa_status {
            "gold" | "hybrid" => charge(
                "apc_paid",
                usd - usd * rng.below(30) / 100,
                rng.chance(300).then_some("openapc"),
            ),
            _ => json.null("apc_paid"),
        }
    }
}
