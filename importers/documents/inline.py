"""Mark-up inside a line: HTML tags and entities, emphasis, links, simple formulas, taken down to printed characters."""

from __future__ import annotations

import html
import re

__all__ = ["plain_inline", "plain_math", "raised"]

_SUPERSCRIPTS = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_SUPERSCRIPT_TAG = re.compile(r"<sup>([-+−\dn]{1,6})</sup>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|em|p|s|del|div|font|small|span|strong|sub|sup|center)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{1,500}\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[\]^_`{|}~])")
_INLINE_MATH = re.compile(r"\\\((.{1,300}?)\\\)|(?<![\\$])\$([^$\n]{1,300})\$(?!\$)")

_WORDS = (
    (r"\\(?:leqslant|leq|le)(?![A-Za-z])", "≤"),
    (r"\\(?:geqslant|geq|ge)(?![A-Za-z])", "≥"),
    (r"\\lt(?![A-Za-z])", "<"),
    (r"\\gt(?![A-Za-z])", ">"),
    (r"\\pm(?![A-Za-z])", "±"),
    (r"\\times(?![A-Za-z])", "×"),
    (r"\\cdot(?![A-Za-z])", "·"),
    (r"\\sim(?![A-Za-z])", "～"),
    (r"\\mu(?![A-Za-z])\s*", "μ"),
    (r"\\Omega(?![A-Za-z])", "Ω"),
    (r"\^\s*\{?\s*\\circ\s*\}?\s*(?=C|F|\s*$|\\)", "°"),
    (r"\\(?:degree|circ)(?![A-Za-z])", "°"),
    (r"\\(?:mathrm|text|mathbf|operatorname|rm)(?![A-Za-z])", ""),
    (r"\\[ ,;:!]", " "),
    (r"\\([%#&_$])", r"\1"),
    (r"\^\s*\{\s*([-+]?\d{1,4}|n)\s*\}", lambda match: match[1].translate(_SUPERSCRIPTS)),
    (r"\^\s*(\d|n)", lambda match: match[1].translate(_SUPERSCRIPTS)),
    (r"[{}]", ""),
    (r"°\s+C", "°C"),
)
_WORD_PATTERNS = tuple((re.compile(pattern), replacement) for pattern, replacement in _WORDS)


def raised(text: str) -> str | None:
    """Return short digits and signs as superscript characters, ``None`` where there are none for it."""
    if not re.fullmatch(r"[-+−\dn]{1,6}", text):
        return None
    return text.translate(_SUPERSCRIPTS)


def plain_math(formula: str) -> str | None:
    r"""Return a simple formula (``\leq 5\%``) as printed characters, or ``None`` where that would lose something."""
    if "\\frac" in formula or "\\sqrt" in formula or "_" in formula or "=" in formula:
        return None
    for pattern, replacement in _WORD_PATTERNS:
        formula = pattern.sub(replacement, formula)
    return None if "\\" in formula or "^" in formula else formula.strip()


def _math(match: re.Match[str]) -> str:
    plain = plain_math(match[1] or match[2])
    return match[0] if plain is None else plain


def plain_inline(text: str) -> str:
    """Return a line or cell as a reader sees it; what cannot be shown as plain characters stays as it is."""
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _BREAK_TAG.sub(" ", text)
        text = _SUPERSCRIPT_TAG.sub(lambda match: match[1].translate(_SUPERSCRIPTS), text)
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"[\1]", text))
    if "$" in text or "\\(" in text:
        text = _INLINE_MATH.sub(_math, text)
    if "\\" in text and "\\(" not in text and "\\frac" not in text:
        text = _ESCAPE.sub(r"\1", text)
    if "**" in text or "__" in text:
        text = text.replace("**", "").replace("__", "")
    return text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").strip(" \t\u3000")
