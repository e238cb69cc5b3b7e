"""Which test methods belong together, what a method fixes by itself, and which conditions and classes are the same.

The tables are versioned with the product, so that one text gives one verdict without a store. What has no entry is not
linked; the reason of a verdict then says so in these words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import orjson

from catalog.patterns import regex

__all__ = [
    "Classes",
    "ConditionRules",
    "Link",
    "MethodFact",
    "MethodKey",
    "MethodLinks",
    "MethodRelation",
    "classes",
    "condition_rules",
    "method_key",
    "method_links",
]

_EUROPEAN = regex(r"^(?:(?:BS|DIN|NF|UNE|UNI|SIST|SN|NS|SS|DS|I\.S\.|NEN|NBN|ÖNORM|CSN|PN) )?(EN (?:ISO|IEC)|EN) ")


class MethodRelation(StrEnum):
    """What is recorded between two cited methods."""

    SAME = "same"
    EDITION = "edition"
    CHANGED = "changed"
    IDT = "IDT"
    MOD = "MOD"
    ADOPTED = "adopted"
    NEQ = "NEQ"
    EQUIVALENT = "curated_equivalent"
    DIFFERENT = "curated_different"
    NONE = "none"


class MethodKey(NamedTuple):
    """A cited method as the table knows it: work (``GB/T 2912.1``) and year, or ``None`` when undated."""

    work: str
    year: str | None

    @property
    def printed(self) -> str:
        """Return the designation for people."""
        if self.year is None:
            return self.work
        return f"{self.work}{'-' if self.work.startswith(('GB', 'ASTM', 'SH', 'FZ', 'QB', 'HJ')) else ':'}{self.year}"


@lru_cache(maxsize=8192)
def method_key(designation: str) -> MethodKey | None:
    """Return work and year of a designation as printed or normalized; ``None`` if it is no designation."""
    from catalog.designations import find_designations  # noqa: PLC0415 - its tables load with the first citation

    found = find_designations(designation)
    if not found:
        return None
    first = found[0]
    work = first.normalized
    if first.year:
        work = re.sub(rf"[-:]\(?{first.year[-2:]}(?:\D.*)?$|[-:]\(?{first.year}.*$", "", work)
    return MethodKey(_european(work.strip()), first.year)


def _european(work: str) -> str:
    """Return the one form of a European number whatever national prefix it carries."""
    match = _EUROPEAN.match(work)
    return f"{match[1]} {work[match.end() :]}" if match else work


@dataclass(frozen=True, slots=True)
class Link:
    """The recorded relation of two methods, with what stands behind it.

    ``older`` tells that the adopted edition is not the one that the other side cites.
    """

    relation: MethodRelation
    source: str = ""
    older: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MethodFact:
    """What a method fixes by itself: its word (``strip``) and the limit below which it reports nothing."""

    variant: str | None = None
    lod: Fraction | None = None
    lod_printed: str | None = None
    lod_unit: str | None = None
    source: str = ""


_NOTHING = MethodFact()


class MethodLinks:
    """The table of method links, editions and facts."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.version = ""
        self._links: dict[tuple[str, str], list[tuple[str | None, str | None, dict[str, Any]]]] = {}
        self._withdrawn: dict[tuple[str, str], str] = {}
        self._changed: dict[tuple[str, frozenset[str]], str] = {}
        self._facts: dict[str, MethodFact] = {}
        for row in rows:
            self._take(row)
        self._known: dict[tuple[MethodKey, MethodKey], Link] = {}

    def _take(self, row: dict[str, Any]) -> None:
        if "header" in row:
            self.version = row["version"]
        elif row["type"] == "link":
            a, b = _split(row["a"]), _split(row["b"])
            self._links.setdefault((a.work, b.work), []).append((a.year, b.year, row))
            self._links.setdefault((b.work, a.work), []).append((b.year, a.year, row))
        elif row["type"] == "edition":
            self._withdrawn[row["work"], row["year"]] = row["replaced_by"]
        elif row["type"] == "changed":
            self._changed[row["work"], frozenset(row["years"])] = row["why"]
        else:
            lod = row.get("lod")
            self._facts[row["work"]] = MethodFact(
                row.get("variant"), None if lod is None else Fraction(lod), lod, row.get("lod_unit"), row["source"]
            )

    def fact(self, key: MethodKey) -> MethodFact:
        """Return what is recorded of a method by itself."""
        return self._facts.get(_iso_of(key.work), self._facts.get(key.work, _NOTHING))

    def withdrawn(self, key: MethodKey) -> str | None:
        """Return what replaced the cited edition, if it is recorded as withdrawn."""
        return None if key.year is None else self._withdrawn.get((key.work, key.year))

    def relation(self, a: MethodKey, b: MethodKey) -> Link:
        """Return what is recorded between two cited methods."""
        known = self._known.get((a, b))
        if known is None:
            known = self._relation(a, b)
            if len(self._known) < 50_000:  # noqa: PLR2004 - a bound on memory in a long-lived process
                self._known[a, b] = known
        return known

    def _relation(self, a: MethodKey, b: MethodKey) -> Link:
        if a.work == b.work:
            if a.year is None or b.year is None or a.year == b.year:
                return Link(MethodRelation.SAME)
            why = self._changed.get((a.work, frozenset({a.year, b.year})))
            return Link(MethodRelation.CHANGED, detail=why) if why else Link(MethodRelation.EDITION)
        iso_a, iso_b = _iso_of(a.work), _iso_of(b.work)
        if iso_a == iso_b:
            return Link(MethodRelation.IDT, "CEN adopts ISO and IEC texts unchanged")
        best: Link | None = None
        for left in dict.fromkeys((a.work, iso_a)):
            for right in dict.fromkeys((b.work, iso_b)):
                for year_a, year_b, row in self._links.get((left, right), ()):
                    link = _rated(a, b, (year_a, year_b), row)
                    if best is None or (best.older and not link.older):
                        best = link
        return best or Link(MethodRelation.NONE)


