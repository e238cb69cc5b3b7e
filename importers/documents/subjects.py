"""The words before a limit: the product, the kind of product, the class, the circumstances, and what is measured."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.comparison.dictionary import dictionary
from importers.documents.axes import FoundClass, find_class
from importers.documents.phrases import stripped_modal
from importers.documents.words import Words

__all__ = ["NOBODY", "Subject", "is_general", "read_subject"]

_LONG_NAME = 4
_NOUNS = r"(?:电动机|电机|产品|样品|样机|试样|试件|设备|装置|器具|仪器|材料|组件|部件)"
_PRODUCT = re.compile(
    rf"^(?P<kind>[\u4e00-\u9fffA-Za-z0-9]{{0,14}}?)(?P<noun>{_NOUNS})(?P<of>的|在|(?=[\u4e00-\u9fff])|$)"
)
_KINDS = re.compile(r"^(?:.*(?:式|型|系列|用|级)|(?:带|无|有|具有|配|含).+的?)$")
_COUNT = re.compile(r"^(?:每(?:根|台|个|只|件|组|套)|单(?:根|台|个)|同型号|同批次|其|该|任意)")
_UNDER = re.compile(r"^(?:的?(?:条件|电压|环境)?(?:下|时|处|内|中))$")
_QUANTITIES = re.compile(r"^(?:\d[\d.]*\s*(?:k?V|min|s|h|Hz|A|mA)\s*(?:AC|DC)?\s*[,、]?\s*)+(?=[\u4e00-\u9fff])")
_EMBEDDED = re.compile(
    r"(?:在|当|(?<![低高大小多少等位处基由用])于)(?P<words>[^，。;在]{1,40}?)(?:的)?(?:条件|情况|状态|环境|温度)?(?:条件|情况)?(?:下|时)"
)
_HEAD = re.compile(
    r"^(?P<words>[^，。;]{0,30}?(?:环境下|条件下|状态下|温度下|电压下|负载下|转速下|常温下|室温下|时(?![间刻效])|后|处(?!理)))"
)
_GENERAL = re.compile(
    r"^(?:(?:电气|机械|物理|化学|力学|使用|主要|基本|外观|安全|环境|理化|技术|产品|一般|其他|通用|质量)*(?:性能|要求|参数|指标|条件|适应性|特性|规定|技术)|可靠性|环境适应性|运行条件|工作条件"
    r"|使用条件|外观与结构|基本参数|技术要求|要求|安全|合格判定|试验波形参数)$"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands before a limit. ``words`` is what is measured; ``full`` all the words."""

    words: Words | None = None
    found_class: FoundClass | None = None
    applies_if: tuple[str, ...] = ()
    circumstances: tuple[Words, ...] = ()
    full: str = ""


NOBODY = Subject()
"""The subject of a part that names none."""


def is_general(name: str) -> bool:
    """Tell whether a title names a field (电气性能, 技术要求) and no characteristic."""
    return not name or _GENERAL.match(Words.of(name).folded) is not None


def read_subject(words: Words, products: tuple[str, ...]) -> Subject:
    """Take apart the words before a limit."""
    full = words.printed
    words = stripped_modal(words)
    circumstances: list[Words] = []
    found = find_class(words)
    if found is not None:
        words = words.without(found.start, found.end)
    embedded = _EMBEDDED.search(words.folded)
    if embedded is not None:
        circumstances.append(words.cut(embedded.start("words"), embedded.end()))
        words = stripped_modal(words.without(embedded.start(), embedded.end()))
    words, applies = _without_product(words, products)
    head = _HEAD.match(words.folded)
    if head is not None and (
        re.search(r"\d", head[0]) or len(head[0]) < len(words.folded) or head[0].endswith(("下", "时", "后", "处"))
    ):
        circumstances.append(words.cut(0, head.end()))
        words = stripped_modal(words.cut(head.end()))
        words, more = _without_product(words, products)
        applies = (*applies, *more)
    if quantities := _QUANTITIES.match(words.folded):
        circumstances.append(words.cut(0, quantities.end()))
        words = words.cut(quantities.end())
        if _UNDER.match(words.folded):
            words = words.cut(len(words.folded))
    if count := _COUNT.match(words.folded):
        words = words.cut(count.end())
    if state := re.fullmatch(r"(?:冷态|热态|常态|常温|室温|低温|高温|湿热)(?:下|时)?", words.folded):
        circumstances.append(words.cut(0, state.end()))
        words = words.cut(state.end())
    if used := re.match(r"^(?:应?(?:采用|使用|选用|具有|具备))", words.folded):
        words = words.cut(used.end())
    return Subject(words or None, found, applies, tuple(c for c in circumstances if c), full)


def _without_product(words: Words, products: tuple[str, ...]) -> tuple[Words, tuple[str, ...]]:
    """Take the product off the front; a kind of product (组装式电机) is a condition on what the row applies to."""
    for product in products:
        folded = Words.of(product).folded
        if folded and words.folded.startswith(folded):
            rest = words.folded[len(folded) :]
            if rest.startswith(("的", "在")):
                return words.cut(len(folded) + 1), ()
            if not rest or len(folded) > _LONG_NAME or _names_alone(words.printed, words.printed[len(folded) :]):
                return words.cut(len(folded)), ()
        if words.folded == folded[-1:] or words.folded.startswith(f"{folded[-1:]}的"):
            return words.cut(2 if len(words.folded) > 1 else 1), ()
    match = _PRODUCT.match(words.folded)
    if match is None:
        return words, ()
    kind = match["kind"].removeprefix("每台").removeprefix("本").removeprefix("各").removeprefix("整")
    if kind == "":
        return words.cut(match.end()), ()
    if _KINDS.match(kind):
        return words.cut(match.end()), (kind + match["noun"],)
    if match["of"] in {"的", "在"} and any(
        kind + match["noun"] in product or product.endswith(kind + match["noun"]) for product in products
    ):
        return words.cut(match.end()), ()
    return words, ()


def _names_alone(whole: str, rest: str) -> bool:
    """Tell whether ``rest`` names a characteristic and ``whole`` does not (水泵质量, but not 电源线长度)."""
    known = dictionary()
    return known.find(rest) is not None and known.find(whole) is None
