from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diptych.library import Library, undo
from diptych.model import Analysis, ChangeKind, Correction, Direction, Draft, Override, Span, Verdict, Voice

Add = Callable[..., int]


def test_nothing_is_undone_in_a_new_library(library: Library) -> None:
    assert library.undo() is None
    assert library.redo() is None
    assert library.undo_label() == library.redo_label() == ""
    assert library.history() == []


def test_every_act_is_taken_back_and_done_again(library: Library, add: Add) -> None:
    a, b = add("a", "Some text here.", outlet="O"), add("b")
    library.tag([a], "old")
    library.collect([a], "Old")
    verdict = Override(
        text_id=1,
        start=0,
        end=4,
        holder="h",
        issue="i",
        verdict=Verdict.ADDED,
        party="p",
        voice=Voice.OFFICIAL,
        direction=Direction.DEMANDS,
    )
    acts: list[Callable[[], object]] = [
        lambda: library.tag([a, b], "new"),
        lambda: library.untag([a], "old"),
        lambda: library.collect([a, b], "New"),
        lambda: library.uncollect([a], "Old"),
        lambda: library.mark_read([a], True),
        lambda: library.mark_read([a], False),
        lambda: library.correct(a, Correction(title="t", outlet="x", date="2018", authors=("A",))),
        lambda: library.correct(a, Correction(title="u")),
        lambda: library.correct(a, Correction(title="a", outlet="O", date="", authors=())),
        lambda: library.bin([a, b]),
        lambda: library.restore([a]),
        lambda: library.add_highlight(1, Span(0, 4), 2, "note"),
        lambda: library.change_highlight(1, colour=3),
        lambda: library.change_highlight(1, note="other"),
        lambda: library.remove_highlight(1),
        lambda: library.override(verdict),
        lambda: library.clear_override(1),
    ]
    states = [_state(library)]
    for act in acts:
        act()
        states.append(_state(library))
        assert states[-1] != states[-2]
    for expected in reversed(states[:-1]):
        library.undo()
        assert _state(library) == expected
    for expected in states[1:]:
        library.redo()
        assert _state(library) == expected
    assert library.redo() is None
    assert library.check() == []


def _state(library: Library) -> object:
    shown = library.articles() + library.articles(binned=True)
    articles = [library.article(each.id) for each in shown]
    return shown, articles, [library.highlights(each.id) for each in shown], library.overrides([1, 2])


def test_undoing_an_import_moves_it_to_the_bin(library: Library, add: Add) -> None:
    id_ = add("a", tags=("t",))
    changes = library.undo()
    assert changes is not None
    assert changes.articles == {id_}
    assert (changes.kinds, changes.label) == (frozenset({ChangeKind.ARTICLES}), "Import “a”")
    assert library.articles() == []
    assert library.article(id_).binned
    assert library.article(id_).tags == ("t",)
    library.redo()
    assert not library.article(id_).binned


def test_undoing_an_import_brings_back_how_it_was_found(library: Library, add: Add) -> None:
    id_ = add("a")
    library.mark_read([id_], True)
    library.undo()
    library.undo()
    library.redo()
    library.redo()
    assert library.article(id_).read
    assert not library.article(id_).binned


def test_an_import_of_many_files_is_one_act(library: Library, draft: Callable[..., Draft]) -> None:
    ids = [library.add(draft(title), b"", f"{title}.txt", series="run 1")[0] for title in "abc"]
    other, _ = library.add(draft("d"), b"", "d.txt", series="run 2")
    assert [label for _, _, label, _ in library.history()] == ["Import “d”", "Import 3 articles"]
    library.undo()
    assert [each.id for each in library.articles()] == ids
    changes = library.undo()
    assert changes is not None
    assert changes.articles == set(ids)
    assert library.articles() == []
    library.redo()
    library.redo()
    assert [each.id for each in library.articles()] == [*ids, other]


