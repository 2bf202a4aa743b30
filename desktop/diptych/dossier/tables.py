"""Reads tables of TOML as values, key by key, so that every fault is found and not just the first."""

from __future__ import annotations

import typing
from functools import cache
from typing import Any, TypeVar

import msgspec

from diptych.dossier.problem import Problem

T = TypeVar("T", bound=msgspec.Struct)


def read_table(kind: type[T], table: object, file: str, key: str, problems: list[Problem]) -> T | None:
    """The table as a value of the kind, or None with what is wrong with it added to the problems."""
    if not isinstance(table, dict):
        problems.append(Problem(file, key, "This should be a table."))
        return None
    before = len(problems)
    fields = _fields(kind)
    for unknown in table.keys() - fields.keys():
        known = ", ".join(fields)
        problems.append(Problem(file, _join(key, unknown), f"There is no such key; the keys are {known}."))
    values = {}
    for name, field in fields.items():
        if name in table:
            values[field.name] = _read(field.type, table[name], file, _join(key, name), problems)
        elif field.required:
            problems.append(Problem(file, _join(key, name), "This key is missing."))
    return kind(**values) if len(problems) == before else None


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _read(type_: Any, value: object, file: str, key: str, problems: list[Problem]) -> object:
    item = typing.get_args(type_)[0] if typing.get_origin(type_) is tuple else None
    if item is not None and isinstance(value, list):
        return tuple(_read(item, each, file, f"{key}[{at}]", problems) for at, each in enumerate(value, 1))
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        return read_table(type_, value, file, key, problems)
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        problems.append(Problem(file, key, f"{error}.".replace("`", "")))
        return None


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
