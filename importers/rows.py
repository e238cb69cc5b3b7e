"""Rows: the project's own form of a catalogue record, flat and as printed, and what readers of pages take theirs into.

A row is a mapping from the names of :data:`COLUMNS` to text (or a list of texts). A value that is not understood
becomes an issue and stays out; a row without a readable designation is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from catalog.classification import ancestors, find_ccs, read_ics
from catalog.designations import Designation, designation_level, designation_nature, find_designations
from catalog.standards import Level, Nature, PartialDate, Provenance, Relation, RelationKind, Standard, Status, Title
from importers.markup import squeezed
from importers.readings import Complaints, Reading
from importers.relaton_status import stage_status
from importers.status_words import find_status
from importers.values import find_adoptions, find_targets, is_nothing, read_day

if TYPE_CHECKING:
    from importers.sources import Source

__all__ = ["COLUMNS", "Row", "read_row"]

Row = dict[str, Any]
LONGEST_TITLE, LONGEST_SCOPE = 1000, 4000
COLUMNS: dict[str, str] = {
    "designation": "the number as printed, with year: GB/T 19001-2016 (the only column that must be filled)",
    "title_zh": "title in Chinese",
    "title_en": "title in English; title_fr, title_ja, title_ru, title_de, title_es likewise",
    "title_fr": "title in French",
    "title_ja": "title in Japanese",
    "title_ru": "title in Russian",
    "title_de": "title in German",
    "title_es": "title in Spanish",
    "status": "as printed (现行, 废止, Withdrawn …) or a stage code of ISO (60.60)",
    "published": "day, month or year: 2018-10-01, 2018年10月1日, 2018-10, 2018",
    "effective": "when it comes into force",
    "withdrawn": "when it was withdrawn or superseded",
    "publisher": "publishing organisation; of an enterprise standard the firm",
    "committee": "technical committee or body in charge",
    "ics": "ICS codes: 59.080.30; 61.020",
    "ccs": "CCS codes: W04",
    "adopts": "what it adopts, with edition and degree: ISO 780:1997, MOD; 采 where the source is not named",
    "replaces": "designations that it replaces",
    "replaced_by": "designations that replace it",
    "amends": "the edition that it amends or corrects",
    "references": "designations that it refers to",
    "related": "other designations that go with it",
    "scope": "what it covers, in a few sentences",
    "link": "its address at the publisher",
    "fetched": "the day on which this was read at the source",
    "record": "its name in the source; where there is none, the place in the file",
}
"""Columns of the form and what they hold. Several values in a cell stand apart by a semicolon."""
_LANGUAGES = ("zh", "en", "fr", "ja", "ru", "de", "es")
_DATES = ("published", "effective", "withdrawn")
_LINKS = {
    "replaces": RelationKind.REPLACES,
    "replaced_by": RelationKind.REPLACED_BY,
    "amends": RelationKind.AMENDS,
    "references": RelationKind.REFERENCES,
    "related": RelationKind.RELATED,
}
_ICS = re.compile(r"\d\d(?:\.\d{2,3}(?:\.\d\d)?)?")
_OVER = (Status.WITHDRAWN, Status.SUPERSEDED)


def read_row(row: Row, source: Source, record: str) -> Reading:
    """Read one row; never raises for what it holds."""
    name = _text(row, "record") or record
    complaints = Complaints(source.id, name)
    designation = _designation(_text(row, "designation"), complaints)
    if designation is None:
        return Reading(None, tuple(complaints.issues), row)
    unknown = [column for column in row if column not in COLUMNS and not str(column).startswith("_")]
    for column in unknown:
        complaints.add("unknown-column", str(column), row[column], "it is no column of the form and was not read")
    titles = _titles(row)
    if not titles:
        complaints.add("no-title", "title", "", "the record has no title")
    status, printed = _status(_text(row, "status"), complaints)
    dates = {column: _date(_text(row, column), column, complaints) for column in _DATES}
    fetched = read_day(_text(row, "fetched"))
    _check_dates(dates, status, fetched, complaints)
    standard = Standard(
        designation=designation,
        level=Level(designation_level(designation)),
        nature=Nature(designation_nature(designation)),
        titles=titles,
        status=status,
        status_printed=printed,
        published=dates["published"],
        effective=dates["effective"],
        withdrawn=dates["withdrawn"] if status in _OVER or status is Status.UNKNOWN else None,
        publisher=_text(row, "publisher") or source.default_publisher,
        committee=_text(row, "committee") or None,
        ics=_ics(_texts(row, "ics"), complaints),
        ccs=find_ccs(" ".join(_texts(row, "ccs"))),
        scope=_text(row, "scope")[:LONGEST_SCOPE] or None,
        relations=_relations(row, designation, complaints),
        links=tuple(link for link in _texts(row, "link") if link.startswith(("https://", "http://"))),
        provenance=(Provenance(source.id, name, fetched.text if fetched else None),),
    )
    return Reading(standard, tuple(complaints.issues))


def _texts(row: Row, column: str) -> list[str]:
    value = row.get(column)
    values = value if isinstance(value, list) else [value]
    return [text for it in values if it is not None and not is_nothing(text := squeezed(str(it)))]


def _text(row: Row, column: str) -> str:
    return "; ".join(_texts(row, column))


def _designation(text: str, complaints: Complaints) -> Designation | None:
    if not text:
        complaints.add("no-identifier", "designation", "", "the record names no designation")
        return None
    found = find_designations(text)
    if not found or found[0].start > 0 or len(found) > 1 or len(text) - found[0].end > 1:
        complaints.add("bad-identifier", "designation", text, "it is not one designation of a known publisher")
        return None
    it = found[0]
    return Designation(
        it.prefix, it.number, it.part, it.year, it.normalized,
        it.amendment, it.version, it.edition, it.month, it.variant,
        all_parts=it.all_parts, printed="" if it.normalized == text else text,
    )  # fmt: skip


def _titles(row: Row) -> tuple[Title, ...]:
    titles = ((language, _text(row, f"title_{language}")[:LONGEST_TITLE]) for language in _LANGUAGES)
    return tuple(Title(language, text) for language, text in titles if text)


def _status(text: str, complaints: Complaints) -> tuple[Status, str | None]:
    if not text:
        return Status.UNKNOWN, None
    main, point, sub = text.partition(".")
    if point and main.isdigit() and sub.isdigit():
        return stage_status(int(main), int(sub)), text
    status = find_status(text)
    if status is None:
        complaints.add("unknown-status", "status", text, "it is no stage or status that is known")
        return Status.UNKNOWN, text
    return status, text


def _date(text: str, column: str, complaints: Complaints) -> PartialDate | None:
    if not text:
        return None
    read = read_day(text)
    if read is None:
        complaints.add("bad-date", column, text, "it is not a day, month or year of the calendar")
    return read


def _check_dates(
    dates: dict[str, PartialDate | None], status: Status, fetched: PartialDate | None, complaints: Complaints
) -> None:
    """Complain of dates and states that cannot both be right; they are kept as the source says."""
    effective = dates["effective"]
    if status is Status.CURRENT and effective and fetched and effective.text > fetched.text:
        complaints.add("date-order", "effective", effective.text, f"it is {status.value} before that day")
    published, withdrawn = dates["published"], dates["withdrawn"]
    if withdrawn and status not in (*_OVER, Status.UNKNOWN):
        complaints.add("date-order", "withdrawn", withdrawn.text, f"it has a day of withdrawal and is {status.value}")
    if published and withdrawn and withdrawn.text < published.text[: len(withdrawn.text)]:
        complaints.add(
            "date-order", "withdrawn", f"{published.text} / {withdrawn.text}", "it was withdrawn before its publication"
        )


def _ics(texts: list[str], complaints: Complaints) -> tuple[str, ...]:
    """Return the codes; where a cell gives the whole path down to a class, the class alone."""
    codes: dict[str, None] = {}
    for text in (part for cell in texts for part in cell.replace("；", ";").replace("、", ";").split(";")):
        for number, word in enumerate(text.replace(",", " ").replace("，", " ").split()):
            if _ICS.fullmatch(word) and ("." in word or number == 0) and (code := read_ics(word)):
                codes[code] = None
        if text.strip() and not any(character.isdigit() for character in text):
            complaints.add("bad-ics", "ics", text, "it is not a code of the International Classification for Standards")
    above = {upper for code in codes for upper in ancestors(code)[:-1]}
    return tuple(code for code in codes if code not in above)


def _relations(row: Row, own: Designation, complaints: Complaints) -> tuple[Relation, ...]:
    relations: dict[tuple[RelationKind, str], Relation] = {}
    for text in _texts(row, "adopts"):
        for relation in find_adoptions(text, own):
            relations.setdefault((relation.kind, relation.target_key or relation.target), relation)
    for column, kind in _LINKS.items():
        for text in _texts(row, column):
            for printed, target in find_targets(text):
                if target is None:
                    complaints.add(
                        "unread-target", column, printed, "its target is no designation of a known publisher"
                    )
                elif target.key == own.key:
                    continue
                key = target.key if target else None
                words = target.normalized if target else printed
                relations.setdefault(
                    (kind, key or words), Relation(kind, words, key, dated=bool(target and target.is_dated))
                )
    return tuple(relations.values())
