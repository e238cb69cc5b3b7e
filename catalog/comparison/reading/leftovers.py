"""Read what is left of a text once its value is known; what is neither understood nor harmless stays ``unread``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.reading.accounting import is_harmless
from catalog.comparison.reading.brackets import read_item
from catalog.comparison.reading.conditions import find_states
from catalog.comparison.reading.constraints import says_capable
from catalog.comparison.reading.specials import (
    find_absence,
    find_private_reference,
)
from catalog.comparison.reading.words import find_subject, split_words
from catalog.comparison.requirements import (
    Condition,
)
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft


__all__ = ["HARMLESS", "LEFT_SPLIT", "read_leftovers"]

LEFT_SPLIT = regex(r"[，;；、。]|,(?!\d)|(?<!\d),|\s{2,}|(?<=[^\d]):")


HARMLESS = regex(
    r"(?:其中|等级材料|材料|单位|均|分别|各|应|为|要求|规定|符合|满足|指标值?|技术要求|限值|标准|见|值|时|且|和|及|的|并|按|方法|测定|执行|进行|采用|用|检测|检验|试验|依据|"
    r"除另有规定外|测试|测得|条件|下|等|"
    r"即可|或|不|在|所有|任何|整个|产品|样品|试样|规定的|根据|参照|合格|"
    r"\b(?:respectively|each|both|and|with|by|in|to|of|the|a|an|tested|accordance|conformity|test|method|methods|according|when|"
    r"measured|determined|shall|be|is|are|value|values|limit|at|for|on|per|as|using|basis|all|any|"
    r"sample|samples|product|products|requirement|requirements|or|that|which|standard)\b|[\s:：.。\-/*•·~])++",
    re.IGNORECASE | re.ASCII,
)


_HARMLESS_OUTCOMES = frozenset({"breakdown", "damage"})


def read_leftovers(draft: Draft) -> None:  # noqa: C901 - one branch for each printed form
    """Read the rest of the draft's text part by part."""
    judged = False
    for part in LEFT_SPLIT.split(draft.text):
        piece = part.strip()
        if not piece or HARMLESS.fullmatch(piece):
            continue
        if draft.known_name and piece.strip("的 ") and piece.strip("的 ") in draft.known_name:
            continue
        if judged and find_subject(piece) is not None:
            piece = f"无{piece}"
        piece = re.sub(r"^(?:且|并且?|同时|and|with|其)\s*", "", piece).strip()
        if read_item(draft, piece, before=False):
            continue
        if _outcome(draft, piece):
            judged = True
            continue
        if _private_reference(draft, piece) or _in_words(draft, piece):
            continue
        states = find_states(piece)
        rest = piece
        for state in reversed(states):
            rest = f"{rest[: state.start]} {rest[state.end :]}"
        if states and (not rest.strip() or HARMLESS.fullmatch(rest.strip())):
            for state in states:
                draft.add_condition(state.condition)
            continue
        draft.unread(piece)
    draft.text = " " * len(draft.text)


def _outcome(draft: Draft, piece: str) -> bool:
    """Read ``无红锈`` behind a duration or load: the criterion by which the test is judged."""
    found = find_absence(piece)
    # Words before it, or a number, mean something of their own.
    if found is None or any(char.isdigit() for char in piece[: found.start()]) or not _is_idle(piece[: found.start()]):
        return False
    thing = (found["object"] or found["thing"] or "").strip()
    subjects = {find_subject(part) for part in split_words(thing)}
    if None in subjects or piece[found.end() :].strip():
        return False
    names = sorted(subject for subject in subjects if subject)
    if set(names) <= _HARMLESS_OUTCOMES and (draft.capable or says_capable(draft.full)):
        return True
    draft.add_condition(Condition("criterion", "+".join(f"no_{name}" for name in names), printed=piece))
    return True


def _is_idle(words: str) -> bool:
    return not words.strip() or HARMLESS.fullmatch(words.strip()) is not None or is_harmless(words)


def _private_reference(draft: Draft, piece: str) -> bool:
    """Pass over "符合产品专用技术条件的规定" beside a tolerance: the nominal value is there, the tolerance here."""
    found = find_private_reference(piece)
    return found is not None and re.search(r"偏差|容差|误差|公差|toleran|deviat|变化|差值", draft.full) is not None


def _in_words(draft: Draft, piece: str) -> bool:
    """Read a part whose words say one thing each (``1 min 无击穿``)."""
    cut = re.search(r"\s+(?=无|不|no\b|without\b)", piece)
    if cut is None or not read_item(draft, piece[: cut.start()].strip(), before=False):
        return False
    rest = piece[cut.end() :].strip()
    if not _outcome(draft, rest):
        draft.unread(rest)
    return True
