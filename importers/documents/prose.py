"""Sentences of a clause to drafts of requirements: who is limited, by what, under which conditions, or by which text.

A sentence is cut at its commas; each part is a limit, a capability, a reference, a circumstance, an outcome or a
subject. What looks like a demand and is none of them is an issue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from catalog.comparison.requirements import (
    ByReference,
    Condition,
    Constraint,
    Limits,
    Method,
    Modality,
    Number,
    Requirement,
    Text,
    Tolerance,
)
from importers.documents.axes import FoundClass, find_class
from importers.documents.brackets import bracketed
from importers.documents.claims import HIPOT, Claim, Scene, applied_voltage, as_capability, claim_of, late_claim_of
from importers.documents.drafts import Draft, ReadingIssue
from catalog.comparison.reading import read_requirement
from catalog.comparison.reading.references import reference_word
from importers.documents.naming import is_empty_name, name_of, neighbour_name, several
from importers.documents.limits import ReadLimit, conditions_of, limit_of, methods_of, pieces_of, reference_of
from importers.documents.phrases import (
    ALTERNATIVE,
    APPLIES,
    TABLE_LABEL,
    LimitPlace,
    demands,
    find_limit,
    is_circumstance,
    is_outcome,
    is_service,
    is_state,
    plain_name,
    state_prefix,
    stripped_modal,
)
from importers.documents.subjects import Subject, is_general, read_subject
from importers.documents.words import Words, parts_of, sentences_of

__all__ = ["Lead", "ProseReader", "TableMention"]

_LABEL = re.compile(r"^([^，。;:≤≥<>±]{1,24}?)\s*:\s*(?=\S)")
_LABEL_CLASS = re.compile(r"^([^，。;:]{1,28}?)\s*:\s*(?=\S)")
_FORMULA = re.compile(r"(?:的)?(?:计算)?公式|计算(?:规则|方法|式)|按下式|按式")
_VALUE_FIRST = re.compile(r"^[-+±]?\s?\d")
_EQUALS = re.compile(r"(?:为|是|取)\s*(?=[-+±]?\s?\d|IP\s?\d|V-[012]|[YAEBFHNC]\s*级)")
_METHOD_LABEL = re.compile(r"^(?:试验|测试|检验|检测|测量|测定)(?:方法|条件|等级|步骤|程序|参数)$|^严酷(?:等级|程度)$")
_TELLING = re.compile(r"(?<=[\u4e00-\u9fff])为\s*[\u4e00-\u9fff]{0,6}\s*[A-Z0-9]")
_FROM = re.compile(r"(?:与|和|较|相对于?|对|占)[^，。]{0,8}?(?P<what>平均值|规定值|标称值|公称值|额定(?:电压|电流|转速|功率|转矩|值)|初始值|设计值)")
_PERMITS = re.compile(r"^(?:也|亦)?可(?!靠|连续)")
_RECORDS = re.compile(r"记录|测量|测定|测试|拆除|读取")
_METER = re.compile(r"(\d+\s*V)\s*(?:DC|AC|直流)?\s*(?:兆欧表|摇表|绝缘电阻(?:测试)?仪)")
_TEST_WORDS = re.compile(r"(?:测量|测定|测试|试验|检验|检测|抽样)$")
_VERB = re.compile(r"(?:均|都|分别)?(?:(?:应当?|须|必须)(?:能够?)?)?(?:分别)?(?:符合|满足|承受|遵循|依据|按照|按|执行|匹配|由|参照|参考|遵照|根据)")
_LEAD_SERVICE = re.compile(r"(?:下列|以下)[^，。]{0,8}(?:条件|环境)下[^，。]{0,4}(?:应?能|可)")
_LEAD_TAIL = re.compile(r"(?:如下(?:所示)?|符合(?:以下|下列)(?:规定|要求)|(?:以下|下列)(?:规定|要求))$")
_LEAD_IN = re.compile(r"在(?:下列|以下)[\u4e00-\u9fff]{2,4}下")
_MULTIPLE = re.compile(r"\d\s*(?:倍|%)")
_KIND_LIMIT = re.compile(r"(?:[<>≤≥]|[大小高低]于|超过|以[上下]|不足)[^，]*?(?:的|之)\s*[\u4e00-\u9fff]{1,6}$")
_OWN_CLAUSE = re.compile(r"(?:符合|满足|按照?)\s*(?:本(?:标准|文件|规范))?\s*(?:第\s*)?\d+(?:\.\d+)+")
_CHAMBER = re.compile(r"试验箱|试验设备|仪器|兆欧表(?!\))|测量(?:仪|设备)")


MAX_SENTENCE = 1000
"""Longest sentence that is read: a standard's longest have some 300 characters."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What an introductory sentence ("… 限值如下：") says for the list that follows it."""

    subject: Words | None = None
    conditions: tuple[Condition, ...] = ()
    applies_if: tuple[str, ...] = ()
    is_capability: bool = False


