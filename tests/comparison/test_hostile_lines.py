"""Lines made to be slow: each is answered in little time, and time grows no faster than the text.

Time is processor time of this process, the best of several, and each try is a text that was never read before.
"""

from __future__ import annotations

import random
import time

import pytest

from catalog.comparison.reading.sentences import LONGEST
from catalog.comparison.verdicts import compare_texts

BENCHMARK = "甲醛含量 ≤ 75 mg/kg，GB/T 2912.1"
PIECES = {
    "digits": "1",
    "decimals": "1.",
    "thousands": "1,000,",
    "single digits": "1 ",
    "digits and minus": "1-",
    "opening brackets": "(",
    "brackets": "()",
    "nested numbers": "(1",
    "closing brackets": ")",
    "words in brackets": "（甲）",
    "intervals": "[1,2)",
    "commas": "，",
    "semicolons": "；",
    "stops": "。",
    "slashes": "/",
    "dashes": "-",
    "tildes": "～",
    "spaces": " ",
    "wide spaces": "\u3000",
    "lines": "\n",
    "units": "mg/kg ",
    "values": "75 mg/kg，",
    "percentages": "5%",
    "signs": "≤",
    "limits": "≥ 1 ",
    "words of an operator": "不大于",
    "half an operator": "不得",
    "limits behind": "5以下",
    "one character": "甲",
    "names": "甲醛含量 ≤ 75 mg/kg，",
    "citations": "GB/T 2912.1，",
    "half citations": "GB/T ",
    "ISO citations": "ISO 105-X12:2016 ",
    "ASTM citations": "ASTM D1 ",
    "powers": "1×10",
    "superscripts": "10⁴",
    "tolerances": "5±1 ",
    "signed tolerances": "+0.3/-0.1 ",
    "plans": "n=5,c=2,",
    "classes": "A类≤20，",
    "positions": "经向≥300 N，",
    "pairs of positions": "经/纬 ",
    "grades": "优等品≥300 N，",
    "marks of a scale": "3-4 级",
    "protection": "IP55 ",
    "not detected": "不得检出",
    "species": "(以N计)",
    "conditions": "在25℃",
    "temperatures": "25℃ ",
    "products": "1×1",
    "letters": "a ",
    "letters and digits": "a1",
    "capabilities": "应能承受",
    "English capabilities": "withstand ",
    "English work": "operate at ",
    "maxima": "max. ",
    "English operators": "not more than ",
    "tags": "<sup>2</sup>",
    "entities": "&lt;",
    "Chinese numerals": "百分之三",
    "sums": "DEHP+DBP+",
    "lists": "铅、",
    "bans": "禁止",
    "references": "或按产品专用技术条件，",
    "applies if": "当有要求时，",
    "emoji": "\U0001f600",
    "combining": "e\u0301",
    "turned": "\u202e",
}
SHAPES = ("{}", "甲醛含量 ≤ {}", "甲醛含量 {} ≤ 75 mg/kg", "{}V 5")
FRESH = "乙丙丁戊己庚辛壬"
SHORT, GROWTH = 120, 8
MOST = 0.05
"""Processor seconds that a line may take on a machine with nothing else to do."""
LEAST = 0.002
"""A short line that takes less was answered by its first words, and says nothing of growth."""
BUSY = 3
"""How many times as long the same work may seem to take while others use the machine."""


def line_of(piece: str, shape: str, length: int) -> str:
    room = length - len(shape) - 1
    return shape.format((piece * (room // len(piece) + 1))[:room])


def seconds(text: str, enough: float) -> float:
    """Return the shortest processor time of some tries; one under ``enough`` ends them."""
    best = float("inf")
    for first in FRESH:
        started = time.process_time()
        compare_texts(first + text, BENCHMARK)
        best = min(best, time.process_time() - started)
        if best < enough:
            break
    return best


def assert_quick(piece: str, shape: str) -> None:
    longest = line_of(piece, shape, SHORT * GROWTH)
    took = seconds(longest, MOST / 2)
    assert took < MOST * BUSY, f"{longest[:40]!r}… took {took:.3f} s"
    if took > MOST / 2:
        short = max(seconds(line_of(piece, shape, SHORT), 0), LEAST)
        assert took < short * GROWTH * BUSY, f"{longest[:40]!r}…: {short:.4f} s became {took:.4f} s"


@pytest.mark.parametrize("name", PIECES)
def test_a_hostile_line_is_answered_at_once(name: str) -> None:
    for shape in SHAPES:
        assert_quick(PIECES[name], shape)


@pytest.mark.parametrize("name", ["digits", "spaces", "ISO citations", "species"])
def test_a_text_above_the_limit_is_refused_with_its_reason(name: str) -> None:
    for length in (LONGEST + 1, 100_000):
        text = (PIECES[name] * length)[:length]
        assert seconds(text, MOST / 2) < MOST * BUSY
        found = compare_texts(f"甲{text}", BENCHMARK)
        assert found.code == "PARSE"
        assert f"more than {LONGEST} characters" in found.reason.en


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_mixtures_of_hostile_pieces_are_answered_at_once(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        piece = "".join(chance.choices(list(PIECES.values()), k=chance.randint(2, 6)))
        assert_quick(piece, chance.choice(SHAPES))
