"""International, European and national designations whose prefix is made of words: ISO/IEC TR, DIN EN ISO, prEN.

The prefix is read word by word from the closed list; the number, parts after hyphens, year after a colon (or after the
last hyphen, where it is 19dd or 20dd), then supplements, then IEC's words for other products of one edition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.designations.model import Designation
from catalog.designations.publishers import publishers
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.designations.folding import Folded

__all__ = ["parse_international"]

_SEPARATOR = regex(r"\s{0,2}([/-]?)\s{0,2}")
_WORD = regex(r"HL7|I\.S\.|[^\W\d_]+")
_GAP = regex(r"[\s_]{0,3}")
_NUMBER = regex(r"\d{1,7}(?:[A-Z]{1,2}(?![A-Z0-9]))?(?![A-Z0-9])|\d{1,7}(?=IDT)")
_DOTTED = regex(r"\d{1,6}(?:\.\d{1,4}){0,4}[A-Z]?(?:\sS\d)?(?![A-Z0-9])")
_LETTERED = {
    "NF": regex(r"[A-Z]{1,2}\s?\d{2}-\d{3}(?:-\d{1,3}(?!\d))?|[A-Z]\s?\d{2}-\d{2,3}|[A-Z]\s\d{3,5}"),
    "ÖNORM": regex(r"[A-Z]\s?\d{3,5}"),
    "BS": regex(r"(?:\d?[A-Z]{1,2}|SP|CP|MA|AU|HR|TA)\s\d{1,4}[A-Z]?(?![A-Z0-9])"),
    "KS": regex(r"[A-Z]\s?\d{4,5}"),
    "TIS": regex(r"\d{1,5}"),
    "CNS": regex(r"\d{1,5}"),
    "UNE": regex(r"\d{1,6}"),
}
_DIVISION = regex(r"[A-Z](?=\s)")
_PART = regex(
    r"-\s{0,2}(?:[A-Z]{0,5}\d{1,6}[A-Z]{0,2}|[A-Z]{1,5}\d{0,6})(?:/\d{1,2}(?![\d:]?\d{3}))?(?![A-Z0-9])|-/\d{1,2}"
    r"|/\d{1,2}(?=:(?:19|20)\d\d)"
)
_DOT_PART = regex(r"(?:\.\d{1,4}){1,3}(?![A-Z0-9])|/[A-Z]?\d{1,3}(?=[:]\d{4})")
_YEAR_COLON = regex(r"\s{0,2}:\s{0,2}(?P<year>(?:1[89]|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2])(?!\d))?R?(?!\d)")
_YEAR_HYPHEN = regex(r"\s{0,2}-\s{0,2}(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2])(?!\d))?(?![\dA-Z])(?!-\d)")
_YEAR_EDITION = regex(r",?\s?EDITION\s(?P<year>(?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = regex(r"\s?[-:](?P<short>\d\d)(?![\d.A-Z])")
_ITERATION = regex(r"\.(\d)(?!\d)")
_SUPPLEMENT = regex(
    r"(?:\s?(?P<join>[/+])\s?|\s(?=(?:AMD|FRAG)\d))(?P<kind>(?:(?:CD|WD|AWI|PRF|NP|PWI|DIS|FDIS|D|FD|PD|FPD)\s?)?"
    r"(?:AMENDMENT|AMDT|AMD|AM|CORRIGENDUM|CORR|COR|ADD|SUPPL|EXT|ISH|FRAG|DAM|FDAM|PDAM|FPDAM|DAMD|AC|AA|A|C))"
    r"(?P<gap>\.?\s?)(?P<n>\d{1,3}(?:\.\d)?)?(?::(?P<year>(?:19|20)\d\d|\d\d(?!\d))(?:-(?P<month>0[1-9]|1[0-2])"
    r"(?!\d))?)?(?![A-Z0-9])"
)
_VARIANT = regex(
    r"\s{1,2}(?:-\s)?(?P<name>EXV-CMV|EXV-RLV|CSV|RLV|CMV|EXV|SER|DB|PRV|TC)(?![A-Z0-9])|\s{1,2}ED\.?\s?"
    r"(?P<edition>\d{1,2}(?:\.\d)?)(?![\d])"
)
_LANGUAGE = regex(
    r"\s?\((?:E|F|R|E/F|F/E|E/F/R|(?:EN|FR|RU|ES|AR|DE|ZH|OTHER)(?:,\s?(?:EN|FR|RU|ES|AR|DE|ZH|OTHER))*)\)"
)
_ALL_PARTS = regex(r"\s?(?:\(?(?:ALL PARTS|所有部分|全部部分|全部)\)?|系列(?:标准)?|SERIES(?![A-Z]))")
_NAMED = regex(
    r"\s(?P<kind>WHITE PAPER|TREND REPORT|TECHNOLOGY REPORT|TECHNOLOGY AND MARKET OUTLOOK PAPER)\s(?P<name>[A-Z][\w"
    r" :-]{0,78}?):(?P<year>20\d\d)(?!\d)"
)
_CODENAME = regex(r"[A-Z][A-Z-]{2,14}(?=:(?:19|20)\d\d)")
_DIRECTIVES = regex(r"(?:\d{1,2}|JTC 1|IEC|ISO)(?:\s(?:ISO|IEC|JTC 1))?(?:\sSUP)?(?![A-Z\d])")
"""Behind ISO/IEC DIR: ``1``, ``1 ISO SUP``, ``IEC SUP``."""
_CLASSIFICATION = regex(r"\s?\(VDE\s\d{4}(?:-\d{1,4}){0,4}\)(?=:)")
_ITALIAN = regex(r"[ -]EN[ -]")
_AS_ASTM = regex(r"-\d\d(?![\d:.A-Z-])")
_FILM = regex(r"(?:感光度?|光圈|快门|FILM|SPEED)\W{0,3}$")
_LOWER_OK = frozenset(
    {"ISO", "IEC", "DIN", "CISPR", "JIS", "ASTM", "BS", "EN", "UNE", "UNI", "NF", "PREN", "FPREN", "GUIDE"}
)
_STRICT = frozenset(
    {
        "AS",
        "NZS",
        "DD",
        "PD",
        "CR",
        "ES",
        "HD",
        "CWA",
        "PAS",
        "NS",
        "MS",
        "IS",
        "PN",
        "SNI",
        "SI",
        "TIS",
        "CNS",
        "CSA",
        "NOM",
        "TS",
        "CLC",
        "CEN",
        "SS",
    }
)
"""Words that mean much else: only a dated number, or one with a part, is taken after them."""
_UPPER_KINDS = frozenset({"ISH", "FRAG", "AC", "AA", "A", "C"})
_ADOPTING = frozenset({"EN", "PREN", "FPREN", "HD", "ENV", "ISO", "IEC"})


@dataclass(slots=True)
class _Prefix:
    text: str
    end: int
    words: list[str]


def _read_prefix(text: Folded, start: int) -> _Prefix | None:
    """Read the words of the prefix as far as they are in the list and in the order national, European, body, type."""
    table, order = publishers().words, {"national": 0, "european": 1, "body": 2, "word": 3}
    words: list[str] = []
    level, printed, end = -1, "", start
    separator = ""
    position = start
    while len(words) < 7 and (match := _WORD.match(text.upper, position)):  # noqa: PLR2004 - a length or a year, plain where it stands
        entry = table.get(match.group())
        if entry is None:
            break
        category, name = entry
        if match.group() == "CEI" and _ITALIAN.match(text.upper, match.end()):
            category, name = "national", "CEI"
        if (
            name in ("TS", "PAS", "DS", "SPEC", "V", "NP", "CS", "SI")
            and not words
            and category == "word"
            and name in publishers().national
        ):
            category = "national"
        if words and words[-1] == "DIR":
            break
        if words and name == "NP":
            category = "word"
        if (
            words
            and order[category] < level
            and not (words[-1] == "Guide" or words[-1] in ("DIS", "CD", "AWI", "PRF", "PWI", "WD"))
        ):
            break
        if not words and category == "word" and name not in ("Guide", "CD", "AWI", "PRF", "PWI"):
            return None
        level = order[category]
        printed += separator + name
        words.append(name)
        end = match.end()
        gap = _SEPARATOR.match(text.upper, end)
        separator, position = (gap.group(1) or " ", gap.end()) if gap else (" ", end)
    return _Prefix(printed, end, words) if words else None


def _starts_right(text: Folded, start: int, prefix: _Prefix) -> bool:
    """Tell whether the first word is printed as a publisher's name: capitals, or a name that means nothing else."""
    head = text.text[start : start + len(prefix.words[0])]
    if head in (prefix.words[0], prefix.words[0].upper()) or head.upper() != prefix.words[0].upper():
        return True
    if head.upper() in ("EN", "BS", "UNI", "NF", "UNE", "GUIDE"):
        return len(prefix.words) > 1
    return head.upper() in _LOWER_OK


