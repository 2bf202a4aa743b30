"""From arguments to an exit status: 0 done, 1 something failed and was listed, 2 wrong usage."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from diptych import __version__
from diptych.cli.scope import add_comparing
from diptych.errors import DiptychError


def run(arguments: Sequence[str]) -> int:
    """Run one command, or open the window when none is named; returns the exit status."""
    options = parser().parse_args(arguments)
    try:
        return _dispatch(options)
    except DiptychError as error:
        print(f"diptych: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to tell it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("diptych: cancelled; what was done is kept.", file=sys.stderr)
        return 130


def _dispatch(options: argparse.Namespace) -> int:
    if options.command is None:
        # Nothing of what a start makes is garbage; looking for some takes a tenth of it.
        gc.disable()
        from diptych import app

        return app.run(options.library, options.dossier)
    if options.command == "search":
        # Over in a moment, like a start.
        gc.disable()
    from diptych.cli import commands

    name = {"import": "import_"}.get(options.command, options.command.replace("-", "_"))
    function = getattr(commands, name)
    status: int = function(options)
    return status


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="diptych",
        description="Read, search and compare articles on a dispute between two parties, offline.",
        parents=[_common()],
    )
    top.set_defaults(library=None, dossier=None, json=False, command=None)
    top.add_argument("--version", action="version", version=f"diptych {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(name: str, help_: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=help_, description=help_, parents=[_common()], argument_default=argparse.SUPPRESS
        )

    add("import", "import files and folders").add_argument("paths", nargs="+", type=Path, metavar="PATH")
    searching = add("search", "search the library")
    searching.add_argument("query", nargs="+", metavar="QUERY")
    searching.add_argument("--limit", type=_positive, default=20, metavar="N", help="articles at most (20)")
    orders = ("relevance", "newest", "oldest", "outlet")
    searching.add_argument("--sort", choices=orders, default="relevance", help="the order of the articles")
    searching.add_argument("--recent", action="store_true", default=False, help="let newer ones weigh more")
    searching.add_argument(
        "--exact", action="store_true", default=False, help="do not search other forms of a name"
    )
    searching.add_argument("--facets", action="store_true", default=False, help="count what was found")
    searching.add_argument(
        "--to", type=Path, default=None, metavar="FILE", help="write the list to a file.csv or file.md"
    )
    add("articles", "list the articles")
    add("show", "show one article").add_argument("id", type=int, metavar="ID")
    analysing = add("analyse", "find names and positions in files, without a library")
    analysing.add_argument("--plain", action="store_true", default=False, help="take files as clean text")
    analysing.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    add_comparing(
        add("compare", "compare what the parties say, issue by issue"),
        add("timeline", "tell what was said on an issue over time"),
    )
    aligning = add("align", "find the passages of two articles that are about the same")
    aligning.add_argument("left", type=int, metavar="ID")
    aligning.add_argument("right", type=int, metavar="ID")
    _add_dossier(add("dossier", "look at dossiers, take one along, begin one"))
    brief = add("brief", "list, make and export briefs")
    acts = brief.add_subparsers(dest="action", metavar="ACT", required=True)
    acts.add_parser("list", help="list the briefs", parents=[_common()])
    making = acts.add_parser(
        "new", help="make one of issues compared and of all highlights", parents=[_common()]
    )
    making.add_argument("title", metavar="TITLE")
    making.add_argument(
        "--issue", action="append", default=[], metavar="ID", help="an issue; may be repeated"
    )
    exporting = acts.add_parser("export", help="write one as Markdown or HTML", parents=[_common()])
    exporting.add_argument("id", type=int, metavar="ID")
    exporting.add_argument("--to", type=Path, required=True, metavar="FILE", help="a file.md or file.html")
    add("reindex", "build the search index anew")
    add("check", "look for damage in the library")
    add("backup", "write the whole library into one file").add_argument("file", type=Path, metavar="FILE")
    add("restore", "make the library what a backup holds").add_argument("file", type=Path, metavar="FILE")
    overview = add("overview", "write what the library holds as a page and a picture of the window")
    overview.add_argument(
        "--to", type=Path, default=Path("diptych-overview"), metavar="DIR", help="the folder"
    )
    add("picture", "draw the window into a PNG file").add_argument("file", type=Path, metavar="FILE")
    add("self-test", "check that this installation works")
    return top


def _add_dossier(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="action", metavar="ACT", required=True)

    def add(name: str, help_: str) -> argparse.ArgumentParser:
        return acts.add_parser(name, help=help_, description=help_, parents=[_common()])

    add("check", "say what is wrong in one").add_argument("folder", type=Path, metavar="DIR")
    exporting = add("export", "write the library's, with the analyst's changes, into one file")
    exporting.add_argument("file", type=Path, metavar="FILE")
    importing = add("import", "make the one in a file the library's")
    importing.add_argument("file", type=Path, metavar="FILE")
    new = add("new", "begin one from the template")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--name", required=True, metavar="NAME", help="what it is called")
    new.add_argument("--parties", nargs=2, required=True, metavar=("FIRST", "SECOND"), help="the two sides")


def _common() -> argparse.ArgumentParser:
    # Made anew for each command: defaults set on the top parser would reach into shared options.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--library", type=Path, metavar="DIR", help="the library's folder")
    common.add_argument("--dossier", type=Path, metavar="DIR", help="the dossier's folder")
    common.add_argument("--json", action="store_true", help="print JSON")
    return common


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
