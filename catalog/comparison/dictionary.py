"""The dictionary of characteristics: what a printed name means, and how its limits may be compared.

A name matches only when it is one of the names of an entry, literally after folding (widths, case, spaces, brackets).
Nothing is matched by similarity: 甲醛 and 甲醇 are one character apart and two substances.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

import orjson

from catalog.comparison.units import is_unit
from catalog.patterns import regex

__all__ = ["Characteristic", "Dictionary", "Hint", "dictionary", "fold_name", "is_chinese", "strip_qualifiers"]

_QUALIFIER = regex(
    r"""\((?:
      以[^()]*计 | as\s?[^()]* | 以[^()]*表示 | expressed\ as[^()]*
    | (?:湿|干)(?:基|态|样|重|物质基)? | (?:on\ )?(?:a\ )?(?:dry|wet)(?:\ basis|\ matter|\ weight|\ matter\ basis)?
    | 以干基计 | 以湿基计 | 无水物
    | [经纬纵横直]向?(?:[、/和及][经纬纵横直]向?)* | warp | weft | md | cd | td | machine\ direction | cross\ direction
    | longitudinal | transverse | length(?:wise)? | width(?:wise)?
    | [≤≥<>±φ]?\s?[\d.,]+[^()]* | 冷态 | 热态 | 常态 | 低温[^()]* | 高温[^()]* | 湿热[^()]* | 室温 | 常温
    | 质量分数 | 体积分数 | mass\ fraction | volume\ fraction | w/w | v/v | m/m | w | cfu | mpn
    | 最大 | 最小 | max\.? | min\.?
    | [abc]类 | 总计 | 优等品 | 一等品 | 合格品
    )\)""",
    re.VERBOSE,
)
_POSITION = regex(r"^[经纬纵横直]向(?=.{2})|(?<=.{2})[经纬纵横直]向$|(?<=.{2})[经纬纵横]/[经纬纵横]向?$")
_CONTENT = regex(r"(?:的)?(?:含量|质量分数|体积分数|质量浓度)$| content$| \(content\)$")
_CONTAINED = regex(r"含(.{1,6})量")
_CONTENT_OF = regex(r"^content of |^total content of ")
_UNIT_TAIL = regex(r"[,，/]\s?(?:\(?[a-zμ%°‰级][^()]{0,12}\)?(?:/[^()]{1,8})?|\([^()]{1,16}\))$")
_ENDS = " :：,，;；。.、*φø∅"
"""Marks around a name that carry no meaning, the sign of a diameter among them."""
_HAN = regex(r"[\u3400-\u9fff]")
_FOLD = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-") | {"粘": "黏", "’": "'", "‘": "'", "µ": "μ", "／": "/"})


def is_chinese(text: str) -> bool:
    """Tell whether the text has a Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """Return a name with widths, case, dashes, spaces and ending marks folded; nothing else is changed."""
    return _tidied(_usual(name))


def _usual(text: str) -> str:
    """Return a text with every character in its usual form."""
    text = unicodedata.normalize("NFKC", text).translate(_FOLD).casefold()
    return text.replace("【", "(").replace("】", ")").replace("[", "(").replace("]", ")")


def _tidied(name: str) -> str:
    """Return a name in usual characters without idle spaces and ending marks."""
    words = name.strip(_ENDS).split()
    if len(words) == 1:
        return words[0]
    if is_chinese(name):
        return "".join(words)
    return " ".join(words).replace("( ", "(").replace(" )", ")")


@lru_cache(maxsize=8192)
def strip_qualifiers(name: str) -> str:
    """Return the folded name without basis, position, state and unit words: what names must share to be the same."""
    text = fold_name(name)
    while True:
        shorter = _QUALIFIER.sub("", text).strip(" ,，、")
        if is_chinese(shorter):
            shorter = _POSITION.sub("", shorter)
        if shorter == text or not shorter:
            return text
        text = shorter


