"""The fields of a Relaton record, each read alike from both generations of the schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.classification import read_ccs, read_ics
from catalog.standards import PartialDate, Title

__all__ = [
    "Complain",
    "Dates",
    "as_list",
    "first_text",
    "plain_text",
    "read_ccs_codes",
    "read_committee",
    "read_dates",
    "read_ics_codes",
    "read_links",
    "read_publisher",
    "read_scope",
    "read_titles",
]

Complain = Callable[[str, str, object, str], None]
"""Takes code, field, value and reason of an issue."""

LONGEST_SCOPE = 4000
"""Characters of an abstract that are kept."""
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NAMED = {
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "apos": "'",
    "nbsp": " ",
    "#160": " ",
    "#39": "'",
    "ndash": "–",
    "mdash": "—",
}
_ENTITY = re.compile(r"&(#?\w{2,6});")
_LONG_LANGUAGES = {"zho": "zh", "chi": "zh", "jpn": "ja", "deu": "de", "ger": "de", "spa": "es"}
"""Codes of three letters whose first two are not the code of two letters."""
_PARTS = ("title-intro", "title-main", "title-part")
_PUBLISHED = ("published", "issued")
_FIRST_YEAR, _LAST_YEAR = 1850, 2100


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - a field of a record can hold anything
    """Return a list of what a field holds, be it nothing, one value or a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first_text(value: Any) -> str | None:  # noqa: ANN401 - a field of a record can hold anything
    """Return the first text in a value, a list of values, or an object with content; none where it is empty."""
    if type(value) is str:
        return value.strip() or None
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("content") or value.get("value") or value.get("id")
        if isinstance(value, (list, dict)):
            return first_text(value)
    text = str(value).strip() if value is not None and not isinstance(value, bool) else ""
    return text or None


def plain_text(text: str) -> str:
    """Return a text without mark-up and with single spaces."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: _NAMED.get(match[1], match.group()), text)
    return " ".join(text.split())


def _language(entry: dict[str, Any]) -> str:
    language = entry.get("language")
    if type(language) is list:
        language = language[0] if language else None
    if type(language) is not str or not language:
        return "en"
    return _LONG_LANGUAGES.get(language) or language[:2]


def read_titles(document: dict[str, Any], complain: Complain) -> tuple[Title, ...]:
    """Return one title for each language: the whole one where it is given, else its parts joined."""
    whole: dict[str, str] = {}
    parts: list[dict[str, Any]] = []
    for entry in as_list(document.get("title")):
        if type(entry) is str:
            entry = {"content": entry}  # noqa: PLW2901 - the short form of the same thing
        elif type(entry) is not dict:
            complain("bad-title", "title", entry, "a title is a text")
            continue
        if entry.get("type") in _PARTS:
            parts.append(entry)
        elif (text := entry.get("content")) and isinstance(text, str) and (text := plain_text(text)):
            whole.setdefault(_language(entry), text)
    pieces: dict[str, list[str]] = {}
    for entry in parts:
        language, text = _language(entry), entry.get("content")
        if language not in whole and isinstance(text, str) and (text := plain_text(text)):
            pieces.setdefault(language, []).append(text)
    titles = [Title(language, text) for language, text in whole.items()]
    return (*titles, *(Title(language, " - ".join(texts)) for language, texts in pieces.items()))


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that the catalogue keeps."""

    published: PartialDate | None = None
    obsoleted: PartialDate | None = None


def _date(text: str) -> PartialDate | None:
    match = _DATE.fullmatch(text)
    if match is None or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return PartialDate(text)


def read_dates(document: dict[str, Any], complain: Complain) -> Dates:
    """Return when the document was published and made obsolete, as precise as the source says."""
    published = obsoleted = None
    for entry in as_list(document.get("date")):
        if not isinstance(entry, dict):
            complain("bad-date", "date", entry, "a date is an object with type and value")
            continue
        kind = entry.get("type")
        if kind not in _PUBLISHED and kind != "obsoleted":
            continue
        text = first_text(entry.get("value") or entry.get("at") or entry.get("on") or entry.get("from"))
        if text is None:
            complain("no-date", f"date.{kind}", "", "the date has no value")
        elif (read := _date(text[:10])) is None:
            complain("bad-date", f"date.{kind}", text, "it is not a day, month or year of the calendar")
        elif kind == "obsoleted":
            obsoleted = read
        elif published is None or kind == "published":
            published = read
    return Dates(published, obsoleted)


def read_ics_codes(value: Any, complain: Complain) -> tuple[str, ...]:  # noqa: ANN401 - a field of a record can hold anything
    """Return the ICS codes in their normal form, each once."""
    codes: dict[str, None] = {}
    for entry in as_list(value):
        text = str(entry.get("code") or "") if isinstance(entry, dict) else str(entry)
        if code := read_ics(text):
            codes[code] = None
        else:
            complain("bad-ics", "ics", text, "it is not a code of the International Classification for Standards")
    return tuple(codes)


def read_ccs_codes(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a field of a record can hold anything
    """Return the CCS codes, each once."""
    texts = (str(entry.get("code") or "") if isinstance(entry, dict) else str(entry) for entry in as_list(value))
    return tuple(dict.fromkeys(code for text in texts if (code := read_ccs(text))))


def read_publisher(document: dict[str, Any]) -> str | None:
    """Return the name of the publishing organisation."""
    for entry in as_list(document.get("contributor")):
        if not isinstance(entry, dict):
            continue
        roles = [role.get("type") if isinstance(role, dict) else role for role in as_list(entry.get("role"))]
        organization = entry.get("organization")
        if "publisher" in roles and isinstance(organization, dict):
            name = first_text(organization.get("name"))
            return plain_text(name) if name else None
    return None


def read_committee(value: Any) -> str | None:  # noqa: ANN401 - a field of a record can hold anything
    """Return the committee by its identifier (``ISO/TC 262``), else by its name."""
    for group in as_list(value):
        if not isinstance(group, dict):
            continue
        committees = as_list(group.get("technical_committee") or group.get("technical-committee")) or [group]
        for committee in committees:
            if isinstance(committee, dict) and (
                name := committee.get("identifier") or first_text(committee.get("name"))
            ):
                return plain_text(str(name))
    return None


def read_scope(value: Any) -> str | None:  # noqa: ANN401 - a field of a record can hold anything
    """Return the abstract, in English where there is one, without mark-up."""
    other = None
    for entry in as_list(value):
        text = entry.get("content") if isinstance(entry, dict) else entry
        if not isinstance(text, str):
            continue
        if isinstance(entry, str) or _language(entry) == "en":
            if text := plain_text(text):
                return text[:LONGEST_SCOPE]
        else:
            other = other or text
    return (plain_text(other)[:LONGEST_SCOPE] or None) if other else None


def read_links(document: dict[str, Any]) -> tuple[str, ...]:
    """Return the addresses of the document at its publisher."""
    links: dict[str, None] = {}
    for entry in as_list(document.get("link") or document.get("source")):
        if isinstance(entry, dict):
            kind, address = entry.get("type"), entry.get("content") or entry.get("value")
            if kind != "rss" and isinstance(address, str) and address.startswith(("https://", "http://")):
                links[address] = None
    return tuple(links)
