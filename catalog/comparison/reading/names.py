"""Find the characteristic that the words before a value name, and what else they say: class, state, kind of product."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.folding import fold_word
from catalog.comparison.reading.accounting import is_harmless
from catalog.comparison.reading.bases import basis_of
from catalog.comparison.reading.conditions import find_states
from catalog.comparison.reading.glances import may_say
from catalog.comparison.reading.labels import find_labels
from catalog.comparison.requirements import Condition
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.reading.drafts import Draft

__all__ = [
    "LONGEST_NAME",
    "FoundName",
    "cuts",
    "entry_before",
    "find_name",
    "glued_value",
    "is_subject",
    "take_conditions_of_use",
    "tidy_name",
    "without_generic",
]

_LEADING = regex(r"^\s*(?:[a-zA-Z]\)|\(?\d{1,2}\)|\d{1,2}[)、]|\d+(?:\.\d+){1,4}\s+|[-·*◆■①-⑳]\s*)\s*")
_OTHERWISE = regex(
    r"^(?:除(?:非)?另有(?:规定|说明|要求)外?|unless\s+otherwise\s+(?:specified|stated|agreed))\s*[,，]?\s*",
    re.IGNORECASE | re.ASCII,
)
_TRAILING = regex(
    r"(?:[\s:，,;；、=]|(?:应当|应该|应|须|必须|需|宜|可以?|要求|规定)(?:控制|保持|符合|满足|达到)?|符合|满足|达到|限量?值|标准值|[φΦ∅](?=\s*$)|(?<!数)(?<!pH)为|是|在|的(?=$)|均|其|都|规定值|"
    r"(?<![A-Za-z-])(?:shall|should|must|may|can|will|is|are|be|has|have)|(?<=\s)(?:limits?|limit\s+values?|to|of|the|value\s+of|with|"
    r"at|not))++$",
    re.IGNORECASE | re.ASCII,
)
_TRAIL_ENDS = frozenset("到以:，,;；、=当该应须需宜可求定制持合足值量φΦ∅为是在的均其都dltynsehofDLTYNSEHOF")
"""The last characters of what ``_TRAILING`` takes off."""
_START = regex(
    r"^(?:[\s:，,;、]|其中|且|并|而且|同时|其|该|\b(?:the|an?|and|with)\b(?=\s)|本(?:产品|标准)的?)+",
    re.IGNORECASE | re.ASCII,
)
_GENERIC = regex(
    r"^(?:(?:无刷|有刷|直流|交流|永磁|组装|分装)*(?:电动机|电机|产品|样品|试样|试件|成品|本产品|样本|器具|设备|装置|灯具|整机|织物|面料|纺织品|材料|制品)(?:的|在|应|表面|整机)?"
    r"|\b(?:products?|samples?|specimens?|motors?|the\s+products?)\b(?:'s)?\s*)+",
    re.IGNORECASE | re.ASCII,
)
_OF_PRODUCT = regex(r"\s+of\s+(?:the\s+|each\s+)?(?:products?|samples?|specimens?|motors?)$", re.IGNORECASE)
_SUBJECT_END = (
    "机器品料物线组件板管布纱轴壳芯置统备水膜样子圈体面层灯端带缆箱盒瓶罐袋纸皮革丝绳网球块片砖瓦钢材漆油剂液粉粒土浆"
)
_EACH = regex(
    r"(?:(?:各|每)(?:自|项|种|组分|成分|物质|个)?(?:指标|含量)?(?:均|分别)?|单(?:项|个)|均(?=\s*$)|\beach(?:\s+of)?\b|"
    r"\bindividual(?:ly)?\b|\bevery\b)(?=[\s:，,]*(?:不|应|shall|$))|\beach\b(?:\s+of\b)?",
    re.IGNORECASE | re.ASCII,
)
_SUM = regex(
    r"(?:的)?(?:总和|之和|合计|总计|加和)(?:量|含量)?|\b(?:the\s+)?(?:sum|total)\s+(?:content\s+)?of\b|\b(?:combined|"
    r"in\s+total|as\s+a\s+sum|summed|total)\b(?=\s*$)|:\s*(?:the\s+)?(?:sum|total)(?=\s*$)|(?<=[\u4e00-\u9fffA-Za-z0-9])总量(?=\s*$)",
    re.IGNORECASE | re.ASCII,
)
_MEMBER_SPLIT = regex(r"\s*(?:、|[,，]\s*(?:and\s+)?|\band\b|和|及|与|\+|&)\s*", re.IGNORECASE | re.ASCII)
_KIND_ONLY = regex(
    r"(?P<kind>[\u4e00-\u9fff\w]{1,10}?(?:式|型|(?<!专)用|类)(?:[\u4e00-\u9fff]{0,6})(?:机|品|器|料|物|件|管|板|布|车|灯))的"
)
_WHEN = regex(
    r"(?P<when>(?:当)?(?:有|用户|客户|合同)?(?:要求|需要|规定)时|当[^，,;。≤≥<>\d]{1,24}?时(?=[，,\s])|适用时|如(?:有)?(?:适用|要求|需要)|"
    r"仅(?:适用|限)于?[^，,;。()]{1,20}|适用于[^，,;。()]{1,20}|"
    r"\b(?:where|when|if)\s+(?:applicable|required|requested|specified)\b|\bonly\s+for\s+[A-Za-z -]{2,30}|"
    r"\bapplies\s+(?:only\s+)?to\s+[A-Za-z -]{2,30})[，,]?",
    re.IGNORECASE | re.ASCII,
)
_HAN_OF_USE, _WORDS_OF_USE = frozenset("时适如仅"), ("where", "when", "if", "only", "applies")
_IDLE_MARKS = regex(r"\s*\(\s*[/、,]?\s*\)|\s*[/、]\s*$")
_MARKS = frozenset("(/、")
_CUT = regex(r"的|[:，,;]\s*|\s+(?=[\u4e00-\u9fffA-Za-z(])")
_ENDS_IN_HAN, _BEGINS_AS_WORD = regex(r"[\u4e00-\u9fff)]$"), regex(r"[\u4e00-\u9fffA-Za-z]")
_UNITS = r"mm|cm|dm|m|μm|um|kg|mg|g|kN|N|kV|V|kW|W|MPa|kPa|Pa|h|min|s|°C|℃|K|%|mL|L|mA|A|Hz|级|次|度"
_GLUED = regex(rf"\d[\d.,]*\s*(?:{_UNITS})?\s*(?=\S)|(?:{_UNITS})(?=\S)")
_LIST_OF_EACH = regex(r"均\s*(?:应|须|不得?|为)?\s*$")
LONGEST_NAME = 240
"""A name is shorter; longer words before a value are a paragraph, of which the last part is looked at."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """What a requirement is about. ``members`` are the substances of a limit on several, with their ``aggregate``."""

    name: str
    characteristic: Characteristic | None
    members: tuple[str, ...] = ()
    aggregate: str | None = None


@lru_cache(maxsize=16384)
def tidy_name(text: str) -> str:
    """Return a name without numbering, connecting words, verbs and signs around it."""
    text = text.strip()
    if len(text) > LONGEST_NAME:
        return " ".join(text.split())
    text = _without_start(_OTHERWISE, _without_start(_LEADING, text))
    while True:
        shorter = _without_start(_START, _without_trail(text)).strip()
        if shorter == text:
            break
        text = shorter
    return " ".join(text.split()).strip(" :，,;；、/")


def _without_start(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return text if found is None else text[found.end() :]


def _without_trail(text: str) -> str:
    last = text[-1:]
    return _TRAILING.sub("", text) if last in _TRAIL_ENDS or last.isspace() else text


def glued_value(name: str) -> str | None:
    """Return the number or unit at the beginning of a name that the dictionary knows without it (``mmtensile …``)."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    found = _GLUED.match(name)
    if found is None or dictionary().find(name[found.end() :]) is None:
        return None
    return found[0].strip()


