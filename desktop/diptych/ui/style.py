"""The one style sheet of the application, filled with the colours of a theme.

Widgets are addressed by their object name or by the dynamic property ``role``; no widget carries a
style sheet of its own. Sizes are logical pixels on a grid of four.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QToolTip { color: $text; background: $card; border: 1px solid $border2; padding: 3px 6px; }
QMainWindow, QDialog { background: $panel; }
#palette { background: $card; border: 1px solid $border2; }

#topBar { background: $panel; border-bottom: 1px solid $border; }
#statusBar { background: $panel; border-top: 1px solid $border; }
#statusBar QLabel { color: $muted; }
#statusBar QLabel[role="work"] { color: $text; }
#leftColumn, #rightColumn { background: $panel; }
#centre, #firstRun, #firstRunPage { background: $bg; }
QSplitter::handle { background: $border; }

QMenuBar { background: transparent; color: $muted; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $sunk; color: $text; }

QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; }
QLabel[role="problem"] { color: $bad; }
QLabel[role="good"] { color: $ok; }

QPushButton {
    background: $card; color: $text; border: 1px solid $border2; border-radius: 4px;
    padding: 0 11px; min-height: 26px; font-size: 12px;
}
QPushButton:hover { background: $panel; border-color: $deco; }
QPushButton:pressed { background: $sunk; }
QPushButton:focus { border: 2px solid $accent; padding: 0 10px; min-height: 24px; }
QPushButton:disabled { color: $deco; border-color: $border; }
QPushButton[role="primary"], QPushButton:default {
    background: $accent; color: $onacc; border-color: $accent;
}
QPushButton[role="primary"]:hover, QPushButton:default:hover { border-color: $text; }
QPushButton[role="primary"]:focus, QPushButton:default:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled {
    background: $sunk; color: $deco; border-color: $border;
}
QPushButton[role="done"] { background: $ok_bg; color: $ok; border-color: $ok_bg; }
QPushButton[role="done"]:hover { border-color: $ok; }
QPushButton[role="link"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 0 3px;
    min-height: 18px; text-align: left;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; border-radius: 3px; padding: 0 3px; }
QPushButton[role="chip"] {
    background: $card; border: 1px solid $border2; border-radius: 11px; padding: 0 9px; min-height: 20px;
}
QPushButton[role="chip"]:hover { border-color: $accent; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 0 8px; min-height: 18px; }
QPushButton[role="chip"]:checked { background: $accbg; border-color: $accent; color: $text; }
QPushButton[role="pill"] {
    background: $panel; border: 1px solid transparent; border-radius: 10px; padding: 0 5px;
    min-height: 18px; font-size: 11px;
}
QLabel[role="pill"] { color: $muted; font-size: 11px; }
QPushButton[role="pill"]:hover { border-color: $accent; }
QPushButton[role="pill"]:focus { border: 1px solid $accent; background: $card; }

QToolButton { background: transparent; color: $text; border: 1px solid transparent; border-radius: 4px;
    padding: 1px 4px; min-height: 22px; font-size: 12px; }
QToolButton:hover { background: $sunk; }
QToolButton:pressed { background: $border; }
QToolButton[role="switch"] { padding: 1px 3px; }
QToolButton[role="switch"]:checked { background: $accbg; border: 1px solid $accent; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[role="offer"] { color: $muted; }
QToolButton[role="offer"]:hover { color: $text; }
QToolButton[role="tab"] { font-size: 13px; color: $muted; border: 0; border-radius: 0;
    border-top: 2px solid transparent; border-bottom: 2px solid transparent; padding: 0 12px;
    min-height: 35px; }
QToolButton[role="tab"]:checked { color: $text; border-bottom: 2px solid $accent; }
QToolButton[role="tab"]:hover { background: transparent; color: $text; }
QToolButton[role="tab"]:focus { background: $sunk; }
QToolButton[role="view"] { color: $muted; border: 0; border-radius: 0; padding: 0 6px; min-height: 28px;
    border-bottom: 2px solid transparent; }
QToolButton[role="view"]:checked { color: $text; border-bottom: 2px solid $accent; }
QToolButton[role="view"]:hover { background: transparent; color: $text; }
QToolButton[role="view"]:focus { background: $sunk; }

QLineEdit, QPlainTextEdit { background: $card; color: $text; border: 1px solid $border2;
    border-radius: 5px; padding: 0 8px; min-height: 28px; selection-background-color: $sel;
    selection-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 7px; min-height: 26px; }
QLineEdit:read-only { background: $panel; }
QLineEdit[role="wrong"] { border-color: $bad; }
QLineEdit > QToolButton { border: 0; padding: 0; min-height: 0; background: transparent; }

Choice { background: $card; color: $text; border: 1px solid $border2; border-radius: 4px;
    padding: 0 8px; min-height: 26px; combobox-popup: 0; }
Choice:hover { border-color: $deco; }
Choice:focus { border: 2px solid $accent; padding: 0 7px; min-height: 24px; }
Choice::drop-down { border: 0; width: 24px; }
Choice QAbstractItemView { background: $card; border: 1px solid $border2; padding: 2px; }
Choice QAbstractItemView::item { min-height: 24px; padding: 0 6px; }
Choice QAbstractItemView::item:selected { background: $sel; color: $text; }

QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 8px;
    background: $card; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 4px solid $accent; }
QRadioButton:focus { color: $accent; }

QListView, QTreeView, QTableView { background: transparent; border: 0; outline: 0; }
QListView[role="choices"] { background: $card; border: 1px solid $border; border-radius: 4px; padding: 4px; }
QListView[role="choices"]:focus { border: 1px solid $accent; }
QListView[role="choices"]::item { padding: 3px 4px; color: $text; }
QListView[role="choices"]::indicator:unchecked { background: $card; border: 1px solid $deco;
    border-radius: 2px; }
QListView[role="choices"]::item:disabled { color: $muted; }
QListView[role="choices"]::item:selected { background: $accbg; color: $text; }
QTableView { background: $card; border: 1px solid $border; gridline-color: $border; border-radius: 4px; }
#matrix { background: $bg; border: 0; border-top: 1px solid $border; border-radius: 0; }
#matrix::item { padding: 0; }
#timelinePanel, #timelinePaper { background: $bg; }
#unsaid { background: $bg; border: 0; border-radius: 0; }
#unsaid::item { padding: 0; }
#unsaid QTableCornerButton::section { background: $bg; border: 0; }
QTableView::item { padding: 3px 6px; }
QTableView::item:selected { background: $sel; color: $text; }
QHeaderView { background: transparent; }
QHeaderView::section { background: $panel; color: $muted; border: 0; border-bottom: 1px solid $border2;
    padding: 5px 6px; font-size: 12px; }

QFrame[role="note"] { background: $accbg; border-radius: 6px; }
#reviewBar { background: $card; border: 0; border-bottom: 1px solid $border2; }
#notice { background: $card; border: 0; border-bottom: 1px solid $border; }
QFrame[role="card"] { background: $card; border: 1px solid $border; border-radius: 6px; }
QFrame[role="rule"] { background: $border; max-height: 1px; min-height: 1px; border: 0; }

QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $deco; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $sunk; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


def sheet(colors: Mapping[str, str]) -> str:
    """The style sheet; ``colors`` maps the theme's keys to "#RRGGBB". Raises ``KeyError``."""
    return _SHEET.substitute(colors)
