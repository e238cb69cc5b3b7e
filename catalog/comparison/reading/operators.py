"""Comparison words and signs, before and after the number, in Chinese and English.

``以上``, ``以下``, ``以内`` and "up to" include the number; ``高于``, ``低于``, ``超过``, ``大于``, ``小于`` do not
(Civil Code of the People's Republic of China, art. 1259).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.patterns import regex

__all__ = ["FLIPPED", "FoundOperator", "match_operator", "match_postfix"]

FLIPPED = {"le": "ge", "ge": "le", "lt": "gt", "gt": "lt", "eq": "eq"}
"""The operator seen from the other side: ``5 ≤ x`` says ``x ≥ 5``."""


@dataclass(frozen=True, slots=True)
class FoundOperator:
    """An operator (``le``, ``ge``, ``lt``, ``gt``, ``eq``) and its place; ``trouble`` says why it is in doubt.

    ``better`` marks words of quality (不劣于, "or better"), which follow the order of goodness and not of numbers;
    ``advice`` marks 不宜 and "should not".
    """

    op: str
    start: int
    end: int
    printed: str
    trouble: str | None = None
    word: bool = False
    advice: bool = False


_NOT = r"(?:不(?:得|应当?|能够?|可以?|许|准|允许|宜|该|会|再)?|未|勿|均不|都不)"
_MORE = r"(?:超过|超出|超越|大于|高于|多于|长于|厚于|重于|宽于|晚于|迟于|强于|逾)"
_LESS = r"(?:小于|低于|少于|短于|薄于|轻于|窄于|早于|弱于|劣于|次于|差于|逊于|矮于|细于)"
_OR_EQUAL = r"(?:或者?|及)?(?:等于|相等)"
_CHINESE = (
    rf"(?P<zh_unsure>{_NOT}(?:{_MORE}|{_LESS}){_OR_EQUAL})"
    rf"|(?P<zh_le>{_NOT}{_MORE}|{_LESS}{_OR_EQUAL}|等于或(?:小于|低于|少于)|至多|最多|"
    r"最大残留限量|最高残留限量|最大限量|最高(?:允许)?|最大(?:允许)?|上限|限量(?![值])|高限|顶多)"
    rf"|(?P<zh_ge>{_NOT}{_LESS}|{_MORE}{_OR_EQUAL}|等于或(?:大于|高于|多于)|至少|最少|最低(?:允许)?|最小(?:允许)?|下限|起码|低限|"
    r"(?:不|应当?)?优于或等于)"
    rf"|(?P<zh_gt>{_MORE}|优于)"
    rf"|(?P<zh_lt>{_LESS}|不足|不满|未满|不到)"
)
_BE = r"(?:(?:to\s+)?be\s+)?"
_THAN_MORE = (
    r"(?:more|greater|higher|larger|longer|heavier|thicker|wider|later|bigger)\s+than|above|over|in\s+excess\s+of|"
    r"beyond"
)
_THAN_LESS = r"(?:less|lower|smaller|fewer|shorter|thinner|lighter|narrower|worse|poorer|earlier)\s+than|below|under"
_NO = r"(?:\b(?:not|no|never|cannot|neither)\b\s*)"
_ENGLISH = (
    rf"(?P<en_unsure>{_NO}{_BE}(?:{_THAN_MORE}|{_THAN_LESS})\s+or\s+equal\s+to)"
    rf"|(?P<en_le>{_NO}{_BE}(?:{_THAN_MORE}|(?:to\s+)?exceed(?:s|ing)?\b|surpass)"
    rf"|\b(?:less|lower|smaller|fewer)\s+than\s+or\s+equal(?:\s+to)?|\bequal\s+to\s+or\s+(?:less|lower|smaller|"
    rf"fewer)\s+than"
    r"|\bat\s+(?:the\s+)?most|\bup\s+to(?:\s+and\s+including)?|\bmaximum(?:\s+of)?\b|\bmax\b\.?|"
    r"\bupper\s+limit(?:\s+of)?\b|\bNMT\b"
    r"|\blimited\s+to\b|\bMRLs?\b|\bmaximum\s+(?:residue\s+)?(?:limit|level|permissible|allowable)(?:\s+of)?\b|"
    r"\bas\s+much\s+as\b)"
    rf"|(?P<en_ge>{_NO}{_BE}(?:{_THAN_LESS})"
    rf"|\b(?:more|greater|higher|larger)\s+than\s+or\s+equal(?:\s+to)?|\bequal\s+to\s+or\s+(?:more|greater|"
    rf"higher|larger)\s+than"
    r"|\bat\s+(?:the\s+)?least|\bminimum(?:\s+of)?\b|\bmin\b\.?|\blower\s+limit(?:\s+of)?\b|\bNLT\b|\bas\s+many\s+as\b)"
    rf"|(?P<en_gt>\b(?:{_THAN_MORE})|\bexceed(?:s|ing)?\b)"
    rf"|(?P<en_lt>\b(?:{_THAN_LESS})|\bup\s+to\s+but\s+(?:not\s+including|excluding)\b)"
)
# German, French and Dutch: benchmarks of the countries around print them in plain tables.
_CONTINENTAL = (
    r"(?P<de_le>\bhöchstens\b|\bmaximal\b|\bnicht\s+(?:mehr|größer|höher)\s+als\b|\bnicht\s+über\b|"
    r"\bau\s+plus\b|\bau\s+maximum\b|\bne\s+(?:doit|doivent)\s+pas\s+dépasser\b|"
    r"\binférieure?s?\s+ou\s+égale?s?\s+à|\bten\s+hoogste\b|\bniet\s+meer\s+dan\b|\bmaximaal\b)"
    r"|(?P<de_ge>\bmindestens\b|\bminimal\b|\bnicht\s+(?:weniger|kleiner|niedriger)\s+als\b|\bnicht\s+unter\b|"
    r"\bau\s+moins\b|\bau\s+minimum\b|\bsupérieure?s?\s+ou\s+égale?s?\s+à|"
    r"\bten\s+minste\b|\bniet\s+minder\s+dan\b|\bminimaal\b)"
    r"|(?P<de_lt>\b(?:weniger|kleiner)\s+als\b|\binférieure?s?\s+à|\bminder\s+dan\b)|(?P<de_gt>\b(?:mehr|"
    r"größer)\s+als\b|\bsupérieure?s?\s+à|\bmeer\s+dan\b)"
)
_SIGNS = r"(?P<s_le>≤|<\s?=|=\s?<|≯)|(?P<s_ge>≥|>\s?=|=\s?>|≮)|(?P<s_lt><)|(?P<s_gt>>)|(?P<s_eq>=)"
_EARLY = r"(?P<e_lt>\bup\s+to\s+but\s+(?:not\s+including|excluding)\b)"
OPERATOR_PATTERN = f"{_SIGNS}|{_EARLY}|{_CONTINENTAL}|{_CHINESE}|{_ENGLISH}"
_OPERATOR = regex(OPERATOR_PATTERN, re.IGNORECASE | re.ASCII)
# After the operator word may stand "be", "为", a colon: no meaning of their own.
_FILLER = regex(
    r"(?:[\s::]|为|是|达到?|值|应|须|到|the\b|be\b|of\b|a\b|value\b|规定的?(?=\d))*+", re.IGNORECASE | re.ASCII
)

_POSTFIX = regex(
    r"\s*(?:"
    r"(?P<lt>\((?:不含|不包括|不计)[^()]{0,12}\)\s*(?:以下|以内|之内)|(?:以下|以内|之内)\s*\((?:不含|不包括)[^()]{0,12}\))"
    r"|(?P<gt>\((?:不含|不包括)[^()]{0,12}\)\s*以上|以上\s*\((?:不含|不包括)[^()]{0,12}\))"
    r"|(?P<le>(?:\((?:含|包括|包含)[^()]{0,12}\)\s*)?(?:以及|及|或|和|含|及其)?(?:其)?(?:以下|以内|之内|以里)(?:\s*\((?:含|包括|"
    r"包含)[^()]{0,12}\))?"
    r"|(?:\(\s*)?\b(?:max(?:imum)?\b\.?|or\s+(?:less|lower|below|fewer|under|smaller)\b|and\s+(?:below|under|"
    r"less|lower)\b|at\s+(?:the\s+)?most\b)(?:\s*\))?"
    r"|\(?(?:最大值?|上限)\)?(?![^\s,，;。、)]))"
    r"|(?P<ge>(?:\((?:含|包括|包含)[^()]{0,12}\)\s*)?(?:以及|及|或|和|含|及其)?(?:其)?以上(?:\s*\((?:含|包括|包含)[^()]{0,12}\))?"
    r"|(?:\(\s*)?\b(?:min(?:imum)?\b\.?(?!\s*\d)|or\s+(?:more|higher|above|greater|over|better|larger|"
    r"longer)\b|and\s+(?:above|over|more|higher|up)\b"
    r"|at\s+(?:the\s+)?least\b)(?:\s*\))?"
    r"|\(?(?:最小值?|下限)\)?(?![^\s,，;。、)]))"
    r")",
    re.IGNORECASE | re.ASCII,
)


def match_operator(text: str, start: int) -> FoundOperator | None:
    """Return the operator that begins at ``start`` of the folded ``text``; two in a row must agree."""
    found = _OPERATOR.match(text, start)
    if found is None:
        return None
    first = _found(found)
    end = _skip_filler(text, first.end)
    again = _OPERATOR.match(text, end)
    if again is None:
        return FoundOperator(first.op, start, end, first.printed, first.trouble, first.word, first.advice)
    second = _found(again)
    agree = first.op[0] == second.op[0] or (first.op == "eq" and second.op != "eq")
    trouble = first.trouble or second.trouble
    if not agree:
        trouble = f"“{text[start : second.end]}” says two directions"
    end = _skip_filler(text, second.end)
    return FoundOperator(
        second.op, start, end, text[start : second.end], trouble, first.word, first.advice or second.advice
    )


def _skip_filler(text: str, start: int) -> int:
    filler = _FILLER.match(text, start)
    return filler.end() if filler else start


def _found(match: re.Match[str]) -> FoundOperator:
    language, _, op = (match.lastgroup or "").partition("_")
    printed = match[0]
    trouble = f"“{printed}” can be read in two ways" if op == "unsure" else None
    advice = "不宜" in printed
    return FoundOperator(
        "le" if op == "unsure" else op, match.start(), match.end(), printed, trouble, language != "s", advice
    )


def match_postfix(text: str, start: int) -> FoundOperator | None:
    """Return the operator that stands after a number at ``start`` (以上, 以下（不含）, "max.", "or more")."""
    found = _POSTFIX.match(text, start)
    if found is None or found.lastgroup is None:
        return None
    return FoundOperator(found.lastgroup, start, found.end(), found[0].strip(), word=True)
