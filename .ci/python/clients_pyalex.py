"""Calls of pyalex."""

from clients_truth import (
    Case,
    Raises,
    counted,
    countries,
    groups,
    ids,
    is_oa,
    mentions,
    most,
    oa_status,
    searched,
    short,
    stems,
    tokens,
)

TYPES = "https://openalex.org/types/"
COUNTRIES = "https://openalex.org/countries/"


MEMBERS = ["doi", "title", "publication_date", "type", "cited_by_count", "authorships", "open_access"]


def redirect(address):
    """What the documentation tells to do, as a program does it: the line, made to run."""
    import pyalex.api

    line = REDIRECT.replace("127.0.0.1:8080", address)
    exec(line, {"pyalex": pyalex})
    pyalex.config.email = "reader@example.org"
    return {name: getattr(pyalex.api, name) for name in dir(pyalex.api) if name[0].isupper()}


REDIRECT = """\
import pyalex.api
of = pyalex.api.urlunparse
pyalex.api.urlunparse = lambda parts: of(("http", "127.0.0.1:8080") + tuple(parts[2:]))
"""


def pages(answer):
    return ids(record for page in answer for record in page)


def once(answer):
    """The ids of all pages, none of them twice."""
    found = [record["id"] for page in answer for record in page]
    assert len(found) == len(set(found)), "a record came twice"
    return set(found)