def _number(text: Folded, prefix: _Prefix) -> re.Match[str] | None:
    gap = _GAP.match(text.upper, prefix.end)
    position = gap.end() if gap else prefix.end
    words = [word.upper() for word in prefix.words]
    if len(words) == 1 and (form := _LETTERED.get(words[0])) and (match := form.match(text.upper, position)):
        return match
    dotted = (len(words) == 1 or words[-1] in ("HD", "VDE")) and words[-1] not in (
        "ISO",
        "IEC",
        "EN",
        "IWA",
        "CISPR",
        "AS",
        "NZS",
        "AS/NZS",
    )
    if dotted and (match := _DOTTED.match(text.upper, position)):
        return match
    if words[-1] == "DIR":
        return _DIRECTIVES.match(text.upper, position)
    match = _NUMBER.match(text.upper, position) or (
        _CODENAME.match(text.upper, position) if words[0] in ("ISO", "IEC") else None
    )
    if match is None and text.upper[position : position + 1] == "-":
        match = _NUMBER.match(text.upper, position + 1)
    return match


def _supplements(text: Folded, end: int, *, plain: str) -> tuple[list[str], str, int, bool]:
    """Return supplements as kept, as printed behind the year, their end, and whether they are joined by ``+``."""
    kept: list[str] = []
    printed, joined = "", False
    while len(kept) < 6 and (match := _SUPPLEMENT.match(text.upper, end)):  # noqa: PLR2004 - a length or a year, plain where it stands
        kind, n = match["kind"].replace("AMENDMENT", "AMD").replace("CORRIGENDUM", "COR"), match["n"] or ""
        if not n and not match["year"] and kind in ("A", "C", "ADD", "EXT", "AM"):
            break
        year = f":{match['year']}" if match["year"] else ""
        year += f"-{match['month']}" if match["month"] else ""
        words = kind.split()
        base = words[-1]
        titled = {
            "AMD": "Amd",
            "COR": "Cor",
            "AM": "Amd",
            "AMDT": "Amd",
            "CORR": "Cor",
            "ADD": "Add",
            "SUPPL": "Suppl",
            "EXT": "Ext",
        }.get(base)
        if base in ("DAMD", "FDAMD", "PDAMD", "DCOR", "FDCOR", "DAMED"):
            titled = base[:-3] + base[-3:].capitalize() if text.text[match.end("kind") - 1].islower() else None
        name = " ".join([*words[:-1], titled or base])
        shown_as = text.text[match.start("kind") : match.end("kind")].split()[-1]
        as_iec = titled in ("Amd", "Cor") and (
            (not match["gap"] and shown_as.isupper()) or (plain == "IEC" and shown_as != titled)
        )
        spaced = titled in ("Amd", "Cor", "Add", "Ext") or base not in _UPPER_KINDS
        kept.append(name + (" " if spaced and n else "") + n + year)
        shown = base + n if as_iec else name + (" " if spaced and n else "") + n
        printed += (match["join"] or "/") + shown + year
        joined = joined or match["join"] == "+"
        end = match.end()
    return kept, printed, end, joined


