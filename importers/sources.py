"""The sources that ``import`` knows: for each a manifest of what it is, what may be done with it and what to expect."""

from __future__ import annotations

from importers.manifest import Source
from importers.portal_sources import OTHERS

__all__ = ["SOURCES", "Source"]


_FORMATS = ("jsonl", "yaml", "xml", "zst", "gz", "zip", "tar.zst", "folder")
_LICENCE = (
    "No licence file: factual bibliographic data for use inside an installation; ask the publisher before passing it on"
)


def _relaton(
    name: str,
    title: str,
    publisher: str,
    records: int,
    precedence: int,
    floors: dict[str, float],
    *types: str,
    editions: bool = False,
) -> Source:
    return Source(
        id=f"relaton-{name}",
        title=title,
        publisher=publisher,
        licence=_LICENCE,
        formats=_FORMATS,
        expected_records=records,
        homepage=f"https://github.com/relaton/relaton-data-{name}",
        floors=floors,
        precedence=precedence,
        edition_in_number=editions,
        identifier_types=types,
        where=(f"relaton/{name}/{name}.*.zst", f"relaton/{name}/*.jsonl"),
    )


_RELATON = (
    _relaton(
        "iso",
        "Catalogue of the International Organization for Standardization (Relaton)",
        "ISO",
        61_000,
        90,
        {"title": 0.99, "status": 0.99, "ics": 0.95, "published": 0.85},
        "ISO",
    ),
    _relaton(
        "iec",
        "Catalogue of the International Electrotechnical Commission (Relaton)",
        "IEC",
        32_500,
        80,
        {"title": 0.99, "status": 0.99, "ics": 0.9, "published": 0.95},
        "IEC",
    ),
    _relaton(
        "jis",
        "Japanese Industrial Standards (Relaton)",
        "JSA",
        21_300,
        80,
        {"title": 0.99, "status": 0.99, "ics": 0.7, "published": 0.8},
        "JIS",
    ),
    _relaton(
        "etsi",
        "Deliverables of the European Telecommunications Standards Institute (Relaton)",
        "ETSI",
        28_600,
        80,
        {"title": 0.99, "published": 0.9},
        "ETSI",
    ),
    _relaton(
        "itu",
        "Recommendations and reports of the International Telecommunication Union (Relaton)",
        "ITU",
        21_500,
        60,
        {"title": 0.9, "status": 0.7, "published": 0.95},
        "ITU",
    ),
    _relaton(
        "itu-r",
        "Recommendations and reports of ITU-R (Relaton)",
        "ITU",
        2_000,
        50,
        {"title": 0.99, "published": 0.9},
        "ITU",
    ),
    _relaton(
        "ecma",
        "Standards of Ecma International (Relaton)",
        "Ecma International",
        799,
        80,
        {"title": 0.9},
        "ECMA",
        editions=True,
    ),
    _relaton(
        "cie",
        "Publications of the International Commission on Illumination (Relaton)",
        "CIE",
        990,
        60,
        {"title": 0.99},
        "CIE",
    ),
    _relaton("oasis", "Standards of OASIS Open (Relaton)", "OASIS", 585, 80, {"title": 0.99}, "OASIS"),
)

SOURCES: dict[str, Source] = {source.id: source for source in (*_RELATON, *OTHERS)}
"""Every source by its id, in the order in which they are listed."""
