//! Members and consortium organisations, the providers: <https://support.datacite.org/docs/api-get-lists>. The data
//! file names them by id only; their records come from the API's own lists.

use serapeum_model::{Entity, Order, table};

use super::searched;

table! {
    /// Every column of providers.
    FIELDS "providers" {
        ID "id" = Row::lower().sort().lookup().labelled("providers", "");
        NAME "name" = Row::keyword().at("attributes.name").sort();
        HAS_DESCRIPTION "hasDescription" = Row::boolean()
            .at("exists(attributes.description)").inner();
        SYMBOL "symbol" = Row::lower().at("attributes.symbol");
        YEAR "year" = Row::integer().at("attributes.year").group();
        REGION "region" = Row::upper().at("attributes.region").group();
        COUNTRY "country" = Row::upper().at("attributes.country").group();
        MEMBER_TYPE "memberType" = Row::keyword()
            .at("attributes.memberType|attributes.member-type").group();
        ORGANIZATION_TYPE "organizationType" = Row::keyword()
            .at("attributes.organizationType|attributes.organization-type").group();
        FOCUS_AREA "focusArea" = Row::keyword()
            .at("attributes.focusArea|attributes.focus-area").group();
        ROR "rorId" = Row::ror().at("attributes.rorId");
        CONSORTIUM "consortium.id" = Row::lower()
            .at("relationships.consortium.data.id").labelled("providers", "");
        CREATED "created" = Row::timestamp().at("attributes.created").sort();
        UPDATED "updated" = Row::timestamp().at("attributes.updated").sort();
    }
}

/// The table of providers.
pub static ENTITY: Entity = Entity {
    newest: Some(UPDATED),
    label: Some(NAME),
    order: &[Order::Ascending(NAME)],
    searched: searched::ORGANISATIONS,
    ..Entity::new("providers", FIELDS, ID)
}
.checked();
