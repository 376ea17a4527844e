"""The graph as one HTML page that opens from a disk, without network."""

from __future__ import annotations

from kgraph.view.page import DEFAULT_TITLE, render, write_html

__all__ = ["DEFAULT_TITLE", "render", "write_html"]
