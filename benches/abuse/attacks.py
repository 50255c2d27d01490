"""What clients do that mean no good. Each tells how many answers had which status; 0 is none, closed or reset."""

import asyncio
from collections import Counter
from urllib.parse import urlencode

# So long is waited for an answer; the server's own limits are shorter.
PATIENCE = 120
FORM = "content-type: application/x-www-form-urlencoded\r\n"


async def connect(port):
    return await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), PATIENCE)


async def status(reader):
    """The status of the answer that comes; reads it to its end."""
    try:
        line = await asyncio.wait_for(reader.readline(), PATIENCE)
        while await asyncio.wait_for(reader.read(1 << 16), PATIENCE):
            pass
        return int(line.split()[1])
    except (OSError, IndexError, TimeoutError):
        return 0


async def ask(port, target, body=None):
    """One request on a connection of its own."""
    try:
        reader, writer = await connect(port)
        head = f"{'GET' if body is None else 'POST'} {target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n"
        if body is not None:
            head += f"{FORM}content-length: {len(body)}\r\n"
        writer.write(f"{head}\r\n{body or ''}".encode())
        told = await status(reader)
        writer.close()
        return told
    except (OSError, TimeoutError):
        return 0


async def all_of(tasks):
    return Counter(await asyncio.gather(*tasks))


async def slow_heads(port, clients=2_000, seconds=15):
    """Heads that come a letter at a time and never end."""

    async def slow():
        try:
            reader, writer = await connect(port)
            writer.write(b"GET /works HTTP/1.1\r\nhost: localhost\r\nx: ")
            end = asyncio.get_running_loop().time() + seconds
            while asyncio.get_running_loop().time() < end and not reader.at_eof():
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.2)
            writer.write_eof()
            return await status(reader)
        except (OSError, TimeoutError):
            return 0

    return await all_of(slow() for _ in range(clients))


async def burst(port, clients=10_000):
    """As many connections as quickly as they can be made, each with one request."""
    return await all_of(ask(port, "/works?per_page=1") for _ in range(clients))


async def heavy(port, clients=500):
    """Groups by author of nearly all works, none asked before."""
    asks = (f"/works?group_by=authorships.author.id&filter=cited_by_count:%3E{n - clients}" for n in range(clients))
    return await all_of(ask(port, target) for target in asks)


async def clauses(port, count=10_000):
    """Filters and searches of so many clauses: conditions, alternatives, words, each within the next."""
    years = ",".join(f"cited_by_count:>{n % 7 - 10}" for n in range(count))
    values = "|".join(f"W{n}" for n in range(count))
    words = " OR ".join(f"word{n}" for n in range(count))
    nested = "(" * count + "word" + ")" * count
    bodies = [{"filter": years}, {"filter": f"ids.openalex:{values}"}, {"search": words}, {"search": nested}]
    return await all_of(ask(port, "/works", urlencode(body)) for body in bodies for _ in range(5))


async def too_large(port, clients=200):
    """Heads and bodies that do not end, as fast as they are taken."""

    async def large(head, more):
        try:
            reader, writer = await connect(port)
            writer.write(head.encode())
            told = asyncio.ensure_future(status(reader))
            while not told.done():
                writer.write(more)
                await writer.drain()
            return await told
        except (OSError, TimeoutError):
            return 0

    letters = b"x" * (64 << 10)
    chunk = b"10000\r\n" + letters + b"\r\n"
    kinds = [
        ("GET /works HTTP/1.1\r\nhost: localhost\r\na: ", letters),
        ("GET /works?", letters),
        (f"POST /works HTTP/1.1\r\nhost: localhost\r\n{FORM}transfer-encoding: chunked\r\n\r\n", chunk),
    ]
    return await all_of(large(*kinds[n % len(kinds)]) for n in range(clients))


ATTACKS = {
    "2,000 heads that do not end, a letter at a time": slow_heads,
    "10,000 connections at once, a request on each": burst,
    "500 groupings by author at once": heavy,
    "20 filters and searches of 10,000 clauses": clauses,
    "200 heads and bodies that do not end, as fast as they can": too_large,
}
