"""The one table of fields: the schema of each engine, the rewards of words, filters and facets are all read from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["FACETS", "FIELDS", "FILTERS", "SCHEMA_VERSION", "WORD_FIELDS", "Field", "Use", "find_field"]

SCHEMA_VERSION = 1
"""Grows with every change of this table, of the analyser or of :mod:`search.documents`: an older index is rebuilt."""


class Use(StrEnum):
    """What a field is for, and so how an engine holds it."""

    CODE = "code"
    """A short value, matched whole, counted."""
    TREE = "tree"
    """Codes with all their ancestors: asking for one finds everything below it."""
    NAME = "name"
    """A name: counted whole, matched whole or by a phrase of its words."""
    YEAR = "year"
    """A whole number, matched in ranges, counted."""
    NUMBER = "number"
    """Keys and forms of designations: matched whole or by their beginning."""
    WORDS = "words"
    """Cut text, matched by words and phrases, ranked."""
    BITS = "bits"
    """The bits of a small number as words: sums of constant scores sort by it."""
    ORDER = "order"
    """A unique string to sort by, in hexadecimal, so that a page can begin after any of them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``typed`` are the names by which people filter in the search box."""

    name: str
    use: Use
    boost: float = 1.0
    typed: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Tell whether its values can be asked for as a facet."""
        return self.use in {Use.CODE, Use.TREE, Use.NAME, Use.YEAR}

    @property
    def words_name(self) -> str:
        """Return the name of the field that holds the words of a name."""
        return f"{self.name}_words"


FIELDS: tuple[Field, ...] = (
    Field("kind", Use.CODE, typed=("kind", "类别")),
    Field("level", Use.CODE, typed=("level", "级别")),
    Field("status", Use.CODE, typed=("status", "状态")),
    Field("nature", Use.CODE, typed=("nature", "性质")),
    Field("publisher", Use.NAME, typed=("publisher", "发布机构")),
    Field("firm", Use.NAME, typed=("firm", "企业")),
    Field("uscc", Use.CODE, typed=("uscc", "信用代码")),
    Field("region", Use.TREE, typed=("region", "地区")),
    Field("ics", Use.TREE, typed=("ics",)),
    Field("ccs", Use.TREE, typed=("ccs",)),
    Field("year", Use.YEAR, typed=("year", "年份")),
    Field("keys", Use.NUMBER),
    Field("works", Use.NUMBER),
    Field("numbers", Use.NUMBER),
    # A title says what a document is about, a name inside it what it touches, its scope what it mentions.
    Field("title", Use.WORDS, boost=2.0),
    Field("designation", Use.WORDS, boost=2.0),
    Field("names", Use.WORDS, boost=1.5),
    Field("body", Use.WORDS, boost=1.0),
    Field("recency", Use.BITS),
    Field("by_id", Use.ORDER),
    Field("by_newest", Use.ORDER),
    Field("by_designation", Use.ORDER),
)

WORD_FIELDS: tuple[Field, ...] = tuple(field for field in FIELDS if field.use is Use.WORDS)
FACETS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.is_counted)
FILTERS: tuple[str, ...] = FACETS

_BY_NAME = {field.name: field for field in FIELDS}
_BY_TYPED_NAME = {name: field for field in FIELDS for name in field.typed}


def find_field(name: str, *, typed: bool = False) -> Field | None:
    """Return the field of that name, or the one that people call so in the search box."""
    return _BY_TYPED_NAME.get(name) if typed else _BY_NAME.get(name)
