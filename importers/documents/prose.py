"""Sentences of a clause to drafts of requirements: who is limited, by what, under which conditions, or by which text.

A sentence is cut at its commas; each part is a limit, a capability, a reference, a circumstance, an outcome or a
subject. What looks like a demand and is none of them is an issue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalog.comparison.requirements import Condition, Modality, Text
from importers.documents.assembly import assembled, read_foreign
from importers.documents.axes import FoundClass, find_class
from importers.documents.behind import behind_of, is_repeated, tests_only, verb_start
from importers.documents.circumstances import conditions_from, joined, meeting, stated
from importers.documents.claims import HIPOT, Claim, Scene, applied_voltage, as_capability, claim_of, late_claim_of
from importers.documents.drafts import Draft, ReadingIssue
from importers.documents.english import is_duty, is_english, read_english
from importers.documents.foreign import MULTIPLE, parts_in, read_sentences, subject_of
from importers.documents.limits import ReadLimit, conditions_of, limit_of, pieces_of
from importers.documents.naming import is_empty_name, name_of, neighbour_name, several
from importers.documents.phrases import (
    ALTERNATIVE,
    APPLIES,
    TABLE_LABEL,
    demands,
    find_limit,
    is_circumstance,
    is_outcome,
    is_service,
    other_way,
    plain_name,
    state_prefix,
    stripped_modal,
)
from importers.documents.sentence import Lead, Sentence, TableMention
from importers.documents.subjects import Subject, is_general, read_subject
from importers.documents.words import Words, parts_of, sentences_of

if TYPE_CHECKING:
    from importers.documents.phrases import LimitPlace

__all__ = ["MAX_SENTENCE", "ProseReader"]

MAX_SENTENCE = 1000
"""Longest sentence that is read: a standard's longest have some 300 characters."""

_FORMULA_REASON = "formula: not read as a limit"
_METHOD_REASON = "a test method: not read as a requirement"
_UNCERTAIN_REASON = "no limit that could be read with certainty"
_WORDS_REASON = "words without a limit"

