"""Gates 2 to 4: do both texts speak of one characteristic, as a requirement, for one class of product."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary, fold_name, is_chinese, strip_qualifiers
from catalog.comparison.gates.groups import group_of, is_grouped
from catalog.comparison.gates.trail import Closed, Trail, not_comparable, undetermined
from catalog.comparison.links import classes, method_key
from catalog.comparison.remembering import once_for_a_row
from catalog.comparison.requirements import Boolean, GradeSet
from catalog.comparison.units import unit_by_code
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.requirements import Requirement

_BRACKET = regex(r"\([^()]*\)")
_SYMBOLS: dict[str, str] = {"ip": "c:elec.ip", "ul94": "c:mech.flammability", "ie": "c:elec.efficiency_class"}
__all__ = ["characteristic_of", "check_characteristic", "check_product_class", "class_words", "same_members"]


@once_for_a_row
def characteristic_of(requirement: Requirement) -> Characteristic | None:
    """Return the entry a requirement is about: by its id or name, narrowed by its words and by its methods."""
    book = dictionary()
    entry = book.get(requirement.characteristic)
    if entry is None or entry.hints:
        entry = book.find(requirement.name, requirement.text) or entry
    unit = unit_by_code(requirement.unit) if entry is not None and entry.unit_hints and requirement.unit else None
    if entry is not None and unit is not None and unit.kind in entry.unit_hints:
        entry = book.get(entry.unit_hints[unit.kind]) or entry
    if entry is None and not requirement.name:
        entry = _by_symbol(requirement)
    if entry is None or not entry.hints:
        return entry
    for method in requirement.methods:
        key = method_key(method.designation) if method.designation else None
        if key is None:
            continue
        for hint in entry.hints:
            if key.work in hint.methods:
                return book.get(hint.id) or entry
    return entry


def _by_symbol(requirement: Requirement) -> Characteristic | None:
    """Return the entry of a row without a name whose grade can belong to one characteristic only (``IP55``)."""
    unit = unit_by_code(requirement.unit) if requirement.unit else None
    if unit is not None and unit.kind.startswith("hardness:"):
        return dictionary().get("c:mech.hardness")
    scales = {cell.constraint.scale for cell in requirement.cells if isinstance(cell.constraint, GradeSet)}
    return dictionary().get(_SYMBOLS.get(scales.pop())) if len(scales) == 1 else None


def check_characteristic(
    declared: Requirement,
    benchmark: Requirement,
    found: tuple[Characteristic | None, Characteristic | None],
    trail: Trail,
) -> Closed | None:
    """Close unless both names mean one entry of the dictionary, or are literally the same unknown name."""
    d, b = found
    if same_members(declared, benchmark):
        trail.step("characteristic", "same members", ", ".join(declared.members or benchmark.members))
        return None
    if d is not None and b is not None:
        if d.id == b.id:
            return _narrower(d, declared.name, benchmark.name, trail)
        return _different(d, b, trail)
    if _same_subject(declared, benchmark):
        trail.step("characteristic", "same subject", declared.name)
        return None
    same_name = declared.name and strip_qualifiers(declared.name) == strip_qualifiers(benchmark.name)
    if d is None and b is None and same_name:
        trail.step("characteristic", "same name", fold_name(declared.name))
        trail.flag("SAME_NAME")
        return None
    return _beside_brackets(declared, benchmark, trail) or _unknown(declared, benchmark, trail)


def _narrower(entry: Characteristic, declared: str, benchmark: str, trail: Trail) -> Closed | None:
    """Close where two names of one entry mean two of the quantities that it keeps apart (静摩擦系数, 动摩擦系数)."""
    if entry.apart:
        left, right = entry.narrower(declared), entry.narrower(benchmark)
        if left is not None and right is not None and left != right:
            trail.step("characteristic", "different", f"{entry.id}: {left} / {right}")
            return not_comparable(
                "QUANTITY",
                f"“{declared}”和“{benchmark}”是两个不同的项目，不能比较。",
                f"“{declared}” and “{benchmark}” are two different characteristics.",
            )
        if left != right and not entry.wide_covers:
            trail.step("characteristic", "unclear", f"{entry.id}: {left or '-'} / {right or '-'}")
            return undetermined(
                "QUANTITY",
                f"“{declared}”与“{benchmark}”可能是同一项目，但其中一方没有写明是哪一种，无法判断。",
                f"“{declared}” and “{benchmark}” may be the same characteristic, but one text does not say which.",
            )
    trail.step("characteristic", "same", entry.id)
    return None


def same_members(declared: Requirement, benchmark: Requirement) -> bool:
    """Tell whether one row limits several named substances and the other shares at least one of them."""
    if not is_grouped(declared) and not is_grouped(benchmark):
        return False
    return bool(group_of(declared).members & group_of(benchmark).members)


def _beside_brackets(declared: Requirement, benchmark: Requirement, trail: Trail) -> Closed | None:
    """Close where names agree but for a bracket that was not understood (``表观黏度(转子2号，30 r/min)``)."""
    names = [strip_qualifiers(side.name) for side in (declared, benchmark)]
    bases = [_BRACKET.sub("", name).strip() for name in names]
    book = dictionary()
    entries = [book.find(base) for base in bases]
    one = entries[0] is not None and entries[1] is not None and entries[0].id == entries[1].id
    if names == bases or not (one or bases[0] == bases[1]):
        return None
    trail.step("characteristic", "bracket not understood", f"{declared.name} / {benchmark.name}")
    inside = ["".join(_BRACKET.findall(name)) for name in names]
    if all(any(char.isdigit() for char in words) for words in inside):
        return not_comparable(
            "CONDITION",
            f"两个标准的试验条件不同：“{declared.name}”与“{benchmark.name}”。",
            f"The conditions differ: “{declared.name}” and “{benchmark.name}”.",
        )
    if all(inside) and is_chinese(declared.name) == is_chinese(benchmark.name):
        return None
    return undetermined(
        "QUANTITY",
        f"没有登记“{declared.name}”与“{benchmark.name}”是否为同一项目，无法判断。",
        f"No entry says whether “{declared.name}” and “{benchmark.name}” are one characteristic.",
    )


def _same_subject(declared: Requirement, benchmark: Requirement) -> bool:
    """Tell whether both names are words for one thing that must be absent (肉眼可见杂质, visible impurities)."""
    from catalog.comparison.reading.words import find_subject  # noqa: PLC0415 - loads with the first such text

    constraints = [cell.constraint for side in (declared, benchmark) for cell in side.cells]
    if not all(isinstance(item, Boolean) for item in constraints):
        return False
    subjects = {find_subject(side.name) for side in (declared, benchmark)}
    return len(subjects) == 1 and None not in subjects


def _different(d: Characteristic, b: Characteristic, trail: Trail) -> Closed:
    trail.step("characteristic", "different", f"{d.id} / {b.id}")
    (d_zh, d_en), (b_zh, b_en) = d.preferred, b.preferred
    if b.id in d.may_be or d.id in b.may_be or (set(d.may_be) & set(b.may_be)):
        return undetermined(
            "QUANTITY",
            f"“{d_zh}”与“{b_zh}”可能是同一项目，但其中一方没有写明是哪一种，无法判断。",
            f"“{d_en}” and “{b_en}” may be the same characteristic, but one text does not say which kind it means.",
        )
    return not_comparable(
        "QUANTITY",
        f"“{d_zh}”和“{b_zh}”是两个不同的项目，不能比较。",
        f"“{d_en}” and “{b_en}” are two different characteristics.",
    )


def _unknown(declared: Requirement, benchmark: Requirement, trail: Trail) -> Closed:
    trail.step("characteristic", "no entry", f"{declared.name} / {benchmark.name}")
    if is_chinese(declared.name) == is_chinese(benchmark.name):
        return not_comparable(
            "QUANTITY",
            f"“{declared.name}”与“{benchmark.name}”在术语表中没有登记为同一项目。",
            f"“{declared.name}” and “{benchmark.name}” are not recorded as one characteristic.",
        )
    return undetermined(
        "QUANTITY",
        f"术语表中没有“{declared.name}”与“{benchmark.name}”的对应关系，无法判断是否为同一项目。",
        f"The dictionary does not say whether “{declared.name}” and “{benchmark.name}” are one characteristic.",
    )


def class_words(printed: str) -> str:
    """Return the class that printed words name, as an id of the class table or folded words."""
    return classes().find(unicodedata.normalize("NFKC", printed))


def check_product_class(declared: str | None, benchmark: str | None, declared_text: str, trail: Trail) -> Closed | None:
    """Close when the classes of both rows differ, or when only one of them names its class.

    ``declared_text`` may name the product itself (婴幼儿…), which decides over a printed letter.
    """
    if declared is None and benchmark is None:
        return None
    if declared is None or benchmark is None:
        named, silent_zh, silent_en = (
            (benchmark, "企业标准", "declared text") if declared is None else (declared, "对标标准", "benchmark")
        )
        trail.step("class", "unknown", str(named))
        return undetermined(
            "CLASS",
            f"一方只适用于“{named}”，{silent_zh}没有写明产品类别，无法判断。",
            f"One side holds for “{named}” only, and the {silent_en} does not name its class.",
        )
    d, b = class_words(declared), class_words(benchmark)
    product = class_words(declared_text) if d.startswith("gb18401:") else d
    if product.startswith("gb18401:A") and d != product and "婴" in declared_text:
        d = product
    if d == b:
        trail.step("class", "same", d)
        return None
    unknown = ":" not in d and ":" not in b
    if unknown and is_chinese(d) != is_chinese(b):
        trail.step("class", "unknown", f"{declared} / {benchmark}")
        return undetermined(
            "CLASS",
            f"没有登记“{declared}”与“{benchmark}”是否为同一类产品，无法判断。",
            f"No entry says whether “{declared}” and “{benchmark}” are one class of product.",
        )
    trail.step("class", "different", f"{declared} / {benchmark}")
    return not_comparable(
        "CLASS",
        f"产品类别不同：本标准为“{declared}”，对标标准为“{benchmark}”。",
        f"The classes differ: “{declared}” is declared, the benchmark row holds for “{benchmark}”.",
    )
