"""What the documents say is there, and what is there stands in the documents."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from diptych.cli.run import parser

_ROOT = Path(__file__).resolve().parents[2]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")


def _commands() -> dict[str, argparse.ArgumentParser]:
    (group,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(group.choices)


@pytest.mark.parametrize("name", sorted(_commands()))
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    assert f"`diptych {name}" in _README
    command = _commands()[name]
    assert command.description
    for action in command._actions:
        assert action.help or not action.option_strings, f"{name} {action.option_strings} has no help"


def test_every_command_has_a_function() -> None:
    from diptych.cli import commands

    names = {"import": "import_"}
    for name in _commands():
        assert callable(getattr(commands, names.get(name, name.replace("-", "_"))))


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"^\| `diptych ([a-z-]+)", _README, re.MULTILINE))
    assert named == set(_commands())


def test_the_readme_names_the_two_commands_of_the_set_up_script() -> None:
    script = (_ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    assert set(re.findall(r"packaging/dev\.py (\w+)", _README)) == {"run", "test", "package"}
    assert '"run", "test", "package"' in script


def test_the_files_and_folders_that_the_readme_names_exist() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", _README):
        assert (_ROOT / link).exists(), link
    for bench in re.findall(r"`(\w+\.py)`", _README):
        assert (_ROOT / "tests" / "bench" / bench).is_file(), bench


def test_the_map_names_every_part_of_the_code() -> None:
    parts = {
        path.stem if path.is_file() else path.name + "/"
        for path in (_ROOT / "desktop" / "diptych").iterdir()
        if not path.name.startswith(("__", "_data"))
    }
    named = set(re.findall(r"`([\w]+/?)`", _README))
    assert parts <= named


def test_no_file_names_a_package_registry() -> None:
    hosts = [
        b"pypi" + b".org",
        b"pythonhosted" + b".org",
        b"registry.npmjs" + b".org",
        b"deb.debian" + b".org",
    ]
    for folder in ("desktop", "packaging", "tests", "resources", "corpus", ".ci"):
        for file in (_ROOT / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                content = file.read_bytes()
                assert not any(host in content for host in hosts), file
