"""The command ``kgraph``: find the subcommand, run it, turn errors into messages. No logic."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import sys

import click

from kgraph import __version__
from kgraph.commands.terminal import note
from kgraph.errors import KGraphError

# name -> the line shown in `kgraph --help`; the order is that of the help.
COMMANDS = {
    "build": "Read articles and write the graph of who does what to whom.",
    "validate": "Check a built graph: shapes, offsets, agreement of its files.",
    "view": "Open the graph in a browser, or write its page anew.",
    "why": "Show the sentences behind an edge.",
    "why-not": "Explain why a sentence gave no edge.",
    "extract": "Show what is found in one article or sentence.",
    "evaluate": "Score a build against annotated articles.",
    "actor": "Show one actor: names, statements, articles.",
    "review": "Decide on actors: merge, split, rename.",
    "link": "Link actors to Wikidata.",
    "query": "Ask the graph in SPARQL.",
    "export": "Write the graph in other formats.",
    "serve": "Offer the graph as a SPARQL endpoint.",
    "load": "Load the graph into a SPARQL store.",
}

EPILOG = """\b
Examples:
  kgraph build                          the sample articles -> output/graph.html
  kgraph build articles/ -o out         a folder of .txt, .md, .html, .csv, .jsonl
  kgraph build articles/ --workers 4 -q
\b
Exit codes:
  0  done
  1  nothing done: an error, or no article could be read
  2  wrong usage
  3  done, but some sources were skipped
"""


class LazyGroup(click.Group):
    """A group whose commands are modules of ``kgraph.commands``, imported when needed.

    Only modules that exist are listed: a command is there as soon as its file is.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands whose module exists."""
        return [name for name in COMMANDS if importlib.util.find_spec(_module(name))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(_module(cmd_name)).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Like click's, with a suggestion for a misspelt command."""
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f" Did you mean '{close[0]}'?" if close else " 'kgraph --help' lists the commands."
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        rows = [(name, COMMANDS[name]) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def _module(name: str) -> str:
    return f"kgraph.commands.{name.replace('-', '_')}"


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kgraph")
def cli() -> None:
    """Who does what to whom in the news: articles in, a knowledge graph with its evidence out.

    Works offline; no article leaves your machine.
    """


def main() -> None:
    """Run the command line; an error that kgraph foresaw is a message, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a terminal that cannot show a letter gets an escape, not a crash
            reconfigure(errors="backslashreplace")
    try:
        cli.main(standalone_mode=True)
    except KGraphError as error:
        note(f"kgraph: {error}", fg="red")
        sys.exit(1)
    except BrokenPipeError:  # `kgraph … | head`
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
