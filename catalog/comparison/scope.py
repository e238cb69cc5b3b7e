"""The scope gate: whether the declared product lies inside what the benchmark is about.

The rule is over product names. The last common part of both names is the head noun (电动机), what stands before it
are qualifiers (无刷, 直流, 力矩). Inside: the head is shared and every qualifier of the benchmark stands in the
declared name too, in any order. Outside: the head is shared, the names have a qualifier in common or the declared name
has none of its own, and a qualifier of the benchmark is missing: another product, or a more general one. Everything
else is unknown, since a name does not tell what a product belongs to. A person may overrule it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.comparison.folding import fold_word
from catalog.comparison.reports import DocumentRequirements, Scope, ScopeState, Words
from catalog.designations import find_designations
from catalog.patterns import regex

__all__ = ["cites", "judge_scope", "product_name"]

_DOCUMENT_WORDS = regex(
    r"(?:产品(?:规范|标准|技术条件|技术要求)"
    r"|(?:通用|一般|专用|基本|安全|质量|卫生|总|试验|检验|企业)*"
    r"(?:技术条件|技术规范|技术要求|规范|标准|要求|规格|条件|规程|技术规格书|限定值及能效等级|试验方法|导则|指南)"
    r"|(?:基本|通用)(?:安全)?)$"
)
_ENGLISH_HEAD = regex(
    r"^(?:general |technical |product |basic |detail )*"
    r"(?:specifications?|requirements?|standards?|technical conditions?)"
    r"(?: and test methods?)? (?:for|of) (?:the )?",
    re.IGNORECASE,
)
_BRACKETS = regex(r"[（(［\[][^）)］\]]*[）)］\]]")
_PART = regex(r"第\s*\d+\s*部分|part \d+", re.IGNORECASE)
_SAME = (("電動機", "电动机"), ("电机", "电动机"), ("马达", "电动机"))
_HAN = regex(r"[\u3400-\u9fff]")
_WORD = regex(r"[^\W_]+")
_STOP = frozenset({"for", "of", "the", "and", "a", "an", "in", "to", "with", "type"})
_SHORTEST_HEAD = 2
_OR_IN_ANOTHER_LANGUAGE = " / "


@dataclass(frozen=True, slots=True)
class _Parts:
    """A product name as qualifiers and head noun, and the qualifiers that the other name has not."""

    missing: tuple[str, ...]
    own: tuple[str, ...]
    shares_qualifier: bool


def product_name(document: DocumentRequirements) -> str | None:
    """Return the product that the document is about: named, or its title without the words for a kind of document."""
    if document.product:
        return _DOCUMENT_WORDS.sub("", document.product).removeprefix("国家") or document.product
    if not document.title:
        return None
    title = _PART.split(_BRACKETS.sub("", document.title))[0].strip(" :：，,-—")
    title = _ENGLISH_HEAD.sub("", title)
    shorter = _DOCUMENT_WORDS.sub("", title).strip(" 的").removeprefix("国家")
    return shorter or title or None


def _fold_product(name: str) -> str:
    text = fold_word(_BRACKETS.sub("", name))
    for printed, usual in _SAME:
        text = text.replace(printed, usual)
    return text.removesuffix("用") or text


def _common_suffix(left: str, right: str) -> str:
    length = 0
    while length < min(len(left), len(right)) and left[-1 - length] == right[-1 - length]:
        length += 1
    return left[len(left) - length :]


def _take_out(text: str, other: str) -> tuple[str, ...]:
    """Return what is left of ``text`` when every stretch of two or more characters that ``other`` has is taken out."""
    rest, at = [""], 0
    while at < len(text):
        size = next((n for n in range(len(text) - at, 1, -1) if text[at : at + n] in other), 0)
        if size:
            rest.append("")
            at += size
        else:
            rest[-1] += text[at]
            at += 1
    return tuple(piece for piece in rest if piece)


def _chinese_parts(declared: str, benchmark: str) -> _Parts | None:
    head = _common_suffix(declared, benchmark)
    if len(head) < _SHORTEST_HEAD:
        return None
    mine, theirs = declared.removesuffix(head), benchmark.removesuffix(head)
    missing, own = _take_out(theirs, mine), _take_out(mine, theirs)
    return _Parts(missing, own, sum(map(len, missing)) < len(theirs))


def _english_words(name: str) -> list[str]:
    """Return the words of the product without what follows "for" and without small words, as printed."""
    words = _WORD.findall(re.split(r"\bfor\b", _BRACKETS.sub("", name), maxsplit=1, flags=re.IGNORECASE)[0])
    return [word for word in words if word.lower() not in _STOP]


def _english_parts(declared: str, benchmark: str) -> _Parts | None:
    mine, theirs = _english_words(declared), _english_words(benchmark)
    if not mine or not theirs or _singular(mine[-1]) != _singular(theirs[-1]):
        return None
    have, want = {_singular(word) for word in mine}, {_singular(word) for word in theirs}
    missing = tuple(word for word in theirs[:-1] if _singular(word) not in have)
    own = tuple(word for word in mine[:-1] if _singular(word) not in want)
    return _Parts(missing, own, len(missing) < len(theirs) - 1)


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")


def _parts(declared: str, benchmark: str) -> _Parts | None:
    both = [_HAN.search(name) is not None for name in (declared, benchmark)]
    if all(both):
        return _chinese_parts(_fold_product(declared), _fold_product(benchmark))
    return None if any(both) else _english_parts(declared, benchmark)


def cites(document: DocumentRequirements, designation: str | None) -> str | None:
    """Return the reference by which ``document`` cites the work of ``designation``, as printed there."""
    wanted = {found.work_key for found in find_designations(designation or "")}
    for printed in document.references:
        if wanted & {found.work_key for found in find_designations(printed)}:
            return printed
    return None


def _unknown(declared: str | None, benchmark: str | None, cited: str | None) -> Scope:
    by = "reference" if cited else "engine"
    if not declared or not benchmark:
        side_zh, side_en = ("本标准", "the declared standard") if not declared else ("对标标准", "the benchmark")
        return Scope(
            ScopeState.UNKNOWN,
            by,
            Words(f"无法判断：{side_zh}没有写明产品。", f"It cannot be told: {side_en} does not name its product."),
        )
    more = (f"（但引用了 {cited}）", f" (it cites {cited}, though)") if cited else ("", "")
    return Scope(
        ScopeState.UNKNOWN,
        by,
        Words(
            f"无法判断：仅凭名称不能确定“{declared}”是否属于“{benchmark}”{more[0]}。",
            f"It cannot be told from the names whether {declared} belongs to {benchmark}{more[1]}.",
        ),
    )


def _inside(declared: str, benchmark: str, cited: str | None) -> Scope:
    if cited:
        reason = Words(
            f"产品名称“{declared}”含有对标标准产品“{benchmark}”的全部限定，并引用了 {cited}。",
            f"The product {declared} has every qualifier of the benchmark's product {benchmark}, "
            f"and the standard cites {cited}.",
        )
        return Scope(ScopeState.INSIDE, "reference", reason)
    reason = Words(
        f"产品名称“{declared}”含有对标标准产品“{benchmark}”的全部限定。",
        f"The product {declared} has every qualifier of the benchmark's product {benchmark}.",
    )
    return Scope(ScopeState.INSIDE, "title", reason)


def _outside(declared: str, benchmark: str, parts: _Parts) -> Scope:
    missing, missing_en = "、".join(parts.missing), ", ".join(parts.missing)
    if parts.own:
        reason = Words(
            f"“{declared}”不是“{benchmark}”：限定是“{'、'.join(parts.own)}”，而不是“{missing}”，属于另一种产品。",
            f"{declared} is not {benchmark}: it is qualified by {', '.join(parts.own)}, not by {missing_en}: "
            "another product.",
        )
    else:
        reason = Words(
            f"“{declared}”比“{benchmark}”更宽：缺少限定“{missing}”。",
            f"{declared} is more general than {benchmark}: the qualifier {missing_en} is missing.",
        )
    return Scope(ScopeState.OUTSIDE, "title", reason)


def _named_in_scope(declared: DocumentRequirements, benchmark: str) -> bool:
    """Tell whether a sentence of the declared scope that excludes nothing names the benchmark's product."""
    wanted = _fold_product(benchmark)
    sentences = re.split(r"[。；;.\n]", declared.scope_text or "")
    return len(wanted) > _SHORTEST_HEAD and any(
        wanted in _fold_product(sentence) for sentence in sentences if "不" not in sentence and " not " not in sentence
    )


