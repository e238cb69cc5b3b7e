"""Words for what a product must bear or reach without a comparison sign: 应能承受, 应能在…下工作, grades."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalog.comparison.requirements import CapabilityRange, Condition, Constraint, Limits
from importers.documents.limits import ReadLimit, capability_of, conditions_of, limit_of
from importers.documents.phrases import TABLE_LABEL, plain_name
from importers.documents.subjects import NOBODY, Subject, is_general, read_subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from importers.documents.words import Words

__all__ = ["HIPOT", "Claim", "Scene", "applied_voltage", "as_capability", "claim_of", "late_claim_of"]

HIPOT = re.compile(r"耐电?压|介电强度|抗电强度|绝缘强度")
_WITHSTAND = re.compile(r"(?:(?:均|都)?(?:应当?|须|必须)?能?够?)承受\s*(?P<what>[\u4e00-\u9fff]{0,6})\s*(?=[-+]?\s?\d)")
_BEHIND = re.compile(r"^\s*(?:±\s*\d[\d.]*\s*(?:℃|°C|%|[A-Za-zΩ]{0,3}))?\s*(?:的)?\s*(?P<what>[\u4e00-\u9fff]{0,8})")
_WORK_AT = re.compile(
    r"(?:应当?|须|必须)?能(?:够)?在\s*(?P<where>[^，。;]{1,24}?)\s*(?:的)?(?:条件|环境|温度)?(?:条件)?下"
    r"\s*(?P<verb>[\u4e00-\u9fff]{2,8})"
)
_WORK_OVER = re.compile(
    r"在\s*(?P<of>(?:额定|标称|公称)?(?:电源)?(?:电压|频率))?的?\s*(?P<value>[-+]?\d[\d.]*\s*[^\d，。]{0,4}?\s*~\s*[-+]?\d[\d.]*\s*[^\d，。]{0,4}?)"
    r"\s*(?:的)?范围内[^，。]{0,6}(?:应|须)?能?(?:够)?[^，。]{0,4}(?:工作|运行)"
)
_PLACED = re.compile(r"^[-+]?\s?\d[\d.]*\s*(?:℃|°C)\s*(?:下|环境下?|条件下|放置|贮存|存放|保温)?")
_TEMPERATURE = re.compile(r"低温|高温|温度")
_COLD_OR_HOT = re.compile(r"低温|高温|耐寒|耐热")
_VOLTAGE = re.compile(r"(?<![\d.])\d[\d.]*\s*k?V\b")
_BANNED = re.compile(r"(?:(?:均|都)?(?:不得|不应|不可|未)检出|(?:不得|禁止)使用|禁用)(?:\s*\([^()]*\))?$")
_OVERSPEED = re.compile(r"额定转速的?\s*(?=\d+(?:\.\d+)?\s*%)")
_GRADE_NAME = re.compile(
    r"(?P<name>阻燃等级|防护等级|绝缘等级|能效等级)\s*(?:应?为|达到)?\s*(?=UL|V-?\d|IP|[A-HY]\s*级|\d\s*级)"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The clause in which a sentence stands: its title and the characteristic in it, and the names of the product."""

    title: str
    products: tuple[str, ...] = ()
    is_service_chapter: bool = False

    @property
    def name(self) -> str:
        """Return the characteristic that the title names, or an empty text where it only names a field."""
        name = plain_name(self.title)
        return "" if is_general(name) or is_general(self.title) else name


@dataclass(frozen=True, slots=True)
class Claim:
    """A limit that a part of a sentence states, with its name and what else stood there."""

    name: str
    read: ReadLimit
    subject: Subject = NOBODY
    circumstances: tuple[Words, ...] = ()


def as_capability(constraint: Constraint) -> Constraint:
    """Return an interval as values over which the product must work."""
    return CapabilityRange(constraint.intervals) if isinstance(constraint, Limits) else constraint


