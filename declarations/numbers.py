"""The form of an enterprise standard's number, as it must be to file, and what is wrong where it is not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["FiledNumber", "NumberProblem", "normalize_number", "read_filed_number"]

_DASHES = re.compile("[‐-―−－]")
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_HAN = re.compile("[\u3400-\u9fff]")
_FILED = re.compile(
    r"Q/(?P<firm>[A-Z0-9]{1,16}) (?P<sequence>\d{1,6}(?:\.\d{1,3}){0,2})(?P<food>S)?-(?P<year>(?:19|20)\d{2})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class FiledNumber:
    """A number taken apart: code of the firm, sequence, year; ``is_food`` where the sequence carries S."""

    normalized: str
    firm: str
    sequence: str
    year: int
    is_food: bool


@dataclass(frozen=True, slots=True)
class NumberProblem:
    """Why a number cannot be filed: a word for programs and a clause for a person in both languages."""

    code: str
    zh: str
    en: str


def normalize_number(text: str) -> str:
    """Return a number in plain letters, with one kind of dash and space; Chinese stays as it is."""
    plain = _ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", _DASHES.sub("-", text)))
    plain = re.sub("-{2,}", "-", _DASHES.sub("-", plain))
    plain = " ".join(plain.split())
    return plain if _HAN.search(plain) else plain.upper()


def read_filed_number(text: str) -> FiledNumber | NumberProblem:
    """Take an enterprise standard's number apart, or say what keeps it from being filed.

    Letters, digits or both make the firm's code; the space after it is needed, since without it code and sequence
    cannot be told apart; the year has four digits.
    """
    normalized = normalize_number(text)
    match = _FILED.fullmatch(normalized)
    if match:
        return FiledNumber(
            normalized, match["firm"], match["sequence"], int(match["year"]), is_food=match["food"] is not None
        )
    return _diagnose(normalized)


def _diagnose(normalized: str) -> NumberProblem:
    if not normalized:
        return NumberProblem("missing", "缺少标准编号", "the number is missing")
    if not normalized.upper().startswith("Q/"):
        return NumberProblem(
            "not-enterprise", "企业标准编号应以 Q/ 开头", "an enterprise standard's number begins with Q/"
        )
    if _HAN.search(normalized):
        return NumberProblem(
            "chinese-code", "企业代号只能用字母和数字", "the firm's code has letters and digits only, no Chinese"
        )
    if re.search(r"-\d{2}$", normalized):
        return NumberProblem("two-digit-year", "年号应为四位数字", "the year has four digits")
    if " " not in normalized:
        return NumberProblem(
            "no-space", "企业代号与顺序号之间应有空格", "a space stands between the firm's code and the sequence"
        )
    if not re.search(r"-\d{4}$", normalized):
        return NumberProblem("no-year", "缺少年号", "the year is missing at the end")
    return NumberProblem(
        "form",
        "编号形式应为“Q/企业代号 顺序号-年号”",
        "the form is Q/, the firm's code, a space, the sequence, a hyphen, the year",
    )
