"""Floors of sources: a cut file or a reader that stopped understanding is noticed before anything is written."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from catalog.errors import UnusableInputError
from importers.ahead import prepare_pieces
from importers.pipeline import Piece, iter_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from importers.sources import Source

__all__ = ["below_floors_of", "require_floors"]

ENOUGH = 1000
"""From so many records on, shares of filled fields tell something about a source."""
_SAMPLE = 1000
"""An even sample has so many pieces at least, and at most twice as many."""
_DEVIATIONS = 3


def below_floors_of(
    source: Source, taken: int, filled: Mapping[str, int], *, is_sample: bool = False
) -> list[tuple[str, str]]:
    """Return each field that far fewer records have than the source is known for, with a sentence about it.

    Of a sample, three standard deviations are allowed for chance.
    """
    if taken < (ENOUGH if not is_sample else 1):
        return []
    below = []
    for name, floor in source.floors.items():
        chance = _DEVIATIONS * math.sqrt(floor * (1 - floor) / taken) if is_sample else 0.0
        if filled.get(name, 0) / taken + chance < floor:
            share = filled.get(name, 0) / taken
            words = f"only {share:.1%} of the records have a {name}, where {floor:.0%} are usual"
            below.append((name, words))
    return below


def require_floors(source: Source, paths: Sequence[str | Path], *, whole: bool) -> None:
    """Raise UnusableInputError where the input has too few records or fields; fewer than 1,000 records tell nothing.

    The number of pieces is counted; fields are looked for in an even sample of them.
    """
    count, sample = _sampled(source, paths)
    if whole and count < source.expected_records:
        raise UnusableInputError(
            f"{source.id}: {count:,} records, where the whole source has at least {source.expected_records:,}; nothing"
            f" was imported. Get the file again, or import it as a part, without --whole.",
            f"{source.id}：仅有 {count:,} 条记录，完整数据至少应有 {source.expected_records:,} 条；未导入任何内容。"
            f"请重新获取文件，或去掉 --whole 作为部分数据导入。",
            code="below-floor",
        )
    if count < ENOUGH:
        return
    filled: Counter[str] = Counter()
    taken = 0
    for prepared in prepare_pieces(source.id, sample):
        taken += prepared.row is not None
        filled.update(prepared.filled)
    below = below_floors_of(source, taken, filled, is_sample=True)
    if taken == 0 or below:
        reasons = "; ".join(words for _, words in below) or "no record of the sample can be read"
        names = "、".join(name for name, _ in below) or "记录"
        raise UnusableInputError(
            f"{source.id}: {reasons}; nothing was imported. Check the file, or give --below-floors to import it all the"
            f" same.",
            f"{source.id}：样本中“{names}”的填写率远低于该来源的通常水平，未导入任何内容。请检查文件，"
            f"或使用 --below-floors 强制导入。",
            code="below-floor",
        )


def _sampled(source: Source, paths: Sequence[str | Path]) -> tuple[int, list[Piece]]:
    """Return how many pieces there are, and an even sample of them that needs little memory."""
    sample: list[Piece] = []
    step, count = 1, 0
    for piece in iter_pieces(paths, source.forms):
        if count % step == 0:
            sample.append(piece)
            if len(sample) > 2 * _SAMPLE:
                sample = sample[::2]
                step *= 2
        count += 1
    return count, sample