def take_conditions_of_use(draft: Draft, end: int) -> None:
    """Move words that limit the kind of product ("当有要求时", "组装式电机的") into the draft."""
    if may_say(draft.text, _HAN_OF_USE, _WORDS_OF_USE):
        for found in list(_WHEN.finditer(draft.text, 0, end))[:8]:
            draft.applies_if.append(draft.printed(found.start("when"), found.end("when")))
            draft.blank(found.start(), found.end())
    kind = _KIND_ONLY.search(draft.text, 0, end) if "的" in draft.text else None
    if kind:
        draft.applies_if.append(draft.printed(kind.start("kind"), kind.end("kind")))
        draft.blank(kind.start(), kind.end())


def find_name(draft: Draft, start: int, end: int) -> FoundName:
    """Return what the words between two places name; states, labels and classes among them go into the draft."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    entries = dictionary()
    start = max(start, end - LONGEST_NAME)
    whole = tidy_name(draft.full[start:end])
    bare = tidy_name(_with_brackets(draft, start, end))
    characteristic = entries.find(whole, draft.full) if whole else None
    if characteristic is not None and not _has_class(whole):
        return FoundName(_take_labels(draft, bare or whole, characteristic), characteristic)
    each = _LIST_OF_EACH.search(draft.full[start:end])
    members = _members(f"{bare}各") if each and "、" in bare else None
    if members is None or not all(entries.find(part) for part in members[1]):
        members = _members(bare)
    if members is not None:
        name, parts, aggregate = members
        found = entries.find(name, draft.full) if not parts else None
        return FoundName(name, found, parts, aggregate)
    aggregate = None
    each = _EACH.search(bare)
    if each and bare[: each.start()].strip():
        bare, aggregate = tidy_name(bare[: each.start()] + bare[each.end() :]), "each"
    characteristic = entries.find(bare, draft.full) if bare else None
    if characteristic is not None and not _has_class(bare):
        return FoundName(_take_labels(draft, bare, characteristic), characteristic, aggregate=aggregate)
    name = without_generic(_strip_labels(draft, bare))
    characteristic = entries.find(name, draft.full) if name else None
    if characteristic is None and (extreme := _EXTREME.match(name)) is not None:
        inner = entries.find(name[extreme.end() :], draft.full)
        if inner is not None and inner.default_op == ("le" if extreme["most"] else "ge") and _bare_number(draft, end):
            # The largest value of what has an upper limit is that limit.
            draft.repeated.append(extreme[0].strip())
            return FoundName(name[extreme.end() :].strip(), inner)
    if characteristic is None:
        name, characteristic = _by_parts(draft, name)
    return FoundName(name, characteristic, aggregate=aggregate)


_EXTREME = regex(r"(?:(?P<most>最大|最高|max(?:imum|\.)?\s)|最小|最低|min(?:imum|\.)?\s)\s*", re.IGNORECASE)


def _bare_number(draft: Draft, end: int) -> bool:
    """Tell whether a number stands at a place with no operator, range or tolerance in the text."""
    return draft.text[end : end + 1].isdigit() and _MORE_THAN_NUMBER.search(draft.text) is None


_MORE_THAN_NUMBER = regex(r"[≤≥<>~±≯≮=]|不|于|超过|至|以[上下内]|\d\s*-\s*\d")


def _has_class(name: str) -> bool:
    return any(label.kind in {"letter", "grade"} for label in find_labels(name))


def _with_brackets(draft: Draft, start: int, end: int) -> str:
    """Return the text between two places with the brackets that were not understood put back."""
    text = draft.text[start:end]
    if not draft.brackets and "(" not in text:
        return text
    for left, right in draft.brackets:
        if start <= left and right <= end:
            text = f"{text[: left - start]}{draft.full[left:right]}{text[right - start :]}"
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=\()", "", text)


def _take_labels(draft: Draft, name: str, characteristic: Characteristic) -> str:
    """Take positions that the dictionary passes over (``断裂强力(经向)``) from the name into the draft."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - as above

    def find(text: str) -> Characteristic | None:
        return dictionary().find(text, draft.full) if text else None

    known = bool(draft.labels)
    shown = name
    for label in find_labels(name):
        if label.kind != "position":
            continue
        before, after = name[: label.start].rstrip(" (/、,"), name[label.end :].lstrip(" )/、,")
        if (before and after and not find_labels(after)) or not (before or after):
            continue
        without = tidy_name(re.sub(r"\(\s*[/、,]?\s*\)", " ", shown.replace(label.printed, " ", 1)))
        if label.printed in shown and find(without) is not characteristic:
            continue
        if not known:
            draft.labels.append(label)
        shown = tidy_name(shown.replace(label.printed, " ", 1))
    return _IDLE_MARKS.sub("", shown).strip() or name if may_say(shown, _MARKS) else shown.strip() or name


