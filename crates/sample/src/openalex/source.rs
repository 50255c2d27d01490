//! Sources: what a location points at.

use super::anchors;
use super::institution::{Institution, parent};
use super::publisher::Publisher;
use super::stamp::Era;
use super::world::{Stream, World};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon::{self, Lexicon};
use crate::places::{self, Country};
use crate::rng::Rng;

/// One source in eight is a repository: those at this remainder.
const REPOSITORY: u64 = 5;
const CLASSES: u64 = 8;

/// The best known repositories come first.
const KNOWN_REPOSITORIES: [&str; 4] =
    ["arXiv (Cornell University)", "PubMed", "PubMed Central", "Zenodo"];

pub(crate) struct Source {
    pub(crate) index: u64,
    pub(crate) id: u64,
    pub(crate) kind: &'static str,
    pub(crate) country: &'static Country,
    pub(crate) is_oa: bool,
    pub(crate) in_doaj: bool,
    pub(crate) is_core: bool,
    /// Price in US dollars; of open journals without one, publishing is free.
    pub(crate) apc_usd: Option<u64>,
    pub(crate) has_issn: bool,
    host: Host,
    lexicon: &'static Lexicon,
    rng: Rng,
}

enum Host {
    Nobody,
    Publisher(u64),
    Institution(u64),
}

/// A journal, a book series or the like, the larger ones more often.
pub(crate) fn draw_venue(world: &World, rng: &mut Rng) -> u64 {
    let index = rng.skewed(world.sources);
    // Moving past the repository keeps the draw within the list: the last class is no repository's.
    if index % CLASSES == REPOSITORY { index - 1 } else { index }
}

/// A repository, the well known ones more often.
pub(crate) fn draw_repository(world: &World, rng: &mut Rng) -> u64 {
    repository(rng.skewed(repositories(world)))
}

/// The repository at this rank.
pub(crate) fn repository(rank: u64) -> u64 {
    rank * CLASSES + REPOSITORY
}

fn repositories(world: &World) -> u64 {
    (world.sources - REPOSITORY).div_ceil(CLASSES)
}

/// Which institution runs the repository at `rank`.
fn repository_host(world: &World, rank: u64) -> u64 {
    (rank * 3 + 1) % world.institutions
}

/// The repositories that `institution` runs, at most a few.
pub(crate) fn repositories_of(world: &World, institution: u64) -> impl Iterator<Item = u64> + '_ {
    let ranks = repositories(world);
    // Solving `rank * 3 + 1 = institution` modulo the number of institutions.
    let n = world.institutions;
    (0..3)
        .map(move |turn| institution + turn * n)
        .filter(|&sum| sum % 3 == 1)
        .map(|sum| (sum - 1) / 3)
        .filter(move |&rank| rank < ranks)
        .map(repository)
}

impl Source {
    pub(crate) fn of(world: &World, index: u64) -> Self {
        let mut rng = world.rng(Stream::Source, index);
        let kind = match index % CLASSES {
            REPOSITORY => "repository",
            3 => {
                rng.weighted(&[("conference", 400), ("book series", 300), ("ebook platform", 300)])
            }
            7 => rng.weighted(&[("journal", 850), ("other", 150)]),
            _ => "journal",
        };
        let first = index == 0;
        let drawn = if first { places::by_code("US") } else { places::draw(&mut rng) };
        let repository = kind == "repository";
        let gold = first || !repository && rng.chance(130);
        let host = match (repository, rng.below(100)) {
            _ if first => Host::Publisher(0),
            (true, _) => Host::Institution(repository_host(world, index / CLASSES)),
            (false, 0..52) => Host::Nobody,
            _ => Host::Publisher(rng.skewed(world.publishers)),
        };
        let lexicons = lexicon::all();
        let lexicon = match lexicons.iter().find(|l| l.code == drawn.language) {
            Some(own) if rng.chance(450) && !first => own,
            _ => &lexicons[0],
        };
        let apc_usd = match first {
            true => Some(1395),
            false => (!repository && rng.chance(if gold { 600 } else { 350 }))
                .then(|| rng.between(4, 90) * 50),
        };
        Self {
            index,
            id: world.source_id(index),
            kind,
            country: drawn,
            is_oa: gold || repository,
            in_doaj: first || gold && rng.chance(700),
            is_core: first || !repository && rng.chance(600),
            apc_usd,
            has_issn: first || !repository && rng.chance(900),
            host,
            lexicon,
            rng,
        }
    }

