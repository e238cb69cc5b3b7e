"""Which printed words name what a sentence limits: its own, its label's, its neighbour's, or the title's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary
from importers.documents.phrases import is_state, plain_name, state_prefix
from importers.documents.subjects import Subject, read_subject
from importers.documents.words import Words

if TYPE_CHECKING:
    from importers.documents.claims import Scene

__all__ = ["is_empty_name", "name_of", "neighbour_name", "several"]

_EMPTY = re.compile(
    r"^(?:其?结果|指标|具体数值|数值|参数|性能指标|计算结果|检查结果|检测结果|测试结果|基准|依据|其|并|且|同时|要求|规定)?$"
)
_TOLERANCE = re.compile(
    r"^(?:其)?(?:允许|容许)?(?:容差|偏差|公差|允差|误差)(?:范围|值)?$|^(?:允许|容许)(?:偏差|误差|公差)$"
)
_OWN_TOLERANCE = re.compile(r"^(?P<of>[^，。]{2,16}?)的?(?:允许|容许)?(?P<what>容差|偏差|公差|允差)(?:范围|值)?$")
_STATISTIC = re.compile(r"^(?:平均值|最小值|最大值|最高值|最低值|单个值|单值|局部值)$")
_STATISTIC_TAIL = re.compile(r"(?:的)?(?:平均值|最小值|最大值|最高值|最低值)$")
_RELATION = re.compile(r"^(?:与|和|较|相对|对)")
_SHARE_OF = re.compile(r"^(?:额定|标称|规定|公称)\S*的$")
_OF_TITLE = re.compile(r"(?:^|的|间|或[\u4e00-\u9fff]+)$")


def is_empty_name(words: Words) -> bool:
    """Tell whether words only point at what is meant (结果, 指标, 具体数值)."""
    return _EMPTY.match(words.folded) is not None


def name_of(subject: Subject, label: Words | None, scene: Scene, neighbour: str) -> str:
    """Return the printed name of what is limited; ``neighbour`` is the name that words like 容差范围 belong to."""
    words = subject.words
    if words and not is_empty_name(words):
        return _from_subject(words, label, scene, neighbour)
    if label and not is_empty_name(label):
        return (scene.name or label.printed) if is_state(label) else plain_name(label.printed)
    return neighbour


def _from_subject(words: Words, label: Words | None, scene: Scene, neighbour: str) -> str:
    if label and (words.folded.endswith(plain_name(label.printed)) or _SHARE_OF.match(words.folded)):
        return plain_name(label.printed)
    if _TOLERANCE.match(words.folded) or _RELATION.match(words.folded):
        base = label.printed if label else neighbour
        if not base and _TOLERANCE.match(words.folded):
            return ""
        return f"{base}{words.printed.removesuffix('范围')}"
    if _STATISTIC.match(words.folded):
        base = _STATISTIC_TAIL.sub("", label.printed if label else neighbour)
        return f"{base}{words.printed}" if base else ""
    if label and not is_empty_name(label) and not dictionary().find(words.printed):
        return f"{plain_name(label.printed)}（{words.printed}）"
    title = Words.of(scene.name).folded
    if title and words.folded.endswith(title) and _OF_TITLE.search(words.folded.removesuffix(title)):
        return scene.name
    if (own := _OWN_TOLERANCE.match(words.folded)) is not None:
        return words.printed[: own.end("of")] + words.printed[own.start("what") : own.end("what")]
    return plain_name(words.printed) if state_prefix(words) else words.printed


def neighbour_name(candidates: tuple[Words | None, ...], scene: Scene) -> str:
    """Return the name that the nearest subject before a sentence gives, else that of the title."""
    for words in candidates:
        subject = read_subject(words, scene.products) if words else Subject()
        if subject.words:
            title = Words.of(scene.name).folded
            if title and subject.words.folded.endswith(title):
                return scene.name
            return plain_name(subject.words.printed)
    return scene.name


def several(name: str) -> list[str]:
    """Return the names in ``轴伸径向跳动、轴向窜动``; a name with 与, 和 or 的 inside is one name."""
    parts = name.split("、")
    short = all(2 <= len(part) <= 8 and not re.search(r"[与和及的]", part) for part in parts)  # noqa: PLR2004 - names are short
    return parts if short else [name]
