"""The commands of kgraph, one module each, with a click command named ``command``.

A module is imported only when its command runs or its help is asked for, so `kgraph --version` loads no spaCy.
A new command is a new module here plus one line in ``kgraph.cli.COMMANDS``.
"""