    pub(crate) fn language(&self) -> &'static Lexicon {
        self.lexicon
    }

    pub(crate) fn publisher(&self) -> Option<u64> {
        if let Host::Publisher(index) = self.host { Some(index) } else { None }
    }

    pub(crate) fn write_name(&self, json: &mut Json) {
        let rank = self.index / CLASSES;
        match (self.index, self.kind) {
            (0, _) => return json.raw(anchors::JOURNAL_NAME),
            (_, "repository") if rank < KNOWN_REPOSITORIES.len() as u64 => {
                return json.raw(KNOWN_REPOSITORIES[rank as usize]);
            }
            _ => {}
        }
        let words = self.lexicon;
        let mut rng = self.rng.clone();
        let (first, second) = (words.content(&mut rng), words.content(&mut rng));
        let english = words.code == "en";
        json.raw(match self.kind {
            "repository" => "Repository of ",
            "conference" => "Proceedings of the Conference on ",
            "book series" => "Lecture Notes in ",
            "journal" if english => rng.pick(&[
                "Journal of ",
                "International Journal of ",
                "Annals of ",
                "",
                "Advances in ",
            ]),
            _ => "",
        });
        json.raw(words.capital(first));
        json.raw(" ");
        json.raw(words.capital(second));
        json.raw(if english {
            rng.pick(&["", " Research", " Letters", " and Applications", " Reviews"])
        } else {
            ""
        });
    }

    /// Two ISSNs, print first; the first is the linking one.
    pub(crate) fn issns(&self, world: &World) -> [u64; 2] {
        [world.issn(self.index * 2), world.issn(self.index * 2 + 1)]
    }

    pub(crate) fn issn_fields(&self, world: &World, json: &mut Json) {
        if !self.has_issn {
            return json.nulls(&["issn_l", "issn"]);
        }
        let issns = self.issns(world);
        json.text("issn_l", |j| identifiers::issn(j, issns[0]));
        json.array("issn", |j| {
            let number = if self.index.is_multiple_of(4) { 1 } else { 2 };
            issns[..number].iter().for_each(|&n| j.text_item(|j| identifiers::issn(j, n)));
        });
    }

    /// `host_organization`, its name and its lineage.
    pub(crate) fn host(&self, world: &World, json: &mut Json) {
        self.host_fields(world, json);
        json.array("host_organization_lineage", |j| match self.host {
            Host::Nobody => {}
            Host::Publisher(index) => {
                let publisher = Publisher::of(world, index);
                j.id_item('P', publisher.id);
                publisher.parent(world).iter().for_each(|p| j.id_item('P', p.id));
            }
            Host::Institution(index) => {
                std::iter::successors(Some(index), |&i| parent(i))
                    .for_each(|i| j.id_item('I', world.institution_id(i)));
            }
        });
    }

    pub(crate) fn host_fields(&self, world: &World, json: &mut Json) {
        match self.host {
            Host::Nobody => json.nulls(&["host_organization", "host_organization_name"]),
            Host::Publisher(index) => {
                let publisher = Publisher::of(world, index);
                json.id("host_organization", 'P', publisher.id);
                json.text("host_organization_name", |j| publisher.write_name(j));
            }
            Host::Institution(index) => {
                let institution = Institution::of(world, index);
                json.id("host_organization", 'I', institution.id);
                json.text("host_organization_name", |j| institution.write_name(j));
            }
        }
    }

    fn host_lineage_names(&self, world: &World, json: &mut Json) {
        json.array("host_organization_lineage_names", |j| match self.host {
            Host::Nobody => {}
            Host::Publisher(index) => {
                let publisher = Publisher::of(world, index);
                let parent = publisher.parent(world);
                [Some(publisher), parent]
                    .iter()
                    .flatten()
                    .for_each(|p| j.text_item(|j| p.write_name(j)));
            }
            Host::Institution(index) => std::iter::successors(Some(index), |&i| parent(i))
                .for_each(|i| j.text_item(|j| Institution::of(world, i).write_name(j))),
        });
    }

    /// The source as a location carries it.
    pub(crate) fn fields(&self, world: &World, era: Era, json: &mut Json) {
        json.id("id", 'S', self.id);
        json.text("display_name", |j| self.write_name(j));
        self.issn_fields(world, json);
        if era == Era::Venues {
            self.host_fields(world, json);
            return json.str("type", self.kind);
        }
        json.flag("is_oa", self.is_oa);
        json.flag("is_in_doaj", self.in_doaj);
        json.flag("is_core", self.is_core);
        self.host(world, json);
        self.host_lineage_names(world, json);
        json.str("type", self.kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_their_repositories_agree() {
        let world = World::new(1, 500);
        for rank in 0..repositories(&world) {
            let host = repository_host(&world, rank);
            assert!(repositories_of(&world, host).any(|index| index == repository(rank)), "{rank}");
            assert!(repository(rank) < world.sources);
        }
    }
}
