"""Turns of phrase of Chinese standards: when a row applies, what may stand in its place, where a limit begins."""

from __future__ import annotations

import re

from catalog.comparison.reading.operators import match_operator
from importers.documents.brackets import bracketed
from importers.documents.words import Words

__all__ = [
    "ALTERNATIVE",
    "APPLIES",
    "PRIVATE",
    "TABLE_LABEL",
    "LimitPlace",
    "demands",
    "find_limit",
    "is_circumstance",
    "is_outcome",
    "is_service",
    "is_state",
    "other_way",
    "plain_name",
    "state_prefix",
    "stripped_modal",
]

# A text that the public does not see, or that another party agrees with.
PRIVATE = re.compile(
    r"产品(?:专用)?技术(?:条件|文件|协议|规格书|要求)|专用技术(?:条件|文件)|技术(?:文件|协议|规格书)|产品(?:规格书|图[样纸]|标准书)|规格书"
    r"|图[样纸]|(?:客户|制品|用户|顾客)?(?:仕样书|要求书|图纸)|承认书|供需双方[^，。;]{0,12}|订货(?:合同|协议)|合同(?:规定|要求|约定)?|用户要求|客户需求"
    r"|附录\s*[A-Z](?![a-z])|(?:设计|工艺)(?:文件|图样)|样板|封样|双方协[商议]"
)
TABLE_LABEL = re.compile(r"表\s*[A-Z]?\s*[.]?\d{1,3}(?:[.\-]\d{1,3})?")
APPLIES = re.compile(
    r"^(?:当|如|若)?[^\d，。]{0,14}(?:有(?:特殊)?要求|有规定|需要|要求)时?$(?<=时)|^除[^\d，。]{0,16}(?:外|以外)$|^(?:当|如|若)[^\d，。]{0,14}时$"
)
ALTERNATIVE = re.compile(
    rf"(?:[，,]\s*)?(?:或者?|也可|亦可)\s*(?:由|按照?|符合|满足|根据|依据|遵循)?[^，。;]{{0,16}}?(?:{PRIVATE.pattern})[^，。;]*"
)
BRACKET_ALTERNATIVE = re.compile(
    rf"\((?:也|亦|或|并)?可?(?:以)?(?:按|由|根据|依据)[^()]{{0,10}}?(?:{PRIVATE.pattern})[^()]*\)"
)

_OUTCOME = re.compile(
    r"^(?:且|并|并且|同时|试验后|应)?\s*(?:应)?(?:无(?![刷线油源铅])|没有|不应(?:有|出现|发生)|不得(?:有|出现|发生)|不允许|未见|不产生|不发生|应能?正常|能正常|结构完好|可连续稳定)(?!.*(?:符合|满足))[^\d≤≥<>]*$"
)
_CIRCUMSTANCE = re.compile(
    r"^(?:在|当|经|经过|于|按|用|采用|施加|通过|自|从)[^≤≥]*$|(?:时|后|前|下|中|内|期间|状态|条件|情况下|运行|连续|负载|空载|堵转|环境)$|^(?:持续|历时|保持|环境温度|温度)"
    r"|(?:运行|工作|负载|通电|放置|贮存|保持)\s*\d[\d.]*\s*(?:h|min|s|d|小时|分钟|秒|天)$|恢复(?:至|到)?(?:常态|常温|室温)"
)
_DEMAND = re.compile(
    r"(?<![适反响对相供感效])应(?![力用变急答激付邀届])|不得|不应|必须|须|严禁|禁止|不允许|不准|[≤≥<>±≯≮]|不(?:大|小|低|高|少|多)于|不超过|至少|至多"
    r"|\d\s*(?:%|‰|℃|°C|[kMmμ]?(?:Ω|V|A|W|N|m|g|s|h|Hz|Pa|K|L)\b|min\b|dB|r/min|rpm|次|级|倍|mm|cm)"
)
_MODAL = re.compile(
    r"(?:(?:均|都|分别|其)?(?:(?:应当?|须|必须|得|宜)(?:能够?)?)?(?:为|是|达到|控制在|保持在?|在)?|[:=])\s*$"
)
_LEAD = re.compile(r"^(?:同时|并且|而且|且|并|其中|此外|另外|即|则|以及|及|而|但|其|该)(?=[\u4e00-\u9fff])")
_TITLE_TAIL = re.compile(r"(?:的)?(?:要求|试验|测试|测量|限值|指标|规格|规定|极限值|允许值)$")
_STATE = re.compile(r"^(?:冷态|热态|常态|常温|低温|高温|湿热)(?=[\u4e00-\u9fff]{2,})")
_SERVICE_VERB = re.compile(r"贮存|储存|贮藏|存放|工作|启动|起动|运行|试验|运输")
_VALUE = re.compile(r"\s*[-+±]?\s*(?:\d|[一二三四五六七八九十百两]+\s*(?:次|年|个|小时|分钟|倍|级)|(?:百|千|万)分之)")
_PUBLISHER = re.compile(r"GB|JB|Q/|IEC|ISO")
_RELATIVE = re.compile(
    r"\s*(?:其|该)?(?:额定|标称|规定|平均|初始|公称|设计|标示)[\u4e00-\u9fff]{0,6}?的?\s*[±]?\s*(?=\d|±)"
)
_GRADE = re.compile(
    r"\s*(?:UL\s?94\s*[:-]?\s*)?(?:V-?[012](?!\d)|5V[AB]?|HB(?!\w)|IP\s?[\dX]{2}|IE[1-5]|[YAEBFHNC]\s*级|[一二三四五六七八九]级|\d(?:[-~]\d)?\s*级|[A-F]\d?\s*级)"
)