def cases(truth):
    works, where = truth.works, truth.where
    work = truth.some_work(lambda w: w["doi"] and w["ids"].get("pmid") and w.get("abstract_inverted_index"))
    cited = truth.some_work(lambda w: any(w["id"] in (o.get("referenced_works") or []) for o in works))
    author = min(ids(a for a in truth["authors"] if a.get("orcid")))
    author = next(a for a in truth["authors"] if a["id"] == author)
    source = next(s for s in truth["sources"] if s.get("issn"))
    institution = truth["institutions"][0]
    concept = next(c for c in truth["concepts"] if c.get("wikidata"))
    doi = work["doi"].removeprefix("https://doi.org/")
    pmid = work["ids"]["pmid"].rsplit("/", 1)[-1]
    some = sorted(ids(works))[:5]
    dois = sorted(w["doi"] for w in works if w["doi"])[:30]
    writer = work["authorships"][0]["author"]["id"]
    id = lambda record: record["id"]
    count = lambda wanted: len(where(wanted))
    abstract = sorted((p, w) for w, places in work["abstract_inverted_index"].items() for p in places)

    yield "One record"
    yield Case("by id", f'Works()["{short(work["id"])}"]', work["id"], id)
    yield Case("by URL", f'Works()["{work["id"]}"]', work["id"], id)
    yield Case(
        "its members",
        f'Works()["{short(work["id"])}"]',
        [work[member] for member in MEMBERS],
        lambda record: [record[member] for member in MEMBERS],
        ", ".join(MEMBERS),
    )
    yield Case("its abstract", f'Works()["{short(work["id"])}"]["abstract"]', " ".join(w for _, w in abstract))
    yield Case("by DOI, as URL", f'Works()["{work["doi"]}"]', work["id"], id)
    yield Case("by DOI", f'Works()["doi:{doi}"]', work["id"], id)
    yield Case("by PubMed id", f'Works()["pmid:{pmid}"]', work["id"], id)
    yield Case("author by id", f'Authors()["{short(author["id"])}"]', author["id"], id)
    yield Case("author by ORCID, as URL", f'Authors()["{author["orcid"]}"]', author["id"], id)
    yield Case("author by ORCID", f'Authors()["orcid:{short(author["orcid"])}"]', author["id"], id)
    yield Case("source by ISSN", f'Sources()["issn:{source["issn"][0]}"]', source["id"], id)
    yield Case("institution by ROR, as URL", f'Institutions()["{institution["ror"]}"]', institution["id"], id)
    yield Case("institution by ROR", f'Institutions()["ror:{short(institution["ror"])}"]', institution["id"], id)
    yield Case("concept by Wikidata id", f'Concepts()["wikidata:{short(concept["wikidata"])}"]', concept["id"], id)
    for name, entity in [
        ("Topics", "topics"),
        ("Publishers", "publishers"),
        ("Funders", "funders"),
        ("Keywords", "keywords"),
        ("Awards", "awards"),
        ("Domains", "domains"),
        ("Fields", "fields"),
        ("Subfields", "subfields"),
    ]:
        record = truth[entity][0]
        yield Case(f"{entity[:-1]} by id", f'{name}()["{short(record["id"])}"]', record["id"], id)
    yield Case("several, by id", f"Works()[{[short(i) for i in some]}]", set(some), ids)
    yield Case(
        "at random", "Works().random()", True, lambda record: record["id"] in ids(truth["works"]), "one of the works"
    )
    yield Case(
        "at random",
        "Institutions().random()",
        True,
        lambda record: record["id"] in ids(truth["institutions"]),
        "one of the institutions",
    )

    yield "Lists"
    yield Case("how many", "Works().count()", len(works))
    for name, records in [
        ("Authors", truth.authors),
        ("Sources", truth["sources"]),
        ("Institutions", truth["institutions"]),
        ("Topics", truth["topics"]),
        ("Publishers", truth["publishers"]),
        ("Funders", truth["funders"]),
        ("Keywords", truth["keywords"]),
        ("Awards", truth["awards"]),
        ("Domains", truth["domains"]),
        ("Fields", truth["fields"]),
        ("Subfields", truth["subfields"]),
        ("Concepts", truth["concepts"]),
    ]:
        yield Case("how many", f"{name}().count()", len(records))
    yield Case("a page", "Works().get()", 25, len)
    yield Case("a larger page", "Works().get(per_page=200)", 200, len)
    yield Case("a page's meta", 'Works().get(page=2, per_page=10).meta["page"]', 2)

    yield "Filters"
    year = lambda *years: lambda w: w["publication_year"] in years
    yield Case("a value", "Works().filter(publication_year=2020).count()", count(year(2020)))
    yield Case(
        "two fields",
        "Works().filter(publication_year=2020, is_oa=True).get(per_page=200)",
        ids(where(lambda w: w["publication_year"] == 2020 and is_oa(w))),
        ids,
    )
    yield Case(
        "one call after another",
        "Works().filter(publication_year=2020).filter(is_oa=False).count()",
        count(lambda w: w["publication_year"] == 2020 and is_oa(w) is False),
    )
    yield Case(
        "a nested field",
        'Works().filter(institutions={"country_code": "de"}).count()',
        count(lambda w: "DE" in countries(w)),
    )
    yield Case(
        "AND within a field",
        'Works().filter(institutions={"country_code": ["de", "us"]}).get(per_page=200)',
        ids(where(lambda w: {"DE", "US"} <= countries(w))),
        ids,
    )
    yield Case(
        "OR within a field",
        'Works().filter_or(institutions={"country_code": ["de", "us"]}).count()',
        count(lambda w: {"DE", "US"} & countries(w)),
    )
    yield Case("OR as text", 'Works().filter(publication_year="2019|2021").count()', count(year(2019, 2021)))
    yield Case(
        "OR of DOIs", f"Works().filter_or(doi={dois}).get(per_page=200)", ids(where(lambda w: w["doi"] in dois)), ids
    )
    yield Case(
        "NOT",
        'Works().filter_not(institutions={"country_code": "us"}).count()',
        count(lambda w: "US" not in countries(w)),
    )
    yield Case(
        "NOT of several",
        'Works().filter_not(institutions={"country_code": ["us", "de"]}).count()',
        count(lambda w: not {"DE", "US"} & countries(w)),
    )
    yield Case("above", "Works().filter_gt(cited_by_count=50).count()", count(lambda w: w["cited_by_count"] > 50))
    yield Case("below", "Works().filter_lt(cited_by_count=2).count()", count(lambda w: w["cited_by_count"] < 2))
    yield Case(
        "above, as text",
        'Works().filter(publication_year=">2022").count()',
        count(lambda w: w["publication_year"] > 2022),
    )
    yield Case(
        "a range",
        'Works().filter(publication_year="2015-2018").count()',
        count(lambda w: 2015 <= w["publication_year"] <= 2018),
    )
    yield Case(
        "between dates",
        'Works().filter(from_publication_date="2020-03-01", to_publication_date="2021-06-30").count()',
        count(lambda w: "2020-03-01" <= w["publication_date"] <= "2021-06-30"),
    )
    yield Case("has a value", "Works().filter(has_doi=True).count()", count(lambda w: w["doi"]))
    yield Case("has no value", 'Works().filter(doi="null").count()', count(lambda w: not w["doi"]))
    yield Case(
        "an author's works",
        f'Works().filter(author={{"id": "{short(writer)}"}}).get()',
        ids(where(lambda w: any(a["author"]["id"] == writer for a in w["authorships"]))),
        ids,
    )
    yield Case(
        "works that cite",
        f'Works().filter(cites="{short(cited["id"])}").get()',
        ids(where(lambda w: cited["id"] in (w.get("referenced_works") or []))),
        ids,
    )
    yield Case(
        "institutions",
        'Institutions().filter(country_code="de", type="education").get()',
        ids(i for i in truth["institutions"] if i["country_code"] == "DE" and i["type"] == "education"),
        ids,
    )

    yield "Order, members, samples"
    yield Case(
        "sort",
        'Works().sort(cited_by_count="desc").get(per_page=50)',
        most(works, "cited_by_count", 50),
        lambda page: [w["cited_by_count"] for w in page],
    )
    yield Case(
        "sort by two",
        'Works().sort(type="asc", cited_by_count="desc").get(per_page=50)',
        sorted((w["type"], -w["cited_by_count"]) for w in works)[:50],
        lambda page: [(w["type"], -w["cited_by_count"]) for w in page],
    )
    yield Case(
        "select",
        'Works().select(["id", "doi"]).get(per_page=5)',
        [{"id", "doi"}] * 5,
        lambda page: [set(w) for w in page],
    )
    yield Case(
        "sample",
        "Works().sample(60).get(per_page=200)",
        (60, True),
        lambda page: (len(ids(page)), ids(page) <= ids(works)),
        "60 works, none twice",
    )
    yield Case(
        "the same sample again",
        "[Works().sample(40, seed=535).get(per_page=100) for _ in range(2)]",
        (40, True),
        lambda pages: (len(pages[0]), ids(pages[0]) == ids(pages[1])),
        "the same 40 works",
    )
    yield Case(
        "pages of a sample",
        'Works().sample(60, seed=535).paginate(method="page", per_page=25)',
        60,
        lambda answer: len(once(answer)),
    )
    yield Case(
        "another seed",
        "[ids(Works().sample(40, seed=s).get(per_page=100)) for s in (1, 2)]",
        False,
        lambda found: found[0] == found[1],
        "other works",
    )

    yield "Groups"
    yield Case(
        "by year", 'Works().group_by("publication_year").get()', groups(w["publication_year"] for w in works), counted
    )
    yield Case("by type", 'Works().group_by("type").get()', groups(TYPES + w["type"] for w in works), counted)
    yield Case(
        "by truth",
        'Works().group_by("is_oa").get()',
        groups(int(is_oa(w)) for w in works if is_oa(w) is not None),
        counted,
    )
    yield Case(
        "by condition",
        'Works().group_by("has_doi").get()',
        groups("true" if w["doi"] else "false" for w in works),
        counted,
    )
    yield Case(
        "with a filter, by a list",
        'Works().filter(publication_year=2020).group_by("institutions.country_code").get()',
        groups(COUNTRIES + c for w in where(year(2020)) for c in countries(w)),
        counted,
    )
    yield Case(
        "by open access",
        'Works().filter(has_doi=True).group_by("oa_status").get()',
        groups(oa_status(w) for w in where(lambda w: w["doi"])),
        counted,
    )
    yield Case(
        "institutions by country",
        'Institutions().group_by("country_code").get()',
        groups(COUNTRIES + i["country_code"] for i in truth["institutions"] if i["country_code"]),
        counted,
    )

    yield "Walks to the end"
    yield Case("by cursor", "Works().paginate(per_page=100, n_max=None)", ids(works), once)
    yield Case(
        "by cursor, sorted",
        'Works().sort(publication_date="desc").paginate(per_page=200, n_max=None)',
        ids(works),
        once,
    )
    yield Case("by page", 'Works().paginate(method="page", per_page=100, n_max=None)', ids(works), once)
    yield Case(
        "by cursor, filtered", "Works().filter(is_oa=True).paginate(per_page=30, n_max=None)", ids(where(is_oa)), once
    )
    yield Case("a part", "Works().paginate(per_page=50, n_max=100)", 100, lambda answer: len(once(answer)))
    yield Case("authors", "Authors().paginate(per_page=200, n_max=None)", ids(truth.authors), once)

    yield "Words"
    word = searched(works)
    yield Case(
        "search",
        f'Works().search("{word}").get(per_page=200)',
        True,
        lambda page: ids(where(lambda w: mentions(w, word))) <= ids(page) <= ids(where(lambda w: stems(w, word))),
        "the works that mention it",
    )
    yield Case(
        "search in titles",
        f'Works().search_filter(title="{word}").get(per_page=200)',
        True,
        lambda page: ids(where(lambda w: word in tokens(w["display_name"]))) <= ids(page),
        "the works with it in their titles",
    )
    yield Case(
        "by relevance",
        f'Works().search("{word}").sort(relevance_score="desc").get(per_page=50)',
        True,
        lambda page: scores(page) == sorted(scores(page), reverse=True) and min(scores(page)) > 0,
        "the best first",
    )
    yield Case(
        "autocomplete",
        f'Institutions().autocomplete("{institution["display_name"][:12]}")',
        True,
        lambda page: institution["id"] in ids(page),
        "the institution among them",
    )

    yield "Errors"
    yield Case(
        "an unknown filter",
        "Works().filter(publication_yaer=2020).get()",
        Raises("QueryError", "publication_yaer is not a valid field"),
    )
    yield Case(
        "a wrong value", 'Works().filter(publication_year="soon").get()', Raises("QueryError", "publication_year")
    )
    yield Case("an unknown sort", 'Works().sort(fame="desc").get()', Raises("QueryError", "fame"))
    yield Case("an unknown group", 'Works().group_by("fame").get()', Raises("QueryError", "fame"))
    yield Case(
        "an unknown member", 'Works().select(["fame"]).get()', Raises("QueryError", "fame is not a valid select field")
    )
    yield Case("no such record", 'Works()["W9999999999"]', Raises("HTTPError", "404"))
    yield Case("no id at all", 'Works()["NotAWorkID"]', Raises("HTTPError", "404"))


def scores(page):
    return [work["relevance_score"] for work in page]
