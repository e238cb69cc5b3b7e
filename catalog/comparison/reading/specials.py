"""Requirements without a comparison sign: detection, bans, absence, sampling plans, references, nothing required."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from catalog.comparison.reading.glances import may_say
from catalog.comparison.reading.numbers import Style, match_number
from catalog.comparison.reading.quantities import match_unit_after
from catalog.comparison.requirements import Number, SamplingPlan
from catalog.patterns import regex

__all__ = [
    "FORMULA",
    "NO_VALUE",
    "Plan",
    "find_absence",
    "find_ban",
    "find_not_detected",
    "find_plan",
    "find_private_reference",
    "is_nothing_required",
    "sample_of",
]

_NOTHING = regex(
    r"\(?\s*(?:(?:企业|本|该|产品|国家|行业|团体|地方)?(?:标准|文件|规范)?(?:中)?(?:未|没有|无)(?:作|做|对此)?(?:出)?(?:任何)?(?:规定|要求|涉及|提及|列入|包含)"
    r"|standard\s+does\s+not\s+specify|not\s+(?:specified|covered|declared|regulated)(?:\s+(?:in|"
    r"by)\s+(?:the\s+)?standard)?|no\s+(?:such\s+)?requirements?"
    r"|(?:the\s+)?standard\s+(?:has|contains|gives|sets)\s+no\s+(?:such\s+)?(?:requirement|limit|value)s?)\s*\)?",
    re.IGNORECASE | re.ASCII,
)
NO_VALUE = regex(
    r"(?P<name>^.{0,120}?)(?:[:\s]|(?<=[\u4e00-\u9fff)]))\s*+\(?(?P<value>-{1,3}|/|不作要求|不做要求|不要求|无要求|暂不要求|不作规定|"
    r"不做规定|未规定|无规定|没有规定|不规定|不限|不限制|未作规定|不适用|"
    r"不考核|不检测|不检|n\.?/?a\.?|not\s+applicable|not\s+required|not\s+specified|no\s+requirements?|no\s+limit|"
    r"none\s+specified|unspecified)\s*+\)?[\s。.]*+$",
    re.IGNORECASE | re.ASCII,
)
_BARE_NOTHING = regex(
    r"^\s*\(?\s*(?:[-/]{1,3}|\*|不作要求|不做要求|不要求|无要求|暂不要求|不作规定|不做规定|未规定|无规定|不规定|不限|未作规定|不适用|不考核|n\.?/?a\.?|"
    r"not\s+applicable|"
    r"not\s+required|not\s+specified|no\s+requirements?|no\s+limit|none)?\s*\)?[\s。.]*$",
    re.IGNORECASE | re.ASCII,
)
FORMULA = regex(
    r"\$|\\(?:frac|sqrt|times|cdot|left|Delta)|计算公式|按(?:照)?(?:下式|公式|式\s*\()|由(?:下式|公式)|"
    r"[A-Za-zμηΔθ]\w{0,6}(?:\([\w,]{1,6}\))?\s*=\s*(?:[A-Za-zμηΔθ(√][^=,，;。]{0,60}[-+*/×·^]|"
    r"\d[\d.]*\s*[×*·]\s*[A-Za-zμηΔθ(√])"
    r"|(?<![A-Za-z])(?:U[A-Za-z]?|P[nN]?|I[nN]?|R|T|L|D|d|t|n|a|b)\s*[+×*]\s*\d+(?:\.\d+)?\s*(?=[≤≥<>]|$)|"
    r"[≤≥<>=]\s*\(?\s*\d*(?:\.\d+)?\s*[×*]?\s*(?!L/\(m)(?:U[A-Za-z]?|P[nN]?|I[nN]?|L|D|d|t)\s*[-+*/×^]\s*[\d(]|"
    r"[≤≥]\s*\d+(?:\.\d+)?\s*(?:[×*]\s*)?(?:sqrt|√|lg|ln|log)\b",
)
_NOT_DETECTED = regex(
    r"(?:均|应|皆)?(?:不得|不应|不可|不能|不许|不允许|不准|未被|未|无|不)(?:被)?(?:有)?检出|检不出|阴性(?!对照)"
    r"|\b(?:shall\s+|must\s+|should\s+)?(?:not\s+(?:be\s+)?|un)detect(?:ed|able)\b|\bnone\s+detected\b|"
    r"\b(?:shall\s+be\s+|must\s+be\s+|to\s+be\s+|is\s+)?absent\b|\babsence\b"
    r"|(?<![A-Za-z])(?:ND|N\.D\.|n\.d\.)(?![A-Za-z])|\bnegative\b",
    re.IGNORECASE | re.ASCII,
)
_BAN = regex(
    r"(?:均|应)?(?:(?:不得|不应|不可|不能|不许|不允许|不准|严禁|禁止|未|无|不|禁)(?:人为|有意|故意|违法|非法|另外)?(?:使用|添加|加入|掺入|掺加|掺杂|采用|外加|掺用|"
    r"施用)|禁用|禁止(?![\u4e00-\u9fff])|"
    r"严禁(?![\u4e00-\u9fff]))(?:任何|有|含)?"
    r"|\b(?:shall|must|should|may|is|are|was|were|has|have|can)?\s*(?:not|never)\s+(?:to\s+)?(?:be|"
    r"been)?\s*(?:intentionally\s+|deliberately\s+)?(?:used|added|employed)\b"
    r"|\b(?:(?:the\s+)?use\s+(?:of\s+)?)?(?:shall\s+be\s+|is\s+|are\s+)?(?:prohibited|banned|forbidden)\b|"
    r"\b(?:use\s+)?(?:is\s+|are\s+)?not\s+(?:permitted|allowed)\b"
    r"|\bno\s+(?:intentionally\s+|artificially\s+)?added\b|\bban(?:\s+on)?\b",
    re.IGNORECASE | re.ASCII,
)
_ABSENCE = regex(
    r"(?:应|均|且|并|须|产品|表面|外观)*(?P<zh>(?:不得|不应|不允许|不许|不准|不可|不能)(?:含有?|有|存在|出现|产生|发生|检出有)|不含有?|没有|不存在|不出现|不产生|不发生|"
    r"未见|未出现|未发生|应无|无)(?P<object>(?!有)[^，,;；。()\d≤≥<>=]{1,24})"
    r"|(?P<en>\b(?:shall\s+(?:be\s+)?|must\s+(?:be\s+)?|is\s+|are\s+)?(?:free\s+(?:from|of)|not\s+(?:contain|"
    r"have|show|exhibit)|without|no|absence\s+of)\s+(?:any\s+|visible\s+)?)"
    r"(?P<thing>[A-Za-z][A-Za-z -]{1,40})",
    re.IGNORECASE | re.ASCII,
)
_PRIVATE = (
    r"(?:产品专用技术(?:条件|文件)|专用技术(?:条件|文件)|产品(?:详细)?(?:技术)?(?:规范|文件|协议|条件|规格书|规格|图样|图纸|说明书|标准)|详细规范|技术(?:协议|文件|要求|"
    r"规格书|条件)|(?:设计|产品|完成品|零件)?"
    r"(?:图样|图纸)(?:及技术文件|及文件)?|(?:客户|制品|产品)?仕样书|规格书|(?:供需|买卖|双方|供货|订货|购销)(?:双方)?[^，,;。]{0,8}?(?:协商|协议|合同|商定|约定|"
    r"协定|确认)|合同|订单|(?:客户|用户|需方|买方|顾客)"
    r"(?:的)?(?:要求|规定|确认|图纸|标准|样品)|协商(?:确定)?|双方(?:商定|约定)|封样|标样|实物样|样板|企业内控标准|制造商(?:的)?(?:规定|声明|说明)|协议)"
)
_PRIVATE_ENGLISH = (
    r"(?:by\s+(?:mutual\s+)?agreement|(?:as|to\s+be|shall\s+be)\s+agreed(?:\s+(?:up)?on)?|agreed\s+(?:between|"
    r"with|upon)[^,;.]*|(?:according\s+to|as\s+per|per|as\s+specified\s+(?:in|on|by)|in\s+"
    r"accordance\s+with|conform(?:s|ing)?\s+to|comply\s+with|see|as|to)\s+(?:in\s+)?(?:the\s+)?(?:relevant\s+|"
    r"detail(?:ed)?\s+|individual\s+|product(?:'s)?\s+|customer(?:'s)?\s+|manufacturer(?:'s)?\s+|"
    r"purchaser(?:'s)?\s+|technical\s+|purchase\s+|order\s+|engineering\s+)*(?:specifications?|drawings?|"
    r"data\s*sheets?|contract|order|agreement|requirements?|sample|purchaser|customer|manufacturer|"
    r"declarations?|documents?|instructions?)(?:\s+(?:says?|states?|specif(?:ies|y)|requires?))?)"
)
PRIVATE = rf"(?:{_PRIVATE}|{_PRIVATE_ENGLISH})"
_PRIVATE_PATTERN = regex(
    rf"(?P<or>(?:[，,;]\s*)?(?:或者?|\bor\b)\s*(?:应|可)?\s*)?"
    rf"(?:(?P<verb>(?:均?应当?|须)?(?:符合|满足|按照?|遵循|遵照|执行|达到|由|见|依据|参照|根据|匹配|依|以|不(?:得|应)?(?:超过|大于|高于|低于|小于|"
    rf"少于))\s*)(?:[^，,;。或()]{{0,6}}?(?:的|该))?)?"
    rf"(?P<what>{PRIVATE})(?P<tail>[^，,;。()]{{0,16}}?(?:规定|要求|约定|确定|执行|为准|制造|指定)(?:值|数值|的值)?)?",
    re.IGNORECASE | re.ASCII,
)
_SAMPLE = regex(
    r"(?:in|per|/|每|于)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>g|kg|mg|mL|ml|L|l|克|毫升|升|cm2|cm²|皿|件|片)(?:样品|试样|"
    r"中)?(?![A-Za-z/])",
    re.IGNORECASE | re.ASCII,
)
_LETTERS = {"n": regex(r"(?<![A-Za-z])n\s*[=:]\s*"), "c": regex(r"(?<![A-Za-z])c\s*[=:]\s*")}
_SMALL_M = regex(r"(?<![A-Za-z])m\s*[=:]\s*")
_LARGE_M = regex(r"(?<![A-Za-z])M\s*[=:]\s*")
_PER_SAMPLE = regex(r"\s*(?:/|\bin\b|\bper\b)\s*(\d+(?:\.\d+)?)\s*(g|mL|ml|kg|L|cm2|cm²)(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Plan:
    """A sampling plan with its unit and place."""

    plan: SamplingPlan
    unit_printed: str | None
    unit: str | None
    start: int
    end: int
    trouble: str | None = None


def is_nothing_required(text: str) -> bool:
    """Tell whether the whole folded ``text`` says that nothing is required."""
    return _NOTHING.fullmatch(text) is not None or _BARE_NOTHING.match(text) is not None


_HAN_OF_DETECTION, _WORDS_OF_DETECTION = frozenset("检阴"), ("detect", "absen", "nd", "n.d.", "negative")
_HAN_OF_BANS = frozenset("用加掺禁")
_WORDS_OF_BANS = ("used", "added", "employed", "prohibited", "ban", "forbidden", "permitted", "allowed")
_HAN_OF_REFERENCES = frozenset("技规件协图说准仕合商约确订求样定明")
_WORDS_OF_REFERENCES = (
    *("agree", "specif", "drawing", "sheet", "contract", "order", "requirement", "sample", "purchaser", "customer"),
    *("manufacturer", "declaration", "document", "instruction"),
)


def find_not_detected(text: str) -> re.Match[str] | None:
    """Return where ``text`` says "not detected"."""
    if not may_say(text, _HAN_OF_DETECTION, _WORDS_OF_DETECTION):
        return None
    return _NOT_DETECTED.search(text)


def find_ban(text: str) -> re.Match[str] | None:
    """Return where ``text`` bans the use or addition of something."""
    if not may_say(text, _HAN_OF_BANS, _WORDS_OF_BANS):
        return None
    return _BAN.search(text)


def find_absence(text: str, start: int = 0) -> re.Match[str] | None:
    """Return where ``text`` says that something must be absent (``无红锈``, "no red rust", "free from cracks")."""
    return _ABSENCE.search(text, start)


def find_private_reference(text: str) -> re.Match[str] | None:
    """Return where ``text`` points to a specification that is not public."""
    if not may_say(text, _HAN_OF_REFERENCES, _WORDS_OF_REFERENCES):
        return None
    return _PRIVATE_PATTERN.search(text)


def sample_of(text: str) -> tuple[Number, str] | None:
    """Return amount and unit code of a sample that is the whole of ``text`` (``100 mL``, ``in 25 g``, ``/25g``)."""
    found = _SAMPLE.fullmatch(text.strip())
    if found is None:
        return None
    unit = {"克": "g", "毫升": "mL", "升": "L", "ml": "mL", "l": "L", "cm²": "cm2"}.get(found["unit"], found["unit"])
    return Number(Fraction(found["number"]), found["number"]), unit


def find_plan(text: str, style: Style) -> Plan | None:
    """Return the sampling plan (n, c, m, M) that ``text`` prints."""
    n, c = _LETTERS["n"].search(text), _LETTERS["c"].search(text)
    if n is None or c is None:
        return None
    n_number, c_number = match_number(text, n.end(), style), match_number(text, c.end(), style)
    if n_number is None or c_number is None:
        return None
    trouble = n_number.trouble or c_number.trouble
    end = max(n_number.end, c_number.end)
    small = _SMALL_M.search(text)
    if small is None:
        number = Number(Fraction(0), "0")
        plan = SamplingPlan(int(n_number.number.value), int(c_number.number.value), number)
        return Plan(plan, None, None, min(n.start(), c.start()), end, "a sampling plan without m")
    m_number = match_number(text, small.end(), style)
    if m_number is None:
        return None
    end, trouble = max(end, m_number.end), trouble or m_number.trouble
    sample = _PER_SAMPLE.match(text, m_number.end)
    unit, printed = None, None
    if sample:
        end = max(end, sample.end())
    else:
        unit, printed, unit_end = match_unit_after(text, m_number.end)
        end = max(end, unit_end)
    large = _LARGE_M.search(text)
    big = match_number(text, large.end(), style) if large else None
    if big:
        trouble = trouble or big.trouble
        end = max(end, big.end)
        unit_big, printed_big, unit_end = match_unit_after(text, big.end)
        if printed_big:
            if printed and printed != printed_big:
                trouble = trouble or "m and M have different units"
            unit, printed = unit_big, printed_big
            end = max(end, unit_end)
    sample_unit = {"ml": "mL", "cm²": "cm2"}.get(sample[2], sample[2]) if sample else None
    plan = SamplingPlan(
        int(n_number.number.value),
        int(c_number.number.value),
        m_number.number,
        big.number if big else None,
        Number(Fraction(sample[1]), sample[1]) if sample else None,
        sample_unit,
    )
    start = min(n.start(), c.start(), small.start())
    return Plan(plan, printed, unit.code if unit else None, start, end, trouble)
