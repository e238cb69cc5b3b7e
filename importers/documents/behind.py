"""Parts of a sentence that leave the value to another text: a standard, a specification, an agreement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.comparison.requirements import ByReference
from importers.documents.limits import reference_of
from importers.documents.phrases import plain_name
from importers.documents.subjects import Subject, read_subject

if TYPE_CHECKING:
    from importers.documents.claims import Scene
    from importers.documents.drafts import Draft
    from importers.documents.words import Words

__all__ = ["Behind", "behind_of", "is_repeated", "tests_only", "verb_start"]

_PERMITS = re.compile(r"^(?:也|亦)?可(?!靠|连续)")
_RECORDS = re.compile(r"记录|测量|测定|测试|拆除|读取")
_TEST_WORDS = re.compile(r"(?:测量|测定|测试|试验|检验|检测|抽样)$")
_TEST_TITLE = re.compile(r"试验(?:与|及|和)|方法")
_VERB = re.compile(
    r"(?:均|都|分别)?(?:(?:应当?|须|必须)(?:能够?)?)?(?:分别)?"
    r"(?:符合|满足|承受|遵循|依据|按照|按|执行|匹配|由|参照|参考|遵照|根据)"
)
_OWN_CLAUSE = re.compile(r"(?:符合|满足|按照?)\s*(?:本(?:标准|文件|规范))?\s*(?:第\s*)?\d+(?:\.\d+)+")
_NAMED_PLACE = re.compile(r"第\s*\d|GB|JB|限值|规定")
_TAIL = re.compile(r"规定|执行|$")


@dataclass(frozen=True, slots=True)
class Behind:
    """A reference in a part and the subject before its verb; ``permits`` marks 可按…, ``records`` a step of a test."""

    reference: ByReference
    subject: Subject
    permits: bool = False
    records: bool = False


def behind_of(part: Words, scene: Scene, label: Words | None, at: int | None) -> Behind | None:
    """Return the reference that a part makes, or ``None``; ``at`` is where an operator was found before it."""
    reference = reference_of(part if at is None else part.cut(at))
    if reference is None or (_OWN_CLAUSE.search(part.folded) and reference.designation is None):
        return None
    tail = _TAIL.search(part.folded)
    records = tail is not None and _RECORDS.search(part.folded[tail.start() :]) is not None
    verb = _VERB.search(part.folded)
    cut = at if at is not None else verb.start() if verb else None
    if cut is None:
        if label is None or not _NAMED_PLACE.search(part.folded):
            return None
        cut = 0
    subject = read_subject(part.cut(0, cut), scene.products)
    return Behind(reference, subject, _PERMITS.match(part.folded) is not None, records)


def verb_start(part: Words) -> int:
    """Return where the verb of a part begins that speaks of a table (应符合表1的规定)."""
    verb = _VERB.search(part.folded) or re.search(r"(?:应当?|须)?能?承受", part.folded)
    return verb.start() if verb else 0


def tests_only(behind: Behind, name: str, scene: Scene) -> bool:
    """Tell whether the other text says how something is tested and not what is required."""
    if behind.records or (behind.subject.words and _TEST_WORDS.search(behind.subject.words.folded)):
        return True
    own = name == scene.name
    if own and _TEST_TITLE.search(scene.title):
        return True
    return _TEST_WORDS.search(plain_name(scene.title) if own else name) is not None


def is_repeated(drafts: list[Draft], reference: ByReference, name: str) -> bool:
    """Tell whether a sentence only repeats which standard holds a value (骚扰电压, then 骚扰电压试验数据)."""
    if reference.designation is None:
        return False
    return any(
        isinstance(draft.constraint, ByReference)
        and (draft.constraint.designation, draft.constraint.clause) == (reference.designation, reference.clause)
        and (draft.name in name or name in draft.name)
        for draft in drafts
    )
