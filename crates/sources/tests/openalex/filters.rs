use insta::assert_snapshot;

use super::{show, works};

#[test]
fn lists_and_negations() {
    assert_snapshot!(works("type:article"), @"type = 'article'");
    assert_snapshot!(works("type:!article"), @"NOT type = 'article'");
    assert_snapshot!(works("type:Article|types/book|https://openalex.org/types/letter"), @"type IN ('article', 'book', 'letter')");
    assert_snapshot!(works("type:!article|book"), @"NOT type IN ('article', 'book')");
    assert_snapshot!(works("type:!article|!book"), @"NOT type IN ('article', 'book')");
    assert_snapshot!(works("type:article,type:book"), @"(type = 'article' AND type = 'book')");
    assert_snapshot!(works("institutions.country_code:fr+de"), @"(authorships.institutions.country_code = 'FR' AND authorships.institutions.country_code = 'DE')");
    assert_snapshot!(works("institutions.country_code:!us%20!gb"), @"(NOT authorships.institutions.country_code = 'US' AND NOT authorships.institutions.country_code = 'GB')");
    assert_snapshot!(works("language:null|en"), @"(language = 'en' OR NOT language EXISTS)");
    assert_snapshot!(works("language:null"), @"NOT language EXISTS");
    assert_snapshot!(works("language:!null"), @"language EXISTS");
    assert_snapshot!(works(",,type:article,"), @"type = 'article'");
    assert_snapshot!(works(""), @"everything");
}

#[test]
fn numbers() {
    assert_snapshot!(works("cited_by_count:5"), @"cited_by_count = 5");
    assert_snapshot!(works("cited_by_count:<5"), @"cited_by_count < 5");
    assert_snapshot!(works("cited_by_count:>5"), @"cited_by_count > 5");
    assert_snapshot!(works("cited_by_count:-5"), @"cited_by_count <= 5");
    assert_snapshot!(works("cited_by_count:5-"), @"cited_by_count >= 5");
    assert_snapshot!(works("publication_year:2018-2020"), @"publication_year BETWEEN 2018 AND 2020");
    assert_snapshot!(works("publication_year:!2018-2020"), @"NOT publication_year BETWEEN 2018 AND 2020");
    assert_snapshot!(works("publication_year:2015|2018-2020|2022|null"), @"(publication_year IN (2015, 2022) OR publication_year BETWEEN 2018 AND 2020 OR NOT publication_year EXISTS)");
    assert_snapshot!(works("cited_by_count:>5.5"), @"cited_by_count > 5");
    assert_snapshot!(works("cited_by_count:5.5-"), @"cited_by_count >= 6");
    assert_snapshot!(works("cited_by_count:5.5"), @"nothing");
    assert_snapshot!(works("cited_by_count:1e3"), @"cited_by_count = 1000");
    assert_snapshot!(works("fwci:1-2.5"), @"fwci BETWEEN 1.0 AND 2.5");
    assert_snapshot!(works("cited_by_count:!null"), @"cited_by_count EXISTS");
    for wrong in ["&gt;=5", ">=5", "!>5", "!5-", "-5-9", "five", "!!5", "inf", "nan", "5%205"] {
        assert_eq!(
            works(&format!("cited_by_count:{}", wrong.replace("&gt;", ">"))),
            "400 Invalid query parameters error. Value for param cited_by_count must be a number."
        );
    }
}

#[test]
fn dates() {
    assert_snapshot!(works("publication_date:2020-05-17"), @"publication_date = 2020-05-17");
    assert_snapshot!(works("publication_date:>2020-05-17"), @"publication_date > 2020-05-17");
    assert_snapshot!(works("from_publication_date:2020-01-01,to_publication_date:2020-12-31"), @"(publication_date >= 2020-01-01 AND publication_date <= 2020-12-31)");
    // A day compared with an instant is the whole day.
    assert_snapshot!(works("updated_date:2020-05-17"), @"updated_date BETWEEN 2020-05-17T00:00:00 AND 2020-05-17T23:59:59.999999");
    assert_snapshot!(works("updated_date:>2020-05-17"), @"updated_date > 2020-05-17T23:59:59.999999");
    assert_snapshot!(works("to_created_date:2020-05-17"), @"created_date <= 2020-05-17T23:59:59.999999");
    assert_snapshot!(works("from_updated_date:2020-05-17T10:00:00.5Z"), @"updated_date >= 2020-05-17T10:00:00.500");
    for wrong in ["2020", "2020-5-17", "!2020-05-17", "!null", "2020-01-01T00:00:00", "2020-02-30"]
    {
        assert_eq!(
            works(&format!("publication_date:{wrong}")),
            "400 Invalid query parameters error. Value for param publication_date is an invalid date. \
             Format is yyyy-mm-dd (e.g. 2020-05-17)."
        );
    }
}

