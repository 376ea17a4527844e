"""First persons: in direct speech "I" is the speaker, "we" the country spoken for, or the speaker.

Outside it, in the statement of a government or body, they are whoever issues it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kgraph.extract.clusters import Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.lexicon import load_lexicon
from kgraph.extract.mentions import Candidate
from kgraph.extract.parse import Parse
from kgraph.extract.quotes import Quote, find_quotes
from kgraph.extract.words import Words, word_set
from kgraph.model import ActorType, MentionKind

_I = {"i", "me", "my", "myself", "mine"}
_WE = {"we", "us", "our", "ours", "ourselves"}
_FIRST = _I | _WE
_ISSUERS = {ActorType.COUNTRY, ActorType.ORGANIZATION}
_INTRODUCTION = 45  # tokens from the description to the name of the speaker


def first_persons(grid: Grid) -> list[Candidate]:
    """First-person pronouns as mentions."""
    return [
        Candidate(i, i, i, MentionKind.PRONOUN, None, grid.text[i], (i, i), rule="speaker")
        for i, lower in enumerate(grid.lower)
        if lower in _FIRST and grid.pos[i] in {"PRON", "DET"} and (lower != "us" or grid.text[i] == "us")
    ]


def speeches(parse: Parse, grid: Grid) -> tuple[Quote, ...]:
    """The direct speech of an article."""
    return find_quotes(parse, load_lexicon()) if {'"', "``", ":"} & set(grid.text) else ()


def speakers_of(quotes: Iterable[Quote], clusters: Clusters) -> dict[int, int]:
    """For each token inside a quotation whose source is known, the source's mention."""
    by_head = _by_head(clusters)
    return {
        token: by_head[quote.speaker]
        for quote in quotes
        if quote.speaker is not None and quote.speaker in by_head
        for token in range(quote.first, quote.last + 1)
    }


def _by_head(clusters: Clusters) -> dict[int, int]:
    return {c.head: i for i, c in reversed(list(enumerate(clusters.candidates)))}


def introduced_speakers(grid: Grid, clusters: Clusters, speakers: dict[int, int]) -> None:
    """ "The Kenyan envoy resigned. 'It is a shame,' Ann Wanjiru said.": the new name is the one just introduced.

    Only where it is plain: the name is new, has no title or role and is the source of the quotation, and the
    description, still nameless, is the only definite one of a person that is a subject just before.
    """
    for source in sorted(set(speakers.values())):
        name = clusters.candidates[source]
        if name.kind is not MentionKind.NAME or name.type is not ActorType.PERSON or " " not in name.name:
            continue
        if clusters.of(source).roles:
            continue
        first = min(clusters.of(source).members)
        before = [
            j
            for j, c in enumerate(clusters.candidates)
            if 0 < name.first - c.last <= _INTRODUCTION
            and c.kind is MentionKind.DESCRIPTION
            and c.role
            and c.definite
            and grid.dep[c.head] in {"nsubj", "nsubjpass"}
        ]
        nameless = [j for j in before if not clusters.of(j).named and clusters.of(j).type is ActorType.PERSON]
        roots = {clusters.root(j) for j in nameless}
        if clusters.candidates[first].first >= name.first and len(roots) == 1:
            clusters.merge(source, min(nameless), "introduced speaker")


def resolve_first_persons(
    grid: Grid, clusters: Clusters, words: Words, quotes: Iterable[Quote], speakers: dict[int, int]
) -> None:
    """Merge first persons inside quotations with the quotation's source, others with the issuer of a statement."""
    quoted = {token for quote in quotes for token in range(quote.first, quote.last + 1)}
    pronouns = {
        c.head: i
        for i, c in enumerate(clusters.candidates)
        if c.kind is MentionKind.PRONOUN and grid.lower[c.head] in _FIRST
    }
    issuer = _issuer(grid, clusters, quoted) if pronouns.keys() - quoted else None
    for head, i in pronouns.items():
        source = speakers.get(head) if head in quoted else issuer
        if source is None:
            continue
        if grid.lower[head] in _WE:
            clusters.merge(i, _spoken_for(clusters, source, words), "speaker")
        elif head in quoted or clusters.of(source).type is ActorType.PERSON:
            clusters.merge(i, source, "speaker")


def _issuer(grid: Grid, clusters: Clusters, quoted: set[int]) -> int | None:
    """Who issues an article that is a statement, or None.

    It is whom the title names ("Statement by X on Y"), else the one body or country that declares something in it in
    the present tense ("Ghana strongly condemns the attack"), where "we" declare something too. In an essay nobody does
    both.
    """
    by_head = _by_head(clusters)
    declared: Counter[int] = Counter()
    ours = False
    for verb, lemma in enumerate(grid.lemma):
        if grid.titled[verb] and lemma in word_set("utterances"):
            for author in (k for by in grid.kids[verb] if grid.lower[by] == "by" for k in grid.kids[by]):
                if author in by_head:
                    return by_head[author]
        if lemma not in word_set("declarations") or grid.tag[verb] not in {"VBZ", "VBP"} or verb in quoted:
            continue
        for subject in grid.subjects(verb):
            ours |= grid.lower[subject] == "we"
            named = by_head.get(subject)
            if named is not None and clusters.candidates[named].kind is MentionKind.NAME:
                declared[clusters.root(named)] += 1
    declared = Counter({r: n for r, n in declared.items() if clusters.of(r).type in _ISSUERS})
    return next(iter(declared)) if ours and len(declared) == 1 else None


def _spoken_for(clusters: Clusters, speaker: int, words: Words) -> int:
    """The country that an office holder speaks for, if the article names it, else the speaker."""
    cluster = clusters.of(speaker)
    if cluster.type is not ActorType.PERSON:
        return speaker
    codes = {
        code
        for role, code in cluster.roles
        if code and role.split()[-1] in words.roles and words.roles[role.split()[-1]] == "leads"
    }
    for j, other in enumerate(clusters.candidates):
        if (
            other.kind is MentionKind.NAME
            and other.sure
            and other.type is ActorType.COUNTRY
            and other.territory in codes
        ):
            return j
    return speaker
