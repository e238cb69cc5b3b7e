"""Find the test methods that a text names, by designation or in words, and the standards it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.folding import clean, fold, fold_word
from catalog.comparison.reading.glances import may_say
from catalog.comparison.requirements import Method
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.designations import Designation

__all__ = ["Citation", "find_citations", "find_methods", "method_word"]

# Canonical word: its spellings, each the whole of a bracket or of a part of a sentence.
_VARIANTS = {
    "strip": "条样法|剥样法|条样|strip method|strip test|strip",
    "grab": "抓样法|抓样|grab method|grab test|grab",
    "trapezoid": "梯形法|trapezoid method|trapezoid",
    "single_tongue": "单舌法|裤形法|单缝法|trouser method|trouser|single rip|single tongue",
    "double_tongue": "双舌法|tongue method",
    "elmendorf": "冲击摆锤法|埃莱门多夫法|elmendorf|ballistic pendulum",
    "closed_cup": (
        "闭口杯法|闭口杯|闭口法|闭杯法|闭口|闭杯|宾斯基-马丁闭口杯法|宾斯基马丁闭口杯法|closed cup|"
        "closed-cup|closed cup method|pensky-martens closed cup|cc"
    ),
    "open_cup": (
        "开口杯法|开口杯|开口法|开杯法|开口|开杯|克利夫兰开口杯法|open cup|open-cup|open cup method|"
        "cleveland open cup|oc"
    ),
    "titration": "滴定法|容量法|titration|titrimetric|titration method|titrimetry|by titration",
    "gravimetric": "重量法|称量法|gravimetric|gravimetric method|gravimetry",
    "icp_ms": "电感耦合等离子体质谱法|icp-ms|icp-ms法|icpms",
    "icp_oes": "电感耦合等离子体发射光谱法|icp-oes|icp-aes|icp-oes法|icp-aes法|icp法|icp",
    "aas": "原子吸收光谱法|原子吸收法|原子吸收分光光度法|aas|atomic absorption",
    "gfaas": "石墨炉原子吸收光谱法|石墨炉法|gfaas|graphite furnace aas|graphite furnace",
    "afs": "原子荧光光谱法|原子荧光法|afs|atomic fluorescence",
    "hplc": "高效液相色谱法|液相色谱法|hplc|hplc法",
    "gc": "气相色谱法|gc|gc法|gas chromatography",
    "gc_ms": "气相色谱-质谱法|气相色谱质谱法|gc-ms|gc/ms|gc-ms法",
    "lc_ms": "液相色谱-质谱法|液相色谱-串联质谱法|lc-ms/ms|lc-ms|hplc-ms/ms",
    "spectrophotometric": "分光光度法|紫外分光光度法|spectrophotometric|spectrophotometry|photometric",
    "xrf": "x射线荧光法|x射线荧光光谱法|xrf",
    "karl_fischer": "卡尔·费休法|卡尔费休法|卡氏法|karl fischer|karl fischer method",
    "oven": "烘箱法|干燥法|直接干燥法|减量法|oven method|oven drying",
    "kjeldahl": "凯氏定氮法|凯氏法|kjeldahl|kjeldahl method",
    "chamber_1m3": (
        "1m³气候箱法|1m3气候箱法|1立方米气候箱法|1m³ chamber|1m3 chamber|1m³ climate chamber|1m3 climate chamber"
    ),
    "chamber": "气候箱法|环境测试舱法|环境舱法|chamber method|climate chamber|chamber",
    "desiccator": "干燥器法|desiccator method|desiccator",
    "perforator": "穿孔法|穿孔萃取法|perforator method|perforator",
    "gas_analysis": "气体分析法|gas analysis method|gas analysis",
    "flask": "瓶法|flask method",
    "water_extraction": "水萃取法|water extraction|water extraction method",
    "vapour_absorption": "蒸汽吸收法|vapour absorption|vapour absorption method",
    "resistance_method": "电阻法|resistance method|by resistance",
    "thermometer": "温度计法|thermometer method|thermometer",
    "thermocouple": "热电偶法|thermocouple method|thermocouple",
    "shaking": "振荡法|震荡法|振荡烧瓶法|shake flask|shaking method|shake flask method",
    "absorption": "吸收法|absorption method",
    "agar_diffusion": "琼脂平皿扩散法|agar diffusion|agar plate diffusion",
    "martindale": "马丁代尔法|martindale|martindale method",
    "wyzenbeek": "wyzenbeek|oscillatory cylinder",
    "pilling_box": "起球箱法|起毛起球箱法|pilling box|pilling box method",
    "circular_track": "圆轨迹法|circular locus|circular locus method",
    "random_tumble": "随机翻滚法|random tumble|random tumble pilling",
    "hydrostatic": "静水压法|hydrostatic pressure|hydrostatic head",
    "spray": "沾水法|喷淋法|spray test|spray method",
    "ball_burst": "弹子顶破法|钢球法|ball burst|steel ball method",
    "hydraulic_burst": "液压法|hydraulic method",
    "pneumatic_burst": "气压法|pneumatic method",
    "cross_cut": "划格法|cross-cut|cross cut|cross-cut test",
    "pull_off": "拉开法|pull-off|pull-off method|pull off",
    "inverted_cup": "倒杯法|inverted cup|inverted cup method",
    "upright_cup": "正杯法|正杯水法|正杯吸湿法|upright cup|upright cup method",
    "cup": "杯式法|透湿杯法|cup method",
    "capillary": "毛细管法|capillary method|capillary",
    "rotational": "旋转法|旋转黏度计法|rotational viscometer|rotational",
    "charpy_notched": "简支梁缺口|charpy notched",
    "izod_notched": "悬臂梁缺口|izod notched",
    "membrane_filtration": "滤膜法|膜过滤法|membrane filtration",
    "multiple_tube": "多管发酵法|mpn法|multiple tube|mpn method",
    "plate_count": "平板计数法|plate count method",
}


def _spellings() -> dict[str, str]:
    return {fold_word(spelling): word for word, spellings in _VARIANTS.items() for spelling in spellings.split("|")}


_TABLE = _spellings()
_CLAUSE = regex(
    r"\s*(?:中的?|的|,|，)?\s*(?:第\s*)?(?P<clause>\d{1,2}(?:\.\d{1,3}){1,5}|(?<=第)\d{1,2}|附录\s*[A-Z](?:\.\d+)*|"
    r"annex\s+[A-Z](?:\.\d+)*|"
    r"(?:clause|section|sub-?clause|chapter)\s+\d+(?:\.\d+)*)\s*(?:条|章|款|节)?",
    re.IGNORECASE,
)
_CHAPTER = regex(r"\s*(?:中的?|的)?\s*第\s*(?P<clause>\d{1,2}(?:\.\d+)*)\s*(?:条|章|款|节)")
_PROGRAM = regex(
    r"\s*[,，]?\s*(?:中的?|的)?\s*(?P<variant>(?:(?:方法|试验|程序|procedure|method|test|条件|"
    r"程式)(?=\s*(?:No\.?\s*)?(?:[A-Z]?\d|[A-Z](?![A-Za-z])|\())\s*(?:No\.?\s*)?[A-Z]?\d{0,2}[A-Z]?(?:\s?\(\d+\))?(?:法)?"
    r"|[A-Z](?:\(\d\)|法)|\d{1,2}[A-HMNG]{1,2})(?![A-Za-z0-9/%.]))",
    re.IGNORECASE,
)
_PROGRAM_SPACE = regex(r"\s+(?P<variant>\d{1,2}[A-HMNG]{1,2}|[A-Z]\d?|[A-Z]\(\d\))(?=\s*(?:$|[，,;。)、]))")
_BRACKET = regex(r"\s*\(([^()]{1,40}(?:\([^()]{1,12}\)[^()]{0,12})?)\)")
_LEAD = regex(
    r"(?:按照?|依据|根据|依照|参照|采用|用|遵循|执行|试验方法|检验方法|测试方法|检测方法|方法|标准|"
    r"see|per|as\s+per|(?:(?:(?:when|if|as)\s+)?(?:tested|measured|determined)\s+)?(?:according\s+to|acc\.?\s+to|"
    r"in\s+accordance\s+with|in\s+conformity\s+with)|(?:(?:when|if|as)\s+)?(?:tested|measured|determined)\s+(?:to|by|per|"
    r"using|as\s+per)|test\s+methods?|methods?|using|by|to|"
    r"with)\s*:?\s*$",
    re.IGNORECASE,
)
_TAIL = regex(
    r"\s*(?:(?:规定)?的?(?:方法|试验方法|试验|规定|要求)?(?:进行)?(?:测定|试验|检验|检测|测试|测量|"
    r"执行|测)?(?:时)?|method)",
    re.IGNORECASE,
)
_HAN_OF_METHODS = frozenset("法箱舱")
_METHOD_WORD = regex(
    r"(?P<chamber>1\s?(?:m[³3]|立方米)\s*(?:气候箱法?|环境(?:测试)?舱法?|(?:climate\s+|test\s+)?chamber(?:\s+method)?))"
    r"|(?P<word>[\u4e00-\u9fffA-Za-z·-]{1,14}法)(?![律规定则])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A standard that the text names: its designation with clause and variant, and from where to where it is printed.

    ``lead`` is the place where the words before it begin (按, 依据, "tested to").
    """

    designation: Designation
    clause: str | None
    variant: str | None
    start: int
    end: int
    lead: int

    def method(self, text: str) -> Method:
        """Return the citation as a test method, with the printed words from ``text``."""
        return Method(
            self.designation.normalized, self.variant, self.clause, text[self.designation.start : self.end].strip()
        )