#[test]
fn truths() {
    assert_snapshot!(works("is_oa:TRUE"), @"open_access.is_oa = true");
    assert_snapshot!(works("is_oa:false"), @"open_access.is_oa = false");
    assert_snapshot!(works("is_oa:null"), @"NOT open_access.is_oa EXISTS");
    assert_snapshot!(works("has_doi:true"), @"doi EXISTS");
    assert_snapshot!(works("has_doi:false"), @"NOT doi EXISTS");
    assert_snapshot!(works("has_abstract:true"), @"has_abstract = true");
    assert_snapshot!(works("has_oa_submitted_version:true"), @"(locations.is_oa = true AND locations.version IN ('submittedversion'))");
    assert_snapshot!(works("mag_only:false"), @"(ids.pmid EXISTS OR ids.pmcid EXISTS OR doi EXISTS OR ids.arxiv EXISTS)");
    // Records without the member belong to the core corpus.
    assert_snapshot!(show("works?filter=is_xpac:false"), @"NOT is_xpac = true");
}

#[test]
fn identifiers() {
    assert_snapshot!(works("author.id:A5023888391|https://openalex.org/a12"), @"authorships.author.id IN (5023888391, 12)");
    assert_snapshot!(works("openalex:w2741809807"), @"id = 2741809807");
    assert_snapshot!(works("author.id:W123"), @"nothing");
    assert_snapshot!(works("author.id:!W123"), @"NOT nothing");
    assert_snapshot!(works("cites:W1"), @"referenced_works = 1");
    assert_snapshot!(works("primary_location.source.id:V137773608"), @"primary_location.source.id = 137773608");
    assert_snapshot!(works("locations.source.host_organization:P4310320990|I27837315"), @"locations.source.host_organization IN ('P4310320990', 'I27837315')");
    assert_snapshot!(works("locations.source.publisher_lineage:I27837315"), @"400 Invalid query parameters error. 'I27837315' is not a valid value for locations.source.publisher_lineage: its IDs start with P.");
    assert_snapshot!(works("author.id:foo"), @"400 Invalid query parameters error. 'foo' is not a valid OpenAlex ID.");
    assert_snapshot!(works("author.id:A99999999999999999999"), @"nothing");
    assert_snapshot!(works("doi:https://doi.org/10.7717/PeerJ.4375"), @"doi = '10.7717/peerj.4375'");
    assert_snapshot!(works("doi:!10.7717/peerj.4375"), @"NOT doi = '10.7717/peerj.4375'");
    assert_snapshot!(works("doi_starts_with:10.7717"), @"doi BEGINS '10.7717'");
    assert_snapshot!(works("pmcid:PMC3195692|https://www.ncbi.nlm.nih.gov/pmc/articles/8505342"), @"ids.pmcid IN ('3195692', '8505342')");
    assert_snapshot!(works("institutions.ror:03vek6s52"), @"authorships.institutions.ror = '03vek6s52'");
    assert_snapshot!(show("authors?filter=orcid:0000-0001-6187-6610,works_count:0-"), @"(orcid = '0000-0001-6187-6610' AND works_count >= 0)");
    assert_snapshot!(show("authors?filter=scopus:54893533400,works_count:0-"), @"(scopus = '54893533400&partnerID=MN8TOARS' AND works_count >= 0)");
}

#[test]
fn vocabularies() {
    assert_snapshot!(works("sustainable_development_goals.id:3|https://metadata.un.org/sdg/4|sdgs/5"), @"sustainable_development_goals.id IN ('3', '4', '5')");
    assert_snapshot!(works("primary_topic.domain.id:https://openalex.org/domains/3"), @"primary_topic.domain.id = '3'");
    assert_snapshot!(works("keywords.id:keywords/machine-learning"), @"keywords.id = 'machine-learning'");
    assert_snapshot!(works("best_oa_location.license_id:cc-by"), @"best_oa_location.license = 'cc-by'");
    assert_snapshot!(show("sources?filter=type:%22ebook platform%22"), @"type = 'ebook platform'");
    assert_snapshot!(show("sources?filter=type:ebook%2520platform"), @"type = 'ebook platform'");
    assert_snapshot!(show("sources?filter=continent:antarctica"), @"country_code IN ('AQ', 'BV', 'HM')");
    assert_snapshot!(show("sources?filter=continent:!q51"), @"NOT country_code IN ('AQ', 'BV', 'HM')");
    assert_snapshot!(show("sources?filter=continent:Atlantis"), @"400 Invalid query parameters error. Value for continent must be one of africa, antarctica, asia, europe, north_america, oceania, south_america, Q15, Q51, Q48, Q46, Q49, Q55643, Q18.");
    assert_snapshot!(works("best_open_version:acceptedorpublished"), @"locations.version IN ('acceptedversion', 'publishedversion')");
    assert_snapshot!(works("locations.version:publishedVersion"), @"locations.version = 'publishedversion'");
    assert_snapshot!(works("display_name:%22A Title, with a comma%22"), @"display_name = 'a title, with a comma'");
    assert_snapshot!(works("raw_affiliation_strings:%22Univ. X, Y%22|%22Univ. Z%22"), @"raw_affiliation_strings IN ('Univ. X, Y', 'Univ. Z')");
}

