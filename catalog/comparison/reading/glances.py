"""One cheap look at a text: can it say something at all, before a long pattern is tried at each of its places."""

from __future__ import annotations

__all__ = ["may_say"]


def may_say(text: str, characters: frozenset[str], words: tuple[str, ...] = ()) -> bool:
    """Tell whether a text has a character, or a small-letter word, without which none of a pattern's ways can match."""
    if not characters.isdisjoint(text):
        return True
    lower = text.casefold()
    for word in words:  # noqa: SIM110 - a generator costs more than looking for the words
        if word in lower:
            return True
    return False
