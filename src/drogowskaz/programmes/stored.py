"""Plain values of a preset as JSON and back: what `PresetPart.content` holds."""

from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache, partial
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Part = TypeVar("Part")
Reader = Callable[[Any], Any]


def stored(part: Any) -> dict[str, Any]:
    """The fields of a dataclass as JSON keeps them."""
    return asdict(part)


def revive(kind: type[Part], content: dict[str, Any]) -> Part:
    """Make the dataclass `kind` again from what `stored` gave.

    Unknown keys are left out and missing ones take their default, so parts stored by an older version still read.

    Raises:
        TypeError: a field without default is missing.
    """
    return cast(Part, _read(kind, content))


def _read(kind: Any, content: dict[str, Any]) -> Any:
    return _dataclass(kind)(content)


@cache
def _dataclass(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(content: dict[str, Any]) -> Any:
        values = {}
        for name, value in content.items():
            if name in readers:
                reader = readers[name]
                values[name] = reader(value) if reader and value is not None else value
        return kind(**values)

    return read


@cache
def _reader(hint: Any) -> Reader | None:
    """What makes a value of the type `hint` from its JSON; None where JSON gives it back as it was."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _reader(next(one for one in inner if one is not type(None)))
    if origin is tuple and inner[1:] == (...,):
        return _each(_reader(inner[0]))
    if origin is tuple:
        return _one_by_one([_reader(one) for one in inner])
    if origin is dict:
        return _of_each_key(_reader(inner[1]))
    if is_dataclass(hint):
        return partial(_read, hint)  # not its reader: a question may hold questions
    return hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None


def _each(reader: Reader | None) -> Reader:
    return (lambda values: tuple(map(reader, values))) if reader else tuple


def _one_by_one(readers: list[Reader | None]) -> Reader:
    def read(values: list[Any]) -> tuple[Any, ...]:
        pairs = zip(readers, values, strict=True)
        return tuple(reader(value) if reader and value is not None else value for reader, value in pairs)

    return read


def _of_each_key(reader: Reader | None) -> Reader | None:
    return (lambda values: {key: reader(value) for key, value in values.items()}) if reader else None
