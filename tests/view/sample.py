# ruff: noqa: E501 - one sentence a line reads better than one sentence in three
"""A graph of about 40 actors for the tests of the view, written by hand; offsets are found, not typed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from kgraph.graph.statement_graph import StatementGraph
from kgraph.model import Actor, ActorId, ActorType, Article, Evidence, Span, Statement, Status
from kgraph.vocabulary import relations

# id: (name, type, further aliases)
ACTORS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "alexander-lukashenko": ("Alexander Lukashenko", "Person", ("Lukashenko", "Łukaszenka", "Лукашенко", "the incumbent")),
    "vladimir-putin": ("Vladimir Putin", "Person", ("Putin", "the Kremlin leader")),
    "svetlana-tikhanovskaya": ("Svetlana Tikhanovskaya", "Person", ("Tikhanovskaya", "Tsikhanouskaya", "his opponent")),
    "joe-biden": ("Joe Biden", "Person", ("Biden",)),
    "maria-kolesnikova": ("Maria Kolesnikova", "Person", ("Kolesnikova",)),
    "kolya-lukashenko": ("Kolya Lukashenko", "Person", ("Kolya",)),
    "igor-leshchenya": ("Igor Leshchenya", "Person", ("Leshchenya",)),
    "mikalai-karpiankou": ("Mikalai Karpiankou", "Person", ("Karpiankou",)),
    "ihar-karpienka": ("Ihar Karpienka", "Person", ("Karpienka",)),
    "viktor-yanukovych": ("Viktor Yanukovych", "Person", ("Yanukovych",)),
    "belarus": ("Belarus", "Country", ()),
    "russia": ("Russia", "Country", ("Moscow",)),
    "ukraine": ("Ukraine", "Country", ("Kyiv",)),
    "lithuania": ("Lithuania", "Country", ("Vilnius",)),
    "poland": ("Poland", "Country", ("Warsaw",)),
    "germany": ("Germany", "Country", ()),
    "china": ("China", "Country", ("Beijing",)),
    "united-states": ("United States", "Country", ("Washington",)),
    "north-korea": ("North Korea", "Country", ()),
    "minsk": ("Minsk", "Place", ()),
    "brest": ("Brest", "Place", ()),
    "nato": ("NATO", "Organization", ("the alliance",)),
    "european-union": ("European Union", "Organization", ("the EU",)),
    "omon": ("OMON", "Organization", ("the riot police",)),
    "kgb": ("KGB", "Organization", ()),
    "interior-ministry": ("Interior Ministry", "Organization", ()),
    "electoral-commission": ("Central Election Commission", "Organization", ("the commission",)),
    "coordination-council": ("Coordination Council", "Organization", ()),
    "kalinouski-regiment": ("Kalinouski Regiment", "Organization", ()),
    "odkb": ("Collective Security Treaty Organization", "Organization", ("ODKB",)),
    "kazakhstan": ("Kazakhstan", "Country", ()),
    "protesters": ("protesters", "Group", ("the protesters", "the crowds")),
    "opposition": ("the opposition", "Group", ()),
    "anarchists": ("anarchists", "Group", ()),
    "state-workers": ("state workers", "Group", ()),
    "western-leaders": ("Western leaders", "Group", ()),
    "security-forces": ("the security forces", "Group", ()),
    "telegram-users": ("Telegram users", "Group", ()),
    "bobruisk": ("Bobruisk", "Place", ()),
    "gomel": ("Gomel", "Place", ()),
    "hong-kong": ("Hong Kong", "Place", ()),
}  # fmt: skip

# (sentence with [subject], {trigger} and <object>, subject, relation, object, status, speaker)
_A, _R, _H, _N = Status.ASSERTED, Status.REPORTED, Status.HYPOTHETICAL, Status.NEGATED
Row = tuple[str, str, str, str, Status, str | None]
TEXTS: dict[str, tuple[str, str, str, str, list[Row]]] = {
    "observer-ballot": ("The ballot and the street", "The Observer", "2020-08-11", "https://example.org/ballot", [
        ("[Joe Biden] issued a {strong condemnation} of <Lukashenko> last night.", "joe-biden", "accuses", "alexander-lukashenko", _A, None),
        ("[Tikhanovskaya] {stood against} <the incumbent> after her husband was barred.", "svetlana-tikhanovskaya", "opposes", "alexander-lukashenko", _A, None),
        ("[OMON] were {making arrests} among <the protesters> in every street.", "omon", "coerces", "protesters", _A, None),
        ("[Kolya], his youngest {son}, was taken along by <Lukashenko> to every meeting.", "kolya-lukashenko", "relatedTo", "alexander-lukashenko", _A, None),
        ("[Kolya] {backs} <the opposition>, Lukashenko told a journalist.", "kolya-lukashenko", "supports", "opposition", _R, "alexander-lukashenko"),
        ("[Western leaders] could {impose sanctions} on <Belarus> within weeks.", "western-leaders", "sanctions", "belarus", _H, None),
        ("[Tikhanovskaya] resurfaced {in} <Lithuania> this morning. 🇱🇹", "svetlana-tikhanovskaya", "locatedIn", "lithuania", _A, None),
        ("🕊 [Telegram users] {asked} <the protesters> for bandages.", "telegram-users", "requests", "protesters", _A, None),
        ("[The crowds] {took to the streets against} <Lukashenko> on Sunday.", "protesters", "protestsAgainst", "alexander-lukashenko", _A, None),
    ]),
    "tribune-week": ("A week on, the protests continue", "Tribune", "2020-08-17", "https://example.org/week", [
        ("[Tikhanovskaya] {called on} <the protesters> to return at the weekend.", "svetlana-tikhanovskaya", "requests", "protesters", _A, None),
        ("[Igor Leshchenya] {expressed solidarity with} <the protesters>.", "igor-leshchenya", "supports", "protesters", _A, None),
        ("[Putin] {promised help} to <Lukashenko> by telephone.", "vladimir-putin", "supports", "alexander-lukashenko", _A, None),
        ("[Russia] and <Belarus> {agreed} on joint exercises.", "russia", "cooperatesWith", "belarus", _A, None),
        ("[NATO] {rejected} the allegations of <Lukashenko> as baseless.", "nato", "rejects", "alexander-lukashenko", _A, None),
        ("<NATO> was {massing troops} at the border, [Lukashenko] claimed.", "alexander-lukashenko", "accuses", "nato", _A, None),
        ("[NATO] is {massing} against <Belarus>, Lukashenko claimed.", "nato", "mobilizesAgainst", "belarus", _R, "alexander-lukashenko"),
        ("[State workers] {went on strike} against <Lukashenko>.", "state-workers", "protestsAgainst", "alexander-lukashenko", _A, None),
        ("[The security forces] {beat} <the protesters> in detention.", "security-forces", "assaults", "protesters", _R, "telegram-users"),
        ("[Leshchenya] was ambassador {of} <Belarus>.", "igor-leshchenya", "memberOf", "belarus", _A, None),
        ("[The EU] {does not recognise} <Lukashenko>.", "european-union", "supports", "alexander-lukashenko", _N, None),
    ]),
    "independent-rallies": ("A tale of two rallies", "The Independent", "2020-08-18", "https://example.org/rallies", [
        ("[Putin] {backs} <Lukashenko>, the Kremlin said.", "vladimir-putin", "supports", "alexander-lukashenko", _A, None),
        ("[Putin] {sent} police to <Lukashenko>.", "vladimir-putin", "aids", "alexander-lukashenko", _A, None),
        ("[Putin] {does not support} <Lukashenko>, a former aide said.", "vladimir-putin", "supports", "alexander-lukashenko", _N, None),
        ("[Lukashenko] {accused} <NATO> of plotting.", "alexander-lukashenko", "accuses", "nato", _A, None),
        ("[Lukashenko] {rules} <Belarus> for 26 years.", "alexander-lukashenko", "leads", "belarus", _A, None),
        ("[Kolesnikova] {belongs to} <the Coordination Council>.", "maria-kolesnikova", "memberOf", "coordination-council", _A, None),
        ("[Lithuania] {sheltered} <Tikhanovskaya>.", "lithuania", "aids", "svetlana-tikhanovskaya", _A, None),
        ("[Poland] and [Lithuania] {criticised} <Lukashenko>.", "poland", "accuses", "alexander-lukashenko", _A, None),
        ("[Yanukovych] {fled to} <Russia>.", "viktor-yanukovych", "locatedIn", "russia", _A, None),
        ("[Germany] {is a member of} <NATO>.", "germany", "memberOf", "nato", _A, None),
        ("[Karpienka] {sits on} <the commission>.", "ihar-karpienka", "memberOf", "electoral-commission", _A, None),
        ("[Tikhanovskaya] {disputes the figures of} <the commission>.", "svetlana-tikhanovskaya", "accuses", "electoral-commission", _A, None),
    ]),
    "freedom-repression": ("Resistance from below continues", "", "2025-01-25", "", [
        ("[The KGB] {targeted} <anarchists> first.", "kgb", "coerces", "anarchists", _A, None),
        ("[Anarchists] {oppose} <Lukashenko>.", "anarchists", "opposes", "alexander-lukashenko", _A, None),
        ("[Karpiankou] {threatened} <the opposition>.", "mikalai-karpiankou", "threatens", "opposition", _A, None),
        ("[Karpiankou] {commands} <the Interior Ministry>'s troops.", "mikalai-karpiankou", "leads", "interior-ministry", _A, None),
        ("[China] might {invest in} <Belarus>.", "china", "cooperatesWith", "belarus", _H, None),
        ("[North Korea] {sends troops to} <Russia>.", "north-korea", "aids", "russia", _A, None),
    ]),
    "news-balcony": ("The Belarusian balcony", "Belarus Today", "2023-11-02", "https://example.org/balcony", [
        ("[Russia] {controls} <Belarus>, many say.", "russia", "controls", "belarus", _R, None),
        ("[Russia] {invaded} <Ukraine>.", "russia", "assaults", "ukraine", _A, None),
        ("[The Kalinouski Regiment] {fights for} <Ukraine>.", "kalinouski-regiment", "supports", "ukraine", _A, None),
        ("[Lukashenko] {depends on} <Putin>.", "alexander-lukashenko", "dependsOn", "vladimir-putin", _A, None),
        ("[ODKB] {intervened in} <Kazakhstan>.", "odkb", "aids", "kazakhstan", _A, None),
        ("[Russia] will not {attack} <Poland>, it said.", "russia", "assaults", "poland", _N, "russia"),
        ("[The United States] {supports} <Ukraine>.", "united-states", "supports", "ukraine", _A, None),
        ("[Russia] {signed an agreement with} <Belarus>.", "russia", "agreesWith", "belarus", _A, None),
        ("[Ukraine] {accuses} <Lukashenko>.", "ukraine", "accuses", "alexander-lukashenko", _A, None),
    ]),
}  # fmt: skip

_FILLER = "Nobody could say how it would end. The streets were quiet again by the morning."


def sample_graph() -> StatementGraph:
    """The graph: 41 actors, of which some have no statement, and five articles."""
    articles, statements = [], []
    for id, (title, outlet, date, url, rows) in sorted(TEXTS.items()):
        text, found = _written(id, title, rows)
        digest = hashlib.sha256(text.encode()).hexdigest()
        articles.append(Article(id, title, text, url=url or None, outlet=outlet or None, date=date, sha256=digest))
        statements += found
    return StatementGraph(
        articles=tuple(articles),
        actors=tuple(_actor(id, statements) for id in sorted(ACTORS)),
        statements=tuple(statements),
    )


def _written(id: str, title: str, rows: list[Row]) -> tuple[str, list[Statement]]:
    text, statements = title + "\n\n", []
    for number, (marked, subject, relation, obj, status, speaker) in enumerate(rows):
        evidence = _evidence(id, marked, len(text), 0.6 + number % 5 * 0.08, speaker)
        polarity = relations()[relation].polarity
        statements.append(Statement(id, ActorId(subject), relation, ActorId(obj), status, polarity, (evidence,)))
        text += evidence.sentence.text + (" " + _FILLER + "\n\n" if number % 3 == 2 else " ")
    return text, statements


def _evidence(article: str, marked: str, offset: int, confidence: float, speaker: str | None) -> Evidence:
    plain, opened, spans = "", {}, {}
    for letter in marked:
        if letter in "[{<":
            opened[letter] = len(plain)
        elif letter in "]}>":
            kind = {"]": "[", "}": "{", ">": "<"}[letter]
            spans[kind] = Span(offset + opened[kind], offset + len(plain), plain[opened[kind] :])
        else:
            plain += letter
    return Evidence(
        article=article, sentence=Span(offset, offset + len(plain), plain), subject=spans["["], trigger=spans["{"],
        object=spans["<"], confidence=round(confidence, 2), extractor="rules/sample",
        speaker=ActorId(speaker) if speaker else None,
    )  # fmt: skip


def _actor(id: str, statements: list[Statement]) -> Actor:
    name, kind, aliases = ACTORS[id]
    about = [s for s in statements if id in (s.subject, s.object)]
    return Actor(
        id=ActorId(id), name=name, type=ActorType(kind), named=kind != "Group",
        aliases=tuple((form, 1) for form in (name, *aliases)), mentions=1 + 2 * len(about),
        articles=max(1, len({s.article for s in about})), wikidata="Q2280" if id == "alexander-lukashenko" else None,
    )  # fmt: skip


def large_graph(actors: int, statements: int) -> StatementGraph:
    """A synthetic graph with a power law of degrees, for the backbone and for the benchmark."""
    names = list(relations())
    kinds = list(ActorType)
    people = [
        Actor(
            id=ActorId(f"actor-{n:05}"), name=f"Actor Number {n}", type=kinds[n % 5], named=True,
            aliases=((f"Actor Number {n}", 3), (f"Nr. {n}", 1)), mentions=3, articles=1,
        )
        for n in range(actors)
    ]  # fmt: skip
    state, rows = 12345, []
    for n in range(statements):
        state = (state * 1103515245 + 12345) % 2**31
        one = n % actors
        # Half of the lines lead to one of few hubs: the square of a uniform number favours small ones.
        other = int((state / 2**31) ** 3 * actors)
        if one == other:
            other = (other + 1) % actors
        rows.append(
            (one, names[state // 7 % len(names)], other, list(Status)[0 if state // 64 % 4 else state // 512 % 4])
        )
    per = 20
    articles, found = [], []
    for start in range(0, len(rows), per):
        id = f"article-{start // per:05}"
        text = f"Article {start // per}\n\n"
        for one, relation, other, status in rows[start : start + per]:
            marked = f"[{people[one].name}] {{{relations()[relation].label}}} <{people[other].name}> once again, it says here."
            evidence = _evidence(id, marked, len(text), 0.5 + one % 50 / 100, None)
            text += evidence.sentence.text + " "
            polarity = relations()[relation].polarity
            found.append(Statement(id, people[one].id, relation, people[other].id, status, polarity, (evidence,)))
        day = f"2024-{1 + start // per % 12:02}-{1 + start // per % 28:02}"
        articles.append(Article(id, f"Article {start // per}", text, outlet=f"Outlet {start // per % 7}", date=day))
    return StatementGraph(tuple(articles), tuple(people), tuple(found))


def without_statements(graph: StatementGraph) -> StatementGraph:
    return replace(graph, statements=())


def until(page: Any, expression: str) -> Any:
    """Wait until an expression is true. Playwright's own wait_for_function needs eval, which the page's policy forbids."""
    for _ in range(100):
        if value := page.evaluate(expression):
            return value
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")
