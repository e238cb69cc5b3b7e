"""Messages between a reader process and its parent: four bytes of length, then JSON. Nothing is executed on arrival."""

from __future__ import annotations

import dataclasses
import types
import typing
from functools import cache
from typing import IO, Any

import orjson

from catalog.comparison.codec import requirement_from_json, requirement_to_json
from catalog.comparison.requirements import Requirement
from importers.documents.blocks import Place

__all__ = ["FrameError", "from_plain", "read_bytes", "read_frame", "to_plain", "write_bytes", "write_frame"]

_HEAD = 4
_PIECE = 1 << 20


class FrameError(Exception):
    """What arrived is no message, or a longer one than is taken."""


def write_frame(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Send one message."""
    write_bytes(stream, orjson.dumps(message))


def write_bytes(stream: IO[bytes], data: bytes) -> None:
    """Send bytes as they are, behind their length."""
    stream.write(len(data).to_bytes(_HEAD, "big"))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes], longest: int) -> dict[str, Any] | None:
    """Return the next message, ``None`` where the other side has gone; raises FrameError for anything else."""
    data = read_bytes(stream, longest)
    if data is None:
        return None
    try:
        message = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise FrameError("no JSON") from error
    if not isinstance(message, dict):
        raise FrameError("no object")
    return message


def read_bytes(stream: IO[bytes], longest: int) -> bytes | None:
    """Return the next bytes, ``None`` where the other side has gone; raises FrameError above ``longest``."""
    head = _exactly(stream, _HEAD)
    if head is None:
        return None
    length = int.from_bytes(head, "big")
    if length > longest:
        raise FrameError(f"{length} bytes")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = stream.read(min(_PIECE, length - len(parts)))
        if not part:
            return None
        parts += part
    return bytes(parts)


def to_plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """Return a value made of frozen dataclasses, tuples and scalars as JSON; requirements by their own codec."""
    if isinstance(value, Requirement):
        return requirement_to_json(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    return value


def from_plain(kind: Any, data: Any) -> Any:  # noqa: ANN401 - JSON, and a type or a form of types
    """Return what :func:`to_plain` wrote of a ``kind``; raises FrameError where the data have another shape."""
    try:
        return _from_plain(kind, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FrameError(f"no {kind}") from error


def _from_plain(kind: Any, data: Any) -> Any:  # noqa: ANN401 - as above
    if kind is Requirement:
        return requirement_from_json(data)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _from_plain(hint, data[name]) for name, hint in hints.items()})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
            return tuple(_from_plain(arguments[0], part) for part in data)
        return tuple(_from_plain(part_kind, part) for part_kind, part in zip(arguments, data, strict=True))
    if origin in {types.UnionType, typing.Union}:
        return _one_of(arguments, data)
    if kind is float and isinstance(data, int):
        return float(data)
    if kind is Any or (isinstance(kind, type) and isinstance(data, kind)):
        return data
    raise FrameError(f"{type(data).__name__} for {kind}")


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:  # noqa: ANN401 - as above
    if data is None and types.NoneType in kinds:
        return None
    for kind in kinds:
        if kind is types.NoneType:
            continue
        try:
            return _from_plain(kind, data)
        except (FrameError, KeyError, TypeError, ValueError):
            continue
    raise FrameError("none of the forms")


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind, localns={"Requirement": Requirement, "Place": Place})
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
