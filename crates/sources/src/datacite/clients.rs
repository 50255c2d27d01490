//! Repositories, the clients of the service: <https://support.datacite.org/docs/api-get-lists>. The data file names
//! them by id only; their records come from the API's own lists.

use serapeum_model::{Entity, Order, table};

use super::searched;

table! {
    /// Every column of clients.
    FIELDS "clients" {
        ID "id" = Row::lower().sort().lookup().labelled("clients", "");
        NAME "name" = Row::keyword().at("attributes.name").sort();
        HAS_DESCRIPTION "hasDescription" = Row::boolean()
            .at("exists(attributes.description)").inner();
        SYMBOL "symbol" = Row::lower().at("attributes.symbol");
        YEAR "year" = Row::integer().at("attributes.year").group();
        LANGUAGE "language" = Row::keyword().at("attributes.language[]").many();
        CLIENT_TYPE "clientType" = Row::keyword()
            .at("attributes.clientType|attributes.client-type").group();
        REPOSITORY_TYPE "repositoryType" = Row::keyword()
            .at("attributes.repositoryType[]").many().group();
        CERTIFICATE "certificate" = Row::keyword().at("attributes.certificate[]").many().group();
        SOFTWARE "software" = Row::lower().at("attributes.software").group();
        RE3DATA "re3data" = Row::keyword().at("attributes.re3data");
        OPENDOAR "opendoar" = Row::keyword().at("attributes.opendoar");
        URL "url" = Row::keyword().at("attributes.url");
        PROVIDER "provider.id" = Row::lower()
            .at("relationships.provider.data.id").group().labelled("providers", "");
        CONSORTIUM "consortium.id" = Row::lower()
            .at("relationships.consortium.data.id").labelled("providers", "");
        PREFIX "prefixes.id" = Row::keyword().at("relationships.prefixes.data[].id").many();
        CREATED "created" = Row::timestamp().at("attributes.created").sort();
        UPDATED "updated" = Row::timestamp().at("attributes.updated").sort();
    }
}

/// The table of clients.
pub static ENTITY: Entity = Entity {
    aliases: &["repositories"],
    newest: Some(UPDATED),
    label: Some(NAME),
    order: &[Order::Ascending(NAME)],
    searched: searched::ORGANISATIONS,
    ..Entity::new("clients", FIELDS, ID)
}
.checked();