def claim_of(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Return what a part claims by words of bearing or by a grade, which come before any comparison sign."""
    return _first((_withstand, _works_at, _works_over, _placed, _grade, _banned), part, scene, label)


def late_claim_of(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Return what a part without comparison sign claims under the title of an electrical test."""
    return _first((_hipot, _overspeed), part, scene, label)


def _first(
    readers: tuple[Callable[[Words, Scene, Words | None], Claim | None], ...],
    part: Words,
    scene: Scene,
    label: Words | None,
) -> Claim | None:
    for reader in readers:
        claim = reader(part, scene, label)
        if claim is not None:
            return claim if claim.name else None
    return None


def _withstand(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Read ``引出线应能承受 6 N 的拉力`` and ``应能承受 -25 ℃ ± 2 ℃ 低温试验``."""
    del label
    match = _WITHSTAND.search(part.folded)
    if match is None:
        return None
    value = part.cut(match.end())
    found = capability_of(value, value.folded)
    if found is None:
        return None
    read, end = found
    behind = _BEHIND.match(value.folded[end:])
    what = part.printed[match.start("what") : match.end("what")] or (behind["what"] if behind else "")
    subject = read_subject(part.cut(0, match.start()), scene.products)
    if _TEMPERATURE.search(what) and what.endswith("试验"):
        return Claim(plain_name(scene.title) or what, read, subject)
    return Claim(f"{subject.words.printed if subject.words else ''}{what}" or scene.name, read, subject)


def _works_at(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Read ``应能在低温 -40 ℃ 的条件下工作``."""
    match = _WORK_AT.search(part.folded)
    if match is None or not re.search(r"\d\s*(?:℃|°C)", match["where"]):
        return None
    where = part.cut(match.start("where"), match.end("where"))
    subject = read_subject(part.cut(0, match.start()), scene.products)
    side = "低温" if "低温" in where.folded or re.search(r"(?<!~)-\s?\d", where.folded) else "高温"
    name = (label.printed if label else scene.name) or f"{side}{match['verb']}"
    if "~" in where.folded:
        ranged = limit_of(where, name=name)
        return (
            None
            if ranged is None
            else Claim(name, replace(ranged, constraint=as_capability(ranged.constraint)), subject)
        )
    found = capability_of(where, side + where.folded)
    return None if found is None else Claim(name, found[0], subject)


def _works_over(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Read ``在额定电压的 85%～110% 范围内应能正常工作``: a range over which the product must work."""
    match = _WORK_OVER.search(part.folded)
    if match is None:
        return None
    of = part.printed[match.start("of") : match.end("of")]
    name = label.printed if label else (f"{of}范围" if of else scene.name)
    read = limit_of(part.cut(match.start("value"), match.end("value")), name=name)
    if read is None or not isinstance(read.constraint, Limits | CapabilityRange):
        return None
    return Claim(name, replace(read, constraint=as_capability(read.constraint)))


def _placed(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Read ``低温启动：-20℃ 放置 2 h 后``: a temperature that the product must have borne."""
    head = label.printed if label else scene.name
    if not head or not _COLD_OR_HOT.search(head) or not _PLACED.match(part.folded):
        return None
    found = capability_of(part, head)
    return None if found is None else Claim(head, found[0], Subject(), (part.cut(found[1]),))


def _grade(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Read ``阻燃等级 UL94 V-0 以及以上等级``: a grade right behind the name of its scale."""
    del scene, label
    match = _GRADE_NAME.search(part.folded)
    if match is None:
        return None
    read = limit_of(part.cut(match.end()), name=match["name"])
    return None if read is None else Claim(match["name"], read)


def _banned(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Read ``游离甲醛含量不得检出`` and ``禁用``: what must not be found or used."""
    match = _BANNED.search(part.folded)
    if match is None:
        return None
    subject = read_subject(part.cut(0, match.start()), scene.products)
    name = subject.words.printed if subject.words else plain_name(label.printed) if label else scene.name
    read = limit_of(part.cut(match.start()), name=name) if name else None
    return None if read is None else Claim(name, read, subject)


def _hipot(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Read ``耐电压：接线端子与外壳间 1000 V AC/1 min``: a voltage to withstand, and for how long."""
    head = label.printed if label else scene.title
    voltages = list(_VOLTAGE.finditer(part.folded))
    if len(voltages) != 1 or not HIPOT.search(head) or TABLE_LABEL.search(part.folded):
        return None
    start = voltages[0].start()
    found = capability_of(part.cut(start))
    if found is None:
        return None
    read, end = found
    tail = part.cut(start + end)
    conditions = conditions_of(*re.split(r"[/\s]", tail.folded.replace(" ", "")))
    return Claim(plain_name(head), replace(read, conditions=conditions), Subject(), (part.cut(0, start),))


def _overspeed(part: Words, scene: Scene, label: Words | None) -> Claim | None:
    """Read ``转速提升至额定转速120%`` under the title of an overspeed test."""
    del label
    match = _OVERSPEED.search(part.folded)
    if match is None or "超速" not in scene.title:
        return None
    found = capability_of(part.cut(match.end()))
    condition = Condition("relative_to", "rated_speed", printed="额定转速")
    return None if found is None else Claim(scene.name, replace(found[0], conditions=(condition,)))


def applied_voltage(subject: Subject) -> tuple[ReadLimit, tuple[Words, ...]] | None:
    """Return the voltage that a hipot test applies (``1500V 1min`` before 漏电流), and the other circumstances."""
    for words in subject.circumstances:
        if not re.match(r"\d[\d.]*\s*k?V\b", words.folded):
            continue
        found = capability_of(words)
        if found is not None:
            read, end = found
            rest = (*(other for other in subject.circumstances if other is not words), words.cut(end))
            return read, tuple(other for other in rest if other)
    return None
