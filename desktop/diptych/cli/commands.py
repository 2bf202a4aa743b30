"""One function for each command: it takes the parsed options, prints, and returns the exit status."""

from __future__ import annotations

import argparse
import sys

from diptych import paths
from diptych.cli import output
from diptych.cli.progress_line import ProgressLine
from diptych.dossier import Dossier
from diptych.errors import ImportFailed, LibraryError, LibraryReadOnly
from diptych.workspace import Workspace

_HOLDER = "a diptych command"


def import_(options: argparse.Namespace) -> int:
    """Import files and folders; 1 when any of them failed."""
    with _writing(options) as workspace, ProgressLine() as progress:
        report = workspace.import_paths(options.paths, progress)
        workspace.dispute.analyse(progress)
    if report.index_problem:
        print(f"diptych: {report.index_problem} Run reindex to try again.", file=sys.stderr)
    if options.json:
        output.json({"results": [output.import_result(result) for result in report.results]})
    else:
        for result in report.results:
            print("\t".join(filter(None, (result.status, result.path, result.reason))))
    return 1 if report.failed else 0


def search(options: argparse.Namespace) -> int:
    """Search; the index is brought up to date first if no other program is at it."""
    from diptych.workspace.finding import SearchRequest, Sort

    request = SearchRequest(
        query=" ".join(options.query),
        limit=options.limit,
        sort=Sort(options.sort),
        recent=options.recent,
        expand=not options.exact,
    )
    with _reading(options, fresh_index=True) as workspace:
        if options.to:
            count = workspace.finding.export(request, options.to)
            _done(options, f"Written: {options.to}", {"file": str(options.to), "count": count})
            return 0
        result = workspace.finding.search(request)
        facets = workspace.finding.facets(request) if options.facets else None
    if options.json:
        output.json(output.search_result(result, facets))
    else:
        print("\n".join(output.search_lines(result, facets or ())))
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


def analyse(options: argparse.Namespace) -> int:
    """Find names and positions in files; 1 when any of them could not be read."""
    from diptych.workspace.single import analyse_files

    failed = False
    for file, text, found in analyse_files(options.paths, _dossier(options), plain=options.plain):
        if isinstance(found, ImportFailed):
            failed = True
            print(f"diptych: {found}", file=sys.stderr)
        elif options.json:
            output.json_line(output.analysis(str(file), text, found))
        else:
            print("\n".join(output.analysis_lines(str(file), text, found)))
    return 1 if failed else 0


def compare(options: argparse.Namespace) -> int:
    """Compare the parties; what is not analysed is analysed first if no other program is at it."""
    from diptych.cli.scope import scope_of
    from diptych.workspace.comparing.report import as_json

    with _reading(options, fresh_index=options.search is not None, analysed=True) as workspace:
        query, export = scope_of(options, workspace), workspace.comparing.export
        if options.to is not None:
            export.write(query, options.to)
            _done(options, f"Written: {options.to}", {"file": str(options.to)})
            return 0
        found, dossier = export.report(query), workspace.dispute.dossier
    if options.json:
        output.json(as_json(found))
    else:
        print("\n".join(output.report_lines(found, dossier)))
    return 0


def timeline(options: argparse.Namespace) -> int:
    """Tell or draw what was said on an issue over time."""
    from diptych.cli.scope import scope_of

    with _reading(options, fresh_index=options.search is not None, analysed=True) as workspace:
        query = scope_of(options, workspace)
        if options.to is not None:
            workspace.comparing.export.write_picture(options.issue, query, options.to)
            _done(options, f"Written: {options.to}", {"file": str(options.to)})
            return 0
        found, dossier = workspace.comparing.timeline(options.issue, query), workspace.dispute.dossier
    if options.json:
        output.json(output.timeline(found))
    else:
        print("\n".join(output.timeline_lines(found, dossier)))
    return 0


def align(options: argparse.Namespace) -> int:
    """Find the passages of two articles that are about the same event or point."""
    with _reading(options, analysed=True) as workspace:
        found = workspace.alignment.of(options.left, options.right)
        texts = [workspace.article(id_).text for id_ in (options.left, options.right)]
    if options.json:
        output.json(output.alignment(found))
    else:
        print("\n".join(output.alignment_lines(found, *texts)) or "Nothing in them is about the same.")
    return 0


def brief(options: argparse.Namespace) -> int:
    """List, make or export briefs."""
    acts = {"list": _list_briefs, "new": _new_brief, "export": _export_brief}
    return acts[options.action](options)


def _list_briefs(options: argparse.Namespace) -> int:
    with _reading(options) as workspace:
        found = workspace.notebook.briefs()
    if options.json:
        output.json([{"id": b.id, "title": b.title, "created": b.created} for b in found])
    else:
        for each in found:
            print(f"{each.id}\t{each.title}\t{each.created}")
    return 0


