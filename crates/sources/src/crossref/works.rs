//! Works: the records that members have deposited. <https://api.crossref.org/swagger-ui/index.html>
//!
//! A column that no filter is named after is inner, so that the names of the table are those of the API's filters.

use serapeum_model::{Condition, Elements, Entity, Filter, Row as R, Test, table};

use super::{
    explosions,
    forms::{AWARD, ISBN, TRIAL},
    searched,
};

table! {
    /// Every column of works.
    FIELDS "works" {
        DOI "doi" = Row::doi().at("DOI").sort().lookup();
        TYPE "type" = Row::keyword().group();
        MEMBER "member" = Row::keyword();
        PREFIX "prefix" = Row::keyword();
        SOURCE "source" = Row::keyword().group().inner();
        PUBLISHER "publisher" = Row::keyword().group().inner();
        TITLE "title" = Row::keyword().at("title[]").many().inner();
        CONTAINER_TITLE "container-title" = Row::keyword().at("container-title[]").many().group();
        LANGUAGE "language" = Row::keyword().inner();
        VOLUME "volume" = Row::keyword().group().inner();
        ISSUE "issue" = Row::keyword().at("issue|journal-issue.issue").group().inner();
        PAGE "page" = Row::keyword().inner();
        ARTICLE_NUMBER "article-number" = Row::keyword();
        GROUP_TITLE "group-title" = Row::keyword();
        ISSN "issn" = Row::issn().at("ISSN[]|issn-type[].value").many().group().lookup();
        ISBN_NUMBER "isbn" = Row::code(&ISBN).at("ISBN[]|isbn-type[].value").many().lookup();
        ALTERNATIVE_ID "alternative-id" = Row::keyword().at("alternative-id[]").many().lookup();
        ARCHIVE "archive" = Row::keyword().at("archive[]").many().group();
        SUBJECT "subject" = Row::keyword().at("subject[]").many().group().inner();
        CLINICAL_TRIAL "clinical-trial-number" = Row::code(&TRIAL)
            .at("clinical-trial-number[].clinical-trial-number").many();
        CONTENT_DOMAIN "content-domain" = Row::keyword().at("content-domain.domain[]").many();

        CREATED "created.date-time" = Row::timestamp().sort().inner();
        DEPOSITED "deposited.date-time" = Row::timestamp().sort().inner();
        INDEXED "indexed.date-time" = Row::timestamp().inner();
        INDEXED_MILLIS "indexed.timestamp" = Row::integer().sort().inner();
        ISSUED "issued" = Row::date().at("first_day(issued.date-parts|published.date-parts)")
            .sort().inner();
        ISSUED_YEAR "issued.year" = Row::integer().at("year(issued.date-parts|published.date-parts)")
            .group().inner().year();
        PUBLISHED_PRINT "published-print" = Row::date().at("first_day(published-print.date-parts)")
            .sort().inner();
        PUBLISHED_ONLINE "published-online" = Row::date().at("first_day(published-online.date-parts)")
            .sort().inner();
        POSTED "posted" = Row::date().at("first_day(posted.date-parts)").inner();
        ACCEPTED "accepted" = Row::date().at("first_day(accepted.date-parts)").inner();
        APPROVED "approved" = Row::date().at("first_day(approved.date-parts)").inner();
        AWARD_START "project.award-start" = Row::date()
            .at("first_day(project[].award-start.date-parts|award-start.date-parts)").many().inner();
        EVENT_START "event.start" = Row::date().at("first_day(event.start.date-parts)").inner();
        EVENT_END "event.end" = Row::date().at("first_day(event.end.date-parts)").inner();

        CITED "is-referenced-by-count" = Row::integer().sort().inner();
        REFERENCES "references-count" = Row::integer().at("reference-count|references-count")
            .sort().inner();

        ORCID "orcid" = Row::orcid().at("*.ORCID").many().group().lookup();
        AUTHENTICATED_ORCID "has-authenticated-orcid" = Row::boolean().at("*.authenticated-orcid")
            .many();
        AFFILIATION "affiliation.name" = Row::keyword().at("*.affiliation[].name").many().group()
            .inner();
        AFFILIATION_ROR "affiliation.ror" = Row::ror().at("*.affiliation[].id[id-type=ROR].id").many()
            .group().inner();

        FUNDER_DOI "funder.DOI" = Row::doi().at("funder[].DOI").many().group().inner();
        FUNDER_NAME "funder.name" = Row::keyword().at("funder[].name").many().group().inner();
        FUNDER_DOI_ASSERTED_BY "funder-doi-asserted-by" = Row::keyword()
            .at("funder[].doi-asserted-by").many();
        FUNDER_ROR "funder.ror" = Row::ror().at("funder[].id[id-type=ROR].id").many().inner();
        INSTITUTION_ROR "institution.ror" = Row::ror().at("institution[].id[id-type=ROR].id").many()
            .inner();
        AWARD_FUNDER "award.funder" = Row::doi().at("funder[].DOI").aligned("award");
        AWARD_NUMBER "award.number" = Row::code(&AWARD).at("funder[].award[]").aligned("award");
        AWARD_AMOUNT "project.award-amount.amount" = Row::float()
            .at("project[].award-amount.amount|project[].funding[].award-amount.amount").many().inner();

        LICENSE "license" = Row::keyword().at("license[].URL").many().group().inner();
        LICENSE_URL "license.url" = Row::keyword().at("license[].URL").aligned("license");
        LICENSE_VERSION "license.version" = Row::keyword().at("license[].content-version")
            .aligned("license");
        LICENSE_DELAY "license.delay-in-days" = Row::integer().at("license[].delay-in-days")
            .aligned("license").inner();

        LINK_APPLICATION "link.intended-application" = Row::keyword()
            .at("link[].intended-application").many().group().inner();
        FULL_TEXT_APPLICATION "full-text.application" = Row::keyword()
            .at("link[].intended-application").aligned("full-text");
        FULL_TEXT_TYPE "full-text.type" = Row::keyword().at("link[].content-type").aligned("full-text");
        FULL_TEXT_VERSION "full-text.version" = Row::keyword().at("link[].content-version")
            .aligned("full-text");

        ASSERTION_NAME "assertion" = Row::keyword().at("assertion[].name").many().group();
        ASSERTION_GROUP "assertion-group" = Row::keyword().at("assertion[].group.name").many().group();

        RELATION "relation" = Row::keyword().at("relation.@key").many().group().inner();
        RELATION_TYPE "relation.type" = Row::keyword().at("relation.@key").aligned("relation");
        RELATION_OBJECT "relation.object" = Row::identifier().at("relation.*[].id").aligned("relation");
        RELATION_OBJECT_TYPE "relation.object-type" = Row::keyword().at("relation.*[].id-type")
            .aligned("relation");

        UPDATE_TYPE "update-type" = Row::keyword().at("update-to[].type").many().group();
        UPDATES "updates" = Row::doi().at("update-to[].DOI").many();

        HAS_ABSTRACT "has-abstract" = Row::boolean().at("exists(abstract)");
        HAS_AFFILIATION "has-affiliation" = Row::boolean()
            .at("exists(author.affiliation|editor.affiliation|chair.affiliation|translator.affiliation)");
        HAS_ALIAS "has-alias" = Row::boolean().at("exists(aliases)");
        HAS_ASSERTION "has-assertion" = Row::boolean().at("exists(assertion)");
        HAS_AWARD "has-award" = Row::boolean().at("exists(funder.award)");
        HAS_DOMAIN_RESTRICTION "has-domain-restriction" = Row::boolean()
            .at("content-domain.crossmark-restriction");
        HAS_EVENT "has-event" = Row::boolean().at("exists(event)");
        HAS_FULL_TEXT "has-full-text" = Row::boolean().at("exists(link)");
        HAS_FUNDER "has-funder" = Row::boolean().at("exists(funder)");
        HAS_LICENSE "has-license" = Row::boolean().at("exists(license)");
        HAS_PRIME_DOI "has-prime-doi" = Row::boolean().at("exists(prime-doi)");
        HAS_RELATION "has-relation" = Row::boolean().at("exists(relation.*)");
        HAS_UPDATE "has-update" = Row::boolean().at("exists(updated-by)");
        HAS_UPDATE_POLICY "has-update-policy" = Row::boolean().at("exists(update-policy)");
        IS_UPDATE "is-update" = Row::boolean().at("exists(update-to)");
    }
}

