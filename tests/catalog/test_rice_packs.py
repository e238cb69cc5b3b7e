"""The packs of two Chinese rice standards against a second reading of their pages: each row as printed, by columns."""

from __future__ import annotations

import pytest

from catalog.benchmarks import find_benchmark

SHEYANG = """
碎米（总量） 2.5 5.0 7.5
小碎米 0.5 1.0 1.5
垩白度 3.0 3.0 3.0
品尝评分值 90 80 70
胶稠度 80 75 70
不完善粒含量 2.0 3.0 4.0
黄粒米含量 0.4 0.6 0.8
互混率 3.0
杂质 1.0
无机杂质 0.01
水分含量 15.5
直链淀粉含量 13.0 20.0
"""
WUCHANG = """
黄粒米 0.1 0.2
不完善粒 0.5 1.0
杂质 0.10 0.20
糠粉 0.02 0.05
矿物质 0 0.02
碎米（总量） 10.0 15.0
小碎米 0.2 0.5
水分 15.5
垩白粒率 15 25
食味品质 85 80
直链淀粉（干基） 15 20
胶稠度 70 65
"""


def rows_of(pack):
    return find_benchmark(pack).document.requirements


@pytest.mark.parametrize(("pack", "lines"), [("db32t-1580-2019", SHEYANG), ("gbt-19266-2008", WUCHANG)])
def test_every_number_of_the_rice_tables_is_the_printed_one(pack, lines):
    printed = {name: values for name, *values in (line.split() for line in lines.split("\n") if line)}
    rows = {row.name: row for row in rows_of(pack) if row.name != "加工精度"}
    assert set(rows) == set(printed)
    for name, values in printed.items():
        ends_printed = [n.printed for cell in rows[name].cells for n in _ends_of(cell)]
        assert ends_printed == values, name


def _ends_of(cell):
    return [n for i in cell.constraint.intervals for n in (i.low, i.high) if n is not None]


def test_kernels_called_alike_are_other_characteristics():
    iso = {row.name: row.characteristic for row in rows_of("iso-17301-1-2016")}
    for pack in ("db32t-1580-2019", "gbt-19266-2008"):
        chinese = {row.characteristic for row in rows_of(pack)}
        assert not chinese & {iso[name] for name in ("Chips", "Damaged kernels", "HDK", "Chalky kernels", "Waxy rice")}
