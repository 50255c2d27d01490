use insta::assert_snapshot;
use serapeum_model::Ask;

use super::{read, show};

#[test]
fn every_spelling_of_an_id() {
    for text in [
        "works/W2741809807",
        "works/w2741809807",
        "works/https://openalex.org/W2741809807",
        "works/https%3A%2F%2Fopenalex.org%2FW2741809807",
        "works/openalex:W2741809807",
        "works/mag:2741809807",
        "works/A2741809807",
        "works/W2741809807/ngrams",
        "v2/works/W2741809807",
        "entities/works/W2741809807",
        "/works/W2741809807/",
        "W2741809807",
        "https://openalex.org/W2741809807",
    ] {
        assert_eq!(show(text), "id = 2741809807", "{text}");
        assert_eq!(read(text).unwrap().query.ask, Ask::One);
    }
    assert_eq!(read("A5023888391").unwrap().query.entity.name, "authors");
    assert_eq!(read("V137773608").unwrap().query.entity.name, "sources");
    assert_snapshot!(show("works/W99999999999999999999"), @"nothing");
}

#[test]
fn external_ids() {
    for text in [
        "works/10.7717/peerj.4375",
        "works/doi:10.7717/PeerJ.4375",
        "works/https://doi.org/10.7717/peerj.4375",
        "works/https%3A%2F%2Fdoi.org%2F10.7717%2Fpeerj.4375",
    ] {
        assert_eq!(show(text), "doi = '10.7717/peerj.4375'", "{text}");
    }
    assert_snapshot!(show("works/doi:10.1/pmc123"), @"doi = '10.1/pmc123'");
    assert_snapshot!(show("works/pmid:29456894"), @"ids.pmid = '29456894'");
    assert_snapshot!(show("works/https://pubmed.ncbi.nlm.nih.gov/29456894"), @"ids.pmid = '29456894'");
    assert_snapshot!(show("works/pmcid:3195692"), @"ids.pmcid = '3195692'");
    assert_snapshot!(show("works/PMC3195692"), @"ids.pmcid = '3195692'");
    assert_snapshot!(show("authors/0000-0001-6187-6610"), @"orcid = '0000-0001-6187-6610'");
    assert_snapshot!(show("people/https://orcid.org/0000-0001-6187-6610"), @"orcid = '0000-0001-6187-6610'");
    assert_snapshot!(show("authors/scopus:36455008000"), @"scopus = '36455008000&partnerID=MN8TOARS'");
    assert_snapshot!(show("venues/issn:2167-8359"), @"issn = '2167-8359'");
    assert_snapshot!(show("sources/issn_l:2167-835x"), @"issn_l = '2167-835X'");
    assert_snapshot!(show("institutions/ror:03vek6s52"), @"ror = '03vek6s52'");
    assert_snapshot!(show("institutions/https://ror.org/03vek6s52"), @"ror = '03vek6s52'");
    assert_snapshot!(show("institutions/wikidata:Q13371"), @"ids.wikidata = 'Q13371'");
    assert_snapshot!(show("concepts/https://www.wikidata.org/wiki/Q21198"), @"wikidata_id = 'Q21198'");
}

#[test]
fn organizations() {
    for text in ["publishers/P4310319965", "P4310319965", "v2/publishers/p4310319965"] {
        assert_eq!(show(text), "id = 4310319965", "{text}");
    }
    assert_eq!(read("F4320332161").unwrap().query.entity.name, "funders");
    assert_eq!(read("https://openalex.org/G12345").unwrap().query.entity.name, "awards");
    assert_snapshot!(show("awards/G12345"), @"id = 12345");
    for text in ["ror:021nxhr62", "https://ror.org/021nxhr62", "021nxhr62"] {
        assert_eq!(show(&format!("funders/{text}")), "ids.ror = '021nxhr62'", "{text}");
        assert_eq!(show(&format!("publishers/{text}")), "ids.ror = '021nxhr62'", "{text}");
    }
    for text in ["wikidata:q390551", "https://www.wikidata.org/entity/Q390551", "Q390551"] {
        assert_eq!(show(&format!("funders/{text}")), "ids.wikidata = 'Q390551'", "{text}");
        assert_eq!(show(&format!("publishers/{text}")), "ids.wikidata = 'Q390551'", "{text}");
    }
}