@dataclass(frozen=True, slots=True)
class TableMention:
    """How the text speaks of a table: with which operator, under which conditions, for which products."""

    op: str | None = None
    is_capability: bool = False
    conditions: tuple[Condition, ...] = ()
    applies_if: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""


@dataclass(slots=True)
class _State:
    """What the parts of one sentence have said so far."""

    label: Words | None = None
    subject: Words | None = None
    circumstances: list[Words] = field(default_factory=list)
    applies_if: list[str] = field(default_factory=list)
    found_class: FoundClass | None = None
    lead: Lead = Lead()
    modality: Modality = Modality.SHALL
    drafts: list[Draft] = field(default_factory=list)
    handled: bool = False
    points_elsewhere: bool = False
    unread: list[Words] = field(default_factory=list)


@dataclass(slots=True)
class ProseReader:
    """Reads the sentences of one clause; drafts, issues and mentions of tables collect in its lists."""

    clause: str | None
    scene: Scene
    drafts: list[Draft] = field(default_factory=list)
    issues: list[ReadingIssue] = field(default_factory=list)
    mentions: dict[str, list[TableMention]] = field(default_factory=dict)
    _last_subject: Words | None = None
    _formula_names: list[tuple[Draft, str]] = field(default_factory=list)

    def read(self, text: str, line: int, lead: Lead | None = None) -> None:
        """Read one paragraph or list item."""
        self._last_subject = lead.subject if lead else None
        carried: FoundClass | None = None
        label: Words | None = None
        words = Words.of(text)
        classed = None if len(words.folded) > MAX_SENTENCE else _LABEL_CLASS.match(words.folded)
        if classed:
            head = words.cut(0, classed.end(1))
            carried = find_class(head)
            if carried is not None:
                words = words.cut(classed.end())
        for index, sentence in enumerate(sentences_of(words)):
            if re.match(r"^注\s*\d*\s*:", sentence.folded):
                return
            label = self._sentence(sentence, line, lead or Lead(), carried, label if index else None)

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
            texts = [core.printed, *(words.printed for words in inner.circumstances)]
            conditions.extend(conditions_of(*(_LEAD_IN.sub("", one) for one in texts)))
            if len(core.folded) < len(part.folded) and not is_circumstance(core) and not capability:
                subject = stripped_modal(core)
        return Lead(subject, tuple(conditions), tuple(applies), capability)

    # -- sentences ---------------------------------------------------------------------------------------------------

    def _sentence(
        self, sentence: Words, line: int, lead: Lead, carried: FoundClass | None, label_before: Words | None
    ) -> Words | None:
        """Read one sentence; return its label, which holds for the sentences after it in the same paragraph."""
        if len(sentence.folded) > MAX_SENTENCE:
            self._issue(sentence.cut(0, 80), line, "a sentence too long to be read with certainty")
            return None
        state = _State(found_class=carried, applies_if=list(lead.applies_if), lead=lead)
        body = sentence
        label = _LABEL.match(sentence.folded)
        if label and _METHOD_LABEL.match(label[1]):
            self._issue(sentence, line, "a test method or severity: not read as a requirement")
            return None
        if label and not find_limit(sentence.cut(0, label.end(1))):
            head = sentence.cut(0, label.end(1))
            found = find_class(head)
            if found is not None:
                state.found_class = found
            elif told := re.search(r"应|宜|可(?!靠)", head.folded):
                state.label = read_subject(head.cut(0, told.start()), self.scene.products).words
                state.modality = Modality.SHOULD if re.search(r"优先|宜", head.folded) else Modality.SHALL
            else:
                state.label = head
            body = sentence.cut(label.end())
        elif label_before is not None and not find_subject_words(sentence):
            state.label = label_before
        if _FORMULA.search(sentence.folded):
            self._formula(sentence, line, state)
            return state.label
        if _CHAMBER.search(body.folded) and not re.search(r"\([^()]*(?:兆欧表|仪)", body.folded):
            self._issue(sentence, line, "a condition of the test set-up: not read as a requirement")
            return state.label
        if not re.search(r"[\u4e00-\u9fff]", sentence.folded) and self._foreign(sentence, line, state):
            return state.label
        for part in parts_of(body):
            self._part(part, sentence, line, lead, state)
        self._close(sentence, line, state)
        return state.label

    def _foreign(self, sentence: Words, line: int, state: _State) -> bool:
        """Read a sentence without Chinese characters as a whole, by the reader of single requirements."""
        read = read_requirement(sentence.printed)
        if not isinstance(read, Requirement) or read.problem or len(read.cells) != 1 or isinstance(read.cells[0].constraint, Text):
            return False
        cell = read.cells[0]
        unread = [c for c in read.conditions if c.name == "unread"]
        if unread or not read.name or cell.classes:
            return False
        limit = ReadLimit(cell.constraint, cell.unit or read.unit, cell.unit_printed or read.unit_printed, read.flags, read.conditions, read.methods)
        name = re.sub(r"^(?:the|a|an)\s+|\s+(?:shall|must|is|be)\b.*$", "", read.name, flags=re.IGNORECASE)
        self._add(name, limit, Subject(), sentence, line, state)
        return True

    def _part(self, part: Words, sentence: Words, line: int, lead: Lead, state: _State) -> None:
        if APPLIES.match(part.folded):
            if "控制" in part.folded:
                state.circumstances.append(part)
            else:
                state.applies_if.append(part.printed)
            return
        if (other := _other_way(part)) is not None:
            self._part(part.cut(0, other), sentence, line, lead, state)
            if state.drafts:
                for draft in state.drafts:
                    draft.alternative = part.cut(other).printed
            return
        behind = ALTERNATIVE.match(part.folded)
        if behind and state.drafts:
            state.drafts[-1].alternative = part.printed
            return
        alternative = None
        if (inside := ALTERNATIVE.search(part.folded)) and inside.start() > 2 and find_limit(part.cut(0, inside.start())) or (
            inside and _EQUALS.search(part.folded[: inside.start()])
        ):
            alternative = part.printed[inside.start() : inside.end()].strip("，, ")
            part = part.cut(0, inside.start())
        before = len(state.drafts)
        if is_outcome(part):
            state.handled = state.handled or bool(state.drafts)
            if not state.drafts:
                state.unread.append(part)
            return
        if not self._reads(part, sentence, line, lead, state):
            self._circumstance_or_subject(part, state)
        if alternative:
            for draft in state.drafts[before:]:
                draft.alternative = alternative

    def _reads(self, part: Words, sentence: Words, line: int, lead: Lead, state: _State) -> bool:
        """Read one part as a capability, a limit, a plain value or a reference; false if it is none of them."""
        ends_as_condition = re.search(r"(?:时|后|情况下|条件下)$", part.folded) is not None
        if re.match(r"(?:持续|历时|保持)", part.folded):
            return False
        if self._kind(part, sentence, state):
            return True
        claim = claim_of(part, self.scene, state.label)
        if claim is not None:
            self._claim(claim, sentence, line, state)
            return True
        place = None if ends_as_condition else find_limit(part)
        if place is not None:
            return self._limit(part, place, sentence, line, lead, state)
        if ends_as_condition:
            return False
        claim = late_claim_of(part, self.scene, state.label)
        if claim is not None:
            self._claim(claim, sentence, line, state)
            return True
        if self._plain_value(part, sentence, line, lead, state):
            return True
        return self._reference(part, sentence, line, state)

    def _circumstance_or_subject(self, part: Words, state: _State) -> None:
        if TABLE_LABEL.search(part.folded):
            self._mention(part, None, state)
        elif is_circumstance(part):
            if state.drafts and re.match(r"(?:持续|历时|保持)", part.folded):
                draft = state.drafts[-1]
                draft.conditions = _joined(draft.conditions, conditions_of(part.printed))
                state.handled = True
            else:
                self._circumstance(part, state)
        elif (found := find_class(part)) is not None and found.end - found.start >= len(part.folded) - 4:
            state.found_class = found
        elif re.search(r"应(?![力用变])|不得|须|[≤≥<>]", part.folded) or _TELLING.search(part.folded):
            state.unread.append(part)
        elif demands(part) and not state.handled and all(map(conditions_of, pieces_of(part.printed))):
            state.circumstances.append(part)
        elif demands(part):
            state.unread.append(part)
        else:
            state.points_elsewhere = re.search(r"见(?:附录|图|表|\d)", part.folded) is not None
            state.subject = None if state.points_elsewhere else part
            state.unread.append(part)

    def _kind(self, part: Words, sentence: Words, state: _State) -> bool:
        """Take ``额定功率大于 1.5 kW 的泵，`` as the kind of product that the rest of the sentence speaks of."""
        if not _KIND_LIMIT.search(part.folded) or re.search(r"应|须|承受", part.folded) or sentence.folded.endswith(part.folded) or not re.search(r"\d", part.folded):
            return False
        found = find_class(part)
        if found is not None:
            state.found_class = found
        else:
            state.applies_if.append(part.printed)
        return True

    def _circumstance(self, part: Words, state: _State) -> None:
        """Take in a circumstance; what stands before its 在 is the subject (绝缘电阻在正常试验大气条件下)."""
        before = re.match(r"^([^，。]{2,}?)(?=在[^，。]+(?:下|时)$)", part.folded)
        inner = read_subject(part.cut(0, before.end()), self.scene.products) if before else Subject()
        if before and inner.words:
            state.subject = inner.words
            state.applies_if.extend(inner.applies_if)
            part = part.cut(before.end())
        state.circumstances.append(part)

    # -- the kinds of parts ------------------------------------------------------------------------------------------

    def _limit(self, part: Words, place: LimitPlace, sentence: Words, line: int, lead: Lead, state: _State) -> bool:
        subject = read_subject(part.cut(0, place.start), self.scene.products)
        if place.kind == "table":
            state.circumstances.extend(subject.circumstances)
            self._mention(part, place.op, state, subject)
            return True
        name = self._name_for(subject, state)
        if place.kind == "private":
            return self._reference(part, sentence, line, state, at=place.start)
        if not name:
            return False
        if subject.words and state.drafts and _beside(subject.words, state.drafts[-1]):
            state.drafts[-1].conditions = _joined(state.drafts[-1].conditions, (_other(part),))
            return True
        if subject.words and "湿度" in self.scene.title and subject.words.folded.endswith("温度"):
            return False
        read = limit_of(part.cut(place.start), name=name, op=place.op)
        if read is None:
            return False
        if lead.is_capability or is_service(name, service_chapter=self.scene.is_service_chapter):
            read = replace(read, constraint=as_capability(read.constraint))
        if HIPOT.search(self.scene.title) and (applied := applied_voltage(subject)) is not None:
            voltage, rest = applied
            self._add("试验电压", voltage, replace(subject, words=None, circumstances=rest), sentence, line, state)
        self._add(name, read, subject, sentence, line, state)
        return True

    def _plain_value(self, part: Words, sentence: Words, line: int, lead: Lead, state: _State) -> bool:
        """Read ``工作温度：-55℃～+75℃`` and ``寿命为2000 h``: a value without an operator, right behind its name."""
        value, subject = part, Subject()
        if not (_VALUE_FIRST.match(part.folded) and state.label):
            equals = _EQUALS.search(part.folded)
            if equals is not None:
                subject = read_subject(part.cut(0, equals.start()), self.scene.products)
                value = part.cut(equals.end())
            elif state.label and re.match(r"^(?:[\u4e00-\u9fff]{1,6}的\s*)?±|^(?:V-|IP|[YAEBFHNC]\s*级|允许偏差)", part.folded):
                value = part
            else:
                return False
        name = self._name_for(subject, state)
        if not name or is_general(name):
            return False
        read = limit_of(value, name=name)
        if read is None or (read.rest and re.search(r"\d", read.rest)):
            return False
        if lead.is_capability or is_service(name, service_chapter=self.scene.is_service_chapter):
            read = replace(read, constraint=as_capability(read.constraint))
        self._add(name, read, subject, sentence, line, state)
        return True

    def _claim(self, claim: Claim, sentence: Words, line: int, state: _State) -> None:
        state.circumstances.extend(words for words in claim.circumstances if words)
        self._add(claim.name, claim.read, claim.subject, sentence, line, state)

    def _reference(self, part: Words, sentence: Words, line: int, state: _State, at: int | None = None) -> bool:
        reference = reference_of(part if at is None else part.cut(at))
        if reference is None:
            return False
        if _OWN_CLAUSE.search(part.folded) and reference.designation is None:
            return False
        if _PERMITS.match(part.folded):
            if self.drafts and self.drafts[-1].line == line:
                self.drafts[-1].alternative = self.drafts[-1].alternative or part.printed
                state.handled = True
            return state.handled
        if _RECORDS.search(part.folded[re.search(r"$|规定|执行", part.folded).start() :]):  # type: ignore[union-attr]  # $ always matches
            self._issue(sentence, line, "a test method: not read as a requirement")
            state.handled = True
            return True
        verb = _VERB.search(part.folded)
        cut = at if at is not None else (verb.start() if verb else None)
        if cut is None:
            label = state.label
            if label is None or not re.search(r"第\s*\d|GB|JB|限值|规定", part.folded):
                return False
            cut = 0
        subject = read_subject(part.cut(0, cut), self.scene.products)
        if subject.words and _TEST_WORDS.search(subject.words.folded):
            self._issue(sentence, line, "a test method: not read as a requirement")
            state.handled = True
            return True
        if state.points_elsewhere and not subject.words:
            return False
        name = self._name_for(subject, state)
        if state.label and subject.words and not is_empty_name(subject.words):
            name = subject.words.printed
        if not name:
            return False
        if _TEST_WORDS.search(plain_name(self.scene.title) if name == self.scene.name else name) or (
            re.search(r"试验(?:与|及|和)|方法", self.scene.title) and name == self.scene.name
        ):
            self._issue(sentence, line, "a test method: not read as a requirement")
            state.handled = True
            return True
        found = subject.found_class or state.found_class
        if found is not None:
            self._issue(sentence, line, "for this class another text gives the limit: listed, not compared")
            state.handled = True
            return True
        if any(_same_reference(draft, reference, name) for draft in self.drafts):
            state.handled = True
            return True
        for one in several(name):
            self._add(one, ReadLimit(reference), subject, sentence, line, state)
        return True

    def _formula(self, sentence: Words, line: int, state: _State) -> None:
        """Keep the name of a quantity whose limit is a formula, as words, unless a row of that name is read."""
        head = re.split(_FORMULA, sentence.folded)[0]
        words = sentence.cut(0, len(head))
        words = parts_of(words)[-1] if words and head[-1] not in "，," else words.cut(0, 0)
        subject = read_subject(words, self.scene.products)
        name = plain_name(subject.words.printed) if subject.words else self.scene.name
        prefix = state_prefix(words)
        conditions = conditions_of(*(part.printed for part in (*subject.circumstances, *([prefix] if prefix else []))))
        draft = Draft(
            name=name,
            text=sentence.printed,
            line=line,
            constraint=Text(sentence.printed, "formula: not read as a limit"),
            clause=self.clause,
            conditions=conditions,
            context=f"{self.scene.title} {sentence.printed}",
        )
        if name:
            self._formula_names.append((draft, sentence.printed))
        self._issue(sentence, line, "formula: not read as a limit")

    def formula(self, text: str, line: int) -> None:
        """Take in a displayed formula: it is shown as an issue and never read as a limit."""
        self.issues.append(ReadingIssue(line, text, "formula: not read as a limit", self.clause))
        if re.search(r"公式", self.scene.title) and not self._formula_names:
            name = plain_name(re.sub(r"(?:计算)?公式.*$", "", self.scene.title))
            constraint = Text(text, "formula: not read as a limit")
            draft = Draft(name, text, line, constraint, self.clause, context=self.scene.title)
            self._formula_names.append((draft, text))

    def finish(self) -> None:
        """Add the rows that only a formula gives, once all other rows of the clause are known."""
        for draft, _ in self._formula_names:
            same = [d for d in self.drafts if d.name == draft.name and set(d.conditions) >= set(draft.conditions)]
            if not same:
                self.drafts.append(draft)

    # -- putting together ----------------------------------------------------------------------------------------------

    def _name_for(self, subject: Subject, state: _State) -> str:
        drafted = state.drafts[-1].name if state.drafts else ""
        neighbour = drafted or neighbour_name((state.subject, self._last_subject), self.scene)
        return name_of(subject, state.label, self.scene, neighbour)

    def _conditions(
        self, lead: tuple[Condition, ...], read: tuple[Condition, ...], subject: Subject, *circumstances: Words
    ) -> tuple[Condition, ...]:
        out: list[Condition] = list(lead)
        for words in (*circumstances, *subject.circumstances):
            inner = read_subject(words, self.scene.products)
            if "恢复" in words.folded:
                after = [c for c in conditions_of(words.printed) if c.value.startswith("after_")]
                out.extend(after or [_other(inner.words or words)])
                continue
            texts = [part.printed for part in (*inner.circumstances, *([] if inner.circumstances else [inner.words])) if part]
            if _MULTIPLE.search(words.folded):
                out.append(_other(words))
                continue
            for piece in (piece for text in texts or [words.printed] for piece in pieces_of(text)):
                found = conditions_of(piece)
                out.extend(found)
                if not found and not _is_idle(Words.of(piece)):
                    out.append(_other(Words.of(piece)))
        return _joined(tuple(out), read)

    def _add(self, name: str, read: ReadLimit, subject: Subject, sentence: Words, line: int, state: _State) -> None:
        found = subject.found_class or state.found_class
        circumstances = list(state.circumstances)
        for words in (state.label, subject.words):
            prefix = state_prefix(words) if words else None
            if prefix is not None:
                circumstances.append(prefix)
            elif words is not None and is_state(words):
                circumstances.append(words)
        inside = tuple(c for bracket in re.findall(r"\(([^()]*)\)", sentence.folded) for c in conditions_of(_METER.sub(r"\1", bracket)))
        conditions = self._conditions(state.lead.conditions, _joined(read.conditions, inside), subject, *circumstances)
        constraint, relative = _with_reference(read.constraint, subject.full or sentence.folded, is_percent=read.unit == "%")
        conditions = _joined(conditions, relative)
        applies = tuple(dict.fromkeys([*state.applies_if, *subject.applies_if]))
        if not subject.words and self._last_subject and not applies:
            applies = read_subject(self._last_subject, self.scene.products).applies_if
        values = found.values if found else (None,)
        beside = bracketed(state.label.printed if state.label and not subject.words else subject.full)
        conditions = _joined(conditions, beside.conditions)
        for value in values:
            classes = ((found.axis, value),) if found and value is not None else ()
            draft = Draft(
                name=name,
                text=sentence.printed,
                line=line,
                constraint=constraint,
                clause=self.clause,
                unit=read.unit,
                unit_printed=read.unit_printed,
                conditions=() if value is not None else conditions,
                cell_conditions=conditions if value is not None else (),
                classes=(*classes, *([beside.position] if beside.position else [])),
                basis=beside.basis or read.basis,
                modality=state.modality,
                applies_if=applies,
                alternative=read.alternative,
                methods=_methods(read, sentence),
                flags=read.flags,
                context=f"{self.scene.title} {subject.full} {sentence.printed}",
            )
            state.drafts.append(draft)
            self.drafts.append(draft)
        if subject.words:
            self._last_subject = subject.words
        state.handled = True
        state.circumstances = []
        state.unread = [words for words in state.unread if words is not state.subject]

    def _mention(self, part: Words, op: str | None, state: _State, subject: Subject | None = None) -> None:
        capability = "承受" in part.folded
        subject = subject or read_subject(part.cut(0, _before_verb(part)), self.scene.products)
        found = [condition for words in (*state.circumstances, *subject.circumstances) for condition in conditions_of(words.printed)]
        applies = tuple(dict.fromkeys([*state.applies_if, *subject.applies_if]))
        named = subject.words.printed if subject.words else (state.subject.printed if state.subject else "")
        for label in TABLE_LABEL.findall(part.folded):
            mention = TableMention(op, capability, tuple(found), applies, named, part.printed)
            self.mentions.setdefault(label.replace(" ", ""), []).append(mention)
        state.handled = True
        state.circumstances = []
        state.unread = [words for words in state.unread if words is not state.subject]

    def _close(self, sentence: Words, line: int, state: _State) -> None:
        """Say what of the sentence was not read."""
        if state.subject and not state.drafts and not state.handled:
            self._last_subject = state.subject
        left = [words for words in state.unread if demands(words) or _TELLING.search(words.folded)]
        left += [words for words in state.unread if words not in left and re.search(r"符合|满足", words.folded)]
        if state.handled and not left:
            return
        if state.handled:
            for words in left:
                self._issue(words, line, "this part of the sentence was not read")
        elif demands(sentence):
            reason = "no limit that could be read with certainty" if re.search(r"\d", sentence.folded) else "words without a limit"
            self._issue(sentence, line, reason)
        elif len(sentence.folded) > 3:  # noqa: PLR2004 - a sign or a letter says nothing
            self._issue(sentence, line, "words without a limit")

    def _issue(self, words: Words, line: int, reason: str) -> None:
        self.issues.append(ReadingIssue(line, words.printed, reason, self.clause))


