"""Calls of diophila."""

from clients_truth import Case, Raises, counted, groups, ids, is_oa, mentions, most, searched, short, stems

COUNTRIES = "https://openalex.org/countries/"

REDIRECT = """\
from diophila import OpenAlex
o = OpenAlex()
o._api_caller.base_url = "http://127.0.0.1:8080"
"""


def redirect(address):
    """The names that calls may use."""
    names = {}
    exec(REDIRECT.replace("127.0.0.1:8080", address), names)
    return names


def once(answer):
    """The ids of all pages, none of them twice."""
    found = [record["id"] for page in answer for record in page["results"]]
    assert len(found) == len(set(found)), "a record came twice"
    return set(found)


def values(member):
    return lambda answer: [record[member] for page in answer for record in page["results"]]


def cases(truth):
    works, where = truth.works, truth.where
    work = truth.some_work(lambda w: w["doi"] and w["ids"].get("pmid"))
    author = next(a for a in truth["authors"] if a.get("orcid"))
    source = next(s for s in truth["sources"] if s.get("issn") and s.get("issn_l"))
    institution = truth["institutions"][0]
    concept = next(c for c in truth["concepts"] if c.get("wikidata"))
    writer = work["authorships"][0]["author"]["id"]
    id = lambda record: record["id"]

    yield "One record"
    yield Case("by id", f'o.get_single_work("{short(work["id"])}")', work["id"], id)
    yield Case("by URL", f'o.get_single_work("{work["id"]}")', work["id"], id)
    yield Case("by DOI, as URL", f'o.get_single_work("{work["doi"]}")', work["id"], id)
    yield Case("by DOI", f'o.get_single_work("{work["doi"][16:]}", "doi")', work["id"], id)
    yield Case("by PubMed id", f'o.get_single_work("{work["ids"]["pmid"].rsplit("/", 1)[-1]}", "pmid")', work["id"], id)
    yield Case("author by ORCID", f'o.get_single_author("{author["orcid"]}")', author["id"], id)
    yield Case("institution by ROR", f'o.get_single_institution("{institution["ror"]}")', institution["id"], id)
    yield Case(
        "concept by Wikidata id", f'o.get_single_concept("{short(concept["wikidata"])}", "wikidata")', concept["id"], id
    )
    yield Case("venue by ISSN", f'o.get_single_venue("{source["issn"][0]}", "issn")', source["id"], id)
    yield Case("venue by linking ISSN", f'o.get_single_venue("{source["issn_l"]}", "issn_l")', source["id"], id)
    yield Case("venue by its former id", f'o.get_single_venue("V{short(source["id"])[1:]}")', source["id"], id)
    for name, entity in [
        ("work", "works"),
        ("author", "authors"),
        ("institution", "institutions"),
        ("venue", "sources"),
        ("concept", "concepts"),
    ]:
        yield Case(
            "at random",
            f"o.get_random_{name}()",
            True,
            lambda record, known=ids(truth[entity]): record["id"] in known,
            f"one of the {entity}",
        )

    yield "Lists, to the end"
    yield Case("by cursor", "o.get_list_of_works(per_page=100)", ids(works), once)
    yield Case("by page", "o.get_list_of_works(per_page=200, pages=[1, 2, 3, 4])", ids(works), once)
    yield Case("authors", "o.get_list_of_authors(per_page=200)", ids(truth.authors), once)
    yield Case("venues", "o.get_list_of_venues(per_page=50)", ids(truth["sources"]), once)
    yield Case("concepts", "o.get_list_of_concepts(per_page=50)", ids(truth["concepts"]), once)
    yield Case(
        "two filters",
        'o.get_list_of_works(filters={"publication_year": "2020", "is_oa": "true"})',
        ids(where(lambda w: w["publication_year"] == 2020 and is_oa(w))),
        once,
    )
    yield Case(
        "OR",
        'o.get_list_of_works(filters={"type": "book|dataset"}, per_page=50)',
        ids(where(lambda w: w["type"] in ("book", "dataset"))),
        once,
    )
    yield Case(
        "NOT",
        'o.get_list_of_works(filters={"type": "!article"}, per_page=50)',
        ids(where(lambda w: w["type"] != "article")),
        once,
    )
    yield Case(
        "ranges",
        'o.get_list_of_works(filters={"cited_by_count": ">10", "from_publication_date": "2020-01-01"})',
        ids(where(lambda w: w["cited_by_count"] > 10 and w["publication_date"] >= "2020-01-01")),
        once,
    )
    yield Case(
        "institutions of a country",
        'o.get_list_of_institutions(filters={"country_code": "de"})',
        ids(i for i in truth["institutions"] if i["country_code"] == "DE"),
        once,
    )
    yield Case(
        "sort",
        'o.get_list_of_works(sort={"cited_by_count": "desc"}, per_page=40, pages=[1])',
        most(works, "cited_by_count", 40),
        values("cited_by_count"),
    )
    yield Case(
        "sort venues",
        'o.get_list_of_venues(sort={"works_count": "desc"}, per_page=20, pages=[1])',
        most(truth["sources"], "works_count", 20),
        values("works_count"),
    )
    yield Case(
        "by the URL in a record",
        f'o.get_works_by_api_url("https://api.openalex.org/works?filter=author.id:{short(writer)}")',
        ids(where(lambda w: any(a["author"]["id"] == writer for a in w["authorships"]))),
        once,
    )

    yield "Groups"
    yield Case(
        "by year", 'o.get_groups_of_works("publication_year")', groups(w["publication_year"] for w in works), counted
    )
    yield Case(
        "by key",
        'o.get_groups_of_works("publication_year", sort={"key": "desc"})',
        sorted({str(w["publication_year"]) for w in works}, reverse=True),
        lambda answer: [group["key"] for group in answer["group_by"]],
    )
    yield Case(
        "with a filter",
        'o.get_groups_of_works("type", filters={"is_oa": "true"})',
        groups("https://openalex.org/types/" + w["type"] for w in where(is_oa)),
        counted,
    )
    yield Case(
        "authors by condition",
        'o.get_groups_of_authors("has_orcid")',
        groups("true" if a.get("orcid") else "false" for a in truth.authors),
        counted,
    )
    yield Case(
        "institutions by country",
        'o.get_groups_of_institutions("country_code")',
        groups(COUNTRIES + i["country_code"] for i in truth["institutions"] if i["country_code"]),
        counted,
    )
    yield Case(
        "venues by truth",
        'o.get_groups_of_venues("is_oa")',
        groups(int(s["is_oa"]) for s in truth["sources"] if s["is_oa"] is not None),
        counted,
    )

    yield "Words"
    word = searched(works)
    yield Case(
        "search",
        f'o.get_list_of_works(search="{word}", per_page=20)',
        True,
        lambda pages: ids(where(lambda w: mentions(w, word))) <= (found := once(pages))
        and found <= ids(where(lambda w: stems(w, word))),
        "the works that mention it",
    )

    yield "Errors"
    yield Case("no such record", 'o.get_single_work("W9999999999")', Raises("HTTPError", "404"))
    yield Case("a wrong value", 'next(o.get_list_of_works(filters={"is_oa": "perhaps"}))', Raises("HTTPError", "400"))
