"""Real standards, read and held against what a person wrote down from them."""

from __future__ import annotations

import pytest

from importers.documents import read_document
from tests.importers.documents.expectations import GOLDEN, compare, load

NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))


@pytest.fixture(scope="module")
def readings(shared_data):
    folder = shared_data / "cn-enterprise-and-group"
    return {name: read_document((folder / load(name)["file"]).read_bytes(), load(name)["file"]) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_facts_are_those_of_the_title_page(readings, name):
    facts = readings[name].document
    wanted = load(name)["document"]
    assert {key: list(value) if isinstance(value := getattr(facts, key), tuple) else value for key in wanted} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_references_are_the_list_of_clause_2(readings, name):
    listed = [reference.normalized for reference in readings[name].references if reference.listed]
    assert listed == load(name)["references"]


@pytest.mark.parametrize("name", NAMES)
def test_requirements_are_found_and_none_has_a_wrong_number_unit_or_operator(readings, name):
    result = compare(load(name), readings[name].requirements)
    told = "\n".join(
        [f"missing: {m}" for m in result.missing]
        + [f"not expected: {w}" for w in result.wrong]
        + [f"incomplete: {i}" for i in result.incomplete]
    )
    assert result.wrong == [], told
    assert result.recall >= 0.95, told
    assert result.precision >= 0.95, told


@pytest.mark.parametrize("name", NAMES)
def test_conditions_alternatives_and_methods_stand_with_their_rows(readings, name):
    assert compare(load(name), readings[name].requirements).incomplete == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_read_is_an_issue(readings, name):
    told = "\n".join(issue.text for issue in readings[name].issues)
    assert [word for word in load(name)["issues"] if word not in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_says_where_it_stands(readings, name):
    for requirement in readings[name].requirements:
        assert requirement.source.line
        assert requirement.text
        assert requirement.clause
