"""Real workbooks, STS and Metanorma XML, HTML and Dutch tables: rows, classes, exponents, merged cells, facts."""

from __future__ import annotations

import pytest

from importers.documents import read_document
from tests.importers.documents import office
from tests.importers.documents.expectations import compare


@pytest.fixture(scope="module")
def readings(shared_data):
    return {name: read_document(*office.data_of(office.load(name), shared_data)) for name in office.NAMES}


@pytest.mark.parametrize("name", office.NAMES)
def test_facts_are_those_that_the_file_states(readings, name):
    wanted = office.load(name)["document"]
    facts = readings[name].document
    assert {key: list(value) if isinstance(value := getattr(facts, key), tuple) else value for key in wanted} == wanted


@pytest.mark.parametrize("name", office.NAMES)
def test_citations_are_found(readings, name):
    golden = office.load(name)
    cited = [reference.normalized for reference in readings[name].references]
    listed = [reference.normalized for reference in readings[name].references if reference.listed]
    assert [wanted for wanted in golden.get("references_have", ()) if wanted not in cited] == []
    if "references" in golden:
        assert listed == golden["references"]


@pytest.mark.parametrize("name", office.NAMES)
def test_requirements_are_found_and_none_has_a_wrong_number_unit_or_operator(readings, name):
    result = compare(office.load(name), readings[name].requirements)
    told = "\n".join([f"missing: {m}" for m in result.missing] + [f"not expected: {w}" for w in result.wrong])
    assert result.wrong == [], told
    assert result.recall >= 0.95, told
    assert result.incomplete == []


@pytest.mark.parametrize("name", office.NAMES)
def test_what_was_not_read_is_told(readings, name):
    told = "\n".join(issue.text for issue in readings[name].issues)
    assert [words for words in office.load(name)["issues"] if words not in told] == []


@pytest.mark.parametrize("name", office.NAMES)
def test_clauses_have_their_numbers_and_titles(shared_data, name):
    golden = office.load(name)
    found = office.clause_titles(*office.data_of(golden, shared_data)) if golden["clauses"] else {}
    assert {number: found.get(number) for number in golden["clauses"]} == golden["clauses"]


@pytest.mark.parametrize("name", [name for name in office.NAMES if "sts" in name and "tables" in office.load(name)])
def test_tables_are_whole(shared_data, name):
    golden = office.load(name)
    found = {table.label: table for table in office.tables(*office.data_of(golden, shared_data))}
    for wanted in golden["tables"]:
        table = found[wanted["label"].replace(" ", "")]
        assert table.caption == wanted["caption"]
        assert list(table.header) == wanted["header"]
        assert [list(row.cells) for row in table.rows] == wanted["rows"]


@pytest.mark.parametrize("name", [name for name in office.NAMES if name.startswith("xlsx")])
def test_cells_of_a_sheet_show_what_a_person_sees(shared_data, name):
    golden = office.load(name)
    (wanted,) = golden["tables"]
    data = office.data_of(golden, shared_data)
    (table,) = office.tables(*data)
    assert list(table.header[: len(wanted["header_starts"])]) == wanted["header_starts"]
    found = office.sheet_cells(*data)
    below = {cell: text for cell, text in wanted["cells"].items() if found.get(cell) is not None}
    header_rows = {cell: text for cell, text in wanted["cells"].items() if cell not in found}
    assert {cell: found[cell] for cell in below} == below | {
        cell: found[cell] for cell in below if found[cell].startswith(below[cell] + " ")
    }
    assert all(any(text in words for words in table.header) for text in header_rows.values())


def test_xhtml_and_cals_tables_are_the_same(shared_data):
    folder = shared_data / "sts" / "iso-sts-samples"
    for one, other in zip(
        office.tables((folder / "isosts_tables.xml").read_bytes(), "a.xml"),
        office.tables((folder / "isosts_tables.cals.xml").read_bytes(), "a.cals.xml"),
        strict=False,
    ):
        assert (one.label, one.caption) == (other.label, other.caption)
        rows = [row.cells for row in other.rows[: len(one.rows)]]  # CALS has no foot: it stands behind the rows
        assert (one.header, [row.cells for row in one.rows]) == (other.header, rows)


@pytest.mark.parametrize("name", ["feature_doc", "meta-mixes_ok_1", "nat-meta", "reg-meta", "tbx-highlight-elements"])
def test_every_sample_is_read(shared_data, name):
    path = shared_data / "sts" / "iso-sts-samples" / f"{name}.xml"
    assert read_document(path.read_bytes(), path.name).document.format == "sts"
