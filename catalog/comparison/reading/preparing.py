"""Take out of a text what may hide its value: citations, method words, bases, alternatives, conditions of use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.reading.bases import basis_of
from catalog.comparison.reading.brackets import top_brackets
from catalog.comparison.reading.glances import may_say
from catalog.comparison.reading.methods import find_citations, find_words
from catalog.comparison.reading.names import take_conditions_of_use
from catalog.comparison.reading.quantities import find_unit_printed
from catalog.comparison.reading.readers import clause_end
from catalog.comparison.reading.scanning import bare_operators, scan_measures
from catalog.comparison.reading.specials import (
    find_ban,
    find_not_detected,
    find_private_reference,
)
from catalog.comparison.requirements import (
    Method,
    Modality,
)
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.reading.methods import Citation


__all__ = ["CONFORM", "find_anchor", "take_citations", "take_prose"]

CONFORM = regex(
    r"(?:应|须|均应)?(?:符合|满足|遵循|遵照|执行|按照?|达到|依据|服从|由)|\b(?:compl(?:y|ies)\s+with|conforms?\s+to|meets?|"
    r"in\s+accordance\s+with|according\s+to|as\s+(?:specified|given|stated|required)\s+(?:in|by))\b",
    re.IGNORECASE | re.ASCII,
)
_TESTED = regex(r"测|试验|检验|检测|test|measured|determined|[,，]$", re.IGNORECASE)
"""Words by which a standard at the beginning of a sentence is the method of what follows."""
_BASIS_WORDS = regex(
    r"(?<![可难所加予给])(?:以|按)\s*(?:[A-Za-z][A-Za-z0-9₀-₉⁰-⁹⁺⁻+()-]*|干基|湿基|干物质|[\u4e00-\u9fff]{1,8}?)(?:含量)?(?:计算?|"
    r"表示)|\b(?:expressed|calculated)\s+as\s+[A-Z][A-Za-z0-9₀-₉⁰-⁹⁺⁻+]*|"
    r"\bas\s+(?:[A-Z][a-z]?[A-Z0-9₀-₉][A-Za-z0-9₀-₉⁰-⁹⁺⁻+]*|[A-Z][a-z]?)(?=[\s,，;:)]|$)|"
    r"\b(?:on\s+(?:a\s+)?)?(?:dry|wet)\s+(?:basis|matter\s+basis|matter|weight\s+basis)\b|"
    r"(?:以|按)?(?:干|湿)基计?"
)


_MODAL_SHOULD = regex(
    r"宜(?=[不为≤≥<>在大小高低控采\s]|$)|不宜|\bshould\b|\bit\s+is\s+recommended\b|\bis\s+recommended\b|推荐(?:为|值)|建议(?!值)",
    re.IGNORECASE | re.ASCII,
)


_MODAL_MAY = regex(
    r"可(?:以|为|不[大小高低多少超]|[大小高低多少]于|超过|采用|允许|放宽|(?=\s*[≤≥<>=≯≮]))|(?:^|[^不])允许(?!\s*[-+±\d]|偏差|误差|公差|的|浓度|最|值|容差|残留|限|添加|使用|差|变)|\bmay\b(?!\s+not)|"
    r"\bcan\b(?!not|\s+not)",
    re.IGNORECASE | re.ASCII,
)


_MAY_BEFORE_SIGN = regex(r"(?<![不许认])可以?\s*(?:[≤≥<>≯≮]|不[得应]?[大小高低多少超]|[大小高低多少]于|超过)")


_MODAL_SHALL = regex(r"应|须|必须|不得|\bshall\b|\bmust\b", re.IGNORECASE | re.ASCII)


_HARDNESS = regex(
    r"(?<![A-Za-z0-9])(HR(?:15N|30N|[ABCMR])W?|HV|HBW|HBS|HB|HK|HS|IRHD|(?:邵[氏尔]|"
    r"Shore)\s?[AD])\s*(?=\d{2})(?!\d+\s*(?:kgf?|N)\b)"
)


_HARDNESS_IN_NAME = regex(
    r"(?:邵[氏尔]|\bShore\b)\s?(?P<shore>[AD])\s?型?\s?(?:硬度|hardness)|邵[氏尔]硬度\s?\(?(?P<type>[AD])(?![A-Za-z])\)?"
    r"|(?:硬度|hardness)\s?\(?(?P<sign>HR[ABC]|HV|HBW)(?![A-Za-z])\)?",
    re.IGNORECASE | re.ASCII,
)
"""A scale of hardness that the name says, where the value prints none."""


_HAN_OF_BASES, _WORDS_OF_BASES = frozenset("计示基"), ("as", "dry", "wet")


def _basis_words(text: str) -> list[re.Match[str]]:
    return list(_BASIS_WORDS.finditer(text)) if may_say(text, _HAN_OF_BASES, _WORDS_OF_BASES) else []


def _modality(text: str) -> Modality:
    if _MODAL_SHOULD.search(text):
        return Modality.SHOULD
    if _MAY_BEFORE_SIGN.search(text):
        return Modality.MAY
    if _MODAL_MAY.search(text) and not _MODAL_SHALL.search(text):
        return Modality.MAY
    return Modality.SHALL


def _is_class(text: str, found: Citation) -> bool:
    """Tell whether what looks like a designation is a class of cleanliness (``ISO 5级``, "class ISO 7")."""
    if re.fullmatch(r"ISO\s*[1-9]", text[found.designation.start : found.designation.end].strip()) is None:
        return False
    before, after = text[max(0, found.designation.start - 12) : found.designation.start], text[found.designation.end :]
    return (
        re.match(r"\s*(?:级|class\b)", after) is not None
        or re.search(r"(?:class|级|洁净度)\s*:?\s*$", before) is not None
    )


def take_citations(draft: Draft) -> None:
    """Take the cited standards and the method words out of the text."""
    draft.citations = [found for found in find_citations(draft.cleaned) if not _is_class(draft.full, found)]
    for citation in draft.citations:
        draft.methods.append(citation.method(draft.cleaned))
        lead = draft.full[citation.lead : citation.start]
        first = not draft.full[: citation.lead].strip() and _TESTED.search(draft.full[citation.lead : citation.end + 1])
        start = citation.lead if first or not CONFORM.search(lead) else citation.start
        draft.blank(start, citation.end)
    for word, start, end in find_words(draft.text):
        if draft.text[start - 1 : start] == "(" and draft.text[end : end + 1] == ")":
            continue
        if not re.search(r"[\s，,;、。(]$|^$|按|用|采用", draft.text[:start]) or not re.match(
            r"$|[\s，,;、。)]|测定|试验|进行", draft.text[end:]
        ):
            continue
        draft.methods.append(Method(None, word, None, draft.printed(start, end)))
        draft.blank(start, end)


def find_anchor(draft: Draft) -> int:
    """Return where the value begins: what stands in brackets before it describes the characteristic."""
    text = draft.text
    for start, end in top_brackets(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    measures = scan_measures(text, draft.style)
    places = [next((m.start for m in measures if m.shape != "plain"), measures[-1].start if measures else len(text))]
    for finder in (find_ban, find_not_detected):
        found = finder(text)
        if found:
            places.append(found.start())
    bare = bare_operators(text, measures)
    places.extend(start for start, _, _ in bare)
    colon = text.find(":")
    if colon > 0 and places == [len(text)]:
        places.append(colon)
    return min(places) if min(places) < len(text) else _first_gap(text)


def _first_gap(text: str) -> int:
    found = re.search(r"\S\s+\S", text)
    return found.end() if found else len(text)


def take_prose(draft: Draft) -> None:
    """Take bases, alternatives, conditions of use and hardness signs out of the text, and set the modality."""
    for found in _basis_words(draft.text):
        basis = basis_of(found[0])
        if basis is not None:
            draft.basis = draft.basis or basis
            draft.blank(found.start(), found.end())
    private = find_private_reference(draft.text)
    if private and private["or"]:
        end = clause_end(draft.text, private.end())
        draft.alternative = draft.printed(private.start(), end).lstrip("，,; ")
        draft.blank(private.start(), end)
    else:
        _take_cited_alternative(draft)
    take_conditions_of_use(draft, len(draft.text))
    scale = _HARDNESS.search(draft.text)
    if scale and draft.header_unit is None:
        draft.header_unit = (find_unit_printed(scale[1]), scale[1])
        draft.blank(scale.start(1), scale.end(1))
    named = _HARDNESS_IN_NAME.search(draft.full) if draft.header_unit is None else None
    if named:
        printed = f"Shore {named['shore'] or named['type']}" if named["shore"] or named["type"] else named["sign"]
        draft.header_unit = (find_unit_printed(printed), printed)
    if draft.modality is Modality.SHALL:
        draft.modality = _modality(draft.text)


def _take_cited_alternative(draft: Draft) -> None:
    for citation in draft.citations:
        near = max(0, citation.lead - 60)
        lead = draft.text[near : citation.lead]
        found = re.search(
            r"(?:[，,;]\s*)?(?:或者?|\bor\b)\s*(?:应|可)?(?:符合|满足|按照?|as|according\s+to|complying\s+with)?\s*$",
            lead,
            re.IGNORECASE | re.ASCII,
        )
        if found and re.search(r"\d", lead[: found.start()]):
            end = clause_end(draft.text, citation.end)
            draft.alternative = draft.printed(near + found.start(), end).lstrip("，,; ")
            draft.blank(near + found.start(), end)
