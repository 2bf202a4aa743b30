"""The options that say over what the parties are compared."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.model import Voice

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.comparing import ComparisonQuery

ORDERS = ("dossier", "disagreement", "evidence", "date", "name")
"""The orders of issues; written out, as the window needs nothing of the comparison to start."""

_EVERY = 1_000_000


def add_comparing(comparing: argparse.ArgumentParser, telling: argparse.ArgumentParser) -> None:
    """Add the options of the commands that compare and that tell what was said over time."""
    comparing.add_argument("--issue", default=None, metavar="ID", help="one issue only")
    add_scope(comparing)
    comparing.add_argument("--sort", choices=ORDERS, default=ORDERS[0], help="the order of issues")
    formats = "write to a .html, .docx, .xlsx, .csv, .md or .json"
    comparing.add_argument("--to", type=Path, default=None, metavar="FILE", help=formats)
    telling.add_argument("issue", metavar="ISSUE", help="the issue's id")
    add_scope(telling)
    telling.add_argument("--to", type=Path, default=None, metavar="FILE", help="draw it into a file.svg")


def add_scope(parser: argparse.ArgumentParser) -> None:
    """Add the options to a command's parser."""
    parser.add_argument("--articles", type=_ids, default=None, metavar="ID,ID", help="some articles only")
    parser.add_argument("--search", default=None, metavar="QUERY", help="what a search finds only")
    parser.add_argument("--from", dest="start", default="", metavar="DATE", help="from a date on")
    parser.add_argument("--until", dest="end", default="", metavar="DATE", help="until a date")
    parser.add_argument(
        "--voice",
        action="append",
        default=[],
        choices=[voice.value for voice in Voice],
        help="a kind of speaker; may be repeated",
    )
    parser.add_argument("--quoted", action="store_true", default=False, help="quoted words only")
    parser.add_argument(
        "--confidence", type=_share, default=0.0, metavar="X", help="confidence from 0 to 1, at least"
    )
    reviewed = parser.add_mutually_exclusive_group()
    reviewed.add_argument(
        "--reviewed", action="store_true", default=None, help="what the analyst has judged only"
    )
    reviewed.add_argument(
        "--unreviewed",
        dest="reviewed",
        action="store_false",
        default=None,
        help="what is not yet judged only",
    )
    parser.add_argument(
        "--outlet", action="append", default=[], metavar="NAME", help="an outlet; may be repeated"
    )
    parser.add_argument(
        "--names",
        default="",
        metavar="PARTY",
        help="articles that use this party's names for what is disputed",
    )


def scope_of(options: argparse.Namespace, workspace: Workspace) -> ComparisonQuery:
    """What the options ask for; raises ``NotFound`` for an issue that the dossier does not have."""
    from diptych.workspace.comparing import ComparisonQuery, Sort

    issue = getattr(options, "issue", None)
    articles = options.articles
    if options.search is not None:
        found = [hit.id for hit in workspace.search(options.search, limit=_EVERY).hits]
        articles = found if articles is None else [id_ for id_ in articles if id_ in set(found)]
    return ComparisonQuery(
        articles=None if articles is None else tuple(articles),
        start=options.start,
        end=options.end,
        voices=tuple(Voice(voice) for voice in options.voice),
        quoted=options.quoted,
        confidence=options.confidence,
        reviewed=options.reviewed,
        outlets=tuple(options.outlet),
        usage=options.names,
        issues=(workspace.dispute.issue(issue).id,) if issue else (),
        sort=Sort(getattr(options, "sort", Sort.DOSSIER)),
    )


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("must be from 0 to 1")
    return share
