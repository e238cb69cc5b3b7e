"""A glance at a text never says no where the long pattern behind it finds something."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from catalog.comparison.folding import clean, fold
from catalog.comparison.reading import constraints, labels, lifting, methods, names, preparing, specials, valued
from catalog.comparison.reading.glances import may_say

CASES = Path(__file__).resolve().parents[2] / "cases"
GLANCES = {
    "ability": (constraints._CAPABILITY_WORDS, constraints._HAN_OF_ABILITY, constraints._WORDS_OF_ABILITY),
    "label": (labels._LABEL, labels._CAN_BEGIN, ()),
    "class denied": (lifting._DENIED_CLASS, lifting._HAN_OF_DENIALS, lifting._WORDS_OF_DENIALS),
    "method denied": (lifting._DENIED_METHOD, lifting._HAN_OF_DENIALS, lifting._WORDS_OF_DENIALS),
    "list left open": (lifting._OPEN_LIST, lifting._HAN_OF_DENIALS, lifting._WORDS_OF_DENIALS),
    "sign denied": (lifting._DENIED_SIGN, lifting._HAN_OF_DENIALS, lifting._WORDS_OF_DENIALS),
    "method in words": (methods._METHOD_WORD, methods._HAN_OF_METHODS, ("chamber",)),
    "condition of use": (names._WHEN, names._HAN_OF_USE, names._WORDS_OF_USE),
    "kind of product": (names._KIND_ONLY, frozenset("的"), ()),
    "idle marks": (names._IDLE_MARKS, names._MARKS, ()),
    "end of a name": (names._TRAILING, names._TRAIL_ENDS | {" "}, ()),
    "basis": (preparing._BASIS_WORDS, preparing._HAN_OF_BASES, preparing._WORDS_OF_BASES),
    "ban": (specials._BAN, specials._HAN_OF_BANS, specials._WORDS_OF_BANS),
    "not detected": (specials._NOT_DETECTED, specials._HAN_OF_DETECTION, specials._WORDS_OF_DETECTION),
    "private": (specials._PRIVATE_PATTERN, specials._HAN_OF_REFERENCES, specials._WORDS_OF_REFERENCES),
    "sign misread": (valued._OCR_SIGN, valued._OCR_SIGNS, ()),
}
TAKEN_OFF = (
    *(
        "应",
        "应当",
        "应该",
        "须",
        "必须",
        "需",
        "宜",
        "可",
        "要求",
        "规定",
        "应控制",
        "应保持",
        "应符合",
        "应满足",
        "符合",
    ),
    *(
        "满足",
        "限值",
        "限量值",
        "标准值",
        "规定值",
        "为",
        "是",
        "在",
        "的",
        "均",
        "其",
        "都",
        "φ",
        "Φ",
        "∅",
        "可以",
        "达到",
    ),
    *(
        " shall",
        " should",
        " must",
        " may",
        " can",
        " will",
        " is",
        " are",
        " be",
        " has",
        " have",
        " limit",
        " limits",
    ),
    *(
        " limit value",
        " limit values",
        " to",
        " of",
        " the",
        " value of",
        " with",
        " at",
        " not",
        "：",
        "，",
        ",",
        "=",
        "、",
    ),
)


@cache
def texts() -> tuple[str, ...]:
    """Return every text of the cases as it is read, whole and cut behind each of its words."""
    out: dict[str, None] = {}
    for file in sorted(CASES.glob("*_pairs.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            for text in (case["declared"] or "", case["benchmark"] or ""):
                folded = fold(clean(text))
                out[folded] = None
                out.update(
                    dict.fromkeys(folded[:place] for place in range(1, len(folded)) if folded[place] in " ≤≥<>0")
                )
    return tuple(out)


@pytest.mark.parametrize("name", GLANCES)
def test_a_glance_lets_pass_what_the_pattern_finds(name: str) -> None:
    pattern, characters, words = GLANCES[name]
    missed = [text for text in texts() if (found := pattern.search(text)) and not may_say(found[0], characters, words)]
    assert not missed


@pytest.mark.parametrize("words", TAKEN_OFF)
def test_words_behind_a_name_are_taken_off(words: str) -> None:
    """The glance at the last character knows every word that the pattern takes off."""
    name = f"水分{words}"
    assert names._without_trail(name) == names._TRAILING.sub("", name)
