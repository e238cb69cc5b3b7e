"""Marks in the texts of the hits that are shown, by the same analyser as the index: the same marks on every engine."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from search.query import Hit, Snippet
from search.text import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.syntax import ParsedText
    from search.text import Token

__all__ = ["highlight", "make_hit"]

_WINDOW = 160
"""Characters of a long text that are shown around its first mark."""
_MOST_SNIPPETS = 3


def make_hit(record: Mapping[str, Any], score: float | None, parsed: ParsedText) -> Hit:
    """Return a stored record as a hit, with its marks."""
    shown = {name: record.get(name) for name in ("firm", "uscc", "year", "publisher")}
    return Hit(
        id=record["id"],
        kind=record["kind"],
        designation=record["designation"],
        titles=record.get("titles", {}),
        status=record.get("status"),
        level=record.get("level"),
        highlights=_highlights(record, parsed),
        score=None if score is None else round(score, 4),
        extra={**record.get("extra", {}), **{name: value for name, value in shown.items() if value is not None}},
    )


def _highlights(record: Mapping[str, Any], parsed: ParsedText) -> dict[str, tuple[Snippet, ...]]:
    if not parsed.units:
        return {}
    texts: dict[str, Iterable[str]] = {
        f"title.{language}": [text] for language, text in record.get("titles", {}).items()
    }
    texts |= {name: [record[name]] for name in ("firm", "scope") if record.get(name)}
    texts |= {name: record[name] for name in ("products", "characteristics") if record.get(name)}
    found: dict[str, tuple[Snippet, ...]] = {}
    for name, values in texts.items():
        snippets = [snippet for text in values if (snippet := highlight(text, parsed)) is not None]
        if snippets:
            found[name] = tuple(snippets[:_MOST_SNIPPETS])
    return found


def highlight(text: str, parsed: ParsedText) -> Snippet | None:
    """Return the text with what was asked for marked, a long text cut around its first mark; none without a mark."""
    spans = _joined(_spans(locate(text), parsed), text)
    if not spans:
        return None
    start, end = 0, len(text)
    if end > 2 * _WINDOW:
        start = max(0, spans[0][0] - _WINDOW // 4)
        end = min(end, max(start + _WINDOW, spans[0][1]))
    segments: list[tuple[str, bool]] = []
    position = start
    for first, last in spans:
        if last > end:
            break
        segments += [(text[position:first], False), (text[first:last], True)]
        position = last
    segments.append((text[position:end], False))
    shown = tuple(segment for segment in segments if segment[0])
    return Snippet(shown, leading=start > 0, trailing=end < len(text))


def _spans(tokens: Sequence[Token], parsed: ParsedText) -> list[tuple[int, int]]:
    """Return the places of the units: whole ones, else, of a run of Han characters, what stands together of it."""
    spans: list[tuple[int, int]] = []
    for unit in parsed.units:
        whole = _occurrences(tokens, unit.words)
        if not whole and unit.is_run:
            pairs = pairwise(unit.words)
            whole = [span for pair in dict.fromkeys(pairs) for span in _occurrences(tokens, pair)]
        spans += whole
    return sorted(spans)


def _occurrences(tokens: Sequence[Token], wanted: Sequence[str]) -> list[tuple[int, int]]:
    length = len(wanted)
    return [
        (tokens[place].start, tokens[place + length - 1].end)
        for place in range(len(tokens) - length + 1)
        if tokens[place].word == wanted[0]
        and all(tokens[place + offset].word == wanted[offset] for offset in range(1, length))
    ]


def _joined(spans: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return sorted places with those that touch or overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
