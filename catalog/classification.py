"""Classification codes: ICS (ISO, edition 7) and CCS (中国标准文献分类法), with the codes above each."""

from __future__ import annotations

import re

__all__ = ["ancestors", "find_ccs", "find_ics", "read_ccs", "read_ics"]

_ICS = re.compile(r"(?<![\d.])(\d{2})(?:\.(\d{2,3})(?:\.(\d{2}))?)?(?![\d.])")
_CCS = re.compile(r"(?<![A-Z0-9])([A-Z])(\d{2})(?:/(\d{2}))?(?![0-9])")
_LAST_FIELD = 99


def read_ics(text: str) -> str | None:
    """Return the ICS code in ``text`` in its normal form, or none.

    Portals drop the last zero of a group (``53.06`` is ``53.060``, ``43.18`` is ``43.180``); a group has three digits.
    """
    match = _ICS.search(text)
    if match is None or int(match[1]) < 1 or int(match[1]) > _LAST_FIELD:
        return None
    field, group, subgroup = match.groups()
    if group is None:
        return field
    code = f"{field}.{group.ljust(3, '0')}"
    return f"{code}.{subgroup}" if subgroup else code


def find_ics(text: str) -> tuple[str, ...]:
    """Return every ICS code with at least a group in ``text`` (``59.080.30; 61.020``), in order, each once."""
    codes = (read_ics(match.group()) for match in _ICS.finditer(text) if match[2])
    return tuple(dict.fromkeys(code for code in codes if code))


def read_ccs(text: str) -> str | None:
    """Return the CCS code in ``text`` (``W04``), or none."""
    match = _CCS.search(text.upper())
    return f"{match[1]}{match[2]}" if match else None


def find_ccs(text: str) -> tuple[str, ...]:
    """Return every CCS code in ``text``, in order, each once."""
    return tuple(dict.fromkeys(f"{match[1]}{match[2]}" for match in _CCS.finditer(text.upper())))


def ancestors(code: str) -> tuple[str, ...]:
    """Return the codes above ``code`` from the top, the code itself last: ``59``, ``59.080``, ``59.080.30``."""
    if "." in code:
        parts = code.split(".")
        return tuple(".".join(parts[:count]) for count in range(1, len(parts) + 1))
    if code[:1].isalpha() and len(code) > 1:
        return (code[:1], code)
    return (code,)
