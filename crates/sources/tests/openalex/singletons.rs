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
fn what_is_no_id() {
    assert_snapshot!(show("works/hello"), @"404 Not found. 'hello' is not an ID of works.");
    assert_snapshot!(show("works/W12?select=id"), @"400 Invalid query parameters error. select is not supported yet in this version.");
    assert_snapshot!(show("wroks"), @"404  OpenAlex ID format not recognized Did you mean '/works'?");
    assert_snapshot!(show("publishers"), @"400 Invalid query parameters error. /publishers is not supported yet in this version.");
    assert_snapshot!(show("concepts/name/physics"), @"400 Invalid query parameters error. Finding a record by its name is not supported yet in this version.");
}
