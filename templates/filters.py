"""Filters: how numbers, standards' numbers, dates and titles are written, so that none of them breaks over a line."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["filters_of", "keep_together"]

DESIGNATION = (
    r"(?:GB|GBZ|GJB|DBS?\d{2,4}|[A-Z]{2})(?:/[TZ])?\s?[A-Z]?\d[\dA-Z]*(?:\.\d+)*(?:[-—–]\d{2,4})?"
    r"|T/[A-Z]+\s?\d[\d.]*(?:[-—–]\d{4})?"
    r"|Q/[A-Z]+\s?\d[\d.]*(?:[-—–]\d{4})?"
    r"|(?:ISO|IEC|ITU-[TR]|EN|CXS|JIS|ASTM|DIN|BS|NF|OIML)(?:/(?:IEC|IEEE|TS|TR|PAS|ASTM))*(?:\s(?:EN|ISO|IEC|TS|TR))*"
    r"\s[A-Z]?\s?\d[\d.-]*(?::\d{4}(?:-\d\d)?)?"
)
UNIT = (
    r"(?:°C|℃|°F|%|‰|Ω|[kMGcmµμn]?(?:Ω|V|A|W|Hz|N|Pa|g|m|L|mol|s|h|K|J)(?![A-Za-z])"
    r"|(?:kgf|min|d|r/min|dB|ppm)(?![A-Za-z]))"
)
UNITS = rf"(?:\s*{UNIT}(?:[/·]{UNIT}[²³\d]*)*[²³]?)?"
NUMBER = r"[-−+]?\d[\d,]*(?:\.\d+)?(?:\s*×\s*10[⁻\d⁰¹²³⁴-⁹]+)?"
QUANTITY = rf"(?:[≥≤<>＜＞=±]\s*)?{NUMBER}{UNITS}(?:\s*[～~–—]\s*{NUMBER}{UNITS})?"
TOGETHER = re.compile(rf"(?<![A-Za-z])(?:{DESIGNATION})|(?<![A-Za-z\d.])(?:{QUANTITY})")
CHINA = timezone(timedelta(hours=8))


def keep_together(text: str | None) -> Markup:
    """Return ``text`` escaped, with every standard's number and every number with its unit kept on one line."""
    if not text:
        return Markup()
    if hasattr(text, "__html__"):
        return Markup(text)  # noqa: S704  # it was escaped by whoever made it
    done: list[str] = []
    last = 0
    for match in TOGETHER.finditer(text):
        piece = match.group().rstrip()
        if not piece.strip() or piece.isalnum():
            continue
        done += [escape(text[last : match.start()]), Markup('<span class="nb">{}</span>').format(piece)]
        last = match.start() + len(piece)
    done.append(escape(text[last:]))
    return Markup("").join(done)


def _nb(text: object) -> Markup:
    return Markup('<span class="nb">{}</span>').format(text)


def _breakable(text: str) -> Markup:
    """Let a long unbroken word (a hash, an address) break after punctuation."""
    return Markup("<wbr>").join(re.split(r"(?<=[/_.:\-])", text))


def _of_field(errors: Iterable[Any], field: str) -> str | None:
    """Return the sentence to show at one field of a form, or none."""
    return next((str(error.text) for error in errors if error.field == field), None)


def _filesize(size: int) -> str:
    amount = float(size)
    for unit in ("B", "KB", "MB"):
        if amount < 1024 or unit == "MB":  # noqa: PLR2004  # bytes per kilobyte
            break
        amount /= 1024
    return f"{amount:.0f}\u00a0{unit}" if unit == "B" or amount >= 10 else f"{amount:.1f}\u00a0{unit}"  # noqa: PLR2004 - a number of digits or marks, plain where it stands


class _Writing:
    """How one language writes dates and numbers."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = "zh_CN" if language == "zh" else "en_GB"

    def day(self, value: object) -> Markup:
        """Write a date (a :class:`date`, its text or an object with ``text``) as precisely as it is known."""
        text = value.isoformat() if isinstance(value, date) else str(getattr(value, "text", value))
        match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", text)
        if not match:
            return _nb(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        if month is None:
            shown = f"{year}年" if self.language == "zh" else str(year)
        elif day is None:
            pattern = "y年M月" if self.language == "zh" else "MMMM y"
            shown = format_date(date(year or 1, month, 1), pattern, locale=self.locale)
        else:
            pattern = "y年M月d日" if self.language == "zh" else "d MMMM y"
            shown = format_date(date(year or 1, month, day), pattern, locale=self.locale)
        return Markup('<time datetime="{}" class="nb">{}</time>').format(text[:10], shown)

    def moment(self, value: datetime | str) -> Markup:
        """Write a point in time in the time of China, to the minute."""
        when = datetime.fromisoformat(value) if isinstance(value, str) else value
        when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(CHINA)
        pattern = "y年M月d日 HH:mm" if self.language == "zh" else "d MMMM y, HH:mm"
        shown = format_datetime(when, pattern, tzinfo=CHINA, locale=self.locale)
        return Markup('<time datetime="{}" class="nb">{}</time>').format(when.isoformat(timespec="minutes"), shown)

    def number(self, value: float) -> str:
        """Write a number with separators between thousands."""
        return format_decimal(value, locale=self.locale)

    def words(self, value: object) -> str:
        """Choose this language's sentence from something that has both (``.zh``, ``.en``)."""
        return str(getattr(value, self.language))

    def series(self, items: list[object]) -> Markup:
        """Join a list in a sentence: 甲、乙、丙 / a, b and c."""
        parts = [escape(item) for item in items]
        if self.language == "zh":
            return Markup("、").join(parts)
        if len(parts) < 2:  # noqa: PLR2004  # one thing needs no "and"
            return Markup("").join(parts)
        return Markup(", ").join(parts[:-1]) + " and " + parts[-1]

    def full_stop(self, text: str) -> str:
        """End a sentence that comes from elsewhere, if it has no end yet."""
        text = text.rstrip()
        return text if text.endswith(("。", ".", "；", "？")) else text + ("。" if self.language == "zh" else ".")


def filters_of(language: str) -> dict[str, Callable[..., object]]:
    """Return the filters as ``language`` needs them."""
    writing = _Writing(language)
    return {
        "keep": keep_together,
        "nb": _nb,
        "breakable": _breakable,
        "filesize": _filesize,
        "of_field": _of_field,
        "day": writing.day,
        "moment": writing.moment,
        "number": writing.number,
        "words": writing.words,
        "series": writing.series,
        "full_stop": writing.full_stop,
    }
