"""One function for each command: it takes the parsed options, prints, and returns the exit status."""

from __future__ import annotations

import argparse
import sys

from diptych import paths
from diptych.cli import output
from diptych.cli.progress_line import ProgressLine
from diptych.errors import LibraryBusy, LibraryError
from diptych.workspace import Workspace

_HOLDER = "a diptych command"


def import_(options: argparse.Namespace) -> int:
    """Import files and folders; 1 when any of them failed."""
    with _writing(options) as workspace, ProgressLine() as progress:
        report = workspace.import_paths(options.paths, progress)
    if options.json:
        output.json({"results": [output.import_result(result) for result in report.results]})
    else:
        for result in report.results:
            print("\t".join(filter(None, (result.status, result.path, result.reason))))
    return 1 if report.failed else 0


def search(options: argparse.Namespace) -> int:
    """Search; the index is brought up to date first if no other program is at it."""
    query = " ".join(options.query)
    with _reading(options, fresh_index=True) as workspace:
        result = workspace.search(query, limit=options.limit)
    if options.json:
        output.json(output.search_result(result))
        return 0
    for note in result.notes:
        print(note)
    for hit in result.hits:
        print(f"{hit.id}\t{hit.title}\t{hit.outlet}\t{hit.date or ''}")
        for snippet in hit.snippets:
            print(f"\t{output.marked(snippet)}")
    if not result.hits:
        print("Nothing found.")
    return 0


def articles(options: argparse.Namespace) -> int:
    """List the articles, newest first."""
    with _reading(options) as workspace:
        found = workspace.articles()
    if options.json:
        output.json([output.summary(article) for article in found])
    else:
        for article in found:
            print(f"{article.id}\t{article.title}\t{article.outlet}\t{article.date or ''}")
    return 0


def show(options: argparse.Namespace) -> int:
    """Show one article."""
    with _reading(options) as workspace:
        article = workspace.article(options.id)
    if options.json:
        output.json(output.article(article))
    else:
        head = (article.title, ", ".join(author.name for author in article.authors), article.outlet)
        print("\n".join(filter(None, (*head, article.date.value))), article.text, sep="\n\n")
    return 0


def reindex(options: argparse.Namespace) -> int:
    """Build the search index anew."""
    with _writing(options) as workspace, ProgressLine() as progress:
        workspace.reindex(progress)
        count = len(workspace.articles())
    _done(options, f"{count} articles indexed.", {"articles": count})
    return 0


def check(options: argparse.Namespace) -> int:
    """Look for damage; 1 when there is any."""
    with _reading(options) as workspace:
        problems = workspace.check()
        index = workspace.status().index
    if options.json:
        output.json({"problems": problems, "index": index})
    else:
        print("\n".join(problems) or "The library is sound.")
        print(f"The search index is {index}.")
    return 1 if problems else 0


def backup(options: argparse.Namespace) -> int:
    """Write the whole library into one file."""
    with _reading(options) as workspace:
        workspace.backup(options.file)
    _done(options, f"Written: {options.file}", {"file": str(options.file)})
    return 0


def restore(options: argparse.Namespace) -> int:
    """Make the library what a backup holds; the old one is kept among its backups."""
    Workspace.restore_backup(options.file, options.library)
    with _writing(options) as workspace, ProgressLine() as progress:
        workspace.update_index(progress)
        count = len(workspace.articles())
    _done(options, f"Restored: {count} articles.", {"articles": count})
    return 0


def overview(options: argparse.Namespace) -> int:
    """Print what the library holds; write the same as a page, and a picture of the window."""
    from diptych.cli.overview import draw_window, write_page

    with _writing(options) as workspace:
        found = workspace.articles()
        page = write_page(workspace, options.to)
        picture = options.to / "window.png"
        problem = draw_window(workspace.folder, picture)
    if options.json:
        listed = [output.summary(article) for article in found]
        output.json({"articles": listed, "page": str(page), "picture": None if problem else str(picture)})
        return 1 if problem else 0
    for article in found:
        print(f"{article.date or '':<10}  {article.title} ({article.words} words)")
    print(f"\nAs a page:    {page}")
    print(f"As a picture: {picture}" if not problem else f"The window could not be drawn: {problem}")
    return 1 if problem else 0


def picture(options: argparse.Namespace) -> int:
    """Draw the window into a PNG."""
    from diptych import app

    with _reading(options) as workspace:
        app.render(workspace, options.file)
    _done(options, f"Written: {options.file}", {"file": str(options.file)})
    return 0


def self_test(options: argparse.Namespace) -> int:
    """Check that this installation works; 1 when a part does not."""
    from diptych.cli.self_test import run_checks

    checks = run_checks()
    if options.json:
        output.json(
            {"checks": [{"name": c.name, "ok": c.problem is None, "problem": c.problem} for c in checks]}
        )
    else:
        for each in checks:
            print(f"{'ok' if each.problem is None else 'FAILED'}\t{each.name}\t{each.problem or ''}".rstrip())
    return 1 if any(each.problem is not None for each in checks) else 0


def _writing(options: argparse.Namespace) -> Workspace:
    workspace = Workspace.open(options.library, holder=_HOLDER)
    if options.library is None:
        _seed(workspace)
    return workspace


def _reading(options: argparse.Namespace, *, fresh_index: bool = False) -> Workspace:
    folder = options.library or paths.default_library()
    if options.library is None and not (folder / "library.db").exists():
        return _writing(options)
    workspace = Workspace.open(folder, write=False)
    if fresh_index and workspace.needs_index():
        workspace.close()
        return _with_fresh_index(options)
    return workspace


def _with_fresh_index(options: argparse.Namespace) -> Workspace:
    folder = options.library or paths.default_library()
    try:
        with Workspace.open(folder, holder=_HOLDER) as workspace, ProgressLine() as progress:
            workspace.update_index(progress)
    except LibraryBusy as busy:
        print(f"diptych: the index may lack the newest articles: {busy}", file=sys.stderr)
    except LibraryError as error:
        print(f"diptych: the index could not be renewed: {error}", file=sys.stderr)
    return Workspace.open(folder, write=False)


def _seed(workspace: Workspace) -> None:
    if workspace.needs_seed():
        with ProgressLine() as progress:
            workspace.seed(progress)


def _done(options: argparse.Namespace, sentence: str, value: object) -> None:
    if options.json:
        output.json(value)
    else:
        print(sentence)