/// Where ROR ids stand in a work.
const ANY_ROR: Condition = Condition::Any(&[
    Condition::Exists("affiliation.ror"),
    Condition::Exists("funder.ror"),
    Condition::Exists("institution.ror"),
]);

const fn whether(name: &'static str, condition: &'static Condition) -> Filter {
    Filter::new(name, Test::Whether(condition))
}

const fn since(name: &'static str, field: &'static str) -> Filter {
    Filter::new(name, Test::Since(field))
}

const fn until(name: &'static str, field: &'static str) -> Filter {
    Filter::new(name, Test::Until(field))
}

/// Why `directory` finds nothing.
const DIRECTORY: &str = "the list of journals of the DOAJ is no part of the public data file";

static FILTERS: &[Filter] = &[
    since("from-created-date", "created.date-time"),
    until("until-created-date", "created.date-time"),
    since("from-deposit-date", "deposited.date-time"),
    until("until-deposit-date", "deposited.date-time"),
    since("from-update-date", "deposited.date-time"),
    until("until-update-date", "deposited.date-time"),
    since("from-index-date", "indexed.date-time"),
    until("until-index-date", "indexed.date-time"),
    since("from-pub-date", "issued"),
    until("until-pub-date", "issued"),
    since("from-issued-date", "issued"),
    until("until-issued-date", "issued"),
    since("from-online-pub-date", "published-online"),
    until("until-online-pub-date", "published-online"),
    since("from-print-pub-date", "published-print"),
    until("until-print-pub-date", "published-print"),
    since("from-posted-date", "posted"),
    until("until-posted-date", "posted"),
    since("from-accepted-date", "accepted"),
    until("until-accepted-date", "accepted"),
    since("from-approved-date", "approved"),
    until("until-approved-date", "approved"),
    since("from-awarded-date", "project.award-start"),
    until("until-awarded-date", "project.award-start"),
    since("from-event-start-date", "event.start"),
    until("until-event-start-date", "event.start"),
    since("from-event-end-date", "event.end"),
    until("until-event-end-date", "event.end"),
    whether("has-affiliation-ror-id", &Condition::Exists("affiliation.ror")),
    whether("has-archive", &Condition::Exists("archive")),
    whether("has-clinical-trial-number", &Condition::Exists("clinical-trial-number")),
    whether("has-content-domain", &Condition::Exists("content-domain")),
    whether("has-funder-doi", &Condition::Exists("funder.DOI")),
    whether("has-funder-ror-id", &Condition::Exists("funder.ror")),
    whether("has-orcid", &Condition::Exists("orcid")),
    whether("has-references", &Condition::Above("references-count", 0)),
    whether("has-ror-id", &ANY_ROR),
    Filter::alias("ror-id", "affiliation.ror"),
    Filter::alias("category-name", "subject"),
    Filter::alias("funder", "funder.DOI"),
    Filter::alias("type-name", "type"),
    Filter::new("license.delay", Test::Until("license.delay-in-days")),
    since("gte-award-amount", "project.award-amount.amount"),
    until("lte-award-amount", "project.award-amount.amount"),
    Filter::new("directory", Test::Absent(DIRECTORY)),
];

static ELEMENTS: &[Elements] = &[
    Elements { group: "award", path: "funder[].award[]" },
    Elements { group: "license", path: "license[]" },
    Elements { group: "full-text", path: "link[]" },
    Elements { group: "relation", path: "relation.*[]" },
];

/// The texts that a data frame of works may want besides the columns.
const TEXTS: &[R] = &[R::keyword().named("abstract"), R::keyword().named("URL")];

/// The table of works.
pub static ENTITY: Entity = Entity {
    newest: Some(INDEXED_MILLIS),
    label: Some(TITLE),
    filters: FILTERS,
    elements: ELEMENTS,
    explosions: explosions::WORKS,
    texts: TEXTS,
    searched: searched::WORKS,
    ..Entity::new("works", FIELDS, DOI)
}
.checked();