def _one_language(declared: DocumentRequirements, benchmark: DocumentRequirements) -> tuple[str | None, str | None]:
    """Return the names of both products in a language that both have (``大米 / rice``), else the first of each."""
    mine, theirs = (
        [name.strip() for name in (product_name(side) or "").split(_OR_IN_ANOTHER_LANGUAGE) if name.strip()]
        for side in (declared, benchmark)
    )
    for one in mine:
        for other in theirs:
            if bool(_HAN.search(one)) == bool(_HAN.search(other)):
                return one, other
    return (mine[0] if mine else None), (theirs[0] if theirs else None)


def judge_scope(declared: DocumentRequirements, benchmark: DocumentRequirements) -> Scope:
    """Return whether the declared product lies inside the benchmark's scope, by what, and why."""
    mine, theirs = _one_language(declared, benchmark)
    cited = cites(declared, benchmark.designation)
    if not mine or not theirs:
        return _unknown(mine, theirs, cited)
    if _fold_product(mine) == _fold_product(theirs):
        return _inside(mine, theirs, cited)
    parts = _parts(mine, theirs)
    if parts is not None and not parts.missing:
        return _inside(mine, theirs, cited)
    if _named_in_scope(declared, theirs):
        return _inside(mine, theirs, cited)
    if parts is None or (parts.own and not parts.shares_qualifier):
        return _unknown(mine, theirs, cited)
    return _outside(mine, theirs, parts)
