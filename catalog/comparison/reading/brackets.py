"""Read what stands in brackets: conditions, methods, basis, classes, positions, detection limits, samples, remarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.reading.bands import read_band
from catalog.comparison.reading.bases import basis_of
from catalog.comparison.reading.conditions import match_state, quantity_condition
from catalog.comparison.reading.labels import find_labels, short_label
from catalog.comparison.reading.measures import match_measure, match_plain
from catalog.comparison.reading.methods import method_word
from catalog.comparison.reading.specials import sample_of
from catalog.comparison.requirements import Condition, Method, Modality
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.drafts import Draft
    from catalog.comparison.units import Unit

__all__ = ["read_brackets", "read_item", "size_name", "top_brackets"]

_ITEMS = regex(r"[，;；、]|,(?!\d)|(?<!\d),|\s{2,}")
_UNIT_BEFORE = regex(r"[%‰A-Za-zμΩ°/²³0-9·-]+ ?$")
_EDGE_MARK = regex(
    r"\s*(?:不含|不包括|不包含|均含|含两端|含端点|含|包括|包含|included|inclusive|excluded|exclusive|excl\.?|"
    r"incl\.?)\s*[\d.,]*\s*[^\d]{0,4}$",
    re.IGNORECASE | re.ASCII,
)
_TWO_EDGES = regex(r"\s*不?(?:含|包括)\s*\d[\d.]*[^\d,，、]{0,6}[,，、;；]\s*不?(?:含|包括)\s*\d[\d.]*[^\d]{0,6}")
_LATE_MARK = regex(r"\s*\d[\d.,]*\s*\S{0,6}\s*(?:not\s+included|excluded|exclusive|除外)\s*$", re.IGNORECASE | re.ASCII)
_DETECTION = regex(
    r"(?:方法)?(?:检出限|检测限|报告限|定量限|最低检出(?:限|浓度|量)|检测低限|测定低限|限量值|限值|LOD|LOQ|MDL|(?:limit\s+of\s+)?(?:detection|"
    r"quantification|reporting|quantitation)"
    r"(?:\s+limit)?|reporting\s+limit)\s*(?:of|is|为|是|[:=])?\s*",
    re.IGNORECASE | re.ASCII,
)
_REMARK = regex(
    r"(?:未(?:标|分|注|引用|注明|划分|规定|说明|声明|给出|写明|标明|指明|列)[\u4e00-\u9fff]{0,8}|不分(?:等级|类别|级)?|无(?:等级|类别)|见(?:注|附录|表|"
    r"图)[\w\s]{0,6}|注\s*\d?|型式检验|出厂检验|"
    r"(?:class|grade|category|standard)\s+not\s+(?:stated|given|specified|declared)|no\s+(?:class|grade|"
    r"standard)\s+(?:stated|given|cited)|ungraded|unclassified|"
    r"not\s+graded|[a-e]|[ᵃ-ᶿ①-⑳]\)?|\*+|注[a-z\d]|note\s*\d?|see\s+note\s*\d?|强制性?|推荐性?|mandatory|recommended|新|下同|同上|含税|"
    r"total\s+of\s+both)",
    re.IGNORECASE | re.ASCII,
)
_GUIDANCE = regex(
    r"(?:指导值|指导性|参考值|推荐值|建议值|目标值|期望值|参考|推荐|guid(?:e|ance)(?:\s+(?:value|level))?|recommended(?:\s+value)?|"
    r"target(?:\s+value)?|informative|advisory)",
    re.IGNORECASE | re.ASCII,
)
_SIZE = regex(
    r"(?P<name>机座号|厚度|公称厚度|板厚|壁厚|直径|外径|内径|公称直径|公称通径|规格|额定功率|功率|额定电压|工作电压|电压|额定电流|容量|额定容量|质量|单位面积质量|克重|长度|宽度|高度|"
    r"thickness|diameter|frame\s+size|rated\s+(?:power|voltage|current)|power|voltage|width|length|height|size|"
    r"capacity|[dDthbLδφΦ∅DN]{1,2})\s*(?:为|:|is)?\s*(?=[≤≥<>\d~]|不|大于|小于|超过|低于|高于|over|above|below|up\s+to)",
    re.IGNORECASE | re.ASCII,
)
# The size between its two ends: "16 < t ≤ 40 mm", "24 V < U ≤ 100 V".
_SIZE_BETWEEN = regex(
    r"[\d.,]+\s?[a-zA-Z]{0,2}\s*[<≤]\s*(?P<name>[a-zA-Zδφ∅]{1,2}|厚度|公称厚度|板厚|壁厚|直径|外径|公称直径|thickness|"
    r"nominal thickness|diameter|nominal diameter)\s*[<≤](?=\s*\d)",
    re.IGNORECASE,
)
_SIZE_NAMES = {
    "机座号": "frame_size",
    "frame size": "frame_size",
    "厚度": "thickness",
    "公称厚度": "thickness",
    "板厚": "thickness",
    "壁厚": "wall_thickness",
    "thickness": "thickness",
    "nominal thickness": "thickness",
    "nominal diameter": "diameter",
    "u": "working_voltage",
    "t": "thickness",
    "δ": "thickness",
    "直径": "diameter",
    "外径": "outer_diameter",
    "内径": "inner_diameter",
    "公称直径": "diameter",
    "公称通径": "diameter",
    "diameter": "diameter",
    "d": "diameter",
    "φ": "diameter",
    "∅": "diameter",
    "dn": "diameter",
    "额定功率": "rated_power",
    "功率": "rated_power",
    "rated power": "rated_power",
    "power": "rated_power",
    "额定电压": "rated_voltage",
    "rated voltage": "rated_voltage",
    "工作电压": "working_voltage",
    "电压": "working_voltage",
    "voltage": "working_voltage",
    "额定电流": "rated_current",
    "rated current": "rated_current",
    "容量": "capacity",
    "额定容量": "capacity",
    "capacity": "capacity",
    "质量": "mass",
    "单位面积质量": "area_mass",
    "克重": "area_mass",
    "长度": "length",
    "length": "length",
    "l": "length",
    "宽度": "width",
    "width": "width",
    "b": "width",
    "高度": "height",
    "height": "height",
    "h": "height",
    "规格": "size",
    "size": "size",
}


def size_name(printed: str) -> str:
    """Return the axis that a size word names (``机座号`` → ``frame_size``)."""
    return _SIZE_NAMES.get(re.sub(r"\s+", " ", printed.lower()), "size")


_SIZE_KINDS = {
    "length": (
        "thickness",
        "wall_thickness",
        "diameter",
        "outer_diameter",
        "inner_diameter",
        "length",
        "width",
        "height",
    ),
    "voltage": ("rated_voltage", "working_voltage"),
    "power": ("rated_power",),
    "current": ("rated_current",),
    "mass": ("mass",),
    "mass_per_area": ("area_mass",),
}
_KIND_OF_SIZE = {axis: kind for kind, axes in _SIZE_KINDS.items() for axis in axes}


def fits_size(axis: str, printed: str) -> bool:
    """Tell whether a printed stretch is in a unit in which the size ``axis`` is measured."""
    wanted = _KIND_OF_SIZE.get(axis)
    if wanted is None:
        return True
    from catalog.comparison.units import find_unit  # noqa: PLC0415 - the table loads with the first reading

    words = [find_unit(word) for word in _SIZE_UNIT.findall(printed)]
    return any(unit is not None and unit.kind == wanted for unit in words) and all(
        unit is None or unit.kind == wanted for unit in words
    )


_SIZE_UNIT = regex(r"(?<=[\d\s])(?:[a-zA-Zμ°℃/²³·]+\d?|[毫厘微]?米|[千毫]?克|[千]?[伏瓦安])")


def top_brackets(text: str) -> list[tuple[int, int]]:
    """Return start and end of the outermost round brackets of the folded ``text``; an unclosed one is none."""
    found, depth, start = [], 0, 0
    for index, char in enumerate(text):
        if char == "(":
            if depth == 0:
                start = index
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, index + 1))
    return found


def read_brackets(draft: Draft, anchor: int) -> None:
    """Read every bracket of the draft; ``anchor`` is where the value begins, which tells names from conditions."""
    for start, end in top_brackets(draft.text):
        inner = draft.text[start + 1 : end - 1]
        if _is_part_of_value(draft, start, end, inner):
            continue
        before = start < anchor
        if read_item(draft, inner.strip(), before=before):
            draft.blank(start, end)
            continue
        left = [item for item in _split(inner) if not read_item(draft, item, before=before)]
        if not left:
            draft.blank(start, end)
        elif not before and re.match(r"\s*(?:[≤≥<>]|不|应|大于|小于|低于|高于)", draft.text[end:]):
            # A bracket right before a further limit says what that limit is for.
            draft.text = f"{draft.text[:start]} {inner} {draft.text[end:]}"
        elif before:
            draft.brackets.append((start, end))
            draft.blank(start, end)
        else:
            for item in left:
                draft.unread(item)
            draft.blank(start, end)


def _split(inner: str) -> list[str]:
    return [item.strip() for item in _ITEMS.split(inner) if item.strip()]


def _is_part_of_value(  # noqa: C901 - one branch for each printed form
    draft: Draft, start: int, end: int, inner: str
) -> bool:
    """Tell whether the bracket belongs to a unit, interval, tolerance or end mark, which are read with the number."""
    if _EDGE_MARK.fullmatch(inner) or _LATE_MARK.fullmatch(inner) or _TWO_EDGES.fullmatch(inner):
        return True
    if re.match(r"\s*1\s*±", inner) and re.search(r"\d\s*$", draft.text[max(0, start - 12) : start]):
        return True
    if re.match(r"\s*0\s*[,，/]\s*[+-]\s*\d", inner) and re.search(
        r"\d\s*\S{0,6}\s*$", draft.text[max(0, start - 16) : start]
    ):
        return True
    if (
        inner[:1] in "+-"
        and re.match(r"[+-]?\s*\d", inner)
        and re.search(r"\d\s*\S{0,6}\s*$", draft.text[max(0, start - 16) : start])
    ):
        return True
    before = draft.text[start - 1 : start]
    if before == "/" or (before in {"", " ", "~", "<", ">", "≤", "≥"} and inner[:1].isdigit()):
        found = match_plain(draft.text, start, draft.style)
        if found is not None and found.end > end:
            return True
    if before == "/":
        draft.header_unit = _unit(inner) or draft.header_unit
        if draft.header_unit:
            draft.blank(start - 1, end)
            return True
    near = max(0, start - 24)
    lead = _UNIT_BEFORE.search(draft.text[near:start])
    if lead:
        from catalog.comparison.units import match_unit  # noqa: PLC0415 - the table loads with the first reading

        found_unit = (
            match_unit(draft.text, near + lead.start())
            if lead[0][0] not in "0123456789"
            else _after_digits(draft.text, near, lead)
        )
        if found_unit is not None and found_unit[1] >= end:
            return True
    return False


def _after_digits(text: str, near: int, lead: re.Match[str]) -> tuple[Unit, int] | None:
    from catalog.comparison.units import match_unit  # noqa: PLC0415 - as above

    digits = re.match(r"[\d.,]+", lead[0])
    return match_unit(text, near + lead.start() + (digits.end() if digits else 0))


def _unit(item: str) -> tuple[Unit, str] | None:
    from catalog.comparison.units import find_unit  # noqa: PLC0415 - as above

    unit = find_unit(item)
    return (unit, item) if unit else None


def read_item(draft: Draft, item: str, *, before: bool) -> bool:
    """Read one part of a bracket or of a sentence into the draft; False where it is not understood."""
    return (
        _read_remark(draft, item)
        or _read_per(draft, item)
        or _read_basis(draft, item, before=before)
        or _read_detection(draft, item)
        or _read_method(draft, item)
        or _read_labels(draft, item, before=before)
        or _read_sample(draft, item, before=before)
        or _read_unit(draft, item, before=before)
        or _read_size(draft, item)
        or _read_condition(draft, item)
    )


def _read_remark(draft: Draft, item: str) -> bool:
    if item.upper() == "OCR" or item.upper() in {"OCR识别", "BY OCR", "OCR TEXT"}:
        draft.fail("OCR", "the text comes from character recognition, which cannot be trusted for an operator")
        return True
    if _GUIDANCE.fullmatch(item):
        draft.modality = Modality.SHOULD
        return True
    if re.fullmatch(r"修约值比较法?|rounded[- ]value(?:\s+comparison)?", item, re.IGNORECASE | re.ASCII):
        draft.rounding = "rounded"
        return True
    if re.fullmatch(r"全数值比较法?|full[- ]value(?:\s+comparison)?|absolute\s+method", item, re.IGNORECASE | re.ASCII):
        draft.rounding = "full"
        return True
    return _REMARK.fullmatch(item) is not None


def _read_per(draft: Draft, item: str) -> bool:
    factor = re.fullmatch(r"N\s*[×x*]\s*(\d+\.\d+)", item)
    if factor:
        draft.add_condition(Condition("nitrogen_factor", factor[1], printed=item))
        return True
    found = re.fullmatch(r"(?:per|每|in)\s*(100)\s*(g|mL|ml|克|毫升)", item, re.IGNORECASE | re.ASCII)
    if found is None or _is_microbial(draft):
        return False
    draft.per = f"100{ {'克': 'g', '毫升': 'mL', 'ml': 'mL'}.get(found[2], found[2]) }"
    return True


def _read_basis(draft: Draft, item: str, *, before: bool) -> bool:
    basis = basis_of(item)
    if basis is None:
        return False
    if basis.endswith("_fraction") and before:
        draft.basis = draft.basis or basis
        return True
    if draft.basis is None or draft.basis.endswith("_fraction"):
        draft.basis = basis
    elif basis != draft.basis and not basis.endswith("_fraction"):
        moisture = {basis, draft.basis} & {"dry", "wet"}
        if len(moisture) != 1:
            draft.fail("PARSE", f"two bases are named: {draft.basis} and {basis}")
        other = draft.basis if basis in moisture else basis
        draft.basis = f"{next(iter(moisture), basis)},{other}"
    return True


def _read_detection(draft: Draft, item: str) -> bool:
    found = _DETECTION.match(item)
    start = found.end() if found else 0
    if not found and item[:1] != "<":
        return False
    measure = match_measure(item, start, draft.style)
    if measure is None or len(measure.numbers) != 1 or item[measure.end :].strip():
        return False
    if not found and not re.search(r"检出|detect|\bND\b|absent", draft.full, re.IGNORECASE | re.ASCII):
        return False
    if measure.trouble:
        draft.fail("PARSE", measure.trouble)
    draft.lod = measure.numbers[0]
    if measure.quantity:
        draft.lod_unit, draft.lod_unit_printed = measure.quantity.unit, measure.quantity.unit_printed
    return True


def _read_method(draft: Draft, item: str) -> bool:
    word = method_word(item)
    if (
        word is None
        and re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9³ ·-]{1,14}法(?:测定)?", item)
        and not re.search(r"[以于]|做法|办法|方法$", item)
    ):
        word = item
    if word is None and re.fullmatch(r"[A-Za-z0-9 -]{2,24}\s+method", item, re.IGNORECASE | re.ASCII):
        word = item.lower()
    if word is None:
        found = re.fullmatch(r"(?:方法|method|程序|procedure)\s*([A-Z0-9](?:\(\d\))?)", item, re.IGNORECASE | re.ASCII)
        word = item if found else None
    if word is None and _PRIVATE_METHOD.fullmatch(item):
        draft.methods.append(Method(re.sub(r"\s+", " ", item), None, None, item))
        return True
    if word is None:
        return False
    draft.methods.append(Method(None, word, None, item))
    return True


# Method numbers of publishers that are no standards bodies (car makers, authorities). Other letters with a number are
# as likely a size, a material or a model (DN50, PA66), so they are not taken for a method.
_PRIVATE_METHOD = regex(
    r"(?:VDA|PV|TL|GMW|GME|DBL|FLTM|WSS|NES|TSM|TSL|NIOSH|OSHA|DVGW)(?:\s?TM)?[ -]?\d{2,6}(?:[-.:/]\d{1,4})*"
)


_LABEL_REST = regex(
    r"(?:[\s、,，/和与及两双均方向]|的?(?:产品|纺织品|纺织产品|用品|服装)|类别|direction|and|or|both|products?|textiles?|for|the|of|用|类|:)*+",
    re.IGNORECASE | re.ASCII,
)


def _read_labels(draft: Draft, item: str, *, before: bool) -> bool:
    short = short_label(item)
    labels = find_labels(item) if short is None else [short]
    if not labels:
        return False
    rest, at = "", 0
    for label in labels:
        if label.start >= at:
            rest += item[at : label.start]
            at = label.end
    rest += item[at:]
    if _LABEL_REST.fullmatch(rest) is None:
        return False
    letters = {label.value for label in labels if label.kind == "letter"}
    if letters:
        if len(letters) > 1:
            return False
        value = letters.pop()
        if draft.product_class not in {None, value}:
            draft.fail("CLASS", f"two classes are named: {draft.product_class} and {value}")
        draft.product_class = value
        return True
    (draft.labels if before else draft.late_labels).extend(labels)
    return True


def _read_sample(draft: Draft, item: str, *, before: bool) -> bool:
    sample = sample_of(item)
    if sample is None or (
        before and not re.match(r"(?:in|per|/|每)", item, re.IGNORECASE | re.ASCII) and not _is_microbial(draft)
    ):
        return False
    if not _is_microbial(draft):
        return False
    draft.sample = sample
    return True


def _is_microbial(draft: Draft) -> bool:
    return re.search(r"检出|detect|absen|\bND\b|菌|阴性|negative", draft.full, re.IGNORECASE | re.ASCII) is not None


def _read_unit(draft: Draft, item: str, *, before: bool) -> bool:
    unit = _unit(item)
    if unit is None:
        return False
    if before and len(item) == 1 and item in "ABCDEHPad":
        return False
    draft.header_unit = draft.header_unit or unit
    return True


def _read_size(draft: Draft, item: str) -> bool:
    between = _SIZE_BETWEEN.match(item)
    found = between or _SIZE.match(item)
    if found is None:
        return False
    if between:
        band = read_band(f"{item[: between.start('name')]}t{item[between.end('name') :]}")
    else:
        band = read_band(item[found.end() :])
    if band is None:
        return False
    name = size_name(found["name"])
    interval = band.interval
    if interval.low is not None and interval.low == interval.high:
        return False
    if not fits_size(name, band.printed):
        draft.fail("PARSE", f"“{item}” is a size without its unit, or in a unit of another kind")
    draft.sizes.append((name, band))
    return True


def _read_condition(draft: Draft, item: str) -> bool:
    condition = match_state(item) or quantity_condition(item, draft.style)
    if condition is None:
        pieces = re.split(r"\s*(?:\band\b|和|及|/)\s*|\s+(?=\d)|(?<=[\u4e00-\u9fff])-(?=\d)", item)
        if len(pieces) > 1:
            both = [match_state(piece) or quantity_condition(piece, draft.style) for piece in pieces if piece]
            if all(both):
                for piece in both:
                    draft.add_condition(piece)  # type: ignore[arg-type]
                return True
        return False
    draft.add_condition(condition)
    return True
