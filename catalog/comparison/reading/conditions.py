"""Read the conditions of a limit: temperature, humidity, duration, thickness, treatment, state of the product.

A quantity becomes a condition by its unit and the words around it; a state by a closed vocabulary. What is neither is
``unread`` and keeps the printed words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.comparison.folding import clean, fold
from catalog.comparison.reading.measures import Measure, match_measure
from catalog.comparison.reading.numbers import Style, number_style
from catalog.comparison.requirements import Condition
from catalog.patterns import regex

__all__ = ["FoundCondition", "condition_of", "find_conditions", "find_states", "match_state", "quantity_condition"]

# Canonical state: spellings; longest spelling wins.
_STATES = {
    "cold": "冷态时|冷态下|冷态|cold state|in the cold state|cold condition|when cold|cold",
    "hot": "热态时|热态下|热态|hot state|in the hot state|when hot|hot",
    "normal_atmosphere": (
        "正常试验大气条件下|正常试验大气条件|正常大气条件下|正常大气条件|标准试验大气条件|标准大气条件下|"
        "标准大气条件|标准大气|常态下|常态|正常条件下|"
        "正常条件|normal test atmosphere|normal atmospheric conditions|standard atmosphere|standard atmospheric "
        "conditions|normal conditions"
    ),
    "room_temperature": (
        "常温下|常温|室温下|室温|at room temperature|room temperature|ambient temperature|at ambient temperature"
    ),
    "low_temperature": "低温条件下|低温环境下|低温条件|低温下|低温时|at low temperature|low temperature",
    "high_temperature": "高温条件下|高温环境下|高温条件|高温下|高温时|at high temperature|high temperature",
    "after_damp_heat": (
        "湿热试验后电机恢复至常态|湿热试验后恢复至常态|恒定湿热试验后|交变湿热试验后|湿热试验后|湿热后|"
        "湿热条件下|湿热条件|after damp heat test|after the damp heat "
        "test|after damp heat"
    ),
    "after_immersion": "浸水后|浸水试验后|after immersion in water|after water immersion|after immersion",
    "no_load": "空载运行时|空载运行|空载状态下|空载条件下|空载时|空载|no-load|no load|at no load|without load",
    "rated_load": (
        "额定负载下|额定负载时|额定负载|额定负荷下|额定负荷|满载时|满载|full load|at full load|rated load|at rated load"
    ),
    "rated_voltage": "额定电压下|额定电压时|at rated voltage|rated voltage",
    "rated_operation": "额定工况下|额定工况|额定条件下|额定条件|rated conditions",
    "stalled": "连续堵转工作状态下|连续堵转|堵转状态下|堵转时|locked rotor",
    "before_wash": "水洗前|洗涤前|洗前|未洗涤|未水洗|before washing|before wash|unwashed",
    "after_wash": "水洗后|洗涤后|洗后|after washing|after wash|after laundering",
    "after_dry_cleaning": "干洗后|after dry cleaning|after drycleaning",
    "wet": "湿态下|湿态|wet state|in the wet state|wet",
    "dry": "干态下|干态|dry state|in the dry state|dry",
    "before_ageing": "老化前|未老化|before ageing|before aging|unaged",
    "after_ageing": "热老化后|老化试验后|老化后|热空气老化后|after ageing|after aging|after heat ageing|aged",
    "after_weathering": "耐候试验后|人工气候老化后|after weathering",
    "after_test": "试验后|测试后|after the test|after test|after testing",
    "after_storage": "贮存后|储存后|存放后|after storage",
    "initial": "初始|初期|initial",
    "start_up": "启动时|起动时|at start-up|at starting",
    "continuous": "连续运行|连续工作|continuous operation",
    "standby": "待机状态下|待机时|待机|standby|stand-by",
    "off": "关机状态下|关机时|关机|off mode",
    "running": "运行时|工作时|运转时|in operation|during operation|running",
    "indoor": "室内|indoor",
    "outdoor": "室外|户外|outdoor",
    "unnotched": "无缺口|unnotched",
    "notched": "缺口|带缺口|notched",
    "dc": "直流|DC|d.c.",
    "ac": "交流|AC|a.c.",
    "square_wave": "方波控制时|方波控制|方波|square wave",
    "sine_wave": "正弦波控制时|正弦波控制|正弦波|sine wave|sinusoidal",
    "no_condensation": "无凝露|不凝露|无冷凝|无结露|non-condensing|non condensing|no condensation|without condensation",
    "tap_water": "自来水|tap water",
    "static": "静态|static",
    "dynamic": "动态|dynamic",
}
_STATE_TABLE = {spelling.lower(): word for word, spellings in _STATES.items() for spelling in spellings.split("|")}
_STATE = regex(
    r"(?<![A-Za-z-])(?:" + "|".join(sorted(map(re.escape, _STATE_TABLE), key=len, reverse=True)) + r")(?![A-Za-z-])",
    re.IGNORECASE | re.ASCII,
)
# These words are conditions only as the whole of a bracket or of a part of a sentence; inside a name they belong to it.
_ALONE_ONLY = frozenset(
    [
        "dry",
        "wet",
        "dc",
        "ac",
        "cold",
        "hot",
        "static",
        "dynamic",
        "initial",
        "indoor",
        "outdoor",
        "notched",
        "unnotched",
        "running",
        "off",
        "sine_wave",
        "square_wave",
        "start_up",
        "tap_water",
    ]
)
_KINDS = {
    "temperature": "temperature",
    "relative_humidity": "humidity",
    "time": "duration",
    "calendar_time": "duration",
    "length": "length",
    "mass": "mass",
    "force": "load",
    "voltage": "voltage",
    "current": "current",
    "frequency": "frequency",
    "rotational_speed": "speed",
    "pressure": "pressure",
    "count": "cycles",
    "volume": "volume",
    "illuminance": "illuminance",
    "irradiance": "irradiance",
    "mass_per_volume": "concentration",
    "amount_concentration": "concentration",
    "level": "level",
    "power": "power",
    "velocity": "velocity",
    "torque": "torque",
    "area": "area",
    "ph": "ph",
    "energy": "impact_energy",
    "acceleration": "acceleration",
    "mesh": "mesh",
    "heating_rate": "heating_rate",
    "electric_field": "electric_field",
    "angle": "angle",
    "charge": "charge",
    "degree": "angle",
    "flow": "flow",
    "mass_per_area": "area_mass",
    "percent": "share",
    "luminance": "luminance",
    "linear_density": "linear_density",
}
_WORD_NAMES = (
    (
        regex(r"洗涤|水洗|机洗|皂洗|次洗|洗\s*$|wash|launder", re.IGNORECASE | re.ASCII),
        frozenset({"cycles"}),
        "wash_cycles",
    ),
    (regex(r"干洗|dry.?clean", re.IGNORECASE | re.ASCII), frozenset({"cycles"}), "dry_cleaning_cycles"),
    (regex(r"厚|thick", re.IGNORECASE | re.ASCII), frozenset({"length"}), "thickness"),
    (
        regex(r"直径|外径|内径|孔径|口径|diam|DN|φ|Φ|∅", re.IGNORECASE | re.ASCII),
        frozenset({"length"}),
        "diameter",
    ),
    (regex(r"距离|处|远|距|distance|away", re.IGNORECASE | re.ASCII), frozenset({"length"}), "distance"),
    (regex(r"波长|wavelength", re.IGNORECASE | re.ASCII), frozenset({"length"}), "wavelength"),
    (regex(r"海拔|高程|altitude|elevation", re.IGNORECASE | re.ASCII), frozenset({"length"}), "altitude"),
    (regex(r"宽|width", re.IGNORECASE | re.ASCII), frozenset({"length"}), "specimen_width"),
    (regex(r"跌落|落下|高度|drop|height", re.IGNORECASE | re.ASCII), frozenset({"length"}), "height"),
    (regex(r"标距|隔距|gauge|夹距", re.IGNORECASE | re.ASCII), frozenset({"length"}), "gauge_length"),
    (regex(r"深|depth", re.IGNORECASE | re.ASCII), frozenset({"length"}), "depth"),
    (regex(r"长|length", re.IGNORECASE | re.ASCII), frozenset({"length"}), "length_of_specimen"),
    (regex(r"湿|RH|humid", re.IGNORECASE | re.ASCII), frozenset({"share", "humidity"}), "humidity"),
    (
        regex(r"负载|负荷|载荷|荷重|砝码|load|weight", re.IGNORECASE | re.ASCII),
        frozenset({"mass", "load", "pressure"}),
        "load",
    ),
)
_SPECIMEN = regex(r"试样|试件|样品|specimen|test\s+piece", re.IGNORECASE)
_PREFIX = regex(
    r"(?:在|经过|经|于|当|以|温度|环境温度|湿度|相对湿度|厚度|厚|浓度|转速|频率|电压|负荷|负载|时间|"
    r"距离|持续|历时|放置|浸泡|加热|养护|龄期|试样|样品|"
    r"at|after|for|under|with|in|temperature|thickness|of|a|the|an|age|aged|relative humidity|humidity|直流|交流|"
    r"DC|AC|[:=\s])*+",
    re.IGNORECASE | re.ASCII,
)
_WORD_PARTS = regex(r"[\s,，、;。:()]+")


@dataclass(frozen=True, slots=True)
class FoundCondition:
    """A condition with the place of its words."""

    condition: Condition
    start: int
    end: int


def condition_of(measure: Measure, context: str, printed: str) -> Condition | None:  # noqa: C901 - one branch for each printed form
    """Return the condition that a quantity states, named by its unit and the words around it, or ``None``."""
    quantity = measure.quantity
    if measure.trouble or quantity is None or len(measure.intervals) > 1:
        return None
    kind = quantity.unit.kind if quantity.unit else None
    name = _KINDS.get(kind) if kind else None
    if kind and kind.startswith("level"):
        name = "level"
    if kind is None and quantity.unit_printed is None:
        name = "ph" if re.search(r"pH", context) else None
    if name is None:
        return None
    for pattern, kinds, better in _WORD_NAMES:
        if name in kinds and pattern.search(context):
            name = better
            break
    if name == "thickness" and _SPECIMEN.search(context):
        name = "specimen_thickness"
    if name == "share":
        return None
    unit = quantity.unit_code
    if measure.shape == "plain":
        return Condition(name, f"{quantity.number.exact} {unit or ''}".strip(), quantity.number, unit, printed)
    if measure.shape == "tolerance":
        # The tolerance of a test condition is the method's affair: 23 ℃ ± 2 ℃ is the condition 23 ℃.
        return Condition(name, f"{measure.numbers[0].exact} {unit or ''}".strip(), measure.numbers[0], unit, printed)
    if measure.shape == "limit":
        return Condition(name, f"{measure.op} {quantity.number.exact} {unit or ''}".strip(), None, unit, printed)
    if measure.shape == "range":
        low, high = measure.numbers[0], measure.numbers[1]
        return Condition(name, f"{low.exact}..{high.exact} {unit or ''}".strip(), None, unit, printed)
    return None


def quantity_condition(text: str, style: Style | None = None) -> Condition | None:
    """Return the condition that is the whole of ``text`` (``25℃``, ``洗涤50次后``, ``at 298.15 K``), or ``None``."""
    found = _PREFIX.match(text)
    start = found.end() if found else 0
    style = style or number_style(text)
    for at in dict.fromkeys((0, start)):
        measure = match_measure(text, at, style)
        if measure is not None:
            break
    else:
        digit = re.search(r"[\d±]", text)
        if digit is None or digit.start() > 20:  # noqa: PLR2004 - longer words are no label of a quantity
            return None
        at = digit.start()
        if at and (text[at - 1].isascii() and text[at - 1].isalpha()):
            return None
        measure = match_measure(text, at, style)
        if measure is None:
            return None
    rest = text[measure.end :]
    if not _benign_rest(rest):
        return None
    head = text[: measure.start]
    if head.strip(" :=") and not _benign_head(head):
        return None
    return condition_of(measure, text, text.strip())


_HEAD_WORDS = regex(
    r"(?:在|经过|经|于|当|以|试验|测试|检测|测定|环境|温度|相对湿度|湿度|厚度|厚|试样|样品|浓度|转速|"
    r"频率|电压|负荷|负载|载荷|荷重|时间|距离|持续|历时|连续|运行|放置|浸泡|加热|"
    r"养护|龄期|水洗|洗涤|机洗|皂洗|干洗|洗|摩擦|循环|老化|直径|波长|海拔|高度|宽度|施加|压力|直流|"
    r"交流|空气|标距|板|壁厚|壁|跌落|标准|的|为|"
    r"at|after|for|under|with|in|test|testing|temperature|thickness|of|a|an|the|age|aged|relative|humidity|"
    r"specimen|sample|from|distance|load|"
    r"voltage|frequency|speed|duration|time|washing|DC|AC|d\.c\.|a\.c\.|DN|φ|Φ|t|T|d|D|pH|[:=\s、,，])*+",
    re.IGNORECASE | re.ASCII,
)
_REST_WORDS = regex(
    r"(?:的?条件|环境|温度|大气)?(?:下|时|后|以后|之后|内|处|中|兆欧表|摇表|绝缘电阻表|绝缘表|"
    r"绝缘电阻测试仪|megger|厚|厚度|龄期|洗涤|水洗|洗|机洗|皂洗|干洗|摩擦|循环|老化|"
    r"放置|浸泡|养护|运行|试样|试件|宽|距离|"
    r"ambient|environment|DC|AC|d\.c\.|a\.c\.|直流|交流|r\.?h\.?|RH|relative humidity|humidity|washes|"
    r"washing(?:s)?|wash cycles|cycles|laundering|of age|age|old|"
    r"thick|thickness|specimen|sample|wide|distance|away|test|continuous|operation|load|[\s,，;。:]|的|条件)*+",
    re.IGNORECASE | re.ASCII,
)


def _benign_head(text: str) -> bool:
    return _HEAD_WORDS.fullmatch(text) is not None


def _benign_rest(text: str) -> bool:
    return _REST_WORDS.fullmatch(text) is not None


def match_state(text: str) -> Condition | None:
    """Return the state that is the whole of ``text`` (``冷态``, ``after washing``), or ``None``."""
    word = text.strip(" ,，;。:").lower()
    value = _STATE_TABLE.get(word) or _STATE_TABLE.get(
        re.sub(r"^(?:在|当|于|经|处于|in|at|the)\s*|(?:时|下|的|条件下|状态下|状态)$", "", word)
    )
    return Condition("state", value, printed=text.strip()) if value else None


def find_states(text: str, *, every: bool = False) -> list[FoundCondition]:
    """Return the states named inside a sentence; words that only count when they stand alone need ``every``."""
    found = []
    for match in _STATE.finditer(text):
        value = _STATE_TABLE[match[0].lower()]
        if every or value not in _ALONE_ONLY:
            found.append(FoundCondition(Condition("state", value, printed=match[0]), match.start(), match.end()))
    return found


def find_conditions(text: str) -> list[Condition]:
    """Return the conditions that the parts of ``text`` state, each part as a whole; other parts are passed over."""
    folded = fold(clean(text))
    style = number_style(folded)
    found: list[Condition] = []
    for part in re.split(r"[，;；、()]|,\s|(?<=[^\d]),|\band\b", folded):
        if not part.strip():
            continue
        condition = match_state(part) or quantity_condition(part.strip(), style)
        if condition is not None:
            found.append(condition)
        else:
            found.extend(item.condition for item in find_states(part))
    return found
