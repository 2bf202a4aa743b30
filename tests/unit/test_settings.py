"""Settings survive a round trip, and a bad file never keeps the program from starting."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.settings import Session, Settings, load, save

_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_tabs = st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 10**9), st.booleans())).map(tuple)
_sessions = st.builds(Session, left=_tabs, right=_tabs, left_tab=st.integers(-1, 9))


@given(
    st.builds(
        Settings,
        theme=st.sampled_from(["system", "light", "dark", "sepia"]),
        zoom=st.integers(50, 400),
        initials=_words,
        splitters=st.dictionaries(_words, _words),
        sessions=st.dictionaries(_words, _sessions, max_size=3),
        hidden_layers=st.lists(_words).map(tuple),
    )
)
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    save(file, settings)
    assert load(file) == settings


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"zoom = 'large'", b"theme = 'pink'", b"[[", b"\x00" * 99]
)
def test_an_unreadable_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    assert load(file) == Settings()


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Settings()


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    save(file, Settings(zoom=150))

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        save(file, Settings(zoom=90))
    monkeypatch.undo()
    assert load(file) == Settings(zoom=150)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]