#[test]
fn ids_of_vocabularies() {
    assert_snapshot!(show("countries?filter=id:us|countries/DE|https://openalex.org/countries/fr"), @"id IN ('US', 'DE', 'FR')");
    assert_snapshot!(show("keywords?filter=id:!Machine-Learning"), @"NOT id = 'machine-learning'");
    assert_snapshot!(show("types?filter=id:types/article|work-types/book|null"), @"(id IN ('article', 'book') OR NOT id EXISTS)");
    assert_snapshot!(show("source-types?filter=id:%22ebook platform%22|book%2520series"), @"id IN ('ebook platform', 'book series')");
    assert_snapshot!(show("sdgs?filter=id:https://metadata.un.org/sdg/13"), @"id = '13'");
    assert_snapshot!(show("domains?filter=fields.id:17|fields/27"), @"fields.id IN ('17', '27')");
    assert_snapshot!(show("fields?filter=subfields.id:1702,domain.id:!3"), @"(subfields.id = '1702' AND NOT domain.id = '3')");
    assert_snapshot!(show("subfields?filter=topics.id:T10123,field.id:https://openalex.org/fields/17"), @"(topics.id = 10123 AND field.id = '17')");
}

#[test]
fn organizations_and_awards() {
    assert_snapshot!(show("publishers?filter=parent_publisher:P4310319965,country_codes:gb"), @"(parent_publisher = 4310319965 AND country_codes = 'GB')");
    assert_snapshot!(show("publishers?filter=wikidata:https://www.wikidata.org/entity/Q746413"), @"ids.wikidata = 'Q746413'");
    assert_snapshot!(show("publishers?filter=roles.id:F4320332161|I4200000001"), @"roles.id IN ('F4320332161', 'I4200000001')");
    assert_snapshot!(show("publishers?filter=continent:q51"), @"country_codes IN ('AQ', 'BV', 'HM')");
    assert_snapshot!(show("funders?filter=ror:021nxhr62,ids.crossref:100000001"), @"(ids.ror = '021nxhr62' AND ids.crossref = '100000001')");
    assert_snapshot!(show("funders?filter=ids.doi:https://doi.org/10.13039/100000001"), @"ids.doi = '10.13039/100000001'");
    assert_snapshot!(show("awards?filter=id:G12345|https://openalex.org/G678"), @"id IN (12345, 678)");
    assert_snapshot!(show("awards?filter=funder.id:F4320332161,amount:>1000000,start_year:2015-2020"), @"(funder.id = 4320332161 AND amount > 1000000.0 AND start_year BETWEEN 2015 AND 2020)");
    assert_snapshot!(show("awards?filter=institution_awarded.continent:antarctica"), @"institution_awarded.country_code IN ('AQ', 'BV', 'HM')");
    assert_snapshot!(show("awards?filter=lead_investigator.family_name:Curie,currency:usd"), @"(lead_investigator.family_name = 'Curie' AND currency = 'USD')");
}

#[test]
fn compounds() {
    assert_snapshot!(works("journal:S137773608"), @"(primary_location.source.id = 137773608 AND primary_location.source.type = 'journal')");
    assert_snapshot!(works("journal:!S137773608"), @"NOT primary_location.source.id = 137773608");
    assert_snapshot!(works("repository:S12|S13"), @"(locations.source.id IN (12, 13) AND locations.source.type = 'repository')");
    assert_snapshot!(works("primary_location.source.has_issn:true"), @"primary_location.source.issn EXISTS");
}

#[test]
fn implied_scopes() {
    assert_snapshot!(show("works"), @"NOT is_xpac = true");
    assert_snapshot!(show("works?filter=type:article"), @"(type = 'article' AND NOT is_xpac = true)");
    assert_snapshot!(show("works?corpus=all"), @"everything");
    assert_snapshot!(show("works?corpus=expansion"), @"is_xpac = true");
    assert_snapshot!(show("works?corpus=all&include_xpac=true"), @"400 Invalid query parameters error. corpus cannot be combined with include_xpac or an is_xpac filter.");
    assert_snapshot!(show("authors"), @"works_count > 0");
    assert_snapshot!(show("authors?filter=works_count:0"), @"works_count = 0");
    assert_snapshot!(show("sources"), @"everything");
    let notes = super::read("works").unwrap().notes;
    assert_eq!(notes.len(), 1);
    assert!(notes[0].contains("include_xpac=true"), "{notes:?}");
    assert!(super::read("works?include_xpac=true").unwrap().notes.is_empty());
}
