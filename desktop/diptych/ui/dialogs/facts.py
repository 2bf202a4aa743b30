"""Correct what a library holds of an article: title, authors, outlet, date, language, address."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QWidget

from diptych.model import Article, Correction, DatePrecision
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models import wording
from diptych.ui.models.wording import one_line
from diptych.ui.theme import give_role

_FORMS = {
    4: ("%Y", DatePrecision.YEAR),
    7: ("%Y-%m", DatePrecision.MONTH),
    10: ("%Y-%m-%d", DatePrecision.DAY),
    16: ("%Y-%m-%dT%H:%M", DatePrecision.MINUTE),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def precision(date: str) -> DatePrecision | None:
    """How precise an ISO 8601 date is ("" is none); None when it is no date."""
    if not date:
        return DatePrecision.NONE
    form, found = _FORMS.get(len(date), ("", None))
    try:
        datetime.strptime(date, form)  # noqa: DTZ007 - a printed date has no zone
    except ValueError:
        return None
    return found if date.isascii() else None


class FactsDialog(Dialog):
    """The stated facts in fields; only what is changed becomes a correction."""

    def __init__(self, parent: QWidget | None, article: Article) -> None:
        super().__init__(parent, self.tr("Correct facts"), Button.Save | Button.Cancel, 560)
        self._article = article
        self._stated = {
            "title": article.title,
            "subtitle": article.subtitle,
            "authors": "; ".join(author.name for author in article.authors),
            "outlet": article.outlet,
            "date": article.date.value or "",
            "language": article.language,
            "url": article.url,
        }
        self.guesses: list[QPushButton] = []
        self.fields = {name: self._field(name, words) for name, words in self._names().items()}
        self.problem = label("", "problem")
        self.hint = label("", "small")
        self._arrange()
        for field in self.fields.values():
            field.textChanged.connect(self._check)
        self._check()

    @classmethod
    def ask(cls, parent: QWidget | None, article: Article) -> Correction | None:
        """The correction; None when nothing was changed or the dialog was left."""
        dialog = cls(parent, article)
        correction = dialog.correction() if dialog.exec() else None
        dialog.deleteLater()
        return correction

    def correction(self) -> Correction | None:
        """What differs from the facts as they were; None when nothing does."""
        changed = {
            name: value
            for name, field in self.fields.items()
            if (value := one_line(field.text())) != one_line(self._stated[name])
        }
        if not changed:
            return None
        authors = changed.pop("authors", None)
        names = None if authors is None else tuple(filter(None, map(str.strip, authors.split(";"))))
        return Correction(authors=names, **changed)

    def _names(self) -> dict[str, str]:
        return {
            "title": self.tr("Title"),
            "subtitle": self.tr("Subtitle"),
            "authors": self.tr("Authors"),
            "outlet": self.tr("Outlet"),
            "date": self.tr("Date"),
            "language": self.tr("Language"),
            "url": self.tr("Address"),
        }

    def _field(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit(one_line(self._stated[name]))
        field.setAccessibleName(words)
        field.setMaxLength(4000)
        field.setCursorPosition(0)
        hints = {
            "authors": self.tr("Names, separated by semicolons"),
            "date": self.tr("2017, 2017-03, 2017-03-06 or 2017-03-06T14:30"),
            "language": self.tr("A code such as en, fr or pt-BR"),
        }
        field.setPlaceholderText(hints.get(name, self.tr("not stated")))
        return field

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        for name, words in self._names().items():
            form.addRow(words, self.fields[name])
            for evidence in self._evidence(name):
                form.addRow("", evidence)
            if name == "date":
                form.addRow("", self.hint)
        self.body.addLayout(form)
        self.body.addWidget(self.problem)

    def _evidence(self, fact: str) -> list[QWidget]:
        article, found = self._article, list[QWidget]()
        if fact in article.corrected:
            found.append(label(self.tr("Corrected by you; the source says otherwise."), "small"))
        if fact == "outlet" and article.outlet_guess and not article.outlet:
            name = one_line(article.outlet_guess)
            guess = QPushButton(self.tr("Take “{name}”").format(name=name.replace("&", "&&")))
            give_role(guess, "link")
            guess.setToolTip(one_line(article.guess_evidence).replace("<", "\u2039"))
            guess.clicked.connect(lambda: self.fields["outlet"].setText(name))
            self.guesses.append(guess)
            found.append(guess)
        if fact == "date":
            told = [
                self.tr("Printed: “{text}”.").format(text=one_line(article.date.as_printed))
                if article.date.as_printed
                else "",
                one_line(article.date.evidence),
                self.tr("The text suggests {interval}.").format(interval=one_line(article.date.suggestion))
                if article.date.suggestion
                else "",
            ]
            if any(told):
                found.append(label(" ".join(filter(None, told)), "small"))
        return found

    def _check(self) -> None:
        date = one_line(self.fields["date"].text())
        found = precision(date)
        words = {
            DatePrecision.NONE: self.tr("No date stated."),
            DatePrecision.YEAR: self.tr("Read as the year {date}."),
            DatePrecision.MONTH: self.tr("Read as {date}, to the month."),
            DatePrecision.DAY: self.tr("Read as {date}, to the day."),
            DatePrecision.MINUTE: self.tr("Read as {date}, to the minute."),
        }
        self.hint.setText(words[found].format(date=wording.date(date)) if found is not None else "")
        problems = {
            "title": "" if one_line(self.fields["title"].text()) else self.tr("An article needs a title."),
            "date": "" if found is not None else self.tr("Write the date as 2017, 2017-03 or 2017-03-06."),
            "language": self._language_problem(),
        }
        for name, problem in problems.items():
            self._mark(self.fields[name], bool(problem))
        self.problem.setText(" ".join(filter(None, problems.values())))
        self.buttons.button(Button.Save).setEnabled(not any(problems.values()))

    def _language_problem(self) -> str:
        code = one_line(self.fields["language"].text())
        if not code or code == self._stated["language"] or _LANGUAGE.fullmatch(code):
            return ""
        return self.tr("Write the language as a code such as en or pt-BR.")

    def _mark(self, field: QLineEdit, wrong: bool) -> None:
        role = "wrong" if wrong else ""
        if field.property("role") != role:
            give_role(field, role)
            field.style().unpolish(field)
            field.style().polish(field)
