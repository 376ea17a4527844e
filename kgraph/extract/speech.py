"""First persons in direct speech: "I" is the speaker, "we" the country spoken for, or the speaker."""

from __future__ import annotations

from kgraph.extract.clusters import Clusters
from kgraph.extract.grid import Grid
from kgraph.extract.lexicon import load_lexicon
from kgraph.extract.mentions import Candidate
from kgraph.extract.parse import Parse
from kgraph.extract.quotes import find_quotes
from kgraph.extract.words import Words
from kgraph.model import ActorType, MentionKind

_I = {"i", "me", "my", "myself", "mine"}
_WE = {"we", "us", "our", "ours", "ourselves"}
_FIRST = _I | _WE
_INTRODUCTION = 45  # tokens from the description to the name of the speaker


def first_persons(grid: Grid) -> list[Candidate]:
    """First-person pronouns as mentions."""
    return [
        Candidate(i, i, i, MentionKind.PRONOUN, None, grid.text[i], (i, i), rule="speaker")
        for i, lower in enumerate(grid.lower)
        if lower in _FIRST and grid.pos[i] in {"PRON", "DET"} and (lower != "us" or grid.text[i] == "us")
    ]


def speakers_of(parse: Parse, grid: Grid, clusters: Clusters) -> dict[int, int]:
    """For each token inside a quotation whose source is known, the source's mention."""
    if not {'"', "``", ":"} & set(grid.text):
        return {}
    by_head = {c.head: i for i, c in reversed(list(enumerate(clusters.candidates)))}
    return {
        token: by_head[quote.speaker]
        for quote in find_quotes(parse, load_lexicon())
        if quote.speaker is not None and quote.speaker in by_head
        for token in range(quote.first, quote.last + 1)
    }


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


def resolve_first_persons(grid: Grid, clusters: Clusters, words: Words, speakers: dict[int, int]) -> None:
    """Merge first persons inside quotations with the quotation's source."""
    for i, c in enumerate(clusters.candidates):
        if c.kind is MentionKind.PRONOUN and grid.lower[c.head] in _FIRST and c.head in speakers:
            speaker = speakers[c.head]
            if grid.lower[c.head] in _WE:
                speaker = _spoken_for(clusters, speaker, words)
            clusters.merge(i, speaker, "speaker")


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
