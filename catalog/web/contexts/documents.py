"""A document as pages show it: number, title in a language, state, dates, how much of it is held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from catalog.designations import find_designations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalog.comparison.reports import DocumentRequirements

__all__ = ["DocumentView", "choose_title", "document_view", "language_of_text", "slug_href", "standard_href"]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document in a heading or a list. ``name`` is the number, else the title, else none."""

    designation: str | None
    title: str | None
    title_lang: str | None
    href: str | None
    level: str | None
    status: str | None
    published: str | None
    effective: str | None
    mandatory: bool
    completeness: str
    clauses_held: tuple[str, ...]
    transcribed: bool

    @property
    def name(self) -> str | None:
        """Return what a sentence calls it."""
        return self.designation or self.title

    @property
    def is_excerpt(self) -> bool:
        """Tell whether only some of its clauses are held."""
        return self.completeness == "excerpt"

    @property
    def is_past(self) -> bool:
        """Tell whether this edition is no longer in force."""
        return self.status in {"withdrawn", "superseded"}

    @property
    def is_future(self) -> bool:
        """Tell whether this edition is not in force yet."""
        return self.status in {"draft", "approved"}


def document_view(document: DocumentRequirements, href: str | None = None) -> DocumentView:
    """Return ``document`` as pages show it; ``href`` is its page, else the catalogue's if its number can be read."""
    return DocumentView(
        designation=document.designation,
        title=document.title,
        title_lang=language_of_text(document.title) if document.title else None,
        href=href or (standard_href(document.designation) if document.designation else None),
        level=document.level,
        status=document.status,
        published=document.published,
        effective=document.effective,
        mandatory=document.mandatory,
        completeness=str(document.completeness),
        clauses_held=document.clauses_held,
        transcribed=document.transcribed,
    )


def standard_href(designation: str) -> str | None:
    """Return the address of the catalogue's page for a number, or none where it cannot be read."""
    found = find_designations(designation)
    return f"/standards/{found[0].slug}" if found else None


def slug_href(kind: str, document_id: str, slug: str | None = None) -> str:
    """Return the address of a record by its kind and its id in the index (``declaration:7f3k9m2p4q``)."""
    record_id = document_id.removeprefix(f"{kind}:")
    if kind == "standard":
        found = None if slug else find_designations(record_id)
        return f"/standards/{slug or (found[0].slug if found else quote(record_id, safe=''))}"
    return f"/declarations/{quote(record_id, safe='')}"


def choose_title(titles: Mapping[str, str], language: str) -> tuple[str | None, str | None]:
    """Return language and text of the title to show: in ``language``, else Chinese, else English, else any."""
    for wanted in (language, "zh", "en"):
        if titles.get(wanted):
            return wanted, titles[wanted]
    return next(iter(titles.items()), (None, None))


def language_of_text(text: str) -> str:
    """Return the likely language of a printed text by its letters: ``ja``, ``zh``, ``ru`` or ``en``."""
    for language, letters in (("ja", "[\u3041-\u30ff]"), ("zh", "[\u3400-\u9fff]"), ("ru", "[\u0400-\u04ff]")):
        if re.search(letters, text):
            return language
    return "en"
