"""A dossier in one file comes out as it went in, and nothing else comes out of such a file."""

from __future__ import annotations

import contextlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.dossier import check, load, write
from diptych.dossier.pack import pack, unpack
from diptych.dossier.template import from_template
from diptych.errors import DiptychError, DossierInvalid

_DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "greece-turkiye"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    pack(load(_DOSSIER), tmp_path / "one.dossier")
    return tmp_path / "one.dossier"


def test_what_goes_in_comes_out(file: Path, tmp_path: Path) -> None:
    assert unpack(file) == load(_DOSSIER)
    pack(unpack(file), tmp_path / "two.dossier")
    assert (tmp_path / "two.dossier").read_bytes() == file.read_bytes()


def _rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def _add_outside(members: dict[str, bytes]) -> None:
    members["../outside.toml"] = b""
    manifest = json.loads(members["manifest.json"])
    manifest["files"]["../outside.toml"] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    members["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda m: m.update({"issues.toml": m["issues.toml"] + b"\n# more"}), "damaged"),
        (lambda m: m.update({"entities/more.toml": b""}), "damaged"),
        (lambda m: m.pop("issues.toml"), "damaged"),
        (lambda m: m.pop("manifest.json"), "damaged"),
        (lambda m: m.update({"manifest.json": b"[]"}), "damaged"),
        (lambda m: m.update({"manifest.json": b'{"files": {}, "format": 9}'}), "newer Diptych"),
        (lambda m: m.update({"issues.toml": b"#" * 9_000_000}), "too large"),
        (lambda m: m.update({"issues.toml": b"#" * 1_000_000}), "too large"),
        (_add_outside, "damaged"),
    ],
)
def test_what_is_not_as_it_was_written_is_refused(
    file: Path, change: Callable[[dict[str, bytes]], None], sentence: str
) -> None:
    with pytest.raises(DossierInvalid, match=sentence):
        unpack(_rewritten(file, change))
    assert not (file.parent / "outside.toml").exists()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_spoilt_file_is_refused_or_reads_the_same(file: Path, data: st.DataObject) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    spoilt = file.with_name("spoilt.dossier")
    spoilt.write_bytes(bytes(content))
    with contextlib.suppress(DossierInvalid):
        assert unpack(spoilt) == load(_DOSSIER)


def test_files_that_are_none_and_places_that_cannot_be_written_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no zip")
    for name, sentence in (("text", "is no dossier"), ("none", "There is no file")):
        with pytest.raises(DossierInvalid, match=sentence):
            unpack(tmp_path / name)
    with pytest.raises(DiptychError, match="could not be written"):
        pack(load(_DOSSIER), tmp_path / "no folder" / "x.dossier")


@pytest.mark.parametrize(
    ("first", "second"), [("Ruritania", "Rovinia"), ("日本", "Россия"), ("Both", "The Third"), ("A", "AA")]
)
def test_a_dossier_from_the_template_is_sound(first: str, second: str, tmp_path: Path) -> None:
    made = from_template("A dispute", first, second)
    write(made, tmp_path / "made")
    assert check(tmp_path / "made") == []
    assert load(tmp_path / "made") == made
    assert [party.name for party in made.parties] == [first, second]


def test_a_template_needs_three_names() -> None:
    with pytest.raises(DossierInvalid, match="give all three"):
        from_template("A dispute", "Ruritania", "  ")
    with pytest.raises(DossierInvalid, match="different names"):
        from_template("A dispute", "Ruritania", "RURITANIA")
