"""Statements -> graph: the findings of all articles, joined over the actors they are about."""
