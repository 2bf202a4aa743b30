"""Fixtures for all tests: the reference articles, libraries to spoil, and a guard against the network."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

_SHARED = Path(__file__).resolve().parents[1] / "../shared"
_NAME_LOOKUPS = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)
_INTERNET = frozenset({socket.AF_INET, socket.AF_INET6})

# A property is not slower for being checked on a busy machine.
hypothesis.settings.register_profile("diptych", deadline=None)
hypothesis.settings.load_profile("diptych")

_attempts: list[str] = []


class _NoQt:
    """Refuses every import of Qt, to prove that the core works without it."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name}: Qt is blocked in this test run")


_QT_BLOCKED = bool(os.environ.get("DIPTYCH_BLOCK_QT"))
if _QT_BLOCKED:
    sys.meta_path.insert(0, _NoQt)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Accept pytest-qt's settings also where that plugin is left out."""
    if _QT_BLOCKED:
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "pytest-qt's own")


def _guard(event: str, args: tuple[Any, ...]) -> None:
    """Refuse and note each attempt to reach a network; local sockets and pipes pass."""
    if not event.startswith("socket."):
        return
    family = getattr(args[0], "family", None) if args else None
    if event == "socket.__new__":
        family = args[1]
    if event in _NAME_LOOKUPS or family in _INTERNET:
        _attempts.append(f"{event} {args[1:]}")
        raise PermissionError(f"a test reached for the network: {event} {args[1:]}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fail a test that opens an internet socket or resolves a name, even where it swallows the refusal."""
    _attempts.clear()
    yield _attempts
    assert not _attempts, f"reached for the network: {_attempts}"


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Point the user's data, settings and state at a folder of the test run."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield home


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference articles; the test is skipped where it is absent."""
    if not _SHARED.is_dir():
        pytest.skip("the reference articles are not here")
    return _SHARED.resolve()


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """Where a test may make a library; nothing is there yet."""
    return tmp_path / "library"
