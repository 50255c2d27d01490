"""The texts of works, and words to look for in them."""

import gzip
import json
import random
import re

# So many questions of each sort.
EACH = 40


def texts(corpus):
    """Number, title and abstract of each work, each once."""
    seen = set()
    for shard in sorted(corpus.snapshot.glob("data/works/*/*.gz")):
        with gzip.open(shard) as lines:
            for line in lines:
                work = json.loads(line)
                number = int(work["id"].rsplit("W", 1)[1])
                if number not in seen:
                    seen.add(number)
                    yield number, work.get("display_name") or "", plain(work.get("abstract_inverted_index"))


def plain(index):
    """An abstract's words in order."""
    if isinstance(index, str):
        index = json.loads(index)
    if not index:
        return ""
    index = index.get("InvertedIndex", index)
    places = sorted((place, word) for word, found in index.items() for place in found)
    return " ".join(word for _, word in places)


def questions(titles):
    """Words and phrases of titles, by sort: of few works, of many, several together, next to each other."""
    lot = random.Random(7)
    counts = {}
    for title in titles:
        for word in set(re.findall(r"[a-z]{4,}", title.lower())):
            counts[word] = counts.get(word, 0) + 1
    words = sorted(counts)
    rare = [word for word in words if 3 <= counts[word] <= 30]
    often = sorted(words, key=lambda word: (-counts[word], word))[:200]

    def some(choose):
        return [choose() for _ in range(EACH)]

    def adjacent():
        while True:
            found = re.findall(r"[a-z]{4,}(?= [a-z]{4,})", lot.choice(titles).lower())
            if found:
                first = lot.choice(found)
                for title in titles:
                    pair = re.search(rf"\b{first} ([a-z]{{4,}})\b", title.lower())
                    if pair:
                        return f'"{first} {pair.group(1)}"'

    return {
        "a word of few works": some(lambda: lot.choice(rare)),
        "a word of many works": some(lambda: lot.choice(often)),
        "two frequent words": some(lambda: " ".join(lot.sample(often, 2))),
        "a phrase": some(adjacent),
    }