def find_subject_words(sentence: Words) -> bool:
    """Tell whether a sentence names what it speaks of before its limit."""
    place = find_limit(sentence)
    return place is None or len(sentence.folded[: place.start].strip()) > 0


def _other_way(part: Words) -> int | None:
    """Return where ``或 1800V 1s 漏电流应不大于10mA`` begins: a second full limit in place of the first."""
    for match in re.finditer(r"(?<=[\sA-Za-z%℃Ω])\s*或者?\s*", part.folded):
        if find_limit(part.cut(0, match.start())) and find_limit(part.cut(match.end())):
            return match.start()
    return None


def _beside(subject: Words, draft: Draft) -> bool:
    """Tell whether a temperature only says under which the limit before it holds (相对湿度 95 %，同时温度不高于 25 ℃)."""
    if re.match(r"^(?:环境|环境空气)?温度(?:波动)?$", subject.folded):
        return True
    return "湿度" in draft.name and subject.folded.endswith("温度")


def _same_reference(draft: Draft, reference: ByReference, name: str) -> bool:
    """Tell whether a sentence only repeats which standard holds the value (骚扰电压, then 骚扰电压试验数据)."""
    known = draft.constraint
    same = isinstance(known, ByReference) and known.designation == reference.designation and known.clause == reference.clause
    return same and reference.designation is not None and (draft.name in name or name in draft.name)


