"""A change of dossier has those texts analysed again in which something that changed occurs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from diptych import dossier as dossiers
from diptych.dossier import Alias, Dossier
from diptych.library import Library
from diptych.model import Analysis, Block, BlockKind, Draft, Span
from diptych.progress import Progress
from diptych.workspace import analysis_run

_DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"


class Counting:
    """Stands for the child process and notes what it is asked."""

    asked: list[str]

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> Counting:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def ask(self, request: Any, _: object) -> Analysis:
        self.asked.append(request.text)
        return Analysis(sentences=(Span(0, 5),), mentions=(), positions=())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(Counting, "asked", texts, raising=False)
    monkeypatch.setattr(analysis_run, "Worker", Counting)
    return texts


def draft(text: str) -> Draft:
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    return Draft(title=text[:9], text=text, blocks=(block,), importer="test", language="en")


def keep(library: Library, dossier: Dossier) -> None:
    content = msgspec.json.encode(dossier).decode()
    library.keep_dossier(dossier.hash, dossier.id, dossier.name, dossier.version, content)


def with_alias(dossier: Dossier, alias: str) -> Dossier:
    first = next(each for each in dossier.entities if each.id == "stanley")
    other = msgspec.structs.replace(first, aliases=(*first.aliases, Alias(text=alias)))
    entities = tuple(other if each.id == first.id else each for each in dossier.entities)
    return msgspec.structs.replace(dossier, entities=entities, hash="another")


def test_only_what_a_change_touches_is_analysed_again(tmp_path: Path, asked: list[str]) -> None:
    one, other = "They met in Stanley on Monday.", "They met in Port Louis on Monday."
    before = dossiers.load(_DOSSIER)
    with Library.open(tmp_path / "library") as library:
        for text in (one, other):
            library.add(draft(text), b"", text)
        keep(library, before)
        analysis_run.analyse_pending(library, before, Progress())
        assert sorted(asked) == sorted([one, other])
        asked.clear()
        analysis_run.analyse_pending(library, before, Progress())
        assert asked == []
        after = with_alias(before, "Stanley Town")
        keep(library, after)
        analysis_run.analyse_pending(library, after, Progress())
        assert asked == [one]
        assert library.pending_analysis(after.hash) == []
