"""Plain values of a preset as JSON and back: what `PresetPart.content` holds."""

from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Part = TypeVar("Part")


def stored(part: Any) -> dict[str, Any]:
    """The fields of a dataclass as JSON keeps them."""
    return asdict(part)


def revive(kind: type[Part], content: dict[str, Any]) -> Part:
    """Make the dataclass `kind` again from what `stored` gave.

    Unknown keys are left out and missing ones take their default, so parts stored by an older version still read.

    Raises:
        TypeError: a field without default is missing.
    """
    hints = _hints(kind)  # type: ignore[arg-type]
    known = {name: value for name, value in content.items() if name in hints}
    return kind(**{name: _value(hints[name], value) for name, value in known.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _value(hint: Any, value: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin in (Union, UnionType):
        return _value(next(one for one in inner if one is not type(None)), value)
    if origin is tuple:
        hints = inner[:1] * len(value) if inner[1:] == (...,) else inner
        return tuple(_value(one, item) for one, item in zip(hints, value, strict=True))
    if origin is dict:
        return {key: _value(inner[1], item) for key, item in value.items()}
    if is_dataclass(hint):
        return revive(hint, value)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return value