def method_word(printed: str) -> str | None:
    """Return the canonical word of a method that is the whole of ``printed`` (``条样法`` → ``strip``), or ``None``."""
    return _method_word(fold_word(printed))


@lru_cache(maxsize=2048)
def _method_word(word: str) -> str | None:
    word = word.removeprefix("按").removeprefix("采用")
    found = _TABLE.get(word)
    if found is None and word.endswith("法测定"):
        found = _TABLE.get(word.removesuffix("测定"))
    if found is None and word.endswith("method"):
        found = _TABLE.get(word.removesuffix("method"))
    return found


def find_citations(text: str) -> list[Citation]:
    """Return the standards that ``text`` (cleaned or folded) names, with clause, variant and place."""
    if not any(char.isdigit() for char in text):
        return []
    from catalog.designations import find_designations  # noqa: PLC0415 - its tables load with the first text that has numbers

    folded = fold(text)
    found = find_designations(text)
    citations = []
    for index, designation in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else len(text)
        citations.append(_citation(folded, designation, limit))
    return citations


def _citation(text: str, designation: Designation, limit: int) -> Citation:
    end, clause, variant = designation.end, None, None
    while end > designation.start and text[end - 1] == " ":
        end -= 1
    clause_found = _CHAPTER.match(text, end, limit) or _CLAUSE.match(text, end, limit)
    if clause_found and not _is_value(text, clause_found):
        clause, end = (
            re.sub(r"^(?:clause|section|sub-?clause|chapter)\s+", "", clause_found["clause"], flags=re.IGNORECASE),
            clause_found.end(),
        )
    program = _PROGRAM.match(text, end, limit) or _PROGRAM_SPACE.match(text, end, limit)
    if program:
        variant, end = re.sub(r"\s+", " ", program["variant"].strip()), program.end()
    else:
        bracket = _BRACKET.match(text, end, limit)
        if bracket and (word := _bracket_variant(bracket[1])):
            variant, end = word, bracket.end()
    lead_found = _LEAD.search(text[max(0, designation.start - 40) : designation.start])
    lead = designation.start - (len(lead_found[0]) if lead_found else 0)
    tail = _TAIL.match(text, end, limit)
    if tail and lead_found:
        end = tail.end()
    return Citation(designation, clause, variant, designation.start, end, lead)