@dataclass(slots=True)
class _Tail:
    parts: str = ""
    year: str | None = None
    month: str | None = None
    printed_year: str = ""
    iteration: str | None = None
    end: int = 0


def _tail(text: Folded, end: int, prefix: _Prefix) -> _Tail:
    """Read parts and year behind the number."""
    upper, tail = text.upper, _Tail(end=end)
    dot_parts = prefix.words[-1] in ("NZS", "AS", "AS/NZS")
    while len(tail.parts) < 40:  # noqa: PLR2004 - a length or a year, plain where it stands
        if (match := _YEAR_HYPHEN.match(upper, tail.end)) and not _YEAR_COLON.match(upper, match.end()):
            break
        if "ASTM" in prefix.words and _AS_ASTM.match(upper, tail.end):
            break
        match = _PART.match(upper, tail.end) or (_DOT_PART.match(upper, tail.end) if dot_parts else None)
        if match is None:
            break
        if match.group()[1:].isalpha() and len(match.group()) > 2 and upper[match.end() : match.end() + 1] != ":":  # noqa: PLR2004 - a length or a year, plain where it stands
            break
        tail.parts += re.sub(r"\s", "", match.group())
        tail.end = match.end()
    if (match := _ITERATION.match(upper, tail.end)) and any(
        word.upper() in publishers().stages for word in prefix.words
    ):
        tail.iteration, tail.end = match[1], match.end()
    if match := _CLASSIFICATION.match(upper, tail.end):
        tail.end = match.end()
    if (
        match := _YEAR_COLON.match(upper, tail.end)
        or _YEAR_HYPHEN.match(upper, tail.end)
        or _YEAR_EDITION.match(upper, tail.end)
    ):
        tail.year, tail.end = match["year"], match.end()
        tail.month = match["month"] if "month" in match.re.groupindex else None
        tail.printed_year = f":{tail.year}" + (f"-{tail.month}" if tail.month else "")
    elif (match := _SHORT_YEAR.match(upper, tail.end)) and (match.group().strip()[0] == ":" or "ASTM" in prefix.words):
        tail.year = ("19" if match["short"] >= "50" else "20") + match["short"]
        tail.printed_year, tail.end = f":{tail.year}", match.end()
    return tail