def test_an_import_goes_on_as_one_act_however_long_it_takes(
    library: Library, draft: Callable[..., Draft], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(draft("a"), b"", "a.txt", series="run")
    monkeypatch.setattr(undo, "_now", lambda: datetime.now(UTC) + timedelta(hours=1))
    library.add(draft("b"), b"", "b.txt", series="run")
    assert len(library.history()) == 1


def test_bundled_articles_are_no_act(library: Library, draft: Callable[..., Draft]) -> None:
    _, changes = library.add(draft(), b"", "a.txt", bundled=True)
    assert changes.label == ""
    assert library.undo() is None
    assert library.changed_since(0) == [1]


def test_a_new_act_drops_what_could_be_redone(library: Library, add: Add) -> None:
    id_ = add()
    library.tag([id_], "a")
    library.tag([id_], "b")
    library.undo()
    library.undo()
    library.tag([id_], "c")
    assert library.redo() is None
    assert library.history()[0][2] == "Tag an article “c”"
    library.undo()
    assert library.article(id_).tags == ()


def test_history_tells_when_what_and_whether_undone(library: Library, add: Add) -> None:
    add("a")
    library.tag([1], "t")
    library.undo()
    (tagged, when, label, undone), (imported, *_, first_undone) = library.history()
    assert (label, undone, first_undone) == ("Tag an article “t”", True, False)
    assert tagged > imported
    assert abs(datetime.fromisoformat(when) - datetime.now(UTC)) < timedelta(minutes=1)
    assert (library.undo_label(), library.redo_label()) == ("Import “a”", "Tag an article “t”")
    assert len(library.history(limit=1)) == 1


def test_undo_outlives_a_restart(library_folder: Path, library: Library, add: Add) -> None:
    id_ = add()
    library.tag([id_], "a")
    library.tag([id_], "b")
    library.undo()
    library.close()
    with Library.open(library_folder) as again:
        assert again.redo_label() == "Tag an article “b”"
        again.redo()
        again.undo()
        again.undo()
        assert again.article(id_).tags == ()


def test_machine_writes_are_not_undone_and_break_no_undo(library: Library, add: Add) -> None:
    id_ = add("a", "Some text here.")
    library.add_highlight(1, Span(0, 4), 1)
    library.tag([id_], "t")
    library.undo()
    for _ in range(2):
        library.save_analysis(1, Analysis(sentences=(Span(0, 15),), mentions=(), positions=()), "hash")
    library.set_meta("k", "v")
    library.fail_analysis(1, "hash", "no memory")
    assert library.redo_label() == "Tag an article “t”"
    library.redo()
    library.undo()
    library.undo()
    assert library.undo_label() == "Import “a”"
    assert library.highlights() == []


def test_typing_a_note_is_one_act(library: Library, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    add("a", "Some text here.")
    first, _ = library.add_highlight(1, Span(0, 4), 1)
    second, _ = library.add_highlight(1, Span(5, 9), 1)
    for note in ("w", "wo", "wor", "word"):
        library.change_highlight(first, note=note)
    library.change_highlight(second, note="other")
    library.change_highlight(second, colour=4)
    labels = [label for *_, label, _ in library.history(4)]
    assert labels == ["Change a highlight", "Change a note", "Change a note", "Highlight"]
    for _ in range(3):
        library.undo()
    assert [each.note for each in library.highlights()] == ["", ""]

    library.change_highlight(first, note="now")
    monkeypatch.setattr(undo, "_now", lambda: datetime.now(UTC) + undo.TYPING * 2)
    library.change_highlight(first, note="now and later")
    library.undo()
    assert library.highlights()[0].note == "now"


def test_typing_keeps_no_row_for_every_letter(library: Library, add: Add) -> None:
    add("a", "Some text here.")
    id_, _ = library.add_highlight(1, Span(0, 4), 1)
    for length in range(1, 50):
        library.change_highlight(id_, note="x" * length)
    with library._database.read() as db:
        assert db.execute("SELECT count(*) FROM act_rows WHERE name = 'highlights'").fetchone() == (2,)
    library.undo()
    assert library.highlights()[0].note == ""
    library.redo()
    assert library.highlights()[0].note == "x" * 49


def test_an_act_that_fails_leaves_nothing(library: Library, add: Add) -> None:
    id_ = add()
    before = library.change_number(), library.history()

    def fail(db: sqlite3.Connection) -> None:
        db.execute("UPDATE states SET read = 'now'")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        library._act("Fail", fail)
    assert (library.change_number(), library.history()) == before
    assert not library.article(id_).read
    library.tag([id_], "t")
    library.undo()
    assert library.article(id_).tags == ()


def test_rows_that_are_recorded_hold_nothing_that_json_would_spoil(library: Library) -> None:
    with library._database.read() as db:
        kinds = {
            kind
            for table in undo.TABLES
            for (kind,) in db.execute("SELECT type FROM pragma_table_info(?)", (table,))
        }
    assert kinds == {"INTEGER", "TEXT"}
