//! The entities of a snapshot, and how requests name them.

use super::{form::Form, value::Atom};

#[derive(Debug)]
pub(crate) struct Entity {
    pub(crate) name: &'static str,
    /// What stands before an id: a letter, or a path segment.
    pub(crate) prefix: &'static str,
    /// The form of its ids, by its name in `fields.tsv`.
    form: &'static str,
    /// Other names in paths.
    pub(crate) aliases: &'static [&'static str],
    /// Fields by which lists are ordered where a request names none, largest first; the id follows.
    pub(crate) order: &'static [&'static str],
    /// Whether `/random` exists.
    pub(crate) random: bool,
}

const WORKS: &[&str] = &["cited_by_percentile_year.max", "cited_by_count"];
const COUNT: &[&str] = &["works_count"];
const OUTPUTS: &[&str] = &["funded_outputs_count"];

const fn entity(name: &'static str, prefix: &'static str, form: &'static str) -> Entity {
    Entity { name, prefix, form, aliases: &[], order: COUNT, random: false }
}

impl Entity {
    const fn also(mut self, aliases: &'static [&'static str]) -> Entity {
        self.aliases = aliases;
        self
    }

    const fn ordered(mut self, order: &'static [&'static str]) -> Entity {
        self.order = order;
        self
    }

    const fn random(mut self) -> Entity {
        self.random = true;
        self
    }

    pub(crate) fn id_form(&self) -> Form {
        Form::named(self.form)
    }

    /// Whether ids are a letter and digits.
    pub(crate) fn lettered(&self) -> bool {
        self.prefix.len() == 1
    }

    /// The id as the record has it, without the host.
    pub(crate) fn tail(&self, id: &Atom) -> String {
        match id {
            Atom::Int(number) => format!("{}{number}", self.prefix),
            Atom::Text(code) => format!("{}/{}", self.prefix, code.replace(' ', "%20")),
            other => panic!("no id: {other:?}"),
        }
    }
}

#[rustfmt::skip]
pub(crate) const ENTITIES: &[Entity] = &[
    entity("works", "W", "id:W").also(&["entities/works"]).ordered(WORKS).random(),
    entity("authors", "A", "id:A").also(&["people", "entities/authors"]).random(),
    entity("sources", "S", "id:S").also(&["journals", "v2/sources", "entities/sources"]).random(),
    entity("institutions", "I", "id:I").also(&["v2/institutions", "entities/institutions"]).random(),
    entity("topics", "T", "id:T").also(&["entities/topics"]).random(),
    entity("concepts", "C", "id:C").also(&["entities/concepts"]).random(),
    entity("publishers", "P", "id:P").also(&["v2/publishers", "entities/publishers"]).random(),
    entity("funders", "F", "id:F").also(&["entities/funders"]).random(),
    entity("awards", "G", "id:G").ordered(OUTPUTS),
    entity("keywords", "keywords", "slug:keywords").also(&["v2/keywords", "entities/keywords"]),
    entity("domains", "domains", "slug:domains").also(&["entities/domains"]),
    entity("fields", "fields", "slug:fields").also(&["entities/fields"]),
    entity("subfields", "subfields", "slug:subfields").also(&["entities/subfields"]),
    entity("sdgs", "sdgs", "slug:sdgs").also(&["entities/sdgs"]),
    entity("countries", "countries", "slug:countries").also(&["entities/countries"]),
    entity("continents", "continents", "slug:continents").also(&["entities/continents"]),
    entity("languages", "languages", "slug:languages").also(&["v2/languages", "entities/languages"]),
    entity("licenses", "licenses", "slug:licenses").also(&["v2/licenses", "entities/licenses"]),
    entity("work-types", "types", "slug:work-types").also(&["types", "v2/work-types", "entities/work-types"]),
    entity("source-types", "source-types", "slug:source-types").also(&["entities/source-types"]),
    entity("institution-types", "institution-types", "slug:institution-types").also(&["entities/institution-types"]),
];

/// The entity of a letter.
pub(crate) fn of_letter(letter: char) -> Option<&'static Entity> {
    ENTITIES.iter().find(|entity| entity.lettered() && entity.prefix.starts_with(letter))
}
