"""Regular expressions that are compiled when they are first used.

Reading knows some three hundred of them and one text needs a quarter: compiling all at import was most of the time in
which a command starts.
"""

from __future__ import annotations

import re
from typing import cast

__all__ = ["regex"]

_ATTRIBUTES = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "groups",
    "match",
    "pattern",
    "search",
    "split",
    "sub",
    "subn",
)


class _Later:
    """A pattern that takes the attributes of the compiled one when the first of them is asked for."""

    __slots__ = ("_flags", "_source", *_ATTRIBUTES)

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _ATTRIBUTES:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for attribute in _ATTRIBUTES:
            setattr(self, attribute, getattr(compiled, attribute))
        return getattr(compiled, name)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves like ``re.compile(source, flags)``; a mistake in ``source`` shows on first use."""
    return cast("re.Pattern[str]", _Later(source, flags))
