"""A loop of fixed work: how fast this machine is at this moment, to stand beside every figure."""

from __future__ import annotations

import time

ROUNDS = 2_000_000


def calibrate() -> float:
    """Return the seconds that a fixed loop takes now (0.1 to 0.2 on an idle machine of 2024)."""
    started = time.perf_counter()
    total = 0
    for number in range(ROUNDS):
        total += number & 7
    return time.perf_counter() - started