class LimitPlace:
    """Where a limit begins in words, and of which kind: ``number``, ``grade``, ``table`` or ``private``."""

    __slots__ = ("kind", "op", "start")

    def __init__(self, start: int, kind: str, op: str | None) -> None:
        self.start, self.kind, self.op = start, kind, op


_STATISTIC = re.compile(r"最[小大高低]值(?=[^\d])")
_HINT = re.compile(r"[≤≥<>≯≮]|±|不|[小大低高少多超短长]于|超过|至[少多]|最[大小低高多少]")


def find_limit(words: Words) -> LimitPlace | None:
    """Return the first place where an operator is followed by something that it can limit."""
    folded = words.folded
    for hint in _HINT.finditer(folded):
        at = hint.start()
        if folded.count("(", 0, at) > folded.count(")", 0, at):
            continue  # brackets explain; they do not demand
        if _STATISTIC.match(folded, at):
            continue  # 最小值不应小于 names what is limited before it limits
        if folded[at] == "±":
            if re.search(r"\d\s*[^\d\s，,()]{0,6}\s*$", folded[:at]):
                continue  # a tolerance behind its nominal value
            return LimitPlace(at, "number", "dev") if _VALUE.match(folded, at) else None
        operator = match_operator(folded, at)
        if operator is None:
            continue
        kind = _limited(folded, operator.end)
        if kind is not None:
            return LimitPlace(at, kind, operator.op)
    return None


def _limited(folded: str, at: int) -> str | None:
    """Return what stands at ``at``, behind an operator: something that it limits, or ``None``."""
    for kind, pattern in (("number", _VALUE), ("table", TABLE_LABEL), ("grade", _GRADE), ("private", PRIVATE)):
        if pattern.match(folded, at):
            return kind
    if _PUBLISHER.match(folded, at):
        return "private"
    relative = _RELATIVE.match(folded, at)
    return "number" if relative and relative.end() > at and _VALUE.match(folded, relative.end()) else None


def demands(words: Words) -> bool:
    """Tell whether words look like a requirement: a verb of duty, an operator, or a number with a unit."""
    return _DEMAND.search(words.folded) is not None


def is_outcome(words: Words) -> bool:
    """Tell whether words only say what must (not) happen: 无击穿, 应能正常空载运行."""
    return _OUTCOME.match(words.folded) is not None


def is_circumstance(words: Words) -> bool:
    """Tell whether words say under what a limit holds."""
    return _CIRCUMSTANCE.search(words.folded) is not None


def stripped_modal(words: Words) -> Words:
    """Return a subject without 应, 均应为 and the like at its end and 同时, 其中 at its beginning."""
    end = _MODAL.search(words.folded)
    words = words.cut(0, end.start() if end else None)
    while lead := _LEAD.match(words.folded):
        words = words.cut(lead.end())
    return words


def state_prefix(words: Words) -> Words | None:
    """Return the state that a name begins with (冷态绝缘电阻 → 冷态), or ``None``."""
    state = _STATE.match(words.folded)
    return words.cut(0, state.end()) if state and not _SERVICE_VERB.match(words.folded[state.end() :]) else None


def is_state(words: Words) -> bool:
    """Tell whether words are only a state of the product (冷态, 常温下)."""
    return re.fullmatch(r"(?:冷态|热态|常态|常温|室温|低温|高温|湿热)(?:下|时)?", words.folded) is not None


def plain_name(title: str) -> str:
    """Return the characteristic that a title names: 温升要求 → 温升, 噪声（空载-1m） → 噪声, 冷态电阻 → 电阻."""
    words = Words.of(bracketed(title).name)
    while (tail := _TITLE_TAIL.search(words.folded)) and tail.start() >= 2:  # noqa: PLR2004 - 要求 alone stays
        words = words.cut(0, tail.start())
    state = _STATE.match(words.folded)
    if state and not _SERVICE_VERB.match(words.folded[state.end() :]):
        words = words.cut(state.end())
    return re.sub(r"(?<=[\u4e00-\u9fff])[A-Z][a-z]?$", "", words.printed)


def is_service(name: str, *, service_chapter: bool) -> bool:
    """Tell whether a name is something over which the product must work, and not something it may reach."""
    if re.search(
        r"(?:工作|使用|运行|贮存|储存|贮藏|存放|运输|环境)(?:环境)?(?:空气)?(?:温度|相对湿度|湿度)|海拔|转速范围|测量范围|量程",
        name,
    ):
        return True
    return service_chapter and re.search(r"温度|湿度|气压", name) is not None


def other_way(part: Words) -> int | None:
    """Return where ``或 1800V 1s 漏电流应不大于10mA`` begins: a second full limit in place of the first."""
    for match in re.finditer(r"(?<=[\sA-Za-z%℃Ω])\s*或者?\s*", part.folded):
        if find_limit(part.cut(0, match.start())) and find_limit(part.cut(match.end())):
            return match.start()
    return None