_LABEL = re.compile(r"^([^，。;:≤≥<>±]{1,24}?)\s*:\s*(?=\S)")
_CLASS_LABEL = re.compile(r"^([^，。;:]{1,28}?)\s*:\s*(?=\S)")
_METHOD_LABEL = re.compile(r"^(?:试验|测试|检验|检测|测量|测定)(?:方法|条件|等级|步骤|程序|参数)$|^严酷(?:等级|程度)$")
_NOTE = re.compile(r"^注\s*\d*\s*:")
_DUTY = re.compile(r"应|宜|可(?!靠)")
_FORMULA = re.compile(r"(?:的)?(?:计算)?公式|计算(?:规则|方法|式)|按下式|按式")
_VALUE_FIRST = re.compile(r"^(?:AC|DC|交流|直流)?\s*[-+±]?\s?\d")
_RANGE_FIRST = re.compile(r"^[-+]?\s?\d[\d.]*\s*[^\d，。~]{0,6}~\s*[-+]?\s?\d")
_VALUE_BEHIND = re.compile(r"^(?P<name>[\u4e00-\u9fff]{2,12})\s*(?=\d[\d.]*\s*[A-Za-z%℃Ω/]{1,6}\s*(?:及?以[上下内])$)")
_RANGE_BEHIND = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{0,8}(?:温度|湿度|范围))\s*(?=[-+]?\s?\d[\d.]*\s*[^\d，。]{0,6}(?:~|至|到)\s*[-+]?\s?\d)"
)
_CURRENT = re.compile(r"^(?:AC|DC|交流|直流)\s*(?=\d)")
_DEVIATION = re.compile(
    r"偏差|公差|误差|精度|容差|允差|波动|变化|不平衡|漂移|差值|偏移|跳动|准确度|调整率|稳定度|伸缩|尺寸"
)
_NO_FIELD = re.compile(r"^(?:一般|通用|基本|其他|技术)?(?:技术)?要求$|条件$|指标$|参数$|^$")
_EQUALS = re.compile(r"(?:为|是|取)\s*(?=[-+±]?\s?\d|IP\s?\d|V-[012]|[YAEBFHNC]\s*级)")
_BARE_VALUE = re.compile(r"^(?:[\u4e00-\u9fff]{1,6}的\s*)?±|^(?:V-|IP|[YAEBFHNC]\s*级|允许偏差)")
_TELLING = re.compile(r"(?<=[\u4e00-\u9fff])为\s*[\u4e00-\u9fff]{0,6}\s*[A-Z0-9]")
_MEETS = re.compile(r"符合|满足")
_ELSEWHERE = re.compile(r"见(?:附录|图|表|\d)")
_DURATION = re.compile(r"^(?:持续|历时|保持)")
_AS_CONDITION = re.compile(r"(?:时|后|情况下|条件下)$")
_STRICT_DUTY = re.compile(r"应(?![力用变])|不得|须|[≤≥<>]")
_KIND_LIMIT = re.compile(r"(?:[<>≤≥]|[大小高低]于|超过|以[上下]|不足)[^，]*?(?:的|之)\s*[\u4e00-\u9fff]{1,6}$")
_SUBJECT_BEFORE = re.compile(r"^([^，。]{2,}?)(?=在[^，。]+(?:下|时)$)")
_SET_UP = re.compile(r"试验箱|抽样|合格率|试验设备|仪器|兆欧表(?!\))|测量(?:仪|设备)")
_METER_BRACKET = re.compile(r"\([^()]*(?:兆欧表|仪)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAD_SERVICE = re.compile(r"(?:下列|以下)[^，。]{0,8}(?:条件|环境)下[^，。]{0,4}(?:应?能|可)")
_LEAD_TAIL = re.compile(r"(?:如下(?:所示)?|符合(?:以下|下列)(?:规定|要求)|(?:以下|下列)(?:规定|要求))$")
_CODE = re.compile(r"^[-\dA-Z][-~～\dA-Z、,，和及\s]*(?:通常|一般|分别|均|还)?(?:用于|用以|用来)?(?:表示|代表)")
_LEAD_IN = re.compile(r"在(?:下列|以下)[\u4e00-\u9fff]{2,4}下")


@dataclass(slots=True)
class ProseReader:
    """Reads the sentences of one clause; drafts, issues and mentions of tables collect in its lists."""

    clause: str | None
    scene: Scene
    drafts: list[Draft] = field(default_factory=list)
    issues: list[ReadingIssue] = field(default_factory=list)
    mentions: dict[str, list[TableMention]] = field(default_factory=dict)
    _last_subject: Words | None = None
    _formula_rows: list[Draft] = field(default_factory=list)
    _last_foreign: str = ""

    def read(self, text: str, line: int, lead: Lead | None = None) -> None:
        """Read one paragraph or list item."""
        self._last_subject = lead.subject if lead else None
        carried: FoundClass | None = None
        label: Words | None = None
        words = Words.of(text)
        head = None if len(words.folded) > MAX_SENTENCE else _CLASS_LABEL.match(words.folded)
        if head:
            carried = find_class(words.cut(0, head.end(1)))
            words = words if carried is None else words.cut(head.end())
        for index, part in enumerate(sentences_of(words)):
            if _NOTE.match(part.folded):
                return
            sentence = Sentence(part, line, lead or Lead(), carried)
            label = self._sentence(sentence, label if index else None)

    def lead(self, text: str) -> Lead:
        """Return what an introductory paragraph gives to its list."""
        words = Words.of(text.rstrip("：: "))
        conditions: list[Condition] = []
        subject: Words | None = None
        applies: list[str] = []
        capability = _LEAD_SERVICE.search(words.folded) is not None
        for part in (part for sentence in sentences_of(words) for part in parts_of(sentence)):
            if APPLIES.match(part.folded):
                applies.append(part.printed)
                continue
            core = part.cut(0, len(_LEAD_TAIL.sub("", part.folded)))
            inner = read_subject(core, self.scene.products)
            texts = [core.printed, *(one.printed for one in inner.circumstances)]
            conditions.extend(conditions_of(*(_LEAD_IN.sub("", one) for one in texts)))
            if len(core.folded) < len(part.folded) and not is_circumstance(core) and not capability:
                subject = stripped_modal(core)
        return Lead(subject, joined(tuple(conditions)), tuple(applies), capability)

    def formula(self, text: str, line: int) -> None:
        """Take in a displayed formula: it is shown as an issue and never read as a limit."""
        self.issues.append(ReadingIssue(line, text, _FORMULA_REASON, self.clause))
        if "公式" in self.scene.title and not self._formula_rows:
            name = plain_name(re.sub(r"(?:计算)?公式.*$", "", self.scene.title))
            self._formula_rows.append(self._formula_row(name, text, line))

    def finish(self) -> None:
        """Add the rows that only a formula gives, once all other rows of the clause are known."""
        for row in self._formula_rows:
            known = [d for d in self.drafts if d.name == row.name and set(d.conditions) >= set(row.conditions)]
            if not known:
                self.drafts.append(row)

    # -- sentences and their parts -------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, label_before: Words | None) -> Words | None:
        """Read one sentence; return its label, which holds for the sentences after it in the same paragraph."""
        words = sentence.words
        if len(words.folded) > MAX_SENTENCE:
            self._issue(words.cut(0, 80), sentence.line, "a sentence too long to be read with certainty")
            return None
        label = _LABEL.match(words.folded)
        if label and _METHOD_LABEL.match(label[1]):
            self._issue(words, sentence.line, "a test method or severity: not read as a requirement")
            return None
        sentence.applies_if = list(sentence.lead.applies_if)
        body = self._labelled(sentence, label, label_before)
        if _FORMULA.search(words.folded):
            self._formula(sentence)
        elif reason := _told_apart(words, body):
            self._issue(words, sentence.line, reason)
        elif not _HAN.search(words.folded) and is_english(words):
            for part in parts_in(words):
                self._english(Sentence(part, sentence.line, sentence.lead))
        elif not _HAN.search(words.folded) and (foreign := read_foreign(words)) is not None:
            name, read = foreign
            if self.scene.is_service_chapter:
                read = replace(read, constraint=as_capability(read.constraint))
            self._add(name, read, Subject(), sentence)
        else:
            for part in parts_of(body):
                self._part(part, sentence)
            self._close(sentence)
        return sentence.label

    def _english(self, sentence: Sentence) -> None:
        found = read_sentences(sentence.words, self._last_foreign)
        if not found and (read := read_english(sentence.words)) is not None:
            found = [read]
        self._last_foreign = subject_of(sentence.words) or self._last_foreign
        for one in found:
            self._add(*one, Subject(), sentence)
        if not found and is_duty(sentence.words):
            self._issue(sentence.words, sentence.line, "a sentence in English without a limit read with certainty")

    def _labelled(self, sentence: Sentence, label: re.Match[str] | None, label_before: Words | None) -> Words:
        """Take the label off a sentence (``工作温度：…``, ``F级绝缘：…``) and return the rest."""
        words = sentence.words
        if label is None or find_limit(words.cut(0, label.end(1))):
            place = find_limit(words)
            if label_before is not None and place is not None and not words.folded[: place.start].strip():
                sentence.label = label_before
            return words
        head = words.cut(0, label.end(1))
        found = find_class(head)
        if found is not None:
            sentence.found_class = found
        elif told := _DUTY.search(head.folded):
            sentence.label = read_subject(head.cut(0, told.start()), self.scene.products).words
            sentence.modality = Modality.SHOULD if re.search(r"优先|宜", head.folded) else Modality.SHALL
        else:
            sentence.label = head
        return words.cut(label.end())

    def _part(self, part: Words, sentence: Sentence) -> None:
        if APPLIES.match(part.folded):
            kept = sentence.circumstances if "控制" in part.folded else None
            if kept is None:
                sentence.applies_if.append(part.printed)
            else:
                kept.append(part)
            return
        if (other := other_way(part)) is not None:
            self._part(part.cut(0, other), sentence)
            for draft in sentence.drafts:
                draft.alternative = part.cut(other).printed
            return
        if ALTERNATIVE.match(part.folded) and sentence.drafts:
            sentence.drafts[-1].alternative = part.printed
            return
        if is_outcome(part):
            if sentence.drafts:
                sentence.handled = True
            else:
                sentence.unread.append(part)
            return
        part, alternative = _without_alternative(part)
        before = len(sentence.drafts)
        if not self._reads(part, sentence):
            self._circumstance_or_subject(part, sentence)
        for draft in sentence.drafts[before:]:
            draft.alternative = alternative or draft.alternative

    def _reads(self, part: Words, sentence: Sentence) -> bool:
        """Read one part as a capability, a limit, a plain value or a reference; false if it is none of them."""
        if _DURATION.match(part.folded):
            return False
        if self._kind(part, sentence):
            return True
        claim = claim_of(part, self.scene, sentence.label)
        if claim is None and not _AS_CONDITION.search(part.folded):
            place = find_limit(part)
            if place is not None:
                return self._limit(part, place, sentence)
            claim = late_claim_of(part, self.scene, sentence.label)
            if claim is None:
                return self._plain_value(part, sentence) or self._reference(part, sentence)
        if claim is None:
            return False
        self._claim(claim, sentence)
        return True

    def _circumstance_or_subject(self, part: Words, sentence: Sentence) -> None:
        found = find_class(part)
        if TABLE_LABEL.search(part.folded):
            subject = read_subject(part.cut(0, verb_start(part)), self.scene.products)
            self._mention(part, None, sentence, subject)
        elif is_circumstance(part):
            self._circumstance(part, sentence)
        elif found is not None and found.end - found.start >= len(part.folded) - 4:
            sentence.found_class = found
        elif _STRICT_DUTY.search(part.folded) or _TELLING.search(part.folded):
            sentence.unread.append(part)
        elif demands(part):
            is_known = not sentence.handled and all(map(conditions_of, pieces_of(part.printed)))
            (sentence.circumstances if is_known else sentence.unread).append(part)
        else:
            sentence.points_elsewhere = _ELSEWHERE.search(part.folded) is not None
            sentence.subject = None if sentence.points_elsewhere else part
            sentence.unread.append(part)

    def _kind(self, part: Words, sentence: Sentence) -> bool:
        """Take ``额定功率大于 1.5 kW 的泵，`` as the kind of product that the rest of the sentence speaks of."""
        if not _KIND_LIMIT.search(part.folded) or not re.search(r"\d", part.folded):
            return False
        if re.search(r"应|须|承受", part.folded) or sentence.words.folded.endswith(part.folded):
            return False
        found = find_class(part)
        if found is not None:
            sentence.found_class = found
        else:
            sentence.applies_if.append(part.printed)
        return True

    def _circumstance(self, part: Words, sentence: Sentence) -> None:
        """Take in a circumstance; what stands before its 在 is the subject (绝缘电阻在正常试验大气条件下)."""
        if sentence.drafts and _DURATION.match(part.folded):
            draft = sentence.drafts[-1]
            draft.conditions = joined(draft.conditions, conditions_of(part.printed))
            sentence.handled = True
            return
        before = _SUBJECT_BEFORE.match(part.folded)
        inner = read_subject(part.cut(0, before.end()), self.scene.products) if before else Subject()
        if before and inner.words:
            sentence.subject = inner.words
            sentence.applies_if.extend(inner.applies_if)
            part = part.cut(before.end())
        sentence.circumstances.append(part)

    # -- what a part may be --------------------------------------------------------------------------------------------

    def _limit(self, part: Words, place: LimitPlace, sentence: Sentence) -> bool:
        subject = read_subject(part.cut(0, place.start), self.scene.products)
        if place.kind == "table":
            sentence.circumstances.extend(subject.circumstances)
            self._mention(part, place.op, sentence, subject)
            return True
        if place.kind == "private":
            return self._reference(part, sentence, at=place.start)
        name = self._name_for(subject, sentence)
        if subject.words and subject.words.folded.endswith("温度"):
            # A temperature beside a humidity or another limit says under which that limit holds.
            if sentence.drafts and re.match(r"^(?:环境|环境空气)?温度(?:波动)?$", subject.words.folded):
                last = sentence.drafts[-1]
                last.conditions = joined(last.conditions, (stated(part),))
                return True
            if "湿度" in self.scene.title:
                return False
        read = limit_of(part.cut(place.start), name=name, op=place.op) if name else None
        if read is None or (place.op == "dev" and read.unit != "%" and not _DEVIATION.search(name)):
            return False
        alone = not subject.words or is_empty_name(subject.words)
        if alone and sentence.drafts and (both := meeting(sentence.drafts[-1], read)) is not None:
            sentence.drafts[-1].constraint = both
            sentence.settle()
            return True
        if HIPOT.search(self.scene.title) and (applied := applied_voltage(subject)) is not None:
            voltage, rest = applied
            self._add("试验电压", voltage, replace(subject, words=None, circumstances=rest), sentence)
        self._add(name, self._over_range(name, read, sentence), subject, sentence)
        return True

    def _plain_value(self, part: Words, sentence: Sentence) -> bool:
        """Read ``工作温度：-55℃～+75℃`` and ``寿命为2000 h``: a value without an operator, right behind its name."""
        value, subject = part, Subject()
        if (behind := _VALUE_BEHIND.match(part.folded) or _RANGE_BEHIND.match(part.folded)) is not None:
            subject = read_subject(part.cut(0, behind.end("name")), self.scene.products)
            value = part.cut(behind.end("name"))
        elif self.scene.name and _RANGE_FIRST.match(part.folded) and sentence.words.folded.startswith(part.folded):
            value = part
        elif not (sentence.label and (_VALUE_FIRST.match(part.folded) or _BARE_VALUE.match(part.folded))):
            equals = _EQUALS.search(part.folded)
            if equals is None:
                return False
            subject = read_subject(part.cut(0, equals.start()), self.scene.products)
            value = part.cut(equals.end())
        name = self._name_for(subject, sentence)
        if current := _CURRENT.match(value.folded):
            value = value.cut(current.end())
        read = None if is_general(name) else limit_of(value, name=name)
        if read is None:
            return False
        self._add(name, self._over_range(name, read, sentence), subject, sentence)
        return True

    def _over_range(self, name: str, read: ReadLimit, sentence: Sentence) -> ReadLimit:
        """Return a limit as a capability where the clause speaks of conditions of service."""
        service = is_service(name, service_chapter=self.scene.is_service_chapter)
        return (
            replace(read, constraint=as_capability(read.constraint)) if service or sentence.lead.is_capability else read
        )

    def _claim(self, claim: Claim, sentence: Sentence) -> None:
        sentence.circumstances.extend(words for words in claim.circumstances if words)
        self._add(claim.name, claim.read, claim.subject, sentence)

    def _reference(self, part: Words, sentence: Sentence, at: int | None = None) -> bool:
        behind = behind_of(part, self.scene, sentence.label, at)
        if behind is None or (sentence.points_elsewhere and not behind.subject.words):
            return False
        if behind.permits:
            if self.drafts and self.drafts[-1].line == sentence.line:
                self.drafts[-1].alternative = self.drafts[-1].alternative or part.printed
                sentence.handled = True
            return sentence.handled
        subject = behind.subject
        name = self._name_for(subject, sentence)
        if sentence.label and subject.words and not is_empty_name(subject.words):
            name = subject.words.printed
        name = name or self._field_name()
        if not name:
            return False
        if tests_only(behind, name, self.scene):
            self._issue(sentence.words, sentence.line, _METHOD_REASON)
            sentence.handled = True
        elif subject.found_class or sentence.found_class:
            reason = "for this class another text gives the limit: listed, not compared"
            self._issue(sentence.words, sentence.line, reason)
            sentence.handled = True
        elif is_repeated(self.drafts, behind.reference, name):
            sentence.handled = True
        else:
            for one in several(name):
                self._add(one, ReadLimit(behind.reference), subject, sentence)
        return True

    def _formula(self, sentence: Sentence) -> None:
        """Keep the name of a quantity whose limit is a formula, as words, unless a row of that name is read."""
        head = re.split(_FORMULA, sentence.words.folded)[0]
        words = sentence.words.cut(0, len(head))
        words = parts_of(words)[-1] if words and head[-1] not in "，," else words.cut(0, 0)
        subject = read_subject(words, self.scene.products)
        name = plain_name(subject.words.printed) if subject.words else self.scene.name
        prefix = state_prefix(words)
        if name:
            row = self._formula_row(name, sentence.words.printed, sentence.line)
            row.conditions = conditions_of(*(one.printed for one in (*subject.circumstances, prefix) if one))
            self._formula_rows.append(row)
        self._issue(sentence.words, sentence.line, _FORMULA_REASON)

    def _formula_row(self, name: str, text: str, line: int) -> Draft:
        context = f"{self.scene.title} {text}"
        return Draft(name, text, line, Text(text, _FORMULA_REASON), self.clause, context=context)

    # -- putting together ----------------------------------------------------------------------------------------------

    def _name_for(self, subject: Subject, sentence: Sentence) -> str:
        drafted = sentence.drafts[-1].name if sentence.drafts else ""
        neighbour = drafted or neighbour_name((sentence.subject, self._last_subject), self.scene)
        return name_of(subject, sentence.label, self.scene, neighbour)

    def _field_name(self) -> str:
        """Return the title as a name for a reference, where it names a field (安全) and not only "requirements"."""
        return "" if _NO_FIELD.search(self.scene.title) else plain_name(self.scene.title)

    def _add(self, name: str, read: ReadLimit, subject: Subject, sentence: Sentence) -> None:
        drafts = assembled(name, read, subject, sentence, self.scene, self.clause, self._last_subject)
        sentence.drafts.extend(drafts)
        self.drafts.extend(drafts)
        self._last_subject = subject.words or self._last_subject
        sentence.settle()

    def _mention(self, part: Words, op: str | None, sentence: Sentence, subject: Subject) -> None:
        """Note how the text speaks of a table, for the reader of tables."""
        circumstances = (*sentence.circumstances, *subject.circumstances)
        found = conditions_of(*(words.printed for words in circumstances))
        applies = tuple(dict.fromkeys([*sentence.applies_if, *subject.applies_if]))
        named = subject.words or sentence.subject
        mention = TableMention(
            op, "承受" in part.folded, found, applies, named.printed if named else "", part.printed, sentence.line
        )
        for label in TABLE_LABEL.findall(part.folded):
            self.mentions.setdefault(label.replace(" ", ""), []).append(mention)
        sentence.settle()

    def _close(self, sentence: Sentence) -> None:
        """Give what stands behind the last limit to it, and say what of the sentence was not read."""
        if sentence.drafts and sentence.circumstances:
            last = sentence.drafts[-1]
            last.conditions = joined(last.conditions, conditions_from(sentence.circumstances, self.scene.products))
        if sentence.subject and not sentence.handled:
            self._last_subject = sentence.subject
        if sentence.handled:
            for words in sentence.unread:
                if demands(words) or _TELLING.search(words.folded) or _MEETS.search(words.folded):
                    self._issue(words, sentence.line, "this part of the sentence was not read")
        elif len(sentence.words.folded) > 3 or demands(sentence.words):  # noqa: PLR2004 - a sign or a letter says nothing
            is_uncertain = demands(sentence.words) and re.search(r"\d", sentence.words.folded)
            self._issue(sentence.words, sentence.line, _UNCERTAIN_REASON if is_uncertain else _WORDS_REASON)

    def _issue(self, words: Words, line: int, reason: str) -> None:
        self.issues.append(ReadingIssue(line, words.printed, reason, self.clause))


def _told_apart(words: Words, body: Words) -> str:
    """Return why a sentence with numbers requires nothing of the product; an empty text where it may."""
    if _SET_UP.search(body.folded) and not _METER_BRACKET.search(body.folded):
        return "a condition of the test set-up: not read as a requirement"
    if _CODE.match(words.folded):
        return "the meaning of a code: not read as a requirement"
    return "a multiple of a value: not read as a limit" if MULTIPLE.search(words.folded) else ""


def _without_alternative(part: Words) -> tuple[Words, str | None]:
    """Take ``或由产品专用技术条件的规定`` off a part that gives a limit before it."""
    inside = ALTERNATIVE.search(part.folded)
    if inside is None:
        return part, None
    before = part.cut(0, inside.start())
    if not (find_limit(before) or _EQUALS.search(before.folded)):
        return part, None
    return before, part.printed[inside.start() : inside.end()].strip("，, ")