@dataclass(frozen=True, slots=True)
class Hint:
    """Words or methods in the requirement that mean a narrower characteristic than the name alone."""

    id: str
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One entry: names, kind of value, and the facts that the gates use.

    ``method_defined`` tells whether the result depends on the method; ``may_be`` lists the narrower entries that a name
    without detail could mean; ``sign_reversed`` holds names whose values have the opposite sign; ``species`` gives for
    each form in which the substance may be expressed the mass that goes with one unit of it; ``points`` marks the names
    that print one end of a capability; ``implies`` are conditions that the name itself states (dry rubbing: dry).

    ``apart`` holds the names that mean narrower quantities, each with its word: two of them are never one quantity, and
    a wider name is none of them for certain, unless ``wide_covers`` says that it takes them in.
    """

    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    kind: str
    unit: str | None = None
    domain: tuple[Fraction | None, Fraction | None] = (None, None)
    default_op: str = "none"
    method_defined: bool = True
    capability: bool = False
    scale: str | None = None
    class_scale: str | None = None
    scale_type: str = "ratio"
    not_same_as: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
    sign_reversed: frozenset[str] = frozenset()
    hints: tuple[Hint, ...] = ()
    monotone: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)
    natural_basis: str | None = None
    species: dict[str, Fraction] = field(default_factory=dict)
    microbe: bool = False
    name_basis: dict[str, str] = field(default_factory=dict)
    unit_hints: dict[str, str] = field(default_factory=dict)
    implies: tuple[tuple[str, str], ...] = ()
    no_upper_clip: bool = False
    apart: dict[str, str] = field(default_factory=dict)
    wide_covers: bool = False
    source: str = ""

    def narrower(self, name: str) -> str | None:
        """Return which of the quantities that this entry keeps apart a printed name means, or ``None`` for none."""
        if not self.apart:
            return None
        return next((self.apart[form] for form in _candidates(name) if form in self.apart), None)

    @property
    def preferred(self) -> tuple[str, str]:
        """Return the preferred Chinese and English names."""
        return self.zh[0] if self.zh else self.en[0], self.en[0] if self.en else self.zh[0]


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _hints(row: dict[str, Any]) -> tuple[Hint, ...]:
    words = (
        Hint(h["id"], tuple(w.casefold() for w in h["words"]), tuple(w.casefold() for w in h.get("unless", ())))
        for h in row.get("hints", ())
    )
    methods = (Hint(h["id"], methods=tuple(h["methods"])) for h in row.get("method_hints", ()))
    return (*words, *methods)


def _entry(row: dict[str, Any]) -> Characteristic:
    low, high = row.get("domain") or (None, None)
    return Characteristic(
        id=row["id"],
        zh=tuple(row["zh"]),
        en=tuple(row["en"]),
        kind=row["kind"],
        unit=row.get("unit"),
        domain=(_number(low), _number(high)),
        default_op=row.get("default_op", "none"),
        method_defined=row.get("method_defined", True),
        capability=row.get("capability", False),
        scale=row.get("scale"),
        class_scale=row.get("class_scale"),
        scale_type=row.get("scale_type", "ratio"),
        not_same_as=tuple(row.get("not_same_as", ())),
        may_be=tuple(row.get("may_be", ())),
        sign_reversed=frozenset(fold_name(name) for name in row.get("sign_reversed", ())),
        hints=_hints(row),
        monotone={m["condition"]: (m["direction"], m["kind"], m.get("source")) for m in row.get("monotone", ())},
        natural_basis=row.get("natural_basis"),
        species={name: Fraction(mass) for name, mass in row.get("species", {}).items()},
        microbe=row.get("microbe", False),
        name_basis={fold_name(name): species for name, species in row.get("name_basis", {}).items()},
        unit_hints=row.get("unit_hints", {}),
        implies=tuple((name, value) for name, value in row.get("implies", ())),
        no_upper_clip=row.get("no_upper_clip", False),
        apart={fold_name(name): kind for kind, names in row.get("apart", {}).items() for name in names},
        wide_covers=row.get("apart_generic") == "covers",
        source="; ".join(row.get("sources", ())),
    )


class Dictionary:
    """All entries with an index of their folded names."""

    def __init__(self, rows: list[dict[str, Any]], version: str) -> None:
        self.version = version
        self._rows = {row["id"]: row for row in rows}
        self._entries: dict[str, Characteristic] = {}
        self._names: dict[str, str] = {}
        printed = [
            (name, row["id"]) for row in rows for name in (*row["zh"], *row["en"], *row.get("sign_reversed", ()))
        ]
        # All names at once: one by one, folding them was a large part of the time in which a command starts.
        for name, (_, id_) in zip(_usual("\n".join(name for name, _ in printed)).split("\n"), printed, strict=True):
            self._names.setdefault(_tidied(name), id_)
        self._found: dict[tuple[str, str], Characteristic | None] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def entries(self) -> dict[str, Characteristic]:
        """Return all entries by id."""
        return {id_: self._of(id_) for id_ in self._rows}

    def _of(self, id_: str) -> Characteristic:
        entry = self._entries.get(id_)
        if entry is None:
            entry = self._entries[id_] = _entry(self._rows[id_])
        return entry

    def get(self, id: str | None) -> Characteristic | None:  # noqa: A002 - the field is called id everywhere
        """Return the entry with this id."""
        if id is None:
            return None
        entry = self._entries.get(id)
        return self._of(id) if entry is None and id in self._rows else entry

    def knows(self, name: str) -> bool:
        """Tell whether an entry has this name literally, with whatever stands in its brackets."""
        return fold_name(name) in self._names

    def find(self, name: str, context_text: str = "") -> Characteristic | None:
        """Return the entry that has this name; ``context_text`` may hold words that mean a narrower one."""
        key = (name, context_text)
        if key not in self._found:
            if len(self._found) > 20_000:  # noqa: PLR2004 - a bound on memory in a long-lived process
                self._found.clear()
            self._found[key] = self._find(name, context_text)
        return self._found[key]

    def _find(self, name: str, context_text: str) -> Characteristic | None:
        entry = self.get(self._id(name))
        if entry is None or not context_text:
            return entry
        text = unicodedata.normalize("NFKC", context_text).casefold()
        for hint in entry.hints:
            if any(word in text for word in hint.words) and not any(word in text for word in hint.unless):
                return self.get(hint.id) or entry
        return entry

    def _id(self, name: str) -> str | None:
        for candidate in _candidates(name):
            found = self._names.get(candidate)
            if found is not None:
                return found
        return None

    def names(self) -> dict[str, str]:
        """Return every folded name with the id that it leads to."""
        return dict(self._names)


@lru_cache(maxsize=8192)
def _candidates(name: str) -> tuple[str, ...]:
    """Return the folded name and its forms without unit, qualifiers and the word for content, most literal first."""
    literal = fold_name(name)
    out = [literal]
    for step in (_without_unit, strip_qualifiers, _without_content):
        out.extend(form for form in (step(text) for text in tuple(out)) if form and form not in out)
    return tuple(out)


def _without_unit(text: str) -> str:
    """Return a name without the unit behind it; other words there (``, dry``) say something and stay."""
    tail = _UNIT_TAIL.search(text)
    if tail is None or not is_unit(tail[0][1:]):
        return text
    return text[: tail.start()]


def _without_content(text: str) -> str:
    contained = _CONTAINED.fullmatch(text)
    if contained is not None:
        return contained[1]
    return _CONTENT_OF.sub("", _CONTENT.sub("", text))


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """Return the dictionary that comes with the product, read once."""
    folder = files("catalog").joinpath("data/characteristics")
    rows: list[dict[str, Any]] = []
    version = ""
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".jsonl"):
            continue
        for line in file.read_bytes().splitlines():
            row = orjson.loads(line)
            if "header" in row:
                version = max(version, row["version"])
            else:
                rows.append(row)
    return Dictionary(rows, version)