def _members(name: str) -> tuple[str, tuple[str, ...], str | None] | None:
    """Return name, members and aggregate of a limit on several substances, or ``None``."""
    total, each = _SUM.search(name), _EACH.search(name)
    aggregate = "sum" if total else "each" if each else None
    mark = total or each
    if total and total.start() > 0 and tidy_name(name[total.end() :]):
        return None
    core = tidy_name(name[: mark.start()] + " " + name[mark.end() :]) if mark else name
    joined = re.fullmatch(r"(?P<head>.*?)\((?P<list>[^()]*(?:\+|、|,|and)[^()]*)\)", core)
    plus = "+" in core and not joined
    parts = [part.strip() for part in _MEMBER_SPLIT.split(core) if part.strip()]
    if joined and not aggregate:
        inner = tuple(part.strip() for part in joined["list"].split("+"))
        summed = len(inner) > 1 and joined["head"].strip() and all(0 < len(part) <= 20 for part in inner)  # noqa: PLR2004 - as below
        return (tidy_name(joined["head"]), inner, "sum") if summed else None
    if len(parts) < 2 or (aggregate is None and not plus):  # noqa: PLR2004 - several are two or more
        return None
    if any(len(part) > 40 for part in parts):  # noqa: PLR2004 - a sentence is no substance
        return None
    return core, tuple(parts), aggregate or "sum"


