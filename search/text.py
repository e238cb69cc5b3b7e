"""The one analyser: every text is folded and cut here, for indexing, for asking and for marking alike.

The engines get cut text and split it at white space only, so both hold the same words by construction. One token is one
Han or kana character, or one run of other letters and digits: precise enough for Chinese titles with the *and* of a
word's characters plus a reward for the phrase, and nothing is lost where scripts meet (``铁路12306``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opencc import OpenCC

__all__ = ["BREAK", "Token", "cut", "fold", "is_ideograph", "join", "locate", "number_form", "words"]

BREAK = "¶"
"""Word between two values of one field: no text contains it after cutting, so no phrase reaches across."""

_LONGEST_WORD = 128
"""Characters of a word that count. Elasticsearch cuts words at 255 by itself, tantivy drops those over 65,530 bytes."""

_IDEOGRAPHS = (
    (0x3005, 0x3007),  # iteration mark, closing mark, zero
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),  # small kana
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),  # old kana
    (0x20000, 0x323AF),
)
_LATIN_1 = 256
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_HALF_WIDTH_VOICING = "\uff9e\uff9f"
_LONG = re.compile(rf"(\S{{{_LONGEST_WORD}}})\S+")


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - 30 ms and a dictionary that Latin text does not need

    return OpenCC("t2s")


def is_ideograph(char: str) -> bool:
    """Tell whether the character is a word of its own: Han or kana."""
    code = ord(char)
    return code >= _IDEOGRAPHS[0][0] and any(low <= code <= high for low, high in _IDEOGRAPHS)


def _simplify(char: str) -> str:
    """Return the simplified form of a Han character; a few lead on to another: follow, so that folding is stable."""
    simple, converted = char, _simplifier().convert(char)
    while converted != simple:
        simple, converted = converted, _simplifier().convert(converted)
    return unicodedata.normalize("NFKC", simple)


class _Simplified(dict[int, str]):
    """Character to simplified character, worked out once for each."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = simple = _simplify(char) if is_ideograph(char) else char
        return simple


class _Cut(dict[int, str]):
    """Character to what stands for it in cut text: itself, itself simplified between spaces, or a space."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if is_ideograph(char):
            piece = f" {_simplify(char)} "
        else:
            # Marks stay: without them the vowels of Thai or Devanagari would break every word.
            piece = char if unicodedata.category(char)[0] in "LNM" else " "
        self[code] = piece
        return piece


_SIMPLIFIED = _Simplified({0x2014: "-", 0x2019: "'"})
_CUT = _Cut()


def _level(text: str) -> str:
    """Return the text with width, compatibility forms and case levelled."""
    # Most Latin titles are ASCII but for these two, and ASCII is three times as fast.
    text = text.replace("—", "-").replace("’", "'")
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    if unicodedata.is_normalized("NFKC", folded):
        return folded
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold())


def fold(text: str) -> str:
    """Return the text with width, compatibility forms, case and traditional Han characters levelled."""
    return text.lower() if text.isascii() else _level(text).translate(_SIMPLIFIED)


@lru_cache(maxsize=1)
def _western() -> tuple[bytes, bytes]:
    """Return what stands in cut text for each character of Latin-1, and those for which several characters stand."""
    pieces = [_level(chr(code)).translate(_CUT) for code in range(_LATIN_1)]
    several = bytes(code for code, piece in enumerate(pieces) if len(piece) > 1 or ord(piece) >= _LATIN_1)
    return bytes(code if code in several else ord(piece) for code, piece in enumerate(pieces)), several


def _cut_whole(text: str) -> str:
    """Return the folded words of the text: in one go where its languages are western, as most titles' are."""
    text = text.replace("—", "-").replace("’", "'")
    table, several = _western()
    try:
        narrow = text.encode("latin-1")
    except UnicodeEncodeError:
        return _level(text).translate(_CUT)
    if len(narrow.translate(None, several)) < len(narrow):
        return _level(text).translate(_CUT)
    return narrow.translate(table).decode("latin-1")


def cut(text: str) -> str:
    """Return the folded words of the text, parted by white space."""
    pieces = _cut_whole(text)
    # Looked at word by word first: the pattern would try every character of a long text.
    if len(pieces) > _LONGEST_WORD and max(map(len, pieces.split()), default=0) > _LONGEST_WORD:
        return _LONG.sub(r"\1", pieces)
    return pieces


def words(text: str) -> list[str]:
    """Return the folded words of the text, in order."""
    return cut(text).split()


def join(texts: Iterable[str]) -> str:
    """Return several texts cut as one, parted so that no phrase reaches from one into the next."""
    return f" {BREAK} ".join(cut(text) for text in texts if text)


@lru_cache(maxsize=4096)
def number_form(text: str) -> str:
    """Return a number without its punctuation: letters and digits, one dot where digits meet (``gbt19001.2016``).

    Two spellings of one number have the same form; the form of its beginning is the beginning of its form.
    """
    form = ""
    for run in _NOT_ALPHANUMERIC.split(fold(text)):
        form += f".{run}" if form[-1:].isdecimal() and run[:1].isdecimal() else run
    return form


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text and the place where it stands in the text as written."""

    word: str
    start: int
    end: int


class _Kind(dict[int, str]):
    """Character to one letter: ``h`` a word of its own, ``w`` part of a word, a space otherwise."""

    def __missing__(self, code: int) -> str:
        piece = _CUT[code]
        self[code] = kind = " " if piece == " " else "h" if piece.startswith(" ") else "w"
        return kind


_KIND = _Kind()
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WORD = re.compile("h|w+")


def locate(text: str) -> list[Token]:
    """Return the words of the text with their places: those of :func:`words`, none where that is impossible."""
    narrow = text.translate(_WIDE)
    folded = narrow.casefold()
    if len(folded) == len(text) and unicodedata.is_normalized("NFKC", folded):
        simple = folded.translate(_SIMPLIFIED)
        places = (match.span() for match in _WORD.finditer(simple.translate(_KIND)))
        return [Token(simple[start:end][:_LONGEST_WORD], start, end) for start, end in places]
    return _locate_slowly(text)


def _locate_slowly(text: str) -> list[Token]:
    """Do the same where folding changes lengths (``㎡`` is two letters): each character with its marks by itself.

    Where Hangul letters or rare marks join across that border, the places cannot be told.
    """
    tokens: list[Token] = []
    start, word, begun = 0, "", 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or text[end] in _HALF_WIDTH_VOICING):
            end += 1
        pieces = cut(text[start:end])
        for piece in re.split(r"(\s)", pieces):
            if piece.isspace():
                if word:
                    tokens.append(Token(word[:_LONGEST_WORD], begun, start if begun != start else end))
                word = ""
            elif piece:
                begun = begun if word else start
                word += piece
        start = end
    if word:
        tokens.append(Token(word[:_LONGEST_WORD], begun, len(text)))
    return tokens if [token.word for token in tokens] == words(text) else []
