"""Small indexes to search and to spoil."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.search import Document, Index, Writer

DOCUMENTS = (
    Document(
        id=1,
        title="Harbour talks resume",
        text="Ministers met in Ostrava. The harbour treaty was signed; the two-plus-two format returns.",
        outlet="Daily Ledger",
        authors=("Anna Kovář", "José Núñez"),
        language="en",
    ),
    Document(
        id=2,
        title="Fishing quotas",
        text="The minister spoke of fishing at sea. A fish treaty was not signed.\n\nTwo plus two.",
        outlet="Evening Post",
        authors=("Peter Hill",),
        language="en",
    ),
    Document(
        id=3,
        title="Переговоры о рыболовстве",
        text="Министры обсуждали острова. Ёлка стояла у входа.",
        outlet="Вестник",
        language="ru",
    ),
    Document(
        id=4, title="漁業交渉", text="政府は島の漁業について交渉した。ｶﾞｽ田も。", outlet="新聞", language="ja"
    ),
    Document(
        id=5, title="Co-operation at sea", text="Economic co-operation, not cooperation alone.", outlet="Sea"
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an index of ``DOCUMENTS``, at change number 7."""
    made = tmp_path / "index"
    Writer.create(made).update(DOCUMENTS, (), 7)
    return made


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    """An index of ``DOCUMENTS``."""
    opened = Index(folder)
    yield opened
    opened.close()
