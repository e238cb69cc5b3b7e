"""What Metanorma writes before it prints: clauses without numbers, cross references without words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog.designations import designation_level, find_designations
from importers.documents.safe_xml import local_name
from importers.documents.sts.walking import Walker
from importers.documents.sts.words import Inline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from importers.documents.building import Builder

__all__ = ["read_metanorma"]

_CLAUSES = frozenset({"clause", "terms", "definitions", "references"})
_STAGES = re.compile(r"/(?:NP|AWI|WD|CD|DIS|FDIS|PRF)(?=\s)")
_DAY = re.compile(r"^\d{4}(?:-\d{2}){0,2}$")


@dataclass(slots=True)
class _Numbers:
    """The number of each clause and table by its id, counted as Metanorma counts them."""

    clauses: dict[etree._Element, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    plain: int = 0

    def clause(self, element: etree._Element, number: str, word: str) -> None:
        self.clauses[element] = number
        self.labels[element.get("id", "")] = f"{word}{number}"
        for at, child in enumerate(_children(element, _CLAUSES), start=1):
            self.clause(child, f"{number}.{at}", "")

    def count_tables(self, root: etree._Element, prefix: str) -> None:
        for at, table in enumerate((e for e in root.iter() if local_name(e) == "table"), start=1):
            self.plain += not prefix
            number = f"{prefix}.{at}" if prefix else str(self.plain)
            self.tables[table.get("id", "")] = self.labels[table.get("id", "")] = f"Table {number}"


def _children(element: etree._Element, names: frozenset[str]) -> list[etree._Element]:
    return [child for child in element if local_name(child) in names]


def _named(root: etree._Element, *names: str) -> list[etree._Element]:
    return [child for child in root if local_name(child) in names]


def read_metanorma(root: etree._Element, builder: Builder) -> None:
    """Put a whole standard into ``builder``."""
    chapters = _chapters(root)
    annexes = _named(root, "annex")
    numbers = _Numbers()
    for at, chapter in enumerate(chapters, start=1):
        numbers.clause(chapter, str(at), "Clause ")
        numbers.count_tables(chapter, "")
    for at, annex in enumerate(annexes):
        letter = chr(ord("A") + at % 26)
        numbers.clause(annex, letter, "Annex ")
        numbers.count_tables(annex, letter)
    walker = Walker(builder, Inline(numbers.labels), numbers.tables)
    _state_facts(root, builder, walker.inline)
    for part in _named(root, "preface"):
        for chapter in part:
            _clause(chapter, walker, numbers, 1)
    for chapter in (*chapters, *annexes, *_bibliographies(root, chapters)):
        _clause(chapter, walker, numbers, 1)


def _chapters(root: etree._Element) -> list[etree._Element]:
    """Return the numbered chapters in the order of print: the normative references stand behind the scope."""
    chapters = [c for sections in _named(root, "sections") for c in _children(sections, _CLAUSES)]
    references = [
        r
        for b in _named(root, "bibliography")
        for r in _named(b, "references")
        if r.get("normative") == "true"
        or re.search(r"normative|规范性", _title_of(r, Inline()), re.IGNORECASE)
        or r.get("obligation") == "normative"
    ]
    return [*chapters[:1], *references, *chapters[1:]]


def _bibliographies(root: etree._Element, taken: Iterable[etree._Element]) -> list[etree._Element]:
    known = set(taken)
    return [r for b in _named(root, "bibliography") for r in b if local_name(r) in _CLAUSES and r not in known]


def _title_of(clause: etree._Element, inline: Inline) -> str:
    return inline.text(next(iter(_named(clause, "title")), None))


def _clause(element: etree._Element, walker: Walker, numbers: _Numbers, level: int) -> None:
    number, title = numbers.clauses.get(element), _title_of(element, walker.inline)
    children = [e for e in element if local_name(e) and local_name(e) not in {"title", "variant-title"}]
    if local_name(element) == "annex":
        walker.heading(None, f"Annex {number} {title}".strip(), level)
        number = None
    elif title or not (children and local_name(children[0]) == "p"):
        walker.heading(number, title, level)
        number = None
    for child in children:
        name = local_name(child)
        if name in _CLAUSES:
            _clause(child, walker, numbers, level + 1)
        elif name == "bibitem":
            walker.paragraph(_reference(child, walker.inline))
        elif name == "term":
            walker.quote(child)
        else:
            walker.block(child, number)
        number = None


def _reference(item: etree._Element, inline: Inline) -> str:
    idents = [inline.text(e) for e in _named(item, "docidentifier")]
    titles = _named(item, "title")
    titles.sort(key=lambda e: (e.get("language") != "en", e.get("type") not in {"main", None}))
    formatted = _named(item, "formattedref")
    words = inline.text(titles[0]) if titles else inline.text(formatted[0]) if formatted else ""
    return ", ".join(part for part in (idents[0] if idents else "", words) if part)


def _state_facts(root: etree._Element, builder: Builder, inline: Inline) -> None:
    data = next(iter(_named(root, "bibdata")), None)
    if data is None:
        return
    own = local_name(root).startswith("gb")
    for element in _named(data, "docidentifier"):
        printed = inline.text(element)
        found = find_designations(_STAGES.sub("", printed) if own else printed)
        if found:
            builder.stated["designation"] = found[0].normalized
            builder.stated["level"] = designation_level(found[0])
            break
    language = next((inline.text(e) for e in _named(data, "language")), "en")
    titles = _named(data, "title")
    titles.sort(key=lambda e: (e.get("language") != language, e.get("type") != "main"))
    if titles:
        builder.stated["title"] = inline.text(titles[0])
    days = {e.get("type"): inline.text(e) for e in _named(data, "date")}
    for fact, kinds in (("issued", ("published", "issued")), ("effective", ("implemented", "effective"))):
        day = next((days[kind] for kind in kinds if _DAY.match(days.get(kind, ""))), None)
        if day:
            builder.stated[fact] = day
    replaced = [
        inline.text(ident)
        for relation in _named(data, "relation")
        if relation.get("type") == "obsoletes"
        for item in _named(relation, "bibitem")
        for ident in _named(item, "docidentifier")
    ]
    if replaced:
        builder.stated["replaces"] = "\n".join(replaced)