def _is_value(text: str, found: re.Match[str]) -> bool:
    """Tell whether what looks like a clause number is a value: a unit or a range sign follows."""
    following = text[found.end() : found.end() + 2].strip()
    return found["clause"].count(".") == 1 and bool(following) and following[0] in "~%±-" and "." in found["clause"]


def _bracket_variant(inner: str) -> str | None:
    known = method_word(inner)
    if known:
        return known
    stripped = inner.strip()
    if re.fullmatch(
        r"(?:方法|method|程序|procedure|试验|test)\s*(?:No\.?\s*)?[A-Z0-9](?:\(\d\))?", stripped, re.IGNORECASE
    ):
        return stripped
    if re.fullmatch(r"[\u4e00-\u9fffA-Za-z-]{2,12}法", stripped):
        return stripped
    return None


def find_words(text: str) -> list[tuple[str, int, int]]:
    """Return methods named in words by the ending 法 or as a chamber: word, start, end."""
    found: list[tuple[str, int, int]] = []
    if not may_say(text, _HAN_OF_METHODS, ("chamber",)):
        return found
    for match in _METHOD_WORD.finditer(text):
        if match["chamber"]:
            found.append(("chamber_1m3", match.start(), match.end()))
            continue
        printed = match["word"]
        for cut in range(max(1, len(printed) - 2)):
            word = method_word(printed[cut:])
            if word:
                found.append((word, match.start() + cut, match.end()))
                break
    return found


def find_methods(text: str) -> list[Method]:
    """Return every test method that ``text`` names, designations first."""
    cleaned = clean(text)
    folded = fold(cleaned)
    citations = find_citations(cleaned)
    methods = [citation.method(cleaned) for citation in citations]
    taken = [(citation.start, citation.end) for citation in citations]
    for word, start, end in find_words(folded):
        if not any(a < end and start < b for a, b in taken):
            methods.append(Method(None, word, None, cleaned[start:end]))
            taken.append((start, end))
    for bracket in re.finditer(r"\(([^()]{1,40})\)", folded):
        named = method_word(bracket[1])
        if named and not any(a < bracket.end() and bracket.start() < b for a, b in taken):
            methods.append(Method(None, named, None, cleaned[bracket.start(1) : bracket.end(1)]))
    for part in re.split(r"[，,;、。]", folded):
        named = method_word(part)
        if named and not any(method.variant == named for method in methods):
            methods.append(Method(None, named, None, part.strip()))
    return [replace(method, printed=method.printed.strip()) for method in methods]
