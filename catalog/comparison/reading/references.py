"""What a deviation or a share is measured from: rated, nominal, specified, mean or initial value, in both languages."""

from __future__ import annotations

import re

from catalog.patterns import regex

__all__ = ["REFERENCE_PHRASE", "find_reference", "reference_word"]

_KINDS = {
    "额定": "rated",
    "rated": "rated",
    "标称": "nominal",
    "公称": "nominal",
    "标示": "labelled",
    "标识": "labelled",
    "标签": "labelled",
    "nominal": "nominal",
    "labelled": "labelled",
    "labeled": "labelled",
    "declared": "declared",
    "明示": "declared",
    "标注": "labelled",
    "规定": "specified",
    "标准值": "specified",
    "设计": "design",
    "specified": "specified",
    "设定": "set",
    "setpoint": "set",
    "set": "set",
    "平均": "mean",
    "均值": "mean",
    "mean": "mean",
    "average": "mean",
    "初始": "initial",
    "起始": "initial",
    "原始": "initial",
    "initial": "initial",
    "original": "initial",
    "实测": "measured",
    "理论": "theoretical",
    "theoretical": "theoretical",
}
_NOUNS = {
    "电流": "current",
    "电压": "voltage",
    "功率": "power",
    "转速": "speed",
    "速度": "speed",
    "负载": "load",
    "负荷": "load",
    "载荷": "load",
    "容量": "capacity",
    "频率": "frequency",
    "转矩": "torque",
    "扭矩": "torque",
    "流量": "flow",
    "压力": "pressure",
    "质量": "mass",
    "厚度": "thickness",
    "长度": "length",
    "宽度": "width",
    "直径": "diameter",
    "含量": "content",
    "光通量": "flux",
    "强力": "force",
    "强度": "strength",
    "温度": "temperature",
    "重量": "mass",
    "电阻": "resistance",
    "效率": "efficiency",
    "efficiency": "efficiency",
    "值": "",
    "尺寸": "size",
    "净含量": "content",
    "current": "current",
    "voltage": "voltage",
    "power": "power",
    "speed": "speed",
    "load": "load",
    "capacity": "capacity",
    "frequency": "frequency",
    "torque": "torque",
    "flow": "flow",
    "pressure": "pressure",
    "mass": "mass",
    "weight": "mass",
    "thickness": "thickness",
    "value": "",
    "values": "",
    "content": "content",
    "strength": "strength",
    "temperature": "temperature",
    "resistance": "resistance",
    "dimension": "size",
}
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_NOUN = "|".join(sorted(_NOUNS, key=len, reverse=True))
REFERENCE_PHRASE = (
    rf"(?:其|该|相应|产品|the\s+)?(?:{_KIND})的?\s*"
    rf"(?:工作|输出|输入|负载|空载|运行|operating\s+|output\s+|input\s+)?(?:{_NOUN})?(?:数值|value)?"
)
_REFERENCE = regex(
    rf"(?P<kind>{_KIND})的?\s*(?:工作|输出|输入|operating\s+|output\s+|input\s+)?(?P<noun>{_NOUN})?",
    re.IGNORECASE | re.ASCII,
)
_FROM = regex(
    rf"(?:与|和|同|较|对|相对于?|偏离|从)\s*(?:同(?:批次|型号|一?批)|该批)?(?:{REFERENCE_PHRASE})(?:的|"
    rf"之间的?|相比的?)?\s*(?:最大|允许|相对|"
    rf"极限)*(?:偏差|容差|差值|差异?|误差|偏移|变化|之比|相比|允差)?"
    rf"|(?:deviation|difference|departure|tolerance|variation|change)s?\s+(?:from|of|to|on|"
    rf"against)\s+{REFERENCE_PHRASE}"
    rf"|(?:{REFERENCE_PHRASE})的?(?=\s*$|\s*[±+-])|\b(?:of|from)\s+{REFERENCE_PHRASE}",
    re.IGNORECASE | re.ASCII,
)


def reference_word(phrase: str) -> str | None:
    """Return the dictionary word of a phrase (``额定电流`` → ``rated_current``, ``平均值`` → ``mean``), or ``None``."""
    found = _REFERENCE.search(phrase)
    if found is None:
        return None
    kind = _KINDS[found["kind"].lower()]
    noun = _NOUNS.get((found["noun"] or "").lower(), "")
    return f"{kind}_{noun}" if noun else kind


def find_reference(text: str) -> tuple[str, int, int] | None:
    """Return word, start and end of the first phrase in ``text`` that says what something is measured from."""
    found = _FROM.search(text)
    if found is None:
        return None
    word = reference_word(found[0])
    return (word, found.start(), found.end()) if word else None
