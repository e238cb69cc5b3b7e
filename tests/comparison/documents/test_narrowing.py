"""A table narrowed to the product, and rows tidied before they are compared."""

from __future__ import annotations

from fractions import Fraction

import pytest

from catalog.benchmarks import find_benchmark
from catalog.comparison.documents import compare_documents
from catalog.comparison.product_classes import class_of_product, classes_by_name, narrow
from catalog.comparison.reports import DocumentRequirements, VerdictKind
from catalog.comparison.requirements import (
    Axis,
    AxisType,
    Cell,
    Condition,
    Limits,
    Method,
    NoRequirement,
    Number,
    NumberInterval,
    Requirement,
)
from catalog.comparison.showing import class_text, limit_text
from catalog.comparison.tidying import tidy
from catalog.pack_rows import read_band_text


def at_most(value):
    return Limits((NumberInterval(high=Number(Fraction(value), value)),))


def by_frame(*bands):
    cells = tuple(Cell(at_most(value), (("frame_size", read_band_text(band)),)) for band, value in bands)
    return Requirement("r1", "间隙", "间隙", cells, (Axis("frame_size", AxisType.RATING),), unit_printed="mm")


TABLE = by_frame(("[25,55)", "0.02"), ("[55,90)", "0.03"), ("[90,160]", "0.05"))


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ("30", ["≤ 0.02 mm"]),
        ("55", ["≤ 0.03 mm"]),
        ("160", ["≤ 0.05 mm"]),
        ("50～100", ["≤ 0.02 mm", "≤ 0.03 mm", "≤ 0.05 mm"]),
    ],
)
def test_only_the_cells_of_the_products_size_are_left(size, shown):
    narrowed = narrow(TABLE, {"frame_size": size})
    assert [text.split(": ")[1] for text in limit_text(narrowed).split("；")] == shown


def test_a_band_is_cut_to_what_the_product_covers():
    narrowed = narrow(TABLE, {"frame_size": "30～60"})
    assert [class_text(cell.classes) for cell in narrowed.cells] == ["[30, 55)", "55～60"]


def test_a_size_outside_every_band_leaves_nothing():
    assert narrow(TABLE, {"frame_size": "320"}) is None


def test_a_named_class_keeps_its_cell_and_a_cell_without_requirement_asks_nothing():
    cells = (
        Cell(at_most("1.0"), (("commodity", "milled rice"),)),
        Cell(NoRequirement("Not applicable"), (("commodity", "husked rice"),)),
    )
    row = Requirement("r1", "pecks", "pecks", cells, (Axis("commodity", AxisType.REGULATORY_CLASS),))
    assert narrow(row, {"commodity": "Milled Rice"}).cells == cells[:1]
    assert narrow(row, {"commodity": "husked rice"}) is None


def test_other_axes_and_plain_rows_stay_as_they_are():
    plain = Requirement("r1", "寿命", "寿命", (Cell(at_most("5")),))
    assert narrow(plain, {"frame_size": "30"}) == plain
    assert narrow(TABLE, {"working_voltage": "24"}) == TABLE
    assert narrow(TABLE, {}) is TABLE


def with_words(*, conditions=(), methods=()):
    return Requirement(
        "r1",
        "绝缘电阻",
        "绝缘电阻",
        (Cell(at_most("5")),),
        characteristic="c:elec.insulation_resistance",
        conditions=conditions,
        methods=methods,
    )


def test_words_that_repeat_the_name_are_no_condition():
    state = Condition("state", "cold", printed="冷态")
    subject = Condition("stated", "绕组对机壳或定子铁芯的绝缘电阻", printed="绕组对机壳或定子铁芯的绝缘电阻")
    other = Condition("stated", "涂漆前", printed="涂漆前")
    assert tidy(with_words(conditions=(state, subject, other))).conditions == (state, other)


def test_an_instrument_is_no_method_and_a_named_method_stays():
    instrument, method, standard = Method(None, "绝缘电阻仪"), Method(None, "电阻法"), Method("GB/T 1032-2012")
    assert tidy(with_words(methods=(instrument, method, standard))).methods == (method, standard)


def test_a_row_with_nothing_to_take_out_is_the_same_row():
    row = with_words(conditions=(Condition("state", "cold", printed="冷态"),))
    assert tidy(row) is row


def test_a_class_may_be_written_in_another_way():
    cells = tuple(Cell(at_most(value), (("class", name),)) for name, value in (("A类", "20"), ("B类", "75")))
    row = Requirement("r1", "甲醛含量", "甲醛含量", cells, (Axis("class", AxisType.REGULATORY_CLASS),))
    assert narrow(row, {"class": "A"}).cells == cells[:1]


def test_the_class_of_infant_wear_is_known_by_its_name():
    assert class_of_product("婴幼儿针织服装") == "婴幼儿针织服装"
    assert class_of_product("无刷直流力矩电动机") is None
    assert class_of_product(None) is None


@pytest.mark.parametrize(
    ("product", "found"),
    [
        ("射阳大米 / Sheyang rice", {"commodity": "milled rice"}),
        ("Thai milled rice", {"commodity": "milled rice"}),
        ("蒸谷大米", {}),
        ("parboiled milled rice", {}),
        ("糯大米", {}),
        ("大米蛋白粉", {}),
        ("rice", {}),
        (None, {}),
    ],
)
def test_the_end_of_a_name_tells_the_class_of_goods(product, found):
    assert classes_by_name(product, find_benchmark("iso-17301-1-2016").document.requirements) == found


def test_what_only_some_classes_are_asked_for_is_not_called_missing():
    """Pecks are limited in parboiled rice only: nothing declared says nothing while the class is not known."""
    rice = find_benchmark("iso-17301-1-2016").document
    declared = DocumentRequirements(None, "大米", (), product="米")
    rows = {row.name: row.verdict for row in compare_documents(declared, rice).rows}
    assert (rows["Pecks"].verdict, rows["Pecks"].code) == (VerdictKind.UNDETERMINED, "CLASS")
    assert rows["Red kernels and red-streaked kernels"].verdict is VerdictKind.MISSING
    known = compare_documents(declared, rice, product_classes={"commodity": "milled parboiled rice"})
    assert {row.name: row.verdict.verdict for row in known.rows}["Pecks"] is VerdictKind.MISSING


def test_a_class_taken_from_the_name_is_said_and_a_given_one_goes_before_it():
    declared, rice = find_benchmark("db32t-1580-2019").document, find_benchmark("iso-17301-1-2016").document
    report = compare_documents(declared, rice)
    assert report.product_classes == {"commodity": "milled rice"}
    assert any("taken for milled rice" in w.en for w in report.warnings)
    given = compare_documents(declared, rice, product_classes={"commodity": "milled parboiled rice"})
    assert given.product_classes == {"commodity": "milled parboiled rice"}
    assert not any("taken for" in w.en for w in given.warnings)