def _strip_labels(draft: Draft, name: str) -> str:
    """Take class, grade and position words at either end of a name into the draft."""
    changed = True
    while changed:
        changed = False
        # The value stands behind the name: a bare grade word at its end (``碎米 一级``) is a label.
        for label in find_labels(f"{name}≤"):
            before, after = name[: label.start].strip(" :，,的"), name[label.end :].strip(" :，,的")
            if before and after:
                continue
            if label.kind == "letter":
                if draft.product_class not in {None, label.value} and not draft.letters_are_labels:
                    draft.fail("CLASS", f"two classes are named: {draft.product_class} and {label.value}")
                if draft.letters_are_labels:
                    place = 0 if before else len(draft.labels)
                    draft.labels[place:place] = [o for o in find_labels(f"{name}≤") if o.start == label.start]
                else:
                    draft.product_class = label.value
                after = re.sub(
                    r"^(?:的)?(?:产品|纺织品|纺织产品|服装|用品|products?|textiles?)(?:的|[\s:，,])*",
                    "",
                    after,
                    flags=re.IGNORECASE | re.ASCII,
                )
            else:
                same = [other for other in find_labels(f"{name}≤") if other.start == label.start]
                draft.labels[(0 if before else len(draft.labels)) : (0 if before else len(draft.labels))] = same
            name = tidy_name(before or after)
            changed = True
            break
    return name


@lru_cache(maxsize=4096)
def without_generic(name: str) -> str:
    """Return a name without the words for the product at its beginning, unless nothing else is left."""
    shorter = tidy_name(_OF_PRODUCT.sub("", _GENERIC.sub("", name)))
    return shorter or name


def is_subject(words: str) -> bool:
    """Tell whether words name a part or kind of product, and not just the product (电机, 产品)."""
    return tidy_name(_GENERIC.sub("", words)) != ""


