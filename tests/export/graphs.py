# ruff: noqa: E501 - one sentence, one line
"""Graphs made by hand or by number for the tests of export and store; offsets are found, not typed."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace

from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, ActorId, ActorType, Article, Evidence, Span, Statement, Status
from kgraph.vocabulary import relations

A, R, H, N = Status.ASSERTED, Status.REPORTED, Status.HYPOTHETICAL, Status.NEGATED

# Names that broke one exporter or another; each becomes an actor and a word of an article.
HOSTILE = {
    "script": "<img src=x onerror=alert(1)>",
    "quotes": "\"Double\" 'single' `back`",
    "backslash": "C:\\path\\new \\u0041 \\",
    "cdata": "]]> &amp; <![CDATA[ --> <!--",
    "formula": '=cmd|"/C calc"!A0',
    "rtl": "\u202emalrev\u202c \u05d0\u05d1 \u0645\u0631\u062d\u0628\u0627",
    "nul": "nul\x00bell\x07esc\x1b",
    "surrogate": "lone \ud83d tail",
    "chinese": "\u4e60\u8fd1\u5e73",
    "cyrillic": "\u0410\u043b\u0435\u043a\u0441\u0430\u043d\u0434\u0440 \u041b\u0443\u043a\u0430\u0448\u0435\u043d\u043a\u043e",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 & \U0001f1e7\U0001f1fe",
    "breaks": "line\nfeed\ttab\r\nand\u2028more",
    "noncharacter": "\ufffe \uffff \x7f \x85",
    "braces": "{{ 7*7 }} ${x} %s {0} <<( a b c )>>",
}  # fmt: skip
URLS = (
    "https://news.example/2020/08/27/a-b?c=d#e",
    "https://news.example/caf\u00e9/\u4e60",
    "https://x/a%zz",
    "news.example/relative",
    "",
    "javascript:alert(1)",
    "https://x/<script>",
    "https://x/a b",
    'https://x/"quoted"',
    "https://x/../up",
    "http://[::1",
    "https://",
)


def evidence(
    text: str, article: str, sentence: str, subject: str, trigger: str, object: str, **more: object
) -> Evidence:
    """A piece of evidence whose spans are looked up in the text."""
    start = text.index(sentence)

    def span(part: str) -> Span:
        at = text.index(part, start)
        return Span(at, at + len(part), part)

    given = {"confidence": 0.83, "extractor": "rules/active", **more}
    return Evidence(article, span(sentence), span(subject), span(trigger), span(object), **given)  # type: ignore[arg-type]


def article(id: str, text: str, **more: object) -> Article:
    """An article with the hash of its text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(Article(id=id, title=text.partition(".")[0], text=text, sha256=digest), **more)  # type: ignore[arg-type]


def actor(id: str, name: str, type: ActorType = ActorType.PERSON, *aliases: str, **more: object) -> Actor:
    """An actor; each alias counts once."""
    made = Actor(ActorId(id), name, type, True, tuple((a, 1) for a in aliases), 3, 1)
    return replace(made, **more)  # type: ignore[arg-type]


def statement(subject: str, relation: str, object: str, status: Status, *pieces: Evidence) -> Statement:
    """A statement with its evidence."""
    polarity = relations()[relation].polarity
    return Statement(pieces[0].article, ActorId(subject), relation, ActorId(object), status, polarity, pieces)


