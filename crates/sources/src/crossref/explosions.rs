//! Long tables of works: what records hold in lists, a row for each element. The first column names the work.

use serapeum_model::{Explosion, Row};

const DOI: Row = Row::doi().at("DOI").named("doi");

const fn text(path: &'static str, name: &'static str) -> Row {
    Row::keyword().at(path).named(name)
}

const fn place(path: &'static str) -> Row {
    Row::integer().at(path).named("position")
}

/// People and organisations in a role, with a row for each affiliation.
macro_rules! contributors {
    ($role:literal) => {
        Explosion {
            name: concat!($role, "s"),
            rows: concat!($role, "[].affiliation[]"),
            columns: &[
                DOI,
                place(concat!($role, "[].@position")),
                text(concat!($role, "[].given"), "given"),
                text(concat!($role, "[].family"), "family"),
                text(concat!($role, "[].name"), "name"),
                text(concat!($role, "[].suffix"), "suffix"),
                text(concat!($role, "[].sequence"), "sequence"),
                Row::orcid().at(concat!($role, "[].ORCID")).named("orcid"),
                Row::boolean()
                    .at(concat!($role, "[].authenticated-orcid"))
                    .named("authenticated_orcid"),
                text(concat!($role, "[].affiliation[].name"), "affiliation"),
                Row::ror()
                    .at(concat!($role, "[].affiliation[].id[id-type=ROR].id"))
                    .named("affiliation_ror"),
            ],
        }
        .checked()
    };
}

/// The long tables of works.
pub(super) const WORKS: &[Explosion] = &[
    contributors!("author"),
    contributors!("editor"),
    Explosion {
        name: "references",
        rows: "reference[]",
        columns: &[
            DOI,
            place("reference[].@position"),
            text("reference[].key", "key"),
            Row::doi().at("reference[].DOI").named("referenced_doi"),
            text("reference[].doi-asserted-by", "doi_asserted_by"),
            text("reference[].author", "author"),
            text("reference[].year", "year"),
            text("reference[].article-title", "article_title"),
            text("reference[].journal-title", "journal_title"),
            text("reference[].volume-title", "volume_title"),
            text("reference[].volume", "volume"),
            text("reference[].issue", "issue"),
            text("reference[].first-page", "first_page"),
            text("reference[].unstructured", "unstructured"),
        ],
    }
    .checked(),
    Explosion {
        name: "funders",
        rows: "funder[].award[]",
        columns: &[
            DOI,
            place("funder[].@position"),
            Row::doi().at("funder[].DOI").named("funder_doi"),
            text("funder[].name", "name"),
            text("funder[].doi-asserted-by", "doi_asserted_by"),
            text("funder[].award[]", "award"),
        ],
    }
    .checked(),
    Explosion {
        name: "licenses",
        rows: "license[]",
        columns: &[
            DOI,
            place("license[].@position"),
            text("license[].URL", "url"),
            text("license[].content-version", "version"),
            Row::integer().at("license[].delay-in-days").named("delay_in_days"),
            Row::timestamp().at("license[].start.date-time").named("start"),
        ],
    }
    .checked(),
    Explosion {
        name: "links",
        rows: "link[]",
        columns: &[
            DOI,
            place("link[].@position"),
            text("link[].URL", "url"),
            text("link[].content-type", "type"),
            text("link[].content-version", "version"),
            text("link[].intended-application", "application"),
        ],
    }
    .checked(),
    Explosion {
        name: "updates",
        rows: "update-to[]",
        columns: &[
            DOI,
            place("update-to[].@position"),
            Row::doi().at("update-to[].DOI").named("updated_doi"),
            text("update-to[].type", "type"),
            text("update-to[].label", "label"),
            text("update-to[].source", "source"),
            Row::timestamp().at("update-to[].updated.date-time").named("updated"),
        ],
    }
    .checked(),
];
