"""Real answers of portals: pages of different years give one record, whatever their layout and order."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest

from catalog.database import open_database
from catalog.services.importing import import_source
from catalog.standards import Degree, RelationKind, Status
from catalog.store import CatalogStore
from importers import SOURCES
from importers.merging import merge
from importers.pipeline import iter_pieces
from importers.readers import read_records_of


def _read(source_id, *paths):
    source = SOURCES[source_id]
    return [r for piece in iter_pieces(paths, source.forms) for r in read_records_of(piece, source)]


def _standards(source_id, *paths):
    return [reading.standard for reading in _read(source_id, *paths) if reading.standard]


def test_pages_of_seven_years_give_the_same_record(shared_data):
    pages = [it for it in _standards("cn-openstd", shared_data / "cn-portals" / "openstd") if len(it.titles) > 1]
    by_key = defaultdict(list)
    for page in pages:
        by_key[page.key].append(page)
    assert {key: len(found) for key, found in by_key.items()} == {
        "GB/T 20223:2006": 7,
        "GB/T 1-1:2000": 7,
        "GB/T 1-1:2009": 7,
        "GB/T 1-1:2020": 6,
    }
    for found in by_key.values():
        # the state changes with the years, and since 2024 a page names no committee any more
        assert (
            len(
                {
                    repr(replace(it, provenance=(), status=Status.UNKNOWN, status_printed=None, committee=None))
                    for it in found
                }
            )
            == 1
        )
        assert len({it.committee for it in found if it.committee}) == 1


def test_what_the_pages_say(shared_data):
    newest = {it.key: it for it in _standards("cn-openstd", shared_data / "cn-portals" / "openstd")}
    assert len(newest) == 4
    cotton = newest["GB/T 20223:2006"]
    assert (cotton.status, cotton.published.text, cotton.effective.text) == (
        Status.WITHDRAWN,
        "2006-03-10",
        "2006-09-01",
    )
    assert (cotton.ics, cotton.ccs) == (("59.060.10",), ("B32",))
    rules = newest["GB/T 1-1:2000"]
    assert [(it.kind, it.target_key, it.degree) for it in rules.relations] == [
        (RelationKind.ADOPTS, None, Degree.UNKNOWN)
    ]
    assert rules.publisher is None
    assert newest["GB/T 1-1:2020"].relations == ()


def test_milliseconds_land_on_the_chinese_day(shared_data):
    answers = _standards("cn-hbba", shared_data / "cn-portals" / "hbba")
    assert {(it.published.text, it.effective.text, it.status) for it in answers} == {
        ("2018-02-09", "2018-10-01", Status.CURRENT)
    }
    assert {it.ics for it in answers if it.ics} == {("53.060",)}


def test_pages_agree_with_what_relaton_read_from_them(shared_data):
    oracle = {it.key: it for it in _standards("relaton", shared_data / "relaton" / "gb-jis-gost-easc-fixtures")}
    for source, key in (
        ("cn-hbba", "JB/T 13368:2018"),
        ("cn-ttbz", "T/GZAEPI 001:2018"),
        ("cn-openstd", "GB/T 20223:2006"),
    ):
        pages = [it for it in _standards(source, shared_data / "cn-portals" / source[3:]) if it.ics]
        mine = next(it for it in pages if it.key == key)
        theirs = oracle[key]
        assert (mine.ics, mine.ccs, mine.published) == (theirs.ics, theirs.ccs, theirs.published)
        assert mine.title("zh") == theirs.title("zh")


def test_a_search_without_results_is_empty_and_not_refused(shared_data):
    readings = _read("cn-openstd", shared_data / "cn-portals" / "openstd")
    empty = [reading for reading in readings if reading.is_empty]
    assert len(empty) == 7
    assert not [reading for reading in readings if reading.standard is None and not reading.is_empty]


def test_any_order_of_pages_gives_the_same_record(shared_data):
    pages = [it for it in _standards("cn-openstd", shared_data / "cn-portals" / "openstd") if it.key == "GB/T 1-1:2009"]
    results = set()
    for seed in range(4):
        random.Random(seed).shuffle(pages)
        held = pages[0]
        for page in pages[1:] + pages:
            held = merge(held, page)[0]
        results.add(repr(held))
        assert (held.status, held.committee) == (Status.WITHDRAWN, "全国标准化原理与方法标准化技术委员会")
        assert held.in_force_on("2019-06-01") is True
        assert held.in_force_on("2009-12-31") is False
        assert held.in_force_on("2020-05-01") is None
        assert held.in_force_on("2021-01-01") is False
    assert len(results) == 1


@pytest.mark.parametrize(
    ("source", "folder", "count", "refused"),
    [
        ("cn-openstd", "cn-portals/openstd", 27 + 7 + 2 + 3 * 6, 0),
        ("cn-hbba", "cn-portals/hbba", 5, 0),
        ("cn-ttbz", "cn-portals/ttbz", 4, 0),
        ("cen", "foreign-portals/cen", 5, 0),
        ("jsa", "foreign-portals/jis", 3, 0),
        ("iso-pages", "foreign-portals/iso", 2, 0),
    ],
)
def test_a_portal_is_imported_and_a_second_time_changes_nothing(tmp_path, shared_data, source, folder, count, refused):
    database = open_database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    database.migrate()
    store = CatalogStore(database)
    first = import_source(store, source, [shared_data / folder])
    assert first.read - first.empty - first.rejected == count
    assert first.rejected == refused
    waiting, records = store.queue.pending(), list(store.iter_standards())
    second = import_source(store, source, [shared_data / folder])
    assert (second.created, second.updated) == (0, 0)
    assert (store.queue.pending(), list(store.iter_standards())) == (waiting, records)
    database.close()


def test_marks_of_adoption_of_other_countries(shared_data):
    (cen,) = (
        it for it in _standards("cen", shared_data / "foreign-portals" / "cen") if it.key == "CEN ISO/TS 21003-7:2019"
    )
    adoption = next(it for it in cen.relations if it.kind is RelationKind.ADOPTS)
    assert (adoption.target_key, adoption.degree, adoption.degree_printed) == ("ISO/TS 21003-7:2019", Degree.IDT, "EQV")
    (jis,) = (it for it in _standards("jsa", shared_data / "foreign-portals" / "jis") if it.key == "JIS Z 8201:1981")
    assert [(it.target_key, it.degree) for it in jis.relations if it.kind is RelationKind.ADOPTS] == [
        ("ISO 31-11:1978", Degree.MOD)
    ]


def test_a_wrong_hit_is_the_document_that_its_page_names(shared_data):
    (wrong,) = _standards("cen", shared_data / "foreign-portals" / "cen" / "env_1993_1_1__04.html")
    assert wrong.key == "ENV 1613:1995"


def test_a_claim_of_a_machine_is_no_evidence(shared_data):
    records = {it.key: it for it in _standards("gb-un", shared_data / "gb-un-equivalence" / "regulations")}
    collision = records["GB 11551:2014"]
    assert [(it.kind, it.target_key) for it in collision.relations] == [(RelationKind.RELATED, "UN ECE R94")]
    claims = list(_standards("cn-lists", shared_data / "cn-standards-lists" / "scut_standards_database.json"))
    unverified = [it for it in claims if it.provenance[0].record.startswith("claim ")]
    assert unverified
    assert {it.status for it in unverified} == {Status.UNKNOWN}
