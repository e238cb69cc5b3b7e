"""Gate 7, the second half: wet and dry, and the species in which a content is expressed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import is_chinese, strip_qualifiers
from catalog.comparison.gates.trail import Closed, Trail, not_comparable, undetermined
from catalog.comparison.gates.values import WHOLE
from catalog.patterns import regex

if TYPE_CHECKING:
    from fractions import Fraction

    from catalog.comparison.dictionary import Characteristic
    from catalog.comparison.requirements import Requirement

__all__ = ["Basis", "reconcile_basis"]

_MOISTURE = frozenset({"c:comp.moisture", "c:comp.drying_loss"})
_IN_NAME = regex(r"\((?:以\s*([^()]+?)\s*计|(?:expressed )?as ([^()]+?))\)")
_SIGN = regex(r"\^?\(?[+\-−]\)?$")
_CHARGE = regex(r"\^?\(?[1-4]?[+\-−]\)?$")
_IONS = frozenset({"SO4", "PO4", "HPO4", "CO3", "Ca", "Mg", "Fe", "Cu", "Zn", "Pb", "Cd", "Cr", "Ni", "Mn", "Al"})
"""Ions of more than one charge, whose number is no part of the formula (``SO42-``, ``Fe3+``)."""
_WORDS = {
    "亚硝酸钠": "NaNO2",
    "亚硝酸根": "NO2",
    "硝酸根": "NO3",
    "硝酸钠": "NaNO3",
    "氮": "N",
    "磷": "P",
    "五氧化二磷": "P2O5",
    "氧化钾": "K2O",
    "钾": "K",
    "三氧化硫": "SO3",
    "二氧化硫": "SO2",
    "硫": "S",
    "硫酸根": "SO4",
    "碳酸钙": "CaCO3",
    "氧化钙": "CaO",
    "钙": "Ca",
    "氧化镁": "MgO",
    "氯化钠": "NaCl",
    "氯": "Cl",
    "氯离子": "Cl",
    "葡萄糖": "glucose",
    "蔗糖": "sucrose",
    "乳糖": "lactose",
    "脂肪": "fat",
    "苯酚": "phenol",
    "苯甲酸": "benzoic acid",
    "山梨酸": "sorbic acid",
    "二氧化硅": "SiO2",
    "氧": "O2",
    "铅": "Pb",
    "砷": "As",
    "汞": "Hg",
    "氟": "F",
    "碘": "I",
    "氨": "NH3",
    "氰": "CN",
    "柠檬酸": "citric",
    "一水柠檬酸": "citric_monohydrate",
    "乙酸": "acetic",
    "醋酸": "acetic",
    "乳酸": "lactic",
    "酒石酸": "tartaric",
    "苹果酸": "malic",
    "硫酸": "H2SO4",
    "盐酸": "HCl",
    "油酸": "oleic",
    "nitrogen": "N",
    "phosphorus": "P",
    "sodium nitrite": "NaNO2",
    "nitrite": "NO2",
    "nitrate": "NO3",
    "sodium nitrate": "NaNO3",
    "citric acid": "citric",
    "acetic acid": "acetic",
    "lactic acid": "lactic",
    "tartaric acid": "tartaric",
    "malic acid": "malic",
    "sulfuric acid": "H2SO4",
    "sulphuric acid": "H2SO4",
    "calcium carbonate": "CaCO3",
    "sodium chloride": "NaCl",
    "chloride": "Cl",
    "sulfur": "S",
    "sulphur": "S",
    "lead": "Pb",
    "arsenic": "As",
    "fluoride": "F",
    "ammonia": "NH3",
    "nh4": "NH4",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """How declared values become benchmark values: times ``factor``, or only by an inequality.

    ``inequality`` is ``declared_smaller`` where the declared value can only be the smaller one (wet against dry).
    """

    factor: Fraction = WHOLE
    inequality: str | None = None


_SAME = Basis()


@lru_cache(maxsize=2048)
def _split(basis: str | None) -> tuple[str | None, str | None]:
    """Return moisture basis (wet, dry) and species of a basis such as ``dry``, ``as:N`` or ``dry,as:N``."""
    moisture = species = None
    for part in re.split(r"[,;+]\s*(?=as:|dry|wet)", basis or ""):
        if part in ("wet", "dry"):
            moisture = part
        elif part.startswith("as:"):
            species = _species(part[3:])
    return moisture, species


def _basis_of(requirement: Requirement) -> tuple[str | None, str | None]:
    """Return the basis of a row; a species that stands in the name (``total acidity (as acetic acid)``) counts too."""
    moisture, species = _split(requirement.basis)
    if species is None and ("(" in requirement.name or "（" in requirement.name):
        named = _IN_NAME.search(unicodedata.normalize("NFKC", requirement.name))
        species = None if named is None else _species(named[1] or named[2])
    return moisture, species


@lru_cache(maxsize=2048)
def _species(printed: str) -> str:
    text = unicodedata.normalize("NFKC", printed).strip()
    known = _WORDS.get(text) or _WORDS.get(text.casefold())
    if known is not None:
        return known
    unsigned = _SIGN.sub("", text)
    if unsigned in _IONS:
        return unsigned
    bare = _CHARGE.sub("", text)
    return bare if bare in _IONS else unsigned


def reconcile_basis(
    declared: Requirement, benchmark: Requirement, entry: Characteristic | None, trail: Trail
) -> Closed | Basis:
    """Return how the bases relate, or what closes the gate."""
    names = declared.name + benchmark.name
    named = entry is not None and bool(entry.name_basis)
    if declared.basis is None and benchmark.basis is None and not named and "(" not in names and "（" not in names:
        return _SAME
    (left, left_species), (right, right_species) = _basis_of(declared), _basis_of(benchmark)
    if entry is not None and named:
        left_species = left_species or entry.name_basis.get(strip_qualifiers(declared.name))
        right_species = right_species or entry.name_basis.get(strip_qualifiers(benchmark.name))
    if (left, left_species) == (right, right_species):
        return _SAME
    natural = None if entry is None else entry.natural_basis
    factor = _species_factor(left_species or natural, right_species or natural, entry, trail)
    if isinstance(factor, Closed):
        return factor
    if left == right:
        return Basis(factor)
    return _moisture(left, right, factor, entry, trail)


def _species_factor(
    left: str | None, right: str | None, entry: Characteristic | None, trail: Trail
) -> Closed | Fraction:
    if left == right:
        return _SAME.factor
    masses = {} if entry is None else entry.species
    if left is None or right is None:
        trail.step("basis", "unstated", f"{left or '-'} / {right or '-'}")
        return undetermined(
            "QUANTITY",
            f"只有一方写明了以什么计（{left or right}），无法判断。",
            f"Only one side says as what the content is expressed ({left or right}).",
        )
    if left in masses and right in masses:
        trail.flag("STOICHIOMETRIC_FACTOR")
        trail.step("basis", "converted", f"{left} → {right}: × {masses[right]}/{masses[left]} (IUPAC atomic weights)")
        return masses[right] / masses[left]
    trail.step("basis", "different", f"{left} / {right}")
    if is_chinese(left) != is_chinese(right):
        return undetermined(
            "QUANTITY",
            f"没有登记“{left}”与“{right}”是否为同一种表示基准，无法判断。",
            f"No entry says whether “{left}” and “{right}” are one species.",
        )
    return not_comparable(
        "BASIS",
        f"表示基准不同（以{left}计 / 以{right}计），没有登记换算系数。",
        f"The contents are expressed as {left} and as {right}; no factor is recorded.",
    )


def _moisture(
    left: str | None, right: str | None, factor: Fraction, entry: Characteristic | None, trail: Trail
) -> Closed | Basis:
    if left is None or right is None:
        trail.step("basis", "unstated", f"{left or '-'} / {right or '-'}")
        return undetermined(
            "QUANTITY",
            "只有一方写明了干基或湿基，无法判断。",
            "Only one side says whether its value is on wet or dry basis.",
        )
    if entry is None or entry.kind != "mass_fraction" or entry.id in _MOISTURE:
        trail.step("basis", "different", f"{left} / {right}")
        return not_comparable(
            "BASIS",
            "干基与湿基不同，没有登记可用的换算或不等式。",
            "Wet and dry basis differ; no factor or inequality is recorded for this characteristic.",
        )
    return Basis(factor, "declared_smaller" if left == "wet" else "benchmark_smaller")