def small() -> StatementGraph:
    """Two articles, every status, a claim that both articles make, a contradiction, a speaker."""
    one = (
        "Putin supports Lukashenko and has formed a police reserve. Lukashenko claimed that NATO masses troops near "
        "Belarus. NATO never threatened Belarus. Putin could sanction NATO. Tikhanovskaya opposes Lukashenko."
    )
    two = "In Sochi the Russian president again backed Lukashenko. Tikhanovskaya praised Lukashenko. Putin met Lukashenko."
    first = article(
        "minsk-2020-08-27", one, date="2020-08-27", outlet="Tribune", url="https://news.example/2020/08/27/police",
        authors=("Ann Other",), copies=("minsk-copy",),
    )  # fmt: skip
    second = article("sochi-2020-09-14", two, date="2020-09-14", outlet="The Observer", url="not a url")
    s1, s2, s3, s4, s5 = (s.strip() + "." for s in one.rstrip(".").split("."))
    t1, t2, t3 = (s.strip() + "." for s in two.rstrip(".").split("."))
    p, l, n, b, t = "vladimir-putin", "alexander-lukashenko", "nato", "belarus", "svetlana-tikhanovskaya"  # noqa: E741
    a1, a2 = first.id, second.id
    return StatementGraph(
        articles=(first, second),
        actors=(
            actor(l, "Alexander Lukashenko", ActorType.PERSON, "Lukashenko", "\u041b\u0443\u043a\u0430\u0448\u0435\u043d\u043a\u043e", wikidata="Q2866", articles=2, mentions=7),
            actor(b, "Belarus", ActorType.COUNTRY, wikidata="Q184", territory="by"),
            actor("minsk", "Minsk", ActorType.PLACE),
            actor(n, "NATO", ActorType.ORGANIZATION, "the alliance"),
            actor("protesters", "the protesters", ActorType.GROUP, named=False),
            actor(t, "Svetlana Tikhanovskaya", ActorType.PERSON, "Tikhanovskaya", articles=2),
            actor(p, "Vladimir Putin", ActorType.PERSON, "Putin", "the Russian president", articles=2, mentions=5),
        ),
        statements=(
            statement(p, "supports", l, A, evidence(one, a1, s1, "Putin", "supports", "Lukashenko", confidence=0.93)),
            statement(n, "mobilizesAgainst", b, R, evidence(one, a1, s2, "NATO", "masses troops", "Belarus", speaker=ActorId(l), confidence=0.74)),
            statement(n, "threatens", b, N, evidence(one, a1, s3, "NATO", "threatened", "Belarus")),
            statement(p, "sanctions", n, H, evidence(one, a1, s4, "Putin", "sanction", "NATO", confidence=0.5)),
            statement(t, "opposes", l, A, evidence(one, a1, s5, "Tikhanovskaya", "opposes", "Lukashenko")),
            statement(p, "supports", l, A, evidence(two, a2, t1, "the Russian president", "backed", "Lukashenko")),
            statement(t, "supports", l, A, evidence(two, a2, t2, "Tikhanovskaya", "praised", "Lukashenko")),
            statement(p, "consults", l, A, evidence(two, a2, t3, "Putin", "met", "Lukashenko", confidence=1.0)),
        ),
    )  # fmt: skip


def hostile() -> StatementGraph:
    """Names, quotes, ids, outlets and URLs that nobody should have to meet."""
    ids = list(HOSTILE)
    text = "Start. " + " ".join(f"{HOSTILE[i]} supports {HOSTILE[i]} !" for i in ids)
    articles, statements = [], []
    for number, url in enumerate(URLS):
        given = {
            "url": url or None,
            "outlet": HOSTILE[ids[number % len(ids)]],
            "date": ["2020-02-30", "2020-05", "x", None][number % 4],
        }
        articles.append(article(f"a {number}/<b>?#\u00e9", text, title=HOSTILE[ids[number % len(ids)]], **given))
    for number, id in enumerate(ids):
        where = articles[number % len(articles)]
        sentence = f"{HOSTILE[id]} supports {HOSTILE[id]} !"
        piece = evidence(text, where.id, sentence, HOSTILE[id], "supports", HOSTILE[id])
        statements.append(statement(id, "supports", ids[number - 1], list(Status)[number % 4], piece))
    actors = [
        actor(
            id, HOSTILE[id], list(ActorType)[n % 5], HOSTILE[id], *HOSTILE.values(), wikidata="Q1 x" if n == 1 else None
        )
        for n, id in enumerate(ids)
    ]
    return StatementGraph(tuple(articles), tuple(actors), tuple(statements))


def shuffled(graph: StatementGraph, seed: int = 1) -> StatementGraph:
    """The same graph in another order."""
    order = random.Random(seed)
    parts = [list(part) for part in (graph.articles, graph.actors, graph.statements)]
    for part in parts:
        order.shuffle(part)
    return StatementGraph(*(tuple(part) for part in parts))  # type: ignore[arg-type]