def _rated(a: MethodKey, b: MethodKey, years: tuple[str | None, str | None], row: dict[str, Any]) -> Link:
    cited = zip((a.year, b.year), years, strict=True)
    older = any(year is not None and linked is not None and year != linked for year, linked in cited)
    return Link(MethodRelation(row["relation"]), row["source"], older, f"{row['a']} / {row['b']}")


def _split(designation: str) -> MethodKey:
    match = re.fullmatch(r"(.+?)[-:]((?:19|20)\d{2})", designation)
    return MethodKey(match[1], match[2]) if match else MethodKey(designation, None)


def _iso_of(work: str) -> str:
    """Return the ISO or IEC number inside a European one (``EN ISO 105-X12`` → ``ISO 105-X12``)."""
    return work[3:] if work.startswith(("EN ISO ", "EN IEC ")) else work


def _rows(name: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in files("catalog").joinpath(f"data/{name}").read_bytes().splitlines() if line]


@lru_cache(maxsize=1)
def method_links() -> MethodLinks:
    """Return the table of method links, read once."""
    return MethodLinks(_rows("method_links.jsonl"))


class ConditionRules:
    """Equivalences of states, size words, and what a harsher condition includes."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.version = rows[0]["version"]
        self._equivalent: dict[tuple[str, frozenset[str]], dict[str, Any]] = {}
        self.ratings: frozenset[str] = frozenset(row["name"] for row in rows if row.get("type") == "rating")
        for row in rows:
            if row.get("type") == "equivalent":
                self._equivalent[row["name"], frozenset({row["a"], row["b"]})] = row

    def equivalent(self, name: str, a: str, b: str, characteristic: str | None) -> str | None:
        """Return the reason why two values of a condition are the same for a characteristic, or ``None``."""
        row = self._equivalent.get((name, frozenset({a, b})))
        if row is None or characteristic not in row["characteristics"]:
            return None
        return f"{row['reason']} ({row['source']})"


@lru_cache(maxsize=1)
def condition_rules() -> ConditionRules:
    """Return the rules for conditions, read once."""
    return ConditionRules(_rows("conditions.jsonl"))


class Classes:
    """Class schemes with their aliases, and the order of grade words."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.version: str = data["version"]
        self._alias: dict[str, str] = {}
        self._by_end_use: dict[str, str] = {}
        self._product: list[tuple[str, str]] = []
        self._ending: list[tuple[str, str, tuple[str, ...]]] = []
        for scheme in data["schemes"]:
            for name, row in scheme["classes"].items():
                id_ = f"{scheme['id']}:{name}"
                for alias in row["aliases"]:
                    self._alias[_fold_class(alias)] = id_
                    if scheme["id"] != "commodity" and len(alias) > 1:
                        self._by_end_use[_fold_class(alias)] = id_
                self._product.extend((word, id_) for word in row.get("product_words", ()))
                unless = tuple(row.get("unless_in_name", ()))
                self._ending.extend((word, id_, unless) for word in row.get("name_endings", ()))
        self._ids = frozenset(self._alias.values())
        self.grades: list[list[str]] = data["grades"]

    def by_product(self, text: str) -> str | None:
        """Return the class that a text names by its product (婴幼儿 …), or ``None``."""
        folded = _fold_class(text)
        return next((id_ for word, id_ in self._product if word in folded), None)

    def by_name(self, product: str) -> str | None:
        """Return the class of goods that a product belongs to by the end of its name (射阳大米), or ``None``."""
        folded = _fold_class(product)
        for ending, id_, unless in self._ending:
            if folded.endswith(ending) and not any(word in folded for word in unless):
                return id_
        return None

    def find(self, printed: str) -> str:
        """Return the class that the printed words name, by the product first; unknown words stand for themselves."""
        if printed in self._ids:
            return printed
        text = _fold_class(printed)
        product = self.by_product(text)
        if product is not None:
            return product
        found = self._alias.get(text)
        if found is not None:
            return found
        longest = max((alias for alias in self._by_end_use if alias in text), key=len, default=None)
        return self._by_end_use[longest] if longest is not None else text

    def is_grade(self, printed: str) -> bool:
        """Tell whether a word is a grade that the maker chooses (优等品, 一级)."""
        return any(printed in order for order in self.grades)

    def lowest_grade(self, printed: tuple[str, ...]) -> str:
        """Return the lowest accepted of some grade words: by a known order, else the last one printed."""
        for order in self.grades:
            if all(grade in order for grade in printed):
                return max(printed, key=order.index)
        return printed[-1]


def _fold_class(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s()《》“”\"]+", " " if folded.isascii() else "", folded).strip()


@lru_cache(maxsize=1)
def classes() -> Classes:
    """Return the class schemes, read once."""
    return Classes(orjson.loads(files("catalog").joinpath("data/classes.json").read_bytes()))
