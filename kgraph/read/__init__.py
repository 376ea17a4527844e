"""Files and folders -> articles: decoding, titles, what is article text and what is not, copies of one text."""

from kgraph.read.articles import read_article
from kgraph.read.reading import Reading, read
from kgraph.read.sources import discover

__all__ = ["Reading", "discover", "read", "read_article"]
