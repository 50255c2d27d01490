"""Calls of crossref_commons."""

import multiprocessing

from clients_crossref import dois, issued, once, orcids
from clients_truth import Case, Raises, most

REDIRECT = """\
import crossref_commons.config
crossref_commons.config.API_URL = "http://127.0.0.1:8080/crossref"
"""


def redirect(address):
    """The names that calls may use."""
    # Processes that draw a part of a sample each are to know the address too.
    multiprocessing.set_start_method("fork")
    exec(REDIRECT.replace("127.0.0.1:8080", address), {})
    from crossref_commons import iteration, relations, retrieval, sampling, types

    modules = [iteration, relations, retrieval, sampling, types]
    return {name: getattr(module, name) for module in modules for name in dir(module)}


def cases(truth):
    works, where = truth.works, truth.where
    work = truth.some_work(lambda w: "(" not in w["DOI"] and w["type"] == "journal-article" and w.get("title"))
    odd = truth.some_work(lambda w: "<" in w["DOI"])
    member = truth.members[0]
    doi = lambda record: record["DOI"]

    yield "One record"
    yield Case("by DOI", f'get_publication_as_json("{work["DOI"]}")', work["DOI"], doi)
    yield Case("in capitals", f'get_publication_as_json("{work["DOI"].upper()}")', work["DOI"], doi)
    yield Case("with odd characters", f'get_publication_as_json("{odd["DOI"]}")', odd["DOI"], doi)
    yield Case("its title", f'get_publication_as_json("{work["DOI"]}")["title"][0]', work["title"][0])
    yield Case(
        "by kind", f'get_entity("{work["DOI"]}", EntityType.PUBLICATION, OutputType.JSON)', work["DOI"], doi
    )
    yield Case(
        "member", f'get_member_as_json("{member["id"]}")', member["primary-name"], lambda record: record["primary-name"]
    )
    yield Case(
        "as XML", f'get_publication_as_xml("{work["DOI"]}")', True, lambda tree: tree is not None, "the deposited XML"
    )

    yield "Walks to the end"
    walk = "iterate_publications_as_json(%squeries={}, max_results=%d)"
    yield Case("works", walk % ("", 1000), dois(works), once)
    yield Case("as many as there are", walk % ("", len(works)), dois(works), once)
    yield Case("a part", walk % ("", 30), 30, lambda all: len(once(all)))
    yield Case(
        "with filters",
        walk % ('filter={"type": "journal-article", "has-orcid": "true"}, ', 1000),
        dois(where(lambda w: w["type"] == "journal-article" and orcids(w))),
        once,
    )
    yield Case(
        "between dates",
        walk % ('filter={"from-pub-date": "2018-06", "until-pub-date": "2021"}, ', 1000),
        dois(where(lambda w: "2018-06-01" <= issued(w) <= "2021-12-31")),
        once,
    )
    yield Case("nothing", walk % ('filter={"member": "1"}, ', 1000), set(), once, "no works")
    yield Case(
        "in order, few members",
        'iterate_publications_as_json(queries={"sort": "is-referenced-by-count", "select": "is-referenced-by-count"})',
        most(works, "is-referenced-by-count", len(works)),
        lambda all: [w["is-referenced-by-count"] for w in all],
    )

    yield "Samples"
    yield Case(
        "a sample",
        "get_sample(size=40, filter={}, queries={})",
        (40, True),
        lambda all: (len(once(all)), once(all) <= dois(works)),
        "40 works, none twice",
    )
    yield Case(
        "with a filter",
        'get_sample(size=10, filter={"type": "journal-article"}, queries={})',
        (10, {"journal-article"}),
        lambda all: (len(once(all)), {w["type"] for w in all}),
        "10 journal articles",
    )
    yield Case(
        "in two requests",
        "get_sample_of_max_size(size=105, filter={}, queries={})",
        (True, True),
        lambda all: (len(once(all)) >= 100, once(all) <= dois(works)),
        "100 works or more, none twice",
    )

    yield "Errors"
    yield Case("no such DOI", 'get_publication_as_json("10.1000/none")', Raises("ValueError", "DOI 10.1000/none does not exist"))
    yield Case("no such member", 'get_member_as_json("1")', Raises("ValueError", "Member 1 does not exist"))
    yield Case(
        "an unknown filter",
        'list(iterate_publications_as_json(filter={"from-publ-date": "2020"}, queries={}))',
        Raises("ConnectionError", "API returned code 400"),
    )
    yield Case(
        "a wrong value",
        'list(iterate_publications_as_json(filter={"type": "novel"}, queries={}))',
        Raises("ConnectionError", "API returned code 400"),
    )
    yield Case(
        "a sample with a wrong value",
        'get_sample(size=5, filter={"type": "novel"}, queries={})',
        Raises("ConnectionError", "API returned code 400"),
    )
