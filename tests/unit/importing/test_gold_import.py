"""The reference articles come out exactly as expected (skipped where they are absent)."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from diptych.importing import read


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    file = Path(__file__).resolve().parents[2] / "bench" / "import_gold.py"
    spec = importlib.util.spec_from_file_location("import_gold", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("index", range(5))
def test_every_field_is_as_expected(shared: Path, bench: ModuleType, index: int) -> None:
    gold = json.loads((shared / "gold" / "import.json").read_text(encoding="utf-8"))["articles"][index]
    draft = read((shared / "articles" / gold["file"]).read_bytes(), gold["file"])
    for name, pair in bench._FIELDS.items():
        found, expected = pair(draft, gold)
        assert found == expected, name
