"""Drafts, a library to work in, and a way to spoil its file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

import diptych
from diptych.library import Library
from diptych.model import Block, BlockKind, Draft


class MakeDraft(Protocol):
    """Makes a draft with one paragraph."""

    def __call__(self, title: str = ..., text: str = ..., **facts: Any) -> Draft: ...


@pytest.fixture(scope="session")
def draft() -> MakeDraft:
    """Make a draft with one paragraph; any field can be given."""

    def make(title: str = "A title", text: str = "", **facts: Any) -> Draft:
        text = text or f"{title} is what this says."
        blocks = (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),)
        return Draft(**({"title": title, "text": text, "blocks": blocks, "importer": "test 1"} | facts))

    return make


@pytest.fixture
def library(library_folder: Path) -> Iterator[Library]:
    """An empty library, open for writing."""
    with Library.open(library_folder) as opened:
        yield opened


@pytest.fixture
def add(library: Library, draft: MakeDraft) -> Callable[..., int]:
    """Add an article to the library; gives back its id."""

    def add_one(title: str = "A title", text: str = "", *, source: str = "", **facts: Any) -> int:
        made = draft(title, text, **facts)
        return library.add(made, f"{title}\n{made.text}".encode(), source or f"/files/{title}.txt")[0]

    return add_one


class Start(Protocol):
    """Starts Python code in a child process with pipes for text."""

    def __call__(self, code: str, *arguments: object) -> subprocess.Popen[str]: ...


@pytest.fixture
def start() -> Iterator[Start]:
    """Start Python code in a child process that finds the program; it is killed at the end."""
    children: list[subprocess.Popen[str]] = []
    paths = {"PYTHONPATH": str(Path(diptych.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}

    def start_one(code: str, *arguments: object) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **paths},
        )
        children.append(child)
        return child

    yield start_one
    for child in children:
        child.kill()
        child.communicate()


@pytest.fixture
def run(start: Start) -> Callable[..., list[str]]:
    """Run Python code in a child process; gives back the lines it prints."""

    def run_one(code: str, *arguments: object) -> list[str]:
        child = start(code, *arguments)
        out, err = child.communicate()
        assert child.returncode == 0, err
        return out.splitlines()

    return run_one
