"""Wet and dry, and as what a content is expressed: by a recorded factor, by what is true in nature, or not at all."""

from fractions import Fraction

import pytest

from catalog.comparison import compare_texts
from catalog.comparison.dictionary import dictionary
from catalog.comparison.gates.bases import Basis, reconcile_basis
from catalog.comparison.gates.trail import Closed, Trail
from catalog.comparison.requirements import Cell, Requirement, Text

SPECIES = {
    "NaNO2": ("亚硝酸钠", "sodium nitrite"),
    "NO2": ("亚硝酸根", "nitrite", "NO2-", "NO₂⁻", "NO2^-"),
    "NO3": ("硝酸根", "nitrate", "NO3-", "NO₃⁻"),
    "NaNO3": ("硝酸钠", "sodium nitrate"),
    "N": ("氮", "nitrogen", "Nitrogen"),
    "P": ("磷", "phosphorus"),
    "P2O5": ("五氧化二磷",),
    "K2O": ("氧化钾",),
    "K": ("钾", "K+"),
    "SO3": ("三氧化硫",),
    "SO2": ("二氧化硫",),
    "S": ("硫", "sulfur", "sulphur"),
    "SO4": ("硫酸根", "SO42-", "SO4^2-", "SO₄²⁻"),
    "CaCO3": ("碳酸钙", "calcium carbonate"),
    "CaO": ("氧化钙",),
    "Ca": ("钙", "Ca2+"),
    "MgO": ("氧化镁",),
    "NaCl": ("氯化钠", "sodium chloride"),
    "Cl": ("氯", "氯离子", "chloride", "Cl-", "Cl−"),
    "glucose": ("葡萄糖",),
    "sucrose": ("蔗糖",),
    "lactose": ("乳糖",),
    "fat": ("脂肪",),
    "phenol": ("苯酚",),
    "benzoic acid": ("苯甲酸",),
    "sorbic acid": ("山梨酸",),
    "SiO2": ("二氧化硅",),
    "O2": ("氧",),
    "Pb": ("铅", "lead", "Pb2+"),
    "As": ("砷", "arsenic"),
    "Hg": ("汞",),
    "F": ("氟", "fluoride", "F-"),
    "I": ("碘", "I-"),
    "NH3": ("氨", "ammonia"),
    "NH4": ("nh4", "NH4+", "NH₄⁺"),
    "CN": ("氰", "CN-"),
    "citric acid": ("柠檬酸", "Citric acid"),
    "acetic acid": ("乙酸", "醋酸"),
    "lactic acid": ("乳酸",),
    "tartaric acid": ("酒石酸",),
    "malic acid": ("苹果酸",),
    "sulfuric acid": ("硫酸", "H2SO4", "sulphuric acid"),
    "HCl": ("盐酸",),
    "oleic": ("油酸",),
    "citric_monohydrate": ("一水柠檬酸",),
    "Br": ("Br-",),
    "PO4": ("PO43-", "PO₄³⁻"),
    "HPO4": ("HPO42-", "HPO4^2-"),
    "ClO2": ("ClO2-",),
    "ClO3": ("ClO3-",),
    "BrO3": ("BrO3-",),
    "ClO4": ("ClO4-",),
    "CO3": ("CO32-", "CO₃²⁻"),
    "HCO3": ("HCO3-",),
    "Na": ("Na+",),
    "Mg": ("Mg2+",),
    "Fe": ("Fe3+", "Fe2+"),
    "Cu": ("Cu2+",),
    "Zn": ("Zn2+",),
    "Cd": ("Cd2+",),
    "Cr": ("Cr3+",),
    "Ni": ("Ni2+",),
    "Mn": ("Mn2+",),
    "Al": ("Al3+",),
}
"""The substance with other words and spellings of it; an ion with its charge is the same species."""


def row(basis=None, name="某含量"):
    return Requirement("r1", name, name, (Cell(Text("…", "")),), basis=basis)


@pytest.mark.parametrize("species", SPECIES)
def test_a_species_is_one_whatever_the_language_and_the_charge(species):
    for other in SPECIES[species]:
        assert reconcile_basis(row(f"as:{species}"), row(f"as:{other}"), None, Trail()) == Basis(), other
        assert reconcile_basis(row(name=f"某酸(以{species}计)"), row(f"as:{other}"), None, Trail()) == Basis(), other


@pytest.mark.parametrize(
    ("one", "other"),
    [("as:NO2", "as:NO3"), ("as:P", "as:P2O5"), ("as:Fe2O3", "as:Fe3O4"), ("as:Na2O", "as:Na"), ("as:N2", "as:N")],
)
def test_two_species_without_a_factor_are_not_comparable(one, other):
    trail = Trail()
    found = reconcile_basis(row(one), row(other), None, trail)
    assert isinstance(found, Closed)
    assert (found.verdict.value, found.code) == ("NOT_COMPARABLE", "BASIS")
    assert trail.steps[-1][:2] == ("basis", "different")


def test_a_species_that_only_one_text_names_decides_nothing():
    for pair in ((row("as:N"), row()), (row(), row("as:N")), (row("as:N"), row(name="某物(总)"))):
        found = reconcile_basis(*pair, None, Trail())
        assert (found.verdict.value, found.code) == ("UNDETERMINED", "QUANTITY")