@lru_cache(maxsize=1024)
def cuts(name: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to part a name into what it is about and the characteristic: (before, after)."""
    cuts = []
    for found in _CUT.finditer(name):
        before, after = name[: found.start()].strip(), name[found.end() :].strip()
        if before and after:
            cuts.append((before, after, found[0]))
    return tuple((before, after) for before, after, mark in cuts if _may_cut(before, after, mark))


def _may_cut(before: str, after: str, mark: str) -> bool:
    if mark == "的":
        return before[-1] in _SUBJECT_END
    if mark.strip():
        return True
    # Between Latin words a space is inside the name: "released formaldehyde" is not formaldehyde.
    return _ENDS_IN_HAN.search(before) is not None and _BEGINS_AS_WORD.match(after) is not None


def _by_parts(draft: Draft, name: str) -> tuple[str, Characteristic | None]:  # noqa: C901 - one branch for each way to part a name
    """Look for the characteristic behind the subject of the sentence (``大米 无机砷``, ``电机绕组的绝缘电阻``)."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - as above

    entries = dictionary()
    for before, after in cuts(name):
        core = tidy_name(after)
        found = entries.find(core, draft.full)
        if found is None:
            continue
        _take_subject(draft, name, before)
        return core, found
    joined = name.replace("的", "")
    if (found := entries.find(joined, draft.full)) is not None:
        return joined, found
    for before, after in cuts(name):
        if (found := entries.find(before, draft.full)) is not None:
            _take_place(draft, after)
            return before, found
    states = find_states(name, every=True)
    if states:
        text = name
        for state in reversed(states):
            text = f"{text[: state.start]}{text[state.end :]}"
        core = without_generic(
            tidy_name(re.sub(r"(?:的)?(?:条件|状态|环境)(?:下|时)?|在(?=[，,\s]|$)|[（(][）)]", " ", text))
        )
        found = entries.find(core, draft.full) if core else None
        if found is None and core != name:
            for before, after in cuts(core):
                found = entries.find(tidy_name(after), draft.full)
                if found is not None:
                    _take_subject(draft, core, before)
                    core = tidy_name(after)
                    break
        if core and found is not None:
            for state in states:
                draft.add_condition(state.condition)
            return core, found
    return name, None


def _take_place(draft: Draft, words: str) -> None:
    """Keep the words behind a name that say where or how it holds (``耐电压：接线端子与外壳间``)."""
    for state in find_states(words, every=True):
        draft.add_condition(state.condition)
        words = words.replace(state.condition.printed, " ", 1)
    basis = basis_of(words)
    if basis is not None and basis.endswith("_fraction"):
        draft.basis = draft.basis or basis
        return
    words = tidy_name(re.sub(r"级|等级|\bgrade\b|\bclass\b|\brating\b", " ", words))
    if words:
        name = "location" if re.search(r"[间对]|between", words) else "unread"
        draft.add_condition(Condition(name, fold_word(words), printed=words))


def entry_before(draft: Draft, end: int, *, whole: bool = False) -> Characteristic | None:
    """Return the entry that the words before a place name; unless ``whole``, more words may follow it."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - the table loads with the first reading

    entries = dictionary()
    name = tidy_name(draft.text[max(0, end - LONGEST_NAME) : end])
    bare = without_generic(name)
    for candidate in (
        name,
        bare,
        _without_positions(bare),
        *(after for _, after in cuts(bare)),
        *(() if whole else (before for before, _ in cuts(bare))),
    ):
        found = entries.find(tidy_name(candidate), draft.full) if candidate else None
        if found is not None:
            return found
    return None


def _without_positions(name: str) -> str:
    """Return a name without the positions at its beginning and end (``正面耐摩擦色牢度``)."""
    for label in find_labels(name):
        if label.kind == "position" and (not name[: label.start].strip() or not name[label.end :].strip()):
            return tidy_name(f"{name[: label.start]} {name[label.end :]}")
    return name


def _take_subject(draft: Draft, name: str, before: str) -> None:
    """Keep the words before a characteristic as the product class, unless they are only the subject of the sentence."""
    from catalog.comparison.dictionary import dictionary  # noqa: PLC0415 - as above

    subject = tidy_name(_GENERIC.sub("", before))
    if subject and dictionary().find(subject) is not None:
        return
    states = find_states(subject, every=True)
    for state in reversed(states):
        draft.add_condition(state.condition)
        subject = tidy_name(f"{subject[: state.start]}{subject[state.end :]}")
    if not subject or name.startswith(f"{before}的"):
        return
    letters = [label for label in find_labels(subject) if label.kind == "letter"]
    if len(letters) == 1:
        others = f"{subject[: letters[0].start]} {subject[letters[0].end :]}"
        if not is_harmless(others):
            # What stands beside the class may be left out of it, or be only a part of it.
            draft.unread(tidy_name(others))
            subject = letters[0].printed
    if draft.product_class is None:
        draft.product_class = subject
