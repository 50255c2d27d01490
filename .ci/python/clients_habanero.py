"""Calls of habanero."""

from clients_crossref import TYPES, counts, dois, funders, issued, once, orcids, relations, year
from clients_truth import Case, Raises, most

REDIRECT = """\
from habanero import Crossref, WorksQuery
cr = Crossref(base_url="http://127.0.0.1:8080/crossref")
"""


def redirect(address):
    """The names that calls may use."""
    names = {}
    exec(REDIRECT.replace("127.0.0.1:8080", address), names)
    names["cr"].timeout = 60  # Its five seconds are few where a machine is busy.
    return names


def items(answer):
    return answer["message"]["items"]


def total(answer):
    return answer["message"]["total-results"]


def found(answer):
    return once(items(answer))


def walked(pages):
    """The DOIs of all pages, none of them twice."""
    assert all(len(items(page)) > 0 for page in pages[:-1]), "an empty page within"
    return once(work for page in pages for work in items(page))


def doi(answer):
    return answer["message"]["DOI"]


def facet(name):
    return lambda answer: answer["message"]["facets"][name]["values"]


def cases(truth):
    works, where = truth.works, truth.where
    plain = lambda w: "(" not in w["DOI"] and w.get("title")
    work = truth.some_work(lambda w: plain(w) and w["type"] == "journal-article" and w.get("ISSN"))
    odd = truth.some_work(lambda w: "<" in w["DOI"])
    three = [w["DOI"] for w in where(plain)[:3]]
    member = max(truth.members, key=lambda m: m["counts"]["total-dois"])
    number, name = member["id"], member["primary-name"]
    journal = next(j for j in truth.journals if any(set(j["ISSN"]) & set(w.get("ISSN") or []) for w in works))
    issn = journal["ISSN"][0]
    family = lambda f: {f"10.13039/{id}" for id in [f["id"], *f["descendants"]]}
    of_funder = lambda w: f"10.13039/{funder['id']}" in funders(w)
    # One that has works only by its descendants.
    funder = next(
        f
        for f in truth.funders
        if any(family(f) & funders(w) and f"10.13039/{f['id']}" not in funders(w) for w in works)
    )
    prefix = work["prefix"]
    orcid = min(set().union(*map(orcids, works)))
    license = next(l for w in works for l in w.get("license") or [] if l["content-version"] == "vor")
    award = next(a for w in works for f in w.get("funder") or [] for a in f.get("award") or [])
    count = lambda wanted: len(where(wanted))

    yield "One record"
    yield Case("by DOI", f'cr.works(ids="{work["DOI"]}")', work["DOI"], doi)
    yield Case("in capitals", f'cr.works(ids="{work["DOI"].upper()}")', work["DOI"], doi)
    yield Case("as URL", f'cr.works(ids="https://doi.org/{work["DOI"]}")', work["DOI"], doi)
    yield Case("with odd characters", f'cr.works(ids="{odd["DOI"]}")', odd["DOI"], doi)
    yield Case("its title", f'cr.works(ids="{work["DOI"]}")["message"]["title"][0]', work["title"][0])
    yield Case("several", f"cr.works(ids={three})", three, lambda all: [doi(one) for one in all])
    yield Case(
        "several, one missing",
        f'cr.works(ids=["{three[0]}", "10.1000/none"], warn=True)',
        [three[0], None],
        lambda all: [one and doi(one) for one in all],
        "the one, and None",
    )
    yield Case("agency", f'cr.registration_agency("{work["DOI"]}")', ["Crossref"], told="Crossref")
    yield Case("agencies", f"cr.registration_agency({three})", ["Crossref"] * 3, told="Crossref, three times")
    yield Case("member", f'cr.members(ids={number})["message"]["primary-name"]', name)
    yield Case("journal", f'cr.journals(ids="{issn}")["message"]["title"]', journal["title"])
    yield Case("funder", f'cr.funders(ids="{funder["id"]}")["message"]["name"]', funder["name"])
    yield Case("funder by DOI", f'cr.funders(ids="10.13039/{funder["id"]}")["message"]["name"]', funder["name"])
    yield Case(
        "prefix",
        f'cr.prefixes(ids="{prefix}")["message"]["member"]',
        f"https://id.crossref.org/member/{work['member']}",
    )
    yield Case("type", 'cr.types(ids="book-part")["message"]["label"]', "Part")

    yield "Lists"
    yield Case("how many", "cr.works(limit=0)", len(works), total)
    yield Case("a page", "cr.works()", 20, lambda page: len(items(page)))
    yield Case(
        "pages by offset",
        "[cr.works(limit=40, offset=at) for at in (0, 40, 80)]",
        dois(works),
        lambda pages: once(one for page in pages for one in items(page)),
    )
    yield Case("beyond the end", "cr.works(offset=5000)", [], items, "no works")
    yield Case(
        "members", "cr.members(limit=100)", {m["id"] for m in truth.members}, lambda all: {m["id"] for m in items(all)}
    )
    yield Case(
        "members by prefix",
        f'cr.members(filter={{"prefix": "{prefix}"}})',
        {m["id"] for m in truth.members if prefix in m["prefixes"]},
        lambda all: {m["id"] for m in items(all)},
    )
    yield Case("journals", "cr.journals(limit=100)", len(truth.journals), lambda all: len(items(all)))
    yield Case("funders", "cr.funders(limit=0)", len(truth.funders), total)
    yield Case(
        "funders by country",
        f'cr.funders(filter={{"location": "{funder["location"]}"}})',
        {f["id"] for f in truth.funders if f["location"] == funder["location"]},
        lambda all: {f["id"] for f in items(all)},
    )
    yield Case("types", "cr.types()", list(TYPES.values()), lambda all: [one["label"] for one in items(all)])
    yield Case(
        "licences",
        "cr.licenses(limit=100)",
        counts(works, lambda w: [l["URL"] for l in w.get("license") or []]),
        lambda all: {one["URL"]: one["work-count"] for one in items(all)},
    )

    yield "Works of a resource"
    yield Case(
        "of a member",
        f"cr.members(ids={number}, works=True, limit=200)",
        dois(where(lambda w: w["member"] == str(number))),
        found,
    )
    yield Case(
        "of a prefix",
        f'cr.prefixes(ids="{prefix}", works=True, limit=200)',
        dois(where(lambda w: w["prefix"] == prefix)),
        found,
    )
    yield Case(
        "of a journal",
        f'cr.journals(ids="{issn}", works=True, limit=200)',
        dois(where(lambda w: issn in (w.get("ISSN") or []))),
        found,
    )
    yield Case(
        "of a funder and its descendants",
        f'cr.funders(ids="{funder["id"]}", works=True, limit=200)',
        dois(where(lambda w: family(funder) & funders(w))),
        found,
    )
    yield Case(
        "of a type",
        'cr.types(ids="book-chapter", works=True, limit=200)',
        dois(where(lambda w: w["type"] == "book-chapter")),
        found,
    )
    yield Case(
        "of two members",
        f"cr.members(ids=[{truth.members[0]['id']}, {truth.members[1]['id']}], works=True, limit=0)",
        [count(lambda w: w["member"] == str(m["id"])) for m in truth.members[:2]],
        lambda all: [total(one) for one in all],
    )
    yield Case(
        "with a filter",
        f'cr.members(ids={number}, works=True, filter={{"type": "journal-article"}}, limit=200)',
        dois(where(lambda w: w["member"] == str(number) and w["type"] == "journal-article")),
        found,
    )

    yield "Filters"
    yield Case(
        "a value",
        'cr.works(filter={"type": "book-chapter"})',
        dois(where(lambda w: w["type"] == "book-chapter")),
        found,
    )
    yield Case(
        "between dates",
        'cr.works(filter={"from_pub_date": "2018-06", "until_pub_date": "2021"}, limit=200)',
        dois(where(lambda w: "2018-06-01" <= issued(w) <= "2021-12-31")),
        found,
    )
    yield Case(
        "any of several",
        'cr.works(filter={"type": ["book", "dataset", "grant"]}, limit=200)',
        dois(where(lambda w: w["type"] in ("book", "dataset", "grant"))),
        found,
    )
    yield Case("any of several DOIs", f'cr.works(filter={{"doi": {three}}})', set(three), found)
    yield Case(
        "two fields",
        f'cr.works(filter={{"member": "{number}", "has_orcid": True}}, limit=200)',
        dois(where(lambda w: w["member"] == str(number) and orcids(w))),
        found,
    )
    yield Case("there is none", 'cr.works(filter={"has_orcid": False}, limit=0)', count(lambda w: not orcids(w)), total)
    yield Case(
        "has references",
        'cr.works(filter={"has_references": "true"}, limit=0)',
        count(lambda w: w["reference-count"] > 0),
        total,
    )
    yield Case(
        "has a relation",
        'cr.works(filter={"has_relation": "true"}, limit=200)',
        dois(where(relations)),
        found,
    )
    yield Case("an ORCID", f'cr.works(filter={{"orcid": "{orcid}"}})', dois(where(lambda w: orcid in orcids(w))), found)
    yield Case(
        "a funder alone",
        f'cr.works(filter={{"funder": "{funder["id"]}"}}, limit=200)',
        dois(where(of_funder)),
        found,
    )
    yield Case(
        "an award",
        f'cr.works(filter={{"award_number": "{award}"}})',
        dois(where(lambda w: any(award in (f.get("award") or []) for f in w.get("funder") or []))),
        found,
    )
    yield Case(
        "a licence in a version",
        f'cr.works(filter={{"license_url": "{license["URL"]}", "license_version": "vor"}}, limit=200)',
        dois(
            where(
                lambda w: any(
                    l["URL"] == license["URL"] and l["content-version"] == "vor" for l in w.get("license") or []
                )
            )
        ),
        found,
    )
    yield Case(
        "a query that is built",
        'WorksQuery(cr).filter(type="journal-article").filter(has_abstract="true").limit(200)',
        dois(where(lambda w: w["type"] == "journal-article" and w.get("abstract"))),
        once,
    )
    yield Case(
        "its count",
        'WorksQuery(cr).filter(from_pub_date="2020").count()',
        count(lambda w: issued(w) >= "2020"),
    )

    yield "Order, members, samples"
    yield Case(
        "by citations",
        'cr.works(sort="is-referenced-by-count", order="desc", limit=50)',
        most(works, "is-referenced-by-count", 50),
        lambda page: [w["is-referenced-by-count"] for w in items(page)],
    )
    yield Case(
        "by creation, oldest first",
        'cr.works(sort="created", order="asc", limit=200)',
        sorted(w["created"]["timestamp"] for w in works),
        lambda page: [w["created"]["timestamp"] for w in items(page)],
    )
    yield Case(
        "select",
        'cr.works(select=["DOI", "type"], limit=5)',
        [["DOI", "type"]] * 5,
        lambda page: [sorted(w) for w in items(page)],
    )
    yield Case("a sample", "cr.works(sample=30)", (30, True), lambda page: drawn(page, works), "30 works, none twice")
    yield Case(
        "a sample with a filter",
        'cr.works(sample=10, filter={"type": "journal-article"})',
        (10, True),
        lambda page: drawn(page, where(lambda w: w["type"] == "journal-article")),
        "10 journal articles",
    )
    yield Case(
        "DOIs at random",
        "cr.random_dois(25)",
        (25, True),
        lambda all: (len(set(all)), set(all) <= dois(works)),
        "25 DOIs, none twice",
    )

    yield "Facets"
    yield Case(
        "types, by label",
        'cr.works(facet="type-name:*", limit=0)',
        counts(works, lambda w: [TYPES[w["type"]]]),
        facet("type-name"),
    )
    yield Case(
        "years",
        'cr.works(facet="published:*", limit=0)',
        counts(works, lambda w: [year(w)] if year(w) else []),
        facet("published"),
    )
    yield Case(
        "journals",
        'cr.works(facet="issn:*", limit=0)',
        counts(works, lambda w: [f"https://id.crossref.org/issn/{issn}" for issn in w.get("ISSN") or []]),
        facet("issn"),
    )
    yield Case(
        "funders",
        'cr.works(facet="funder-doi:*", limit=0)',
        counts(works, lambda w: [f"https://doi.org/{id}" for id in funders(w)]),
        facet("funder-doi"),
    )
    yield Case(
        "people",
        'cr.works(facet="orcid:*", limit=0)',
        counts(works, lambda w: [f"https://orcid.org/{id}" for id in orcids(w)]),
        facet("orcid"),
    )
    yield Case("relations", 'cr.works(facet="relation-type:*", limit=0)', counts(works, relations), facet("relation-type"))
    yield Case(
        "with a filter",
        'cr.works(facet="publisher-name:*", filter={"type": "journal-article"}, limit=0)',
        counts(where(lambda w: w["type"] == "journal-article"), lambda w: [w["publisher"]]),
        facet("publisher-name"),
    )
    by_type = counts(works, lambda w: [w["type"]])
    yield Case(
        "the largest of two",
        'cr.works(facet="type-name:3,publisher-name:2", limit=0)["message"]["facets"]',
        ([max(by_type.values()), 3], 2),
        lambda all: (
            [next(iter(all["type-name"]["values"].values())), all["type-name"]["value-count"]],
            len(all["publisher-name"]["values"]),
        ),
        "3 types and 2 publishers",
    )

    yield "Walks to the end"
    yield Case("works", 'cr.works(cursor="*", limit=20)', dois(works), walked)
    yield Case(
        "with a filter",
        'cr.works(cursor="*", limit=7, filter={"type": "journal-article"})',
        dois(where(lambda w: w["type"] == "journal-article")),
        walked,
    )
    yield Case(
        "with an order and few members",
        'cr.works(cursor="*", limit=25, sort="created", select=["DOI", "created"])',
        sorted((w["created"]["timestamp"] for w in works), reverse=True),
        lambda pages: [w["created"]["timestamp"] for page in pages for w in items(page)],
    )
    yield Case(
        "of a member",
        f'cr.members(ids={number}, works=True, cursor="*", limit=9)',
        dois(where(lambda w: w["member"] == str(number))),
        walked,
    )
    yield Case(
        "a part",
        'cr.works(cursor="*", cursor_max=60, limit=20)',
        60,
        lambda pages: len(walked(pages)),
    )
    yield Case(
        "facets on the first page",
        'cr.works(cursor="*", limit=50, facet="type-name:*")',
        [len(by_type), 0, 0],
        lambda pages: [len(page["message"]["facets"].get("type-name", {}).get("values", {})) for page in pages],
        f"{len(by_type)} types, then none",
    )

    yield "Words"
    word = searched(works)
    mentioned = dois(where(lambda w: word in words(w)))
    yield Case(
        "search", f'cr.works(query="{word}", limit=200)', True, lambda page: mentioned <= found(page), "the works that mention it"
    )
    yield Case(
        "search in titles",
        f'cr.works(query_title="{word}", limit=200)',
        True,
        lambda page: mentioned <= found(page),
        "the works with it in their titles",
    )
    family = frequent(works)
    yield Case(
        "search for people",
        f'cr.works(query_author="{family}", limit=200)',
        True,
        lambda page: dois(where(lambda w: family in families(w))) <= found(page),
        "the works of people of this name",
    )
    beginning = funder["name"][:-3]
    yield Case(
        "funders by the beginning of a name",
        f'cr.funders(query="{beginning}")',
        True,
        lambda all: funder["id"] in {f["id"] for f in items(all)},
        "the funder among them",
    )

    yield "Errors"
    failure = lambda text: Raises("RequestError", text)
    yield Case(
        "an unknown filter",
        'cr.works(filter={"from_publ_date": "2020"})',
        failure("Filter 'from-publ-date' specified but there is no such filter for this route"),
    )
    yield Case("a wrong date", 'cr.works(filter={"from_pub_date": "soon"})', failure("Date specified as soon"))
    yield Case("a wrong type", 'cr.works(filter={"type": "novel"})', failure("Type specified as novel"))
    yield Case(
        "a filter of works on members",
        'cr.members(filter={"has_orcid": "true"})',
        failure("Filter 'has-orcid' specified but there is no such filter"),
    )
    yield Case("a facet without number", 'cr.works(facet="published")', failure("Pair list form specified as"))
    yield Case("a bad order", 'cr.works(sort="created", order="up")', failure("Sort order specified as up"))
    yield Case("too few rows", "cr.works(limit=-1)", failure("Integer specified as -1"))
    yield Case(
        "a sample with an offset",
        "cr.works(sample=5, offset=5)",
        failure("Sample cannot be combined with rows or offset"),
    )
    yield Case("a cursor that is none", 'cr.works(cursor="thing")', failure("Cursor specified but it is invalid"))
    yield Case("no such DOI", 'cr.works(ids="10.1000/none")', Raises("HTTPStatusError", "404"))
    yield Case("no such member", "cr.members(ids=1)", Raises("HTTPStatusError", "404"))
    yield Case("works of no member", "cr.members(ids=1, works=True)", Raises("HTTPStatusError", "404"))
    yield Case("no such type", 'cr.types(ids="novel")', Raises("HTTPStatusError", "404"))
    yield Case("agency of no DOI", 'cr.registration_agency("10.1000/none")', Raises("HTTPStatusError", "404"))


def drawn(page, works):
    return len(items(page)), found(page) <= dois(works)


def words(work):
    """The words of a title without markup."""
    titles = [title for title in work.get("title") or [] if "<" not in title]
    return {"".join(filter(str.isalnum, word)).lower() for word in " ".join(titles).split()}


def searched(works):
    """The longest of the words that stand in titles of three works or more."""
    times = counts(works, words)
    return max((word for word in times if times[word] >= 3 and word.isascii()), key=lambda word: (len(word), word))


def families(work):
    return {author.get("family") for author in work.get("author") or []}


def frequent(works):
    """The family name of the most works."""
    times = counts(works, families)
    names = [name for name in times if name and name.isascii() and name.isalpha()]
    return max(names, key=lambda name: (times[name], name))