def test_a_species_may_stand_in_the_name_in_both_languages():
    for name in ("某酸（以乙酸计）", "acidity (as acetic acid)", "acidity (expressed as acetic acid)"):
        assert reconcile_basis(row(name=name), row("as:乙酸"), None, Trail()) == Basis()
        found = reconcile_basis(row(name=name), row("as:乳酸"), None, Trail())
        assert isinstance(found, Closed), name


def test_unknown_words_of_two_languages_may_be_one_species():
    found = reconcile_basis(row("as:某某酸"), row("as:some acid"), None, Trail())
    assert (found.verdict.value, found.code) == ("UNDETERMINED", "QUANTITY")
    found = reconcile_basis(row("as:某某酸"), row("as:别的酸"), None, Trail())
    assert (found.verdict.value, found.code) == ("NOT_COMPARABLE", "BASIS")


def test_a_recorded_factor_converts_and_is_flagged():
    entry, trail = dictionary().find("亚硝酸盐"), Trail()
    found = reconcile_basis(row("as:亚硝酸钠"), row("as:NO2-"), entry, trail)
    # 46.0055 g of nitrite stand in 68.9953 g of sodium nitrite (comparison.md 2.1).
    assert float(found.factor) == pytest.approx(46.0055 / 68.9953, rel=1e-3)
    assert found.inequality is None
    assert list(trail.flags) == ["STOICHIOMETRIC_FACTOR"]


@pytest.mark.parametrize(
    ("declared", "benchmark", "verdict", "code"),
    [
        # A content on wet basis is never more than on dry basis: wet ≥ x promises dry ≥ x.
        ("蛋白质(湿基) ≥ 10 %", "蛋白质(干基) ≥ 10 %", "STRICTER", None),
        ("蛋白质(干基) ≥ 10 %", "蛋白质(湿基) ≥ 10 %", "LOOSER", None),
        ("蛋白质(湿基) ≥ 12 %", "蛋白质(干基) ≥ 10 %", "STRICTER", None),
        ("蛋白质(湿基) ≥ 8 %", "蛋白质(干基) ≥ 10 %", "NOT_COMPARABLE", "BASIS"),
        ("蛋白质(干基) ≥ 12 %", "蛋白质(湿基) ≥ 10 %", "NOT_COMPARABLE", "BASIS"),
        ("蛋白质(干基) ≥ 8 %", "蛋白质(湿基) ≥ 10 %", "LOOSER", None),
        ("灰分(干基) ≤ 1.0 %", "灰分(湿基) ≤ 1.0 %", "STRICTER", None),
        ("灰分(湿基) ≤ 1.0 %", "灰分(干基) ≤ 1.0 %", "LOOSER", None),
        ("灰分(干基) ≤ 0.8 %", "灰分(湿基) ≤ 1.0 %", "STRICTER", None),
        ("灰分(湿基) ≤ 1.2 %", "灰分(干基) ≤ 1.0 %", "LOOSER", None),
        ("灰分(干基) ≤ 1.2 %", "灰分(湿基) ≤ 1.0 %", "NOT_COMPARABLE", "BASIS"),
        ("灰分(湿基) ≤ 0.8 %", "灰分(干基) ≤ 1.0 %", "NOT_COMPARABLE", "BASIS"),
        ("灰分(干基) 0.5～1.0 %", "灰分(湿基) 0.5～1.0 %", "NOT_COMPARABLE", "BASIS"),
        ("灰分(干基) ≤ 1.0 %", "灰分 ≤ 1.0 %", "UNDETERMINED", "QUANTITY"),
        ("灰分 ≤ 1.0 %", "灰分(干基) ≤ 1.0 %", "UNDETERMINED", "QUANTITY"),
        # Moisture itself turns with its basis the other way round, and has no entry.
        ("水分(湿基) ≤ 12 %", "水分(干基) ≤ 12 %", "NOT_COMPARABLE", "BASIS"),
        ("干燥失重(湿基) ≤ 1 %", "干燥失重(干基) ≤ 1 %", "NOT_COMPARABLE", "BASIS"),
        ("某某物质含量(湿基) ≤ 12 %", "某某物质含量(干基) ≤ 12 %", "NOT_COMPARABLE", "BASIS"),
    ],
)
def test_wet_and_dry_are_held_together_only_by_what_is_true_in_nature(declared, benchmark, verdict, code):
    tail = "，GB 5009.3" if "水" in declared or "干燥" in declared else "，GB 5009.4"
    got = compare_texts(declared + tail, benchmark + tail)
    assert (got.verdict.value, got.code) == (verdict, code), got.steps
    if verdict in ("STRICTER", "LOOSER"):
        assert "BASIS_INEQUALITY" in got.flags


def test_bases_that_both_texts_print_alike_change_nothing():
    assert reconcile_basis(row("dry"), row("dry"), None, Trail()) == Basis(Fraction(1), None)
    assert reconcile_basis(row("dry,as:N"), row("dry,as:氮"), None, Trail()) == Basis()
