"""Patterns that compile on first use: they must behave like compiled ones, and every one of them must compile."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

import catalog.comparison
import catalog.designations
from catalog.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_a_pattern_answers_like_the_compiled_one() -> None:
    lazy, compiled = regex(r"(?P<a>\d)x", re.IGNORECASE), re.compile(r"(?P<a>\d)x", re.IGNORECASE)
    assert lazy.findall("1x 2X") == compiled.findall("1x 2X") == ["1", "2"]
    assert lazy.sub("-", "1X3x") == "--"
    assert lazy.split("a1xb") == ["a", "1", "b"]
    assert (lazy.pattern, lazy.flags, lazy.groups) == (compiled.pattern, compiled.flags, 1)
    found = lazy.fullmatch("7X")
    assert found is not None
    assert found["a"] == "7"


def test_nothing_else_is_an_attribute() -> None:
    with pytest.raises(AttributeError, match="serach"):
        regex("a").serach  # type: ignore[attr-defined]  # noqa: B018 - the misspelling is what is tested


def test_a_wrong_pattern_says_so_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("a")


def _patterns() -> Iterator[re.Pattern[str]]:
    for package in (catalog.comparison, catalog.designations):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                if type(value) is type(regex("")):
                    yield value


def test_all_patterns_of_the_reading_compile() -> None:
    assert sum(1 for pattern in _patterns() if pattern.groups >= 0) > 100
