"""Read the basis of a content: ``以Pb计``, ``干基``, "as NO2-", ``质量分数``."""

from __future__ import annotations

import re

from catalog.patterns import regex

__all__ = ["basis_of"]

_BASIS = regex(
    r"(?:以|按)\s*(?P<zh>[^，,;()]{1,24}?)(?:计算?|表示)(?:算|的)?|(?:(?:expressed|calculated|reckoned|"
    r"reported)\s+)?\bas\s+(?P<en>[A-Z(][\w₀-₉⁰-⁹⁺⁻+()-]{0,20})|"
    r"(?P<dry>(?:以|按)?干(?:基|物质|重|燥基|物质基|态基)(?:计|表示)?|"
    r"(?:on\s+(?:a\s+)?)?dry\s+(?:basis|matter(?:\s+basis)?|"
    r"weight(?:\s+basis)?|mass|substance)|d\.?b\.?|DM)|"
    r"(?P<wet>(?:以|按)?湿(?:基|重|物质)(?:计|表示)?|鲜重(?:计)?|"
    r"(?:on\s+(?:a\s+)?)?(?:wet|as[- ]received|fresh)\s+(?:basis|"
    r"weight(?:\s+basis)?|mass)|as\s+received|收到基|w\.b\.)|"
    r"(?P<mass>质量分数|质量百分数|mass\s+fraction|m/m|w/w|wt|by\s+(?:mass|weight)|质量比)|(?P<vol>体积分数|体积百分数|"
    r"volume\s+fraction|[vV]/[vV]|vol|by\s+volume|体积比)|"
    r"(?P<mole>摩尔分数|mole\s+fraction|mol/mol)",
    re.IGNORECASE | re.ASCII,
)


_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "01234567890123456789+-")


def basis_of(item: str) -> str | None:
    """Return the basis that is the whole of ``item`` (``以Pb计`` → ``as:Pb``, ``干基`` → ``dry``), or ``None``."""
    found = _BASIS.fullmatch(item.strip())
    if found is None:
        return None
    if found["dry"]:
        return "dry"
    if found["wet"]:
        return "wet"
    if found["mass"]:
        return "mass_fraction"
    if found["vol"]:
        return "volume_fraction"
    if found["mole"]:
        return "mole_fraction"
    symbol = (found["zh"] or found["en"] or "").strip().translate(_SUBSCRIPTS)
    if symbol in {"干基", "干物质", "干重"}:
        return "dry"
    if symbol in {"湿基", "湿重", "鲜重"}:
        return "wet"
    return f"as:{symbol}"
