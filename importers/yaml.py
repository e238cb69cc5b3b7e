"""YAML to plain values: rapidyaml for what it reads like JSON, PyYAML's C loader for the rest. Dates stay strings."""

from __future__ import annotations

import re
from typing import Any

import orjson
import ryml  # type: ignore[import-untyped]  # it ships no types
import yaml

__all__ = ["read_yaml"]

_SPECIAL = re.compile(rb"(?:^|[\s:\-\[,])(?:[&*][A-Za-z0-9_]|<<\s*:|~\s*$|!)", re.MULTILINE)
"""Anchors, aliases, merges, tags and the null sign: rapidyaml would hand them on as they stand."""
_TOO_DEEP = re.compile(rb"(?:[\[{]\s*){100}|(?:[-?]\s){100}|^ {2000}", re.MULTILINE)
"""What would send a parser hundreds of levels down; a record has about ten."""


class _Loader(yaml.CSafeLoader):
    """The safe loader without timestamps: a date stays as the source wrote it."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(data: bytes) -> Any:  # noqa: ANN401 - a field of a record can hold anything
    """Return the value of one YAML document; raise ValueError if it is not YAML, UnicodeDecodeError if not UTF-8."""
    if not data.isascii():
        data.decode()
    if _TOO_DEEP.search(data):
        raise ValueError("it is nested hundreds of levels deep")
    if _SPECIAL.search(data) is None:
        try:
            tree = ryml.parse_in_arena(data)
            value = orjson.loads(ryml.emit_json(tree, tree.root_id()))
            if not tree.is_stream(tree.root_id()):
                return value
            if len(value) == 1:
                return value[0]
        except (ValueError, RuntimeError, ryml.ExceptionBasic):
            pass
    try:
        return yaml.load(data, Loader=_Loader)  # noqa: S506 - the loader is a safe one
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        where = getattr(error, "problem_mark", None)
        place = f" in line {where.line + 1}" if where else ""
        raise ValueError(f"{getattr(error, 'problem', None) or type(error).__name__}{place}") from error