def _before_verb(part: Words) -> int:
    verb = _VERB.search(part.folded) or re.search(r"(?:应当?|须)?能?承受", part.folded)
    return verb.start() if verb else 0


_IDLE = re.compile(
    r"^(?:同时|放置|试验时|试验结束后|在整个试验过程中|安装在规定的.*|电机安装在规定的.*|施加工作电压|测得的|运行时|规定的条件下|按规定.*|在规定.*|正常.*)$"
)


def _is_idle(words: Words) -> bool:
    return not words or len(words.folded) < 2 or _IDLE.match(words.folded) is not None  # noqa: PLR2004 - one sign


def _other(words: Words) -> Condition:
    return Condition("stated", re.sub(r"\s", "", words.folded), printed=words.printed)


def _joined(one: tuple[Condition, ...], two: tuple[Condition, ...]) -> tuple[Condition, ...]:
    found: dict[tuple[str, str], Condition] = {}
    for condition in (*one, *two):
        found.setdefault((condition.name, condition.value), condition)
    return tuple(found.values())


def _methods(read: ReadLimit, sentence: Words) -> tuple[Method, ...]:
    """Return the methods that a sentence names; a text that gives the limit is not also its method."""
    if isinstance(read.constraint, ByReference):
        return read.methods
    return tuple(dict.fromkeys((*read.methods, *methods_of(sentence.printed))))


def _with_reference(constraint: Constraint, words: str, *, is_percent: bool) -> tuple[Constraint, tuple[Condition, ...]]:
    """Add what a deviation or share is measured from, where the words before the limit say it."""
    match = _FROM.search(words)
    if match is None:
        return constraint, ()
    word = reference_word(match["what"])
    if word is None:
        return constraint, ()
    if isinstance(constraint, Tolerance):
        return (constraint if constraint.reference else replace(constraint, reference=word)), ()
    if isinstance(constraint, Limits):
        tolerance = _symmetric(constraint, word) if is_percent else None
        return (tolerance, ()) if tolerance else (constraint, (Condition("relative_to", word, printed=match["what"]),))
    return constraint, ()


def _symmetric(limits: Limits, reference: str) -> Tolerance | None:
    """Return ``±8 %`` of a named value as a tolerance, or ``None`` where the ends differ."""
    low, high = limits.intervals[0].low, limits.intervals[0].high
    if len(limits.intervals) != 1 or low is None or high is None or low.value != -high.value:
        return None
    part = Number(high.value / 100, high.printed)
    return Tolerance(None, part, part, relative=True, reference=reference)
