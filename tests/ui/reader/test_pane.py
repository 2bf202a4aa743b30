"""The pane shows, marks, finds, goes, copies and empties."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from diptych.model import Article, Block, BlockKind, Run, Span, Style
from diptych.ui.reader.header import Side
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.theme import load_theme

Show = Callable[[Article], None]
Make = Callable[..., Article]


def _long(article_of: Make, count: int = 400, **more: object) -> Article:
    return article_of(
        *(f"Paragraph {number} tells of a boat and of a crew." for number in range(count)), **more
    )


def test_an_empty_pane_says_what_to_do(pane: ReaderPane) -> None:
    assert pane.article is None
    assert not pane.page.isVisible()
    pane.clear()
    pane.open_find()
    assert not pane.find_bar.isVisible()


def test_shows_and_clears(qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make) -> None:
    with qtbot.waitSignal(pane.article_shown) as shown:
        show(article_of("One.", number=4))
    assert shown.args == [4]
    assert pane.page.isVisible()
    assert "The morning boat" in pane.page.toPlainText()
    with qtbot.waitSignal(pane.article_closed):
        pane.clear()
    assert pane.article is None
    assert not pane.page.isVisible()


def test_another_article_has_no_old_marks(pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(article_of("One boat."))
    pane.set_marks(Layer.SEARCH, [Span(4, 8)])
    show(article_of("Two boats.", number=2))
    assert pane.marks(Layer.SEARCH) == []


def test_goes_to_a_span_and_makes_it_flash(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make
) -> None:
    article = _long(article_of)
    show(article)
    span = Span(article.text.index("Paragraph 333"), article.text.index("Paragraph 333") + 13)
    pane.go_to(span)
    qtbot.waitUntil(lambda: pane.page.top_position() > 0)
    first, last = pane.page.visible()[0], pane.page.visible()[-1]
    assert first.block.position() < pane.page.offsets.to_qt(span.start) < last.block.position()
    assert pane.marks(Layer.FLASH) == [span]
    qtbot.waitUntil(lambda: pane.marks(Layer.FLASH) == [], timeout=3_000)


def test_goes_to_what_is_not_built_yet(qtbot: QtBot, pane: ReaderPane, article_of: Make) -> None:
    article = _long(article_of, 8_000)
    pane.show_article(article)
    assert pane.page.building
    pane.go_to(Span(len(article.text) - 5, len(article.text)))
    qtbot.waitUntil(lambda: pane.percent() == 100, timeout=20_000)


def test_a_passage_is_still_sought_when_the_width_or_zoom_changes(
    qtbot: QtBot, pane: ReaderPane, article_of: Make
) -> None:
    article = _long(article_of, 8_000)
    pane.show_article(article)
    pane.go_to(Span(len(article.text) - 5, len(article.text)))
    pane.resize(420, 700)
    pane.set_zoom(110)
    assert pane.page.building
    qtbot.waitUntil(lambda: pane.percent() == 100, timeout=20_000)


def test_nothing_creeps_through_many_changes(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make
) -> None:
    article = _long(article_of, 300)
    show(article)
    pane.page.verticalScrollBar().setValue(3_000)
    kept = pane.page.top_position()
    for zoom in (110, 120, 130, 120, 110, 100):
        pane.set_zoom(zoom)
        qtbot.waitUntil(lambda: pane.page.complete)
    for width in (560, 520, 480, 440, 400, 440, 480, 520, 560, 600):
        pane.resize(width, 700)
        qtbot.waitUntil(lambda: pane.page.complete)
    assert abs(pane.page.top_position() - kept) < 30


def test_steps_through_hits_and_round_the_ends(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make
) -> None:
    show(article_of("a boat", "a boat", "a boat"))
    pane.set_marks(Layer.SEARCH, [Span(2, 6), Span(10, 14), Span(18, 22)])
    told: list[tuple[int, int]] = []
    pane.hit_changed.connect(lambda number, count: told.append((number, count)))
    pane.next_hit()
    pane.next_hit()
    assert pane.marks(Layer.CURRENT) == [Span(10, 14)]
    pane.previous_hit()
    pane.previous_hit()
    assert pane.marks(Layer.CURRENT) == [Span(18, 22)]
    pane.next_hit()
    assert told == [(1, 3), (2, 3), (1, 3), (3, 3), (1, 3)]
    pane.set_marks(Layer.SEARCH, [])
    assert pane.marks(Layer.CURRENT) == []
    pane.next_hit()
    assert told[5:] == [(0, 0)]


def test_finds_while_typing(qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(article_of("The boat, a Boat, the boathouse.", "No more."))
    pane.page.setFocus()
    QTest.keyClick(pane.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.find_bar.isVisible()
    QTest.keyClicks(pane.find_bar.field, "boat")
    assert pane.marks(Layer.FIND) == [Span(4, 8), Span(12, 16), Span(22, 26)]
    assert pane.marks(Layer.CURRENT) == [Span(4, 8)]
    assert pane.find_bar.said == "1 of 3"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.find_bar.said == "2 of 3"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert pane.find_bar.said == "3 of 3"
    pane.find_bar.words.setChecked(True)
    assert pane.marks(Layer.FIND) == [Span(4, 8), Span(12, 16)]
    pane.find_bar.case.setChecked(True)
    assert pane.marks(Layer.FIND) == [Span(4, 8)]
    QTest.keyClicks(pane.find_bar.field, "x")
    assert pane.find_bar.said == "Not found"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert pane.marks(Layer.FIND) == []
    assert pane.page.hasFocus()


@pytest.mark.parametrize("width", [240, 280, 380, 600])
def test_all_of_the_find_bar_is_seen_in_a_narrow_pane(
    pane: ReaderPane, show: Show, article_of: Make, qtbot: QtBot, width: int
) -> None:
    show(article_of("The boat, a Boat, the boathouse."))
    pane.resize(width, 700)
    pane.open_find()
    QTest.keyClicks(pane.find_bar.field, "boat")
    bar = pane.find_bar
    qtbot.waitUntil(lambda: bar.height() == bar.sizeHint().height())
    assert bar.field.width() >= 130
    parts = [part for part in bar.findChildren(QWidget) if part.parent() is bar and part.isVisible()]
    assert len(parts) >= 7
    for part in parts:
        assert bar.rect().contains(part.geometry())
    for one, other in itertools.combinations(parts, 2):
        assert not one.geometry().intersects(other.geometry())


def test_finds_the_selected_words(pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(article_of("One boat", "Two boats"))
    pane.page.setTextCursor(pane.page.document().find("boats"))
    pane.open_find()
    assert pane.find_bar.query == "boats"
    assert pane.marks(Layer.FIND) == [Span(14, 19)]


@pytest.mark.parametrize(
    ("key", "moves"),
    [
        (Qt.Key.Key_End, lambda bar: bar.value() == bar.maximum()),
        (Qt.Key.Key_PageDown, lambda bar: 0 < bar.value() <= bar.pageStep()),
        (Qt.Key.Key_Space, lambda bar: 0 < bar.value() <= bar.pageStep()),
        (Qt.Key.Key_Down, lambda bar: 0 < bar.value() < 200),
    ],
)
def test_keys_scroll(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make, key: Qt.Key, moves: Callable[..., bool]
) -> None:
    show(_long(article_of, 80))
    bar = pane.page.verticalScrollBar()
    QTest.keyClick(pane.page, key)
    assert moves(bar)
    QTest.keyClick(pane.page, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_ctrl_and_wheel_ask_for_another_zoom(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make
) -> None:
    show(_long(article_of, 80))
    size = pane.page.document().defaultFont().pixelSize()
    asked: list[int] = []
    pane.zoom_requested.connect(asked.append)
    for turn in (120, -120):
        event = QWheelEvent(
            QPointF(50, 50),
            pane.page.mapToGlobal(QPointF(50, 50)),
            QPoint(0, 0),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(pane.page.viewport(), event)
    assert asked == [1, -1]
    assert pane.page.document().defaultFont().pixelSize() == size
    assert pane.page.verticalScrollBar().value() == 0


def test_copies_canonical_text(pane: ReaderPane, show: Show) -> None:
    text = "First, the \u202e\U0001f600 boat.\n\nA list item"
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, start=0, end=20),
        Block(kind=BlockKind.ITEM, start=22, end=33, level=1, marker="1."),
    )
    show(Article(id=1, title="T", text_id=1, text=text, blocks=blocks))
    pane.page.selectAll()
    data = pane.page.createMimeDataFromSelection()
    assert data.text() == text
    assert not data.hasHtml()
    title = QTextCursor(pane.page.document())
    title.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    pane.page.setTextCursor(title)
    assert pane.page.createMimeDataFromSelection().text() == "T"


def test_tells_the_selected_span(qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(article_of("One \U0001f600 boat", "Two boats"))
    with qtbot.waitSignal(pane.selection_changed) as told:
        pane.page.setTextCursor(pane.page.document().find("boats"))
    assert told.args == [Span(16, 21)]


def test_nothing_is_loaded_opened_or_dropped(qtbot: QtBot, pane: ReaderPane, show: Show) -> None:
    text = "See the act."
    run = Run(start=4, end=11, style=Style.LINK, target="https://example.org/act")
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), runs=(run,))
    show(Article(id=1, title="T", text_id=1, text=text, blocks=(block,)))
    page = pane.page
    kinds = QTextDocument.ResourceType
    for kind in (kinds.ImageResource, kinds.StyleSheetResource, kinds.HtmlResource):
        loaded = page.loadResource(kind.value, QUrl("file:///etc/hostname"))
        assert isinstance(loaded, QImage)
        assert (loaded.width(), loaded.height()) == (1, 1)
    assert not page.openLinks()
    assert not page.openExternalLinks()
    assert not page.acceptDrops()
    assert not page.viewport().acceptDrops()
    assert page.isReadOnly()
    with qtbot.waitSignal(pane.address_activated) as told:
        page.anchorClicked.emit(QUrl("https://example.org/act"))
    assert told.args == ["https://example.org/act"]
    with qtbot.assertNotEmitted(pane.address_activated):
        page.anchorClicked.emit(QUrl("file:///etc/hostname"))
    assert page.toPlainText().endswith(text)


def test_the_pointer_on_a_link_tells_where_it_leads(pane: ReaderPane, show: Show) -> None:
    text = "act 1 none\n\nIts <b>source</b>."
    runs = (
        Run(start=0, end=3, style=Style.LINK, target="https://example.org/act"),
        Run(start=4, end=5, style=Style.NOTE_REF, target="1"),
        Run(start=6, end=10, style=Style.LINK, target="file:///etc/hostname"),
    )
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, start=0, end=10, runs=runs),
        Block(kind=BlockKind.NOTE, start=12, end=30, marker="1"),
    )
    show(Article(id=1, title="T", text_id=1, text=text, blocks=blocks))

    def told(word: str) -> str:
        cursor = pane.page.document().find(word)
        return pane.page.explained(pane.page.cursorRect(cursor).center() - QPoint(2, 0))

    assert told("act") == "https://example.org/act"
    assert told("1") == "Its <b>source</b>."
    assert told("none") == ""


def test_a_caret_selects_with_the_keyboard(pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(_long(article_of, 80))
    pane.page.show_caret(True)
    QTest.keyClick(pane.page, Qt.Key.Key_Down)
    QTest.keyClick(pane.page, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert pane.page.selected_span() == Span(0, len("Paragraph 0 tells of a boat and of a crew."))
    pane.page.show_caret(False)
    QTest.keyClick(pane.page, Qt.Key.Key_End)
    assert pane.percent() == 100


def test_shift_and_an_arrow_select_without_more_ado(pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(_long(article_of, 80))
    with_shift = Qt.KeyboardModifier.ShiftModifier
    for _ in range(2):
        QTest.keyClick(pane.page, Qt.Key.Key_Down, with_shift)
    assert pane.page.caret_shown
    assert pane.page.selected_span().end > 0


def test_notes_lead_there_and_back(qtbot: QtBot, pane: ReaderPane, show: Show) -> None:
    text = "A claim.1\n\nIts source."
    run = Run(start=8, end=9, style=Style.NOTE_REF, target="1")
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, start=0, end=9, runs=(run,)),
        Block(kind=BlockKind.NOTE, start=11, end=22, marker="1"),
    )
    show(Article(id=1, title="T", text_id=1, text=text, blocks=blocks))
    pane.page.anchorClicked.emit(QUrl("note:1"))
    assert pane.marks(Layer.FLASH) == [Span(11, 22)]
    pane.page.anchorClicked.emit(QUrl("reference:1"))
    assert pane.marks(Layer.FLASH) == [Span(8, 9)]
    pane.page.anchorClicked.emit(QUrl("note:2"))
    assert pane.marks(Layer.FLASH) == [Span(8, 9)]


@pytest.mark.parametrize("count", [120, 6_000])
def test_the_place_is_kept_through_width_and_zoom(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make, count: int
) -> None:
    article = _long(article_of, count)
    show(article)
    middle = article.text.index(f"Paragraph {count // 2} ")
    pane.page.verticalScrollBar().setValue(0)
    pane.go_to(Span(middle, middle + 9), flash=False)
    qtbot.waitUntil(lambda: pane.page.top_position() > 0, timeout=20_000)
    before = pane.page.top_position()
    line = 60
    pane.resize(330, 700)
    qtbot.waitUntil(lambda: abs(pane.page.top_position() - before) <= line, timeout=20_000)
    assert pane.page.viewport().updatesEnabled()
    before = pane.page.top_position()
    pane.set_zoom(150)
    qtbot.waitUntil(lambda: not pane.page.building, timeout=20_000)
    qtbot.waitUntil(lambda: abs(pane.page.top_position() - before) <= line, timeout=20_000)
    assert pane.page.viewport().updatesEnabled()


def test_the_title_stays_at_the_top_when_the_width_changes(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make
) -> None:
    show(_long(article_of, 100))
    pane.resize(330, 700)
    qtbot.waitUntil(lambda: pane.page.viewport().width() < 330)
    assert pane.page.verticalScrollBar().value() == 0


def test_the_header_stands_over_the_column_at_any_zoom(
    pane: ReaderPane, show: Show, article_of: Make
) -> None:
    show(article_of("One."))
    for zoom in (150, 80, 100):
        pane.set_zoom(zoom)
        QApplication.processEvents()
        left, _ = pane.page.column()
        layout = pane.header.layout()
        assert layout is not None
        assert layout.contentsMargins().left() == pane.page.x() + left


def test_the_column_is_never_too_wide(pane: ReaderPane, show: Show, article_of: Make, qtbot: QtBot) -> None:
    show(_long(article_of, 10))
    pane.resize(1_500, 700)
    qtbot.waitUntil(lambda: pane.width() == 1_500)
    left, width = pane.page.column()
    assert width == pane.page.style_.column
    assert 470 < width < 490
    assert abs(pane.page.x() + left + width / 2 - 750) < 40


def test_a_theme_is_changed_without_a_new_layout(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make
) -> None:
    show(_long(article_of, 100))
    with qtbot.assertNotEmitted(pane.page.document().documentLayout().documentSizeChanged):
        pane.set_theme(load_theme("dark"))
    dark = load_theme("dark")
    assert pane.page.viewport().grab().toImage().pixelColor(2, 2) == dark.bg
    assert pane.grab().toImage().pixelColor(pane.width() - 2, pane.height() - 2) == dark.bg


@pytest.mark.parametrize("side", ["left", "right"])
def test_all_is_named(pane: ReaderPane, side: Side) -> None:
    pane.set_side(side)
    named: list[QWidget] = [pane, pane.page, pane.ruler, pane.header.close_button]
    assert all(side in widget.accessibleName().lower() for widget in named)
    buttons = pane.find_bar.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert len(buttons) == 5
    assert all(button.accessibleName() for button in buttons)
    assert pane.find_bar.field.accessibleName()
