"""What is asked: of us, of DuckDB over its own nested Parquet, and of DuckDB over our columns.

Everywhere the works of the expansion corpus are left out, and a work counts once under each value that it has. Groups
are the 200 largest, ties by key; our answer also tells how many works and groups there are, and the groups' names.
"""

from dataclasses import dataclass
from urllib.parse import quote

ALL = "is_xpac IS NOT TRUE"


@dataclass
class Question:
    name: str
    request: str
    nested: str
    columns: str
    groups: bool = False


def count(name, filter, nested, columns):
    return Question(
        name,
        f"count openalex/works?filter={filter}",
        f"SELECT count(*) FROM works WHERE {nested} AND {ALL}",
        f"SELECT count(*) FROM openalex.works WHERE {columns} AND {ALL}",
    )


def group(name, request, nested, column, key="k", where=ALL):
    """`key` makes the stored value of our column the last part of the API's."""

    def statement(values, table, where, key):
        return (
            f"SELECT {key}, n FROM (SELECT k, count(*) AS n FROM (SELECT unnest({values}) AS k FROM {table} "
            f"WHERE {where}) GROUP BY k) WHERE k IS NOT NULL ORDER BY n DESC, k LIMIT 200"
        )

    number = "CAST(k[23:] AS BIGINT)" if key != "k" else "k"
    own = statement(nested, "works", where.replace('"open_access.is_oa"', "open_access.is_oa"), "k")
    own = own.replace("ORDER BY n DESC, k", f"ORDER BY n DESC, {number}")
    columns = statement(f'"{column}"', "openalex.works", where, key)
    return Question(name, request, own, columns, True)


AUTHORS = "list_distinct(list_transform(authorships, lambda a: a.author.id))"
COUNTRIES = (
    "list_distinct(flatten(list_transform(authorships, "
    "lambda a: list_transform(a.institutions, lambda i: i.country_code))))"
)

QUESTIONS = [
    group(
        "group by author",
        "openalex/works?group_by=authorships.author.id",
        AUTHORS,
        "authorships.author.id",
        "'https://openalex.org/A' || k",
    ),
    group(
        "group by country",
        "openalex/works?group_by=authorships.institutions.country_code",
        COUNTRIES,
        "authorships.institutions.country_code",
    ),
    group(
        "open access by country",
        "openalex/works?filter=is_oa:true&group_by=authorships.institutions.country_code",
        COUNTRIES,
        "authorships.institutions.country_code",
        where=f'"open_access.is_oa" AND {ALL}',
    ),
    count(
        "filter by author, count",
        "authorships.author.id:A5023888391",
        "list_contains(list_transform(authorships, lambda a: a.author.id), 'https://openalex.org/A5023888391')",
        'list_contains("authorships.author.id", 5023888391)',
    ),
    count(
        "cites, count",
        "cites:W2741809807",
        "list_contains(referenced_works, 'https://openalex.org/W2741809807')",
        "list_contains(referenced_works, 2741809807)",
    ),
    count("works of 2020, count", "publication_year:2020", "publication_year = 2020", "publication_year = 2020"),
]


def listed(dois, file):
    """How many works have one of these DOIs; DuckDB reads them from a file."""
    file.write_text("\n".join(dois) + "\n")
    names = f"read_csv('{file}', header=false, delim='\t', quote='', columns={{'doi': 'VARCHAR'}})"
    return count(
        f"{len(dois):,} DOIs, count",
        "doi:" + "|".join(quote(doi) for doi in dois),
        f"doi IN (SELECT 'https://doi.org/' || doi FROM {names})",
        f"doi IN (SELECT doi FROM {names})",
    )


def ours(question, answer):
    """Our answer as rows of (last part of the key, count), or one number."""
    if not question.groups:
        return answer
    return [(group["key"].rsplit("/", 1)[-1], group["count"]) for group in answer["group_by"]]


def theirs(question, rows):
    """DuckDB's answer in the same form."""
    if not question.groups:
        return rows[0][0]
    return [(key.rsplit("/", 1)[-1], count) for key, count in rows]