def _refuse(text: Folded, start: int, prefix: _Prefix, number: str, tail: _Tail) -> bool:
    """Tell whether this is more likely something else: a year after a word, a film speed, a model."""
    words = [word.upper() for word in prefix.words]
    dated = bool(tail.year)
    if (
        words[0] in publishers().needs_european
        and not _ADOPTING & set(words[1:])
        and not (words[0] in _STRICT and dated)
    ):
        return not (words[0] in ("DD", "PD", "DIN", "MS") and dated)
    if len(words) == 1 and words[0] in _STRICT and not dated and not tail.parts and "." not in number:
        return not (
            words[0] in ("AS", "NZS", "CWA")
            and number.isdigit()
            and 4 <= len(number) <= 5  # noqa: PLR2004 - a length or a year, plain where it stands
            and not 1900 < int(number) < 2100  # noqa: PLR2004 - a length or a year, plain where it stands
        )
    if len(words) == 1 and not dated and not tail.parts and words[0] == "EN":
        return len(number) < 2 or (number.isdigit() and 2000 <= int(number) < 2040)  # noqa: PLR2004 - a length or a year, plain where it stands
    if words == ["BS"] and not dated and not tail.parts:
        return not number[0].isdigit() or len(number) < 3  # noqa: PLR2004 - a length or a year, plain where it stands
    if words[0] == "CIE":
        return True  # its own grammar has refused it before
    if words == ["KS"] and number.isdigit() and not dated:
        return True
    if words == ["ISO"] and not dated and not tail.parts:
        return bool(_FILM.search(text.upper[max(0, start - 10) : start]))
    return False


