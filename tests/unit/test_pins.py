"""The pins with hashes cover what the project says it needs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_ROOT = Path(__file__).resolve().parents[2]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_PINS = (_ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8")
_NEEDED = [*_PROJECT["dependencies"], *_PROJECT["optional-dependencies"]["dev"]]


@pytest.mark.parametrize("needed", _NEEDED)
def test_each_dependency_is_pinned_within_its_range(needed: str) -> None:
    requirement = Requirement(needed)
    name = canonicalize_name(requirement.name)
    versions = re.findall(rf"^{re.escape(name)}==(\S+)", _PINS, re.MULTILINE)
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def test_every_pin_has_a_hash_and_no_address() -> None:
    entries = re.split(r"\n(?=\S)", _PINS.strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in _PINS
