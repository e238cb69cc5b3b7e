"""The strictest of several benchmarks, row by row: expectations worked out by hand from the limits."""

from __future__ import annotations

import pytest

from catalog.benchmarks import find_benchmark
from catalog.comparison.reading import read_requirement
from catalog.comparison.reports import DocumentRequirements
from catalog.comparison.strictest import strictest_of, strictest_to_json


def document(designation, *texts):
    rows = tuple(read_requirement(text, id=f"b{n}", side="benchmark") for n, text in enumerate(texts, 1))
    return DocumentRequirements(designation, None, rows)


def names(members):
    return [member.designation for member in members]


A = "GB/T 1-2020"
B = "ISO 1:2020"
C = "EN 1:2020"


def test_the_lowest_upper_limit_is_the_strictest_whatever_its_unit():
    rows = strictest_of([document(A, "铅 ≤ 0.02 mg/L"), document(B, "铅 ≤ 10 μg/L"), document(C, "铅 ≤ 0.015 mg/L")])
    assert len(rows) == 1
    assert rows[0].state == "one"
    assert names(rows[0].strictest) == [B]
    assert rows[0].strictest[0].side.id == "b1"
    assert names(rows[0].members) == [A, B, C]
    assert rows[0].standoffs == ()


def test_equal_strictest_rows_are_all_named():
    (row,) = strictest_of([document(A, "铅 ≤ 0.01 mg/L"), document(B, "铅 ≤ 10 μg/L"), document(C, "铅 ≤ 25 μg/L")])
    assert (row.state, names(row.strictest)) == ("one", [A, B])


def test_a_row_of_one_benchmark_only_stands_alone():
    rows = strictest_of([document(A, "铅 ≤ 0.01 mg/L"), document(B, "镉 ≤ 5 μg/L")])
    assert [(row.state, names(row.strictest)) for row in rows] == [("alone", [A]), ("alone", [B])]


def test_each_stricter_in_one_place_gives_no_strictest():
    (row,) = strictest_of([document(A, "pH 6.5～8.5"), document(B, "pH 7.0～9.5")])
    assert row.state == "mixed"
    assert names(row.strictest) == [A, B]
    assert [standoff.verdict.verdict for standoff in row.standoffs] == ["OVERLAP"]


def test_rows_that_cannot_be_compared_give_no_strictest_and_say_why():
    (row,) = strictest_of(
        [
            document(A, "断裂强力(经向) ≥ 300 N，GB/T 3923.1"),
            document(B, "断裂强力(经向) ≥ 250 N，ASTM D5034"),
        ]
    )
    assert row.state == "not_comparable"
    assert names(row.strictest) == [A, B]
    assert [(s.verdict.verdict, s.verdict.code) for s in row.standoffs] == [("NOT_COMPARABLE", "METHOD")]


def test_a_pair_of_which_the_texts_do_not_tell_gives_no_strictest():
    (row,) = strictest_of([document(A, "撕破强力 ≥ 20 N，GB/T 3917.2"), document(B, "撕破强力 ≥ 25 N")])
    assert (row.state, names(row.strictest)) == ("not_comparable", [A, B])
    assert [(s.verdict.verdict, s.verdict.code) for s in row.standoffs] == [("UNDETERMINED", "METHOD_UNSTATED")]


def test_a_third_row_that_is_stricter_than_one_does_not_hide_that_another_cannot_be_compared():
    (row,) = strictest_of(
        [
            document(A, "断裂强力(经向) ≥ 300 N，GB/T 3923.1"),
            document(B, "断裂强力(经向) ≥ 250 N，ASTM D5034"),
            document(C, "断裂强力(经向) ≥ 350 N，GB/T 3923.1"),
        ]
    )
    assert row.state == "not_comparable"
    assert names(row.strictest) == [B, C]


def test_the_order_of_the_benchmarks_changes_nothing_but_the_order():
    documents = [document(A, "铅 ≤ 0.02 mg/L"), document(B, "铅 ≤ 10 μg/L"), document(C, "铅 ≤ 0.015 mg/L")]
    for turned in (documents, documents[::-1], documents[1:] + documents[:1]):
        (row,) = strictest_of(turned)
        assert (row.state, names(row.strictest)) == ("one", [B])


@pytest.mark.parametrize(
    ("name", "state", "sources"),
    [
        # read by hand in the four tables: 5.0 in the Dutch decree against 10 (EU) and 6 (US) micrograms per litre
        ("Antimony", "one", ["nl-drinkwaterbesluit"]),
        ("Boron", "one", ["nl-drinkwaterbesluit"]),  # 0.5 against 1.5 mg/L
        ("Fluoride", "one", ["GB 5749-2022", "nl-drinkwaterbesluit"]),  # 1.0 against 1.5 and 4.0 mg/L
        # 10 mg/L as N is 44.3 mg/L as NO3: below the 50 mg/L of the European tables
        ("Nitrate (as NO3)", "one", ["GB 5749-2022", "us-epa-mcl"]),
        ("pH", "mixed", ["GB 5749-2022", "nl-drinkwaterbesluit"]),  # 6.5 to 8.5 against 7.0 to 9.5
    ],
)
def test_the_drinking_water_tables_give_the_strictest_with_its_source(name, state, sources):
    packs = ("eu-2020-2184", "gb-5749-2022", "nl-drinkwaterbesluit", "us-epa-mcl")
    rows = strictest_of([find_benchmark(pack).document for pack in packs])
    row = next(row for row in rows if row.name == name)
    assert (row.state, sorted(names(row.strictest))) == (state, sorted(sources))


def test_the_json_names_source_clause_and_value():
    (row,) = strictest_of([document(A, "铅 ≤ 0.02 mg/L"), document(B, "铅 ≤ 10 μg/L")])
    told = strictest_to_json(row)
    assert told["state"] == "one"
    assert [(one["benchmark"], one["value"]) for one in told["strictest"]] == [(B, "≤ 10 μg/L")]
    assert len(told["rows"]) == 2
    assert told["not_ordered"] == []


def test_the_same_quantity_under_another_condition_stands_apart_and_says_so():
    rows = strictest_of([document(A, "断裂强力(经向) ≥ 300 N，GB/T 3923.1"), document(B, "铅 ≤ 10 μg/L")])
    assert all(row.apart == () for row in rows)
    hot, cold = strictest_of([document(A, "绝缘电阻，高温 ≥ 5 MΩ"), document(B, "绝缘电阻，低温 ≥ 20 MΩ")])
    assert (hot.state, cold.state) == ("alone", "alone")
    assert [standoff.verdict.code for standoff in hot.apart] == ["CONDITION"]
    assert hot.apart[0].other.designation == B
