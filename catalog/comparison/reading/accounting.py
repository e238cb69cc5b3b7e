"""See to it that no printed word gets lost: what stands around a value is understood, harmless, or kept as unread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.reading.labels import find_labels
from catalog.comparison.reading.references import find_reference
from catalog.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.reading.building import Row
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.reading.names import FoundName

__all__ = ["hedge_in", "is_harmless", "lost_words", "pass_over"]

_WORD = regex(r"[\u4e00-\u9fff]+|[^\W\d_\u4e00-\u9fff]+|[≈≅≒≃±∼?!]+")
_HARMLESS = regex(
    r"[φΦ∅]|除?另有(?:规定|说明|要求)外?|如下|限量值|限值|标准要求|规定值|指标值?|技术要求|要求|规定|符合|满足|控制|保持|达到?|"
    r"应当|应该|应|须|必须|需|宜|可|不得|为|是|在|的|其中|其|均|各自?|每[个种项]?|分别|都|且|并且?|而且|同时|和|及|与|或者?|即|该|本|"
    r"总和|之和|合计|总计|加和|总量|类别?|级别?|等级|等|单位|时|下|条件|状态|环境|方向|面|值|"
    r"能够?|承受|耐受|经受|住|工作|运行|使用|操作|贮存|储存|存放|启动|起动|正常|连续|可靠|"
    r"(?:[内外上]衣|衣服|裤子?|袜子?|服饰|玩具)|(?:无刷|有刷|永磁|组装|分装)*(?:电动机|电机)|产品|样品|试样|试件|成品|样本|器具|设备|装置|灯具|整机|织物|面料|纺织品|材料|制品|服装|用品|"
    r"(?<![A-Za-z])(?:shall|should|must|may|can|will|is|are|be|has|have|had|the|an?|and|or|of|in|at|for|on|to|by|with|its?|"
    r"each|every|both|all|any|sum|total|combined|value|values|limits?|content|class|grade|category|rating|requirements?|"
    r"able|capable|withstand|withstanding|operat\w*|work|function\w*|under|from|as|per|that|which|when|"
    r"products?|samples?|specimens?|motors?|textiles?|unless|otherwise|specified|stated|agreed|respectively|"
    r"where|if|applicable|s|following|whichever)(?![A-Za-z])",
    re.IGNORECASE,
)

_DEVIATION = regex(r"最大|偏差|容差|允差|公差|误差|与|deviations?|tolerances?|from", re.IGNORECASE)

_HEDGE = regex(
    r"典型|目标|参考|期望|推荐|建议|预期|标称|名义|平均|近似|大约|大概|约|接近|一般|通常|多数|原则上|尽量|实测|设计|[≈≅≒≃]|"
    r"\b(?:typical(?:ly)?|target|about|approx\w*|around|circa|nominal|average|mean|usual(?:ly)?|general(?:ly)?|normally|"
    r"expected|design|measured|recommended|guide|guidance)\b",
    re.IGNORECASE,
)
"""Words by which a value is none that every product keeps."""


def hedge_in(words: str) -> str | None:
    """Return the word by which a value is only typical, aimed at or about, if there is one in ``words``."""
    found = _HEDGE.search(words)
    return found[0] if found else None


def is_harmless(words: str) -> bool:
    """Tell whether ``words`` say nothing but "shall be", "of the product" and the like."""
    return _WORD.search(_HARMLESS.sub(" ", words)) is None


def pass_over(draft: Draft, spans: Iterable[tuple[int, int]], end: int) -> None:
    """Take the text up to ``end`` out of the draft; the words of it outside ``spans`` have yet to be accounted for."""
    loose = draft.text[:end]
    for start, stop in spans:
        loose = f"{loose[:start]}{' ' * (min(stop, end) - start)}{loose[min(stop, end) :]}"
    draft.loose.append(loose)
    draft.blank(0, end)


def lost_words(draft: Draft, name: FoundName, rows: tuple[Row, ...]) -> list[str]:
    """Return the words around the values that neither the name, nor a class, nor a condition has taken in."""
    text = " ".join(draft.loose)
    if not text.strip():
        return []
    kept = sorted(filter(None, _kept(draft, name.name, name.members, rows)), key=len, reverse=True)
    for part in kept:
        if len(part) > 1 or not part.isascii():
            text = text.replace(part, " ")
    text = _without_reference(text)
    for label in reversed(find_labels(f"{text}≤")):
        text = f"{text[: label.start]}{' ' * (label.end - label.start)}{text[label.end :]}"
    known = {part.casefold() for part in kept}
    joined = " ".join(part for part in known if len(part) > 1)
    return [
        word
        for word in _WORD.findall(_HARMLESS.sub(" ", text))
        if word.casefold() not in known
        and not (len(word) > 1 and word.casefold() in joined)
        and not _is_same(word, name.characteristic)
    ]


def _without_reference(text: str) -> str:
    """Return the text without the words that say what a deviation is from (``与平均值最大偏差``)."""
    found = find_reference(text)
    if found is None:
        return text
    return _DEVIATION.sub(" ", f"{text[: found[1]]}{' ' * (found[2] - found[1])}{text[found[2] :]}")


def _is_same(word: str, characteristic: Characteristic | None) -> bool:
    """Tell whether a word only says once more what the characteristic is (``粗糙度 Ra``)."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    return characteristic is not None and dictionary().find(word) is characteristic


def _kept(draft: Draft, name: str, members: tuple[str, ...], rows: tuple[Row, ...]) -> Iterator[str]:
    yield name
    yield from re.split(r"[\s()/]+", name)
    yield from members
    yield draft.product_class or ""
    yield from draft.repeated
    yield from draft.applies_if
    for condition in draft.conditions:
        yield condition.printed
    for row in rows:
        for condition in row.conditions:
            yield condition.printed
        for _, _, value in row.classes:
            yield value if isinstance(value, str) else value.printed
    if draft.basis is not None:
        yield from ("mass fraction", "volume fraction", "mole fraction", "质量分数", "体积分数", "摩尔分数")
    for label in (*draft.labels, *draft.late_labels):
        yield label.printed