def _named(text: Folded, start: int, prefix: _Prefix) -> Designation | None:
    match = _NAMED.match(text.upper, prefix.end)
    if match is None:
        return None
    kind = text.text[match.start("kind") : match.end("kind")]
    name = text.text[match.start("name") : match.end("name")]
    printed = f"{prefix.text} {kind}"
    return Designation(
        printed, name, None, match["year"], f"{printed} {name}:{match['year']}", start=start, end=match.end()
    )


def parse_international(text: Folded, start: int, end: int, word: str) -> Designation | None:
    """Return the international, European or national designation that begins with ``word`` at ``start``, or none."""
    del end, word
    prefix = _read_prefix(text, start)
    if prefix is None or not _starts_right(text, start, prefix):
        return None
    if prefix.words == ["IEC"] and (named := _named(text, start, prefix)):
        return named
    division = _DIVISION.match(text.upper, prefix.end + 1) if prefix.words == ["KS"] else None
    if division and (wider := _read_prefix(text, division.end() + 1)) and wider.words[0] in ("ISO", "IEC", "CISPR"):
        prefix = _Prefix(f"KS {division.group()} {wider.text}", wider.end, ["KS", *wider.words])
    match = _number(text, prefix)
    if match is None or (match.start() == prefix.end and not match.group()[0].isdigit()):
        return None
    tail = _tail(text, match.end(), prefix)
    if _refuse(text, start, prefix, match.group(), tail):
        return None
    return _assemble(text, start, _in_order(prefix), match.group(), tail)


def _in_order(prefix: _Prefix) -> _Prefix:
    """Put the French order ``Guide ISO/CEI`` into the English one."""
    if prefix.words[0] == "Guide":
        return _Prefix(
            prefix.text.removeprefix("Guide").strip(" /") + " Guide", prefix.end, [*prefix.words[1:], "Guide"]
        )
    return prefix


def _assemble(text: Folded, start: int, prefix: _Prefix, number: str, tail: _Tail) -> Designation:
    number = re.sub(r"\s+", " ", number)
    plain = "IEC" if prefix.words[0] in ("IEC", "CISPR") else "ISO"
    base = f"{prefix.text} {number}{tail.parts}" + (f".{tail.iteration}" if tail.iteration else "") + tail.printed_year
    kept, printed, end, joined = _supplements(text, tail.end, plain=plain)
    edition = variant = None
    while match := _VARIANT.match(text.upper, end):
        if match["edition"]:
            edition, printed = match["edition"], f"{printed} ED{match['edition']}"
        else:
            variant = match["name"]
            printed += f" {variant}"
        more, more_printed, end, _ = _supplements(text, match.end(), plain=plain)
        kept, printed = kept + more, printed + more_printed
    if match := _LANGUAGE.match(text.upper, end):
        end = match.end()
        extra, more_printed, end, _ = _supplements(text, end, plain=plain)
        kept, printed = kept + extra, printed + more_printed
    all_parts = False
    if not tail.year and not tail.parts and not kept and (match := _ALL_PARTS.match(text.upper, end)):
        all_parts, end, printed = True, match.end(), " (all parts)"
    variant = variant or ("consolidated" if joined else None) or (f".{tail.iteration}" if tail.iteration else None)
    return Designation(
        prefix.text, number, tail.parts.lstrip("-.") or None, tail.year, base + printed, "+".join(kept) or None,
        edition=edition, month=tail.month, variant=variant, all_parts=all_parts, start=start, end=end,
    )  # fmt: skip
