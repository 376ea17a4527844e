"""Whether two names of a probe mean the same actor: without titles and postmodifiers, by surname, by country names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from kgraph.evaluate.words import word_set

Words = tuple[str, ...]
Test = Callable[[Words, Words], bool]

_ARTICLES = word_set("the a an")
_POSTMODIFIERS = word_set("of in from at near outside who which")
# Of rulers, forms of address, ranks and offices.
_TITLES = word_set("""
    president premier minister chancellor king queen prince princess pope ayatollah sheikh sir governor mayor leader
    chief
    mr mrs ms dr prof
    gen general col colonel commander sen senator speaker secretary ambassador judge justice
""")
# The last word of these names is not enough: "Korea" is not "South Korea".
_NO_SURNAME = word_set("""
    africa arabia congo cyprus emirates faso guinea ireland islands jr kingdom korea lanka leone leste nations states
    sudan timor union zealand
""")
_SYNONYMS = tuple(
    tuple(tuple(name.split()) for name in line.split(","))
    for line in (
        "america,u s,united states,united states of america,us,usa",
        "britain,great britain,u k,uk,united kingdom",
        "uae,united arab emirates",
        "eu,european union",
        "u n,un,united nations",
        "turkey,turkiye",
        "cote d ivoire,ivory coast",
        "china,people s republic of china,prc",
        "burma,myanmar",
        "holland,netherlands",
    )
)


def plain_words(name: str) -> Words:
    """The words of a name in lower case, without accents, possessive, leading articles and a final "Jr"."""
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    text = re.sub(r"'s\b", "", text.replace("’", "'").replace("ı", "i").lower())
    words = re.findall(r"[0-9a-z]+", text)
    leading = len(list(takewhile(_ARTICLES.__contains__, words[:-1])))
    words = words[leading:]
    if len(words) > 1 and words[-1] == "jr":
        words.pop()
    return tuple(words)


def variants(name: str) -> tuple[Words, ...]:
    """The ways in which a name may be said, the fullest first; none for an empty one."""
    full = plain_words(name)
    if not full:
        return ()
    shorter = [full, *_without_title(full), *_without_postmodifier(name)]
    if len(full) > 1 and full[-1] == "government":
        shorter.append(full[:-1])
    synonyms = [other for words in shorter for group in _SYNONYMS if words in group for other in group]
    return tuple(dict.fromkeys(words for words in (*shorter, *synonyms) if words))


def _without_title(words: Words) -> Iterator[Words]:
    last = max((i for i, word in enumerate(words[:-1]) if word in _TITLES), default=None)
    if last is not None and words[last + 1] not in _POSTMODIFIERS:
        yield words[last + 1 :]


def _without_postmodifier(name: str) -> Iterator[Words]:
    """For a description ("protesters in Minsk"), not for a name that begins with a capital ("Bank of England")."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    if words and words[0][0].islower():
        cut = next((i for i, word in enumerate(words) if i and word.lower() in _POSTMODIFIERS), None)
        if cut is not None:
            yield plain_words(" ".join(words[:cut]))


def same(one: Words, other: Words) -> bool:
    """Equal words."""
    return one == other


def ends_alike(one: Words, other: Words) -> bool:
    """One is the end of the other, as a surname is of a full name."""
    short, long = sorted((one, other), key=len)
    if long[len(long) - len(short) :] != short:
        return False
    return short == long or len(short) > 1 or short[0] not in _NO_SURNAME


class ProbeNames:
    """The actors that a probe speaks of, and the one that a predicted name means."""

    def __init__(self, names: Iterable[str], aliases: Mapping[str, Iterable[str]]) -> None:
        self._forms: dict[str, tuple[Words, ...]] = {
            name: tuple(words for form in (name, *aliases.get(name, ())) for words in variants(form))
            for name in dict.fromkeys((*names, *aliases))
        }

    def find(self, name: str, aliases: Sequence[str] = ()) -> str | None:
        """The one actor of the probe with this name, or else with one of the aliases; None if several are as good."""
        own = variants(name)
        others = tuple(words for alias in aliases for words in variants(alias))
        for mine, test in ((own, same), (others, same), (own, ends_alike), (others, ends_alike)):
            lengths = {actor: length for actor in self._forms if (length := self._overlap(mine, actor, test))}
            longest = [actor for actor, length in lengths.items() if length == max(lengths.values())]
            if len(longest) == 1:
                return longest[0]
            if longest and mine is own and test is same:
                return None
        return None

    def _overlap(self, mine: Iterable[Words], actor: str, test: Test) -> int:
        """The number of words in the longest common form; 0 if there is none."""
        return max((min(len(m), len(f)) for m in mine for f in self._forms[actor] if test(m, f)), default=0)
