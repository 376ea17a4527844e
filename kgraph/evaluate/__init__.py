"""Scoring against annotated articles and probes."""
