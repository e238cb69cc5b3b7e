"""Any text gets a verdict: random lines and real ones with pieces cut, doubled, swapped and mixed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from catalog.comparison.codec import verdict_to_json
from catalog.comparison.verdicts import compare_texts
from tests.conftest import ROOT

SIGNS = "0123456789.,%≤≥<>±~～-—–()（）/·×^²³μ℃°级不大小于以上下和或各 \t\u3000aAgmkLNPa\U0001f600\u202e\ud800\x00"


def real_texts() -> list[str]:
    pairs = [json.loads(line) for line in (ROOT / "tests/cases/verdict_pairs.jsonl").read_text().splitlines()]
    return [pair[side] for pair in pairs for side in ("declared", "benchmark")]


def mutated(text: str, others: list[str], chance: random.Random) -> str:
    """Return ``text`` with one to four changes of the kinds that typing, copying and scanning make."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.randint(0, 6))
        match chance.randrange(6):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:end] + text[at:]
            case 2:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
            case 3:
                text = text[:at] + chance.choice(others)[at : at + 12] + text[end:]
            case 4:
                text = text[:at] + "".join(chance.sample(text[at:end], end - at)) + text[end:]
            case _:
                text = "".join(chance.choices(SIGNS, k=chance.randint(0, 40)))
    return text


def answer_lines(count: int, seed: int) -> None:
    chance = random.Random(seed)
    texts = real_texts()
    for number in range(count):
        declared = mutated(chance.choice(texts), texts, chance)
        benchmark = mutated(chance.choice(texts), texts, chance) if number % 2 else chance.choice(texts)
        found = verdict_to_json(compare_texts(declared, benchmark))
        assert (found["code"] is not None) == (found["verdict"] in {"NOT_COMPARABLE", "UNDETERMINED"}), (
            declared,
            benchmark,
        )


@pytest.mark.parametrize("seed", range(4))
def test_any_text_gets_a_verdict(seed: int) -> None:
    answer_lines(500, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
def test_two_hundred_thousand_texts_get_verdicts(seed: int) -> None:
    answer_lines(10_000, seed)


def test_the_cases_are_where_they_are_looked_for() -> None:
    assert Path(ROOT / "tests/cases/verdict_pairs.jsonl").is_file()
    assert len(real_texts()) > 200
