"""How good an extraction is: scores against annotated articles, sentences and probes."""