def _new_brief(options: argparse.Namespace) -> int:
    with _writing(options) as workspace, ProgressLine() as progress:
        workspace.dispute.analyse(progress)
        issues = [workspace.dispute.issue(issue).id for issue in options.issue]
        id_, _ = workspace.notebook.make_brief(options.title, issues, workspace.notebook.highlights())
    _done(options, f"Made: brief {id_}", {"id": id_})
    return 0


def _export_brief(options: argparse.Namespace) -> int:
    with _reading(options, analysed=True) as workspace:
        workspace.notebook.export(options.id, options.to)
    _done(options, f"Written: {options.to}", {"file": str(options.to)})
    return 0


def dossier(options: argparse.Namespace) -> int:
    """Check, export, import or begin a dossier."""
    acts = {
        "check": _check_dossier,
        "export": _export_dossier,
        "import": _import_dossier,
        "new": _new_dossier,
    }
    return acts[options.action](options)


def _export_dossier(options: argparse.Namespace) -> int:
    with _reading(options) as workspace:
        workspace.dossiers.export(options.file)
    _done(options, f"Written: {options.file}", {"file": str(options.file)})
    return 0


def _import_dossier(options: argparse.Namespace) -> int:
    with _writing(options) as workspace:
        found = workspace.dossiers.adopt(options.file)
    _done(options, f"The library's dossier is now “{found.name}”.", {"id": found.id, "name": found.name})
    return 0


def _new_dossier(options: argparse.Namespace) -> int:
    from diptych.workspace.dossiers import Dossiers

    made = Dossiers.new(options.folder, options.name, *options.parties)
    _done(options, f"Made: {options.folder}", {"folder": str(options.folder), "id": made.id})
    return 0


def _check_dossier(options: argparse.Namespace) -> int:
    from diptych import dossier as dossiers

    problems = dossiers.check(options.folder)
    if options.json:
        output.json({"problems": [output.problem(problem) for problem in problems]})
    else:
        print("\n".join(map(str, problems)) or "The dossier is sound.")
    return 1 if any(not problem.warning for problem in problems) else 0


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

    with _writing(options) as workspace, ProgressLine() as progress:
        workspace.dispute.analyse(progress)
        found, compared = workspace.articles(), workspace.dispute.comparison()
        dossier = workspace.dispute.dossier
        page = write_page(workspace, options.to)
        picture = options.to / "window.png"
        problem = draw_window(workspace.folder, picture)
    if options.json:
        listed = [output.summary(article) for article in found]
        paths_ = {"page": str(page), "picture": None if problem else str(picture)}
        output.json({"articles": listed, **output.comparison(compared), **paths_})
        return 1 if problem else 0
    for article in found:
        print(f"{article.date or '':<10}  {article.title} ({article.words} words)")
    print("", *output.comparison_lines(compared, dossier), sep="\n")
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
    workspace = Workspace.open(options.library, dossier=options.dossier, holder=_HOLDER)
    if options.library is None:
        _seed(workspace)
    return workspace


def _reading(options: argparse.Namespace, *, fresh_index: bool = False, analysed: bool = False) -> Workspace:
    folder = options.library or paths.default_library()
    if options.library is None and not (folder / "library.db").exists():
        _writing(options).close()
    workspace = Workspace.open(folder, dossier=options.dossier, write=False)
    if fresh_index and workspace.finding.lacks_index() and _indexed_elsewhere(workspace):
        fresh_index = False
    if (fresh_index and workspace.finding.lacks_index()) or (analysed and workspace.dispute.pending()):
        workspace.close()
        _catch_up(options, fresh_index=fresh_index, analysed=analysed)
        workspace = Workspace.open(folder, dossier=options.dossier, write=False)
    return workspace


def _indexed_elsewhere(workspace: Workspace) -> bool:
    """Build the index of a library on media that cannot be written, whose own is of no use here."""
    try:
        with ProgressLine() as progress:
            workspace.update_index(progress)
    except LibraryReadOnly:
        return False
    return True


def _catch_up(options: argparse.Namespace, *, fresh_index: bool, analysed: bool) -> None:
    try:
        with _writing(options) as workspace, ProgressLine() as progress:
            if fresh_index:
                workspace.update_index(progress)
            if analysed:
                workspace.dispute.analyse(progress)
    except LibraryError as error:
        print(f"diptych: the newest articles may be missing: {error}", file=sys.stderr)


def _dossier(options: argparse.Namespace) -> Dossier:
    from diptych.dossier import load

    return load(options.dossier or paths.shipped_dossiers()[0])


def _seed(workspace: Workspace) -> None:
    if workspace.needs_seed():
        with ProgressLine() as progress:
            workspace.seed(progress)
        # The copy of the dossier that later searches find names in loads in a hundredth of the time.
        assert workspace.dispute


def _done(options: argparse.Namespace, sentence: str, value: object) -> None:
    if options.json:
        output.json(value)
    else:
        print(sentence)