#[test]
fn codes_of_vocabularies() {
    for text in [
        "keywords/cardiac-imaging",
        "keywords/Cardiac-Imaging",
        "entities/keywords/cardiac-imaging",
        "v2/keywords/cardiac-imaging",
        "keywords/keywords/cardiac-imaging",
        "keywords/https://openalex.org/keywords/cardiac-imaging",
        "keywords/https%3A%2F%2Fopenalex.org%2Fkeywords%2Fcardiac-imaging",
        "https://openalex.org/keywords/cardiac-imaging",
    ] {
        assert_eq!(show(text), "id = 'cardiac-imaging'", "{text}");
        assert_eq!(read(text).unwrap().query.ask, Ask::One);
    }
    for text in ["types/article", "work-types/article", "https://openalex.org/types/article"] {
        assert_eq!(show(text), "id = 'article'", "{text}");
        assert_eq!(read(text).unwrap().query.entity.name, "work-types");
    }
    for (text, code) in [
        ("domains/3", "3"),
        ("domains/https://openalex.org/domains/3", "3"),
        ("fields/17", "17"),
        ("subfields/1702", "1702"),
        ("sdgs/3", "3"),
        ("sdgs/https://metadata.un.org/sdg/3", "3"),
        ("countries/us", "US"),
        ("countries/https://openalex.org/countries/US", "US"),
        ("continents/q46", "Q46"),
        ("languages/EN", "en"),
        ("licenses/CC-BY", "cc-by"),
        ("source-types/ebook%20platform", "ebook platform"),
        ("source-types/ebook%2520platform", "ebook platform"),
        ("institution-types/education", "education"),
        // Words that mean an id elsewhere.
        ("keywords/W2741809807", "w2741809807"),
        ("keywords/mag:5", "mag:5"),
        ("keywords/random", "random"),
    ] {
        assert_eq!(show(text), format!("id = '{code}'"), "{text}");
    }
}

#[test]
fn what_is_no_id() {
    assert_snapshot!(show("works/hello"), @"404 Not found. 'hello' is not an ID of works.");
    assert_snapshot!(show("wroks"), @"404  OpenAlex ID format not recognized. Did you mean '/works'?");
    assert_snapshot!(show("text"), @"400 Invalid query parameters error. /text is not supported yet in this version.");
    assert_snapshot!(show("autocomplete/frogs"), @"400 Invalid query parameters error. /autocomplete/frogs is not answered; these are: /autocomplete, /autocomplete/works, /autocomplete/authors, /autocomplete/sources, /autocomplete/institutions, /autocomplete/topics, /autocomplete/publishers, /autocomplete/funders, /autocomplete/concepts, /autocomplete/keywords, /autocomplete/licenses, /autocomplete/subfields, /autocomplete/institutions/country, /autocomplete/institutions/type.");
    assert_snapshot!(show("locations"), @"400 Invalid query parameters error. /locations cannot be answered from a snapshot: locations are published inside of works, which have filters such as locations.is_oa.");
    assert_snapshot!(show("oa-statuses/gold"), @"400 Invalid query parameters error. /oa-statuses cannot be answered from a snapshot: there are no records of statuses; works have open_access.oa_status.");
    assert_snapshot!(show("keywrods/frogs"), @"404  OpenAlex ID format not recognized. Did you mean '/keywords'?");
    assert_snapshot!(show("publishers/elsevier"), @"404 Not found. 'elsevier' is not an ID of publishers.");
    assert_snapshot!(show("keywords/keywords/"), @"id = 'keywords'");
    assert_snapshot!(show("concepts/name/physics"), @"400 Invalid query parameters error. Finding a record by its name is not supported yet in this version.");
}
