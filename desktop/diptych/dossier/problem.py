"""What is wrong with a dossier, and where."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Problem(NamedTuple):
    """One fault: ``file`` within the dossier, ``key`` in it, and a sentence.

    A key runs like ``entities.some-id.aliases[2].lang``; tables without a readable id are numbered,
    and all numbers count from 1. The key is empty where the whole file is meant. A ``warning`` does
    not keep the dossier from being used.
    """

    file: str
    key: str
    sentence: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}, {self.key}: {self.sentence}" if self.key else f"{self.file}: {self.sentence}"


class Located(NamedTuple, Generic[T_co]):
    """A value and where it was read."""

    file: str
    key: str
    value: T_co

    def problem(self, key: str, sentence: str, *, warning: bool = False) -> Problem:
        """A fault of this value under one of its own keys, or of the whole value if that is empty."""
        return Problem(self.file, f"{self.key}.{key}".strip(".") if key else self.key, sentence, warning)
