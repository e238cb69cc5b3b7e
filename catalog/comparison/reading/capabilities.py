"""Name what a sentence of capability is about: "应能承受6N的拉力", "shall operate at -40 °C"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.reading.names import LONGEST_NAME, FoundName, cuts, is_subject, tidy_name, without_generic
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.reading.measures import Measure

__all__ = ["capability_name"]

_WITHSTAND = regex(
    r"(?P<subject>[^，,;。:]*?)(?:应|须)?(?:能够?|可)?(?P<verb>承受|耐受|经受)(?:住)?(?:[\s的]|不[小低少]于)*$"
)


_WORK = regex(
    r"(?P<subject>[^，,;。:]*?)(?:应|须)?(?:能够?|可)在(?:环境|周围)?(?P<state>低温|高温)?(?:温度)?(?:为|的)?\s*$"
)


_NOUN = regex(r"\s*的?(?P<noun>[\u4e00-\u9fff]{1,8}?)(?:试验|作用)?(?=$|[\s，,;。、而且])")


_WORK_TAIL = regex(
    r"\s*的?(?:条件|环境|温度|范围)*(?:下|中|内)?(?:应|能)?(?:正常|连续|可靠|长期|稳定)*地?(?P<verb>工作|运行|使用|操作|贮存|储存|存放|启动|起动)"
)


_ENGLISH_WITHSTAND = regex(
    r"(?P<subject>[A-Za-z -]*?)\s*(?:shall|must|should|can)?\s*(?:be\s+(?:able\s+to|"
    r"capable\s+of)\s+)?withstand(?:ing)?\s+(?:a\s+)?(?P<noun>[A-Za-z -]*?)(?:\s+of)?\s*$",
    re.IGNORECASE | re.ASCII,
)


_ENGLISH_WORK = regex(
    r"(?P<subject>[A-Za-z -]*?)\s*(?:shall|must|should|can)?\s*(?:be\s+(?:able\s+to|"
    r"capable\s+of)\s+)?(?P<verb>operat\w*|work\w*|function\w*|stor\w*)\s+(?:at|in|from|between|"
    r"over)?\s*(?:temperatures?\s+(?:of|from)?)?\s*$",
    re.IGNORECASE | re.ASCII,
)


_SPACES = regex(" {2,}")
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -"


def capability_name(draft: Draft, measure: Measure, name: FoundName) -> FoundName:
    """Return the name that a sentence of capability makes (``引出线应能承受6N的拉力`` is the pull on a lead)."""
    head = draft.text[max(0, measure.start - LONGEST_NAME) : measure.start]
    # The patterns reach from the last mark that a subject cannot hold to the end: no search is needed.
    phrase = head[max(head.rfind(mark) for mark in "，,;。:") + 1 :]
    withstand, work = _WITHSTAND.match(phrase), _WORK.match(phrase)
    if name.characteristic is not None and not (withstand or work):
        return name
    candidates: list[str] = []
    taken = measure.end
    if withstand:
        noun = _NOUN.match(draft.text, measure.end)
        word = noun["noun"] if noun else ""
        taken = noun.end() if noun else measure.end
        subject = tidy_name(withstand["subject"])
        subjects = list(
            dict.fromkeys(
                [
                    subject,
                    *(after for _, after in cuts(subject)),
                    without_generic(subject),
                    re.sub(r"^(?:每根|单根|每个|各)", "", subject),
                ]
            )
        )
        candidates = [form for one in subjects for form in (f"{one}承受{word}", f"{one}{word}", f"{one}的{word}")] + [
            word
        ]
    elif work:
        tail = _WORK_TAIL.match(draft.text, measure.end)
        if tail is None:
            return name
        taken = tail.end()
        verb = {"运行": "工作", "使用": "工作", "操作": "工作", "存放": "贮存", "储存": "贮存"}.get(
            tail["verb"], tail["verb"]
        )
        candidates = [f"{work['state'] or ''}{verb}", f"{verb}温度"]
        subject = tidy_name(work["subject"])
        if subject and is_subject(subject) and draft.product_class is None:
            draft.product_class = subject
    else:
        latin = _SPACES.sub(" ", head[len(head.rstrip(_LATIN)) :])
        english, place = _ENGLISH_WITHSTAND.match(latin), _ENGLISH_WORK.match(latin)
        if place and measure.quantity and measure.quantity.unit and measure.quantity.unit.kind == "temperature":
            candidates = [
                "storage temperature" if place["verb"].lower().startswith("stor") else "operating temperature"
            ]
        elif english:
            candidates = [f"{english['subject']} {english['noun']}", english["noun"]]
        else:
            return name
    return _first_known(draft, candidates, taken, measure, name)


def _first_known(draft: Draft, candidates: list[str], taken: int, measure: Measure, name: FoundName) -> FoundName:
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - as above

    for candidate in candidates:
        entry = dictionary().find(tidy_name(candidate), draft.full) if candidate.strip() else None
        if entry is not None:
            draft.blank(measure.end, taken)
            return FoundName(tidy_name(candidate), entry)
    if name.characteristic is None and candidates and candidates[0].strip():
        draft.blank(measure.end, taken)
        return FoundName(tidy_name(candidates[0]), None)
    return name
