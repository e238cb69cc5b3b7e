"""The question over a store: its JSON, its coverage, and agreement with counts made from raw files another way."""

from __future__ import annotations

import csv
import json
import re

import pytest
import zstandard

from catalog.adoptions import Completeness
from catalog.errors import UnusableInputError
from catalog.services.gaps import ask_adoption_gap, declare_complete, describe_adoption_gap
from catalog.services.importing import import_source
from catalog.services.records import describe_standard
from catalog.services.workplace import initialise, open_workplace
from catalog.settings import Settings
from catalog.standards import Relation, RelationKind, Status
from tests.adoptions.made_up import INTERNATIONAL, NATIONAL, record

DAY = "2026-01-01"


@pytest.fixture
def workplace(tmp_path):
    settings = Settings(home=tmp_path / "home")
    initialise(settings)
    opened = open_workplace(settings)
    yield opened
    opened.close()


def ask(workplace, field="59.080", day=DAY, source="ISO", target="CN"):
    return describe_adoption_gap(ask_adoption_gap(workplace, source, target, field, as_of=day))


def test_without_a_complete_source_there_is_no_rate_and_the_edges_are_listed(workplace):
    workplace.catalog.put_standards([*INTERNATIONAL, *NATIONAL])
    answer = ask(workplace)
    assert (answer["numerator"], answer["denominator"], answer["rate"]) == (None, 9, None)
    assert answer["counts"] == {"adopted": 5, "not_adopted": 0, "unknown": 4}
    assert answer["lag"]["quantiles"] is None
    assert answer["coverage"]["to"]["records"] == 8
    assert answer["coverage"]["from"]["records"] == 15
    assert answer["coverage"]["complete"] == []
    assert answer["coverage"]["to"]["adopted_source_unknown"] == ["GB/T 90020-2015"]
    assert "no rate" in answer["conclusion"]["en"]


def test_a_declared_complete_source_gives_a_rate_with_its_denominator(workplace):
    workplace.catalog.put_standards([*INTERNATIONAL, *NATIONAL])
    declare_complete(workplace, Completeness("made-up", "CN", "59", "2020-01-01", DAY, "all textiles"))
    answer = ask(workplace)
    assert (answer["numerator"], answer["denominator"], answer["rate"]) == (4, 9, "4/9")
    assert (answer["behind"]["numerator"], answer["behind"]["denominator"]) == (1, 5)
    assert answer["lag"]["quantiles"] == {"first_quarter": 24, "median": 24, "third_quarter": None}
    assert answer["sensitivity"]["without_mod"] == {"adopted": 4, "not_adopted": 5, "unknown": 0}
    assert answer["coverage"]["complete"][0]["words"] == "all textiles"
    assert ask(workplace, day="2026-01-02")["rate"] is None


def test_references_to_what_is_over_and_whether_there_is_a_successor(workplace):
    def cites(number):
        dated = ":" in number
        return Relation(RelationKind.REFERENCES, number, number, dated=dated)

    citing = record(
        "GB/T 90030-2020",
        published="2020-01-01",
        relations=tuple(
            cites(number) for number in ("ISO 99001:2005", "ISO 99001", "ISO 99009", "ISO 99002:2010", "ISO 88888:2000")
        ),
    )
    workplace.catalog.put_standards([*INTERNATIONAL, citing])
    references = ask(workplace)["references"]
    assert (references["numerator"], references["denominator"], references["unknown"]) == (2, 4, 1)
    assert {(it["target"], it["successor"]) for it in references["members"]} == {
        ("ISO 99001:2005", "ISO 99001:2020"), ("ISO 99009", None)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"field": "textiles"}, "no ICS code"),
        ({"day": "yesterday"}, "no day"),
        ({"source": "XX"}, "not known here"),
        ({"target": "ISO"}, "not known here"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(workplace, asked, words):
    with pytest.raises(UnusableInputError, match=words):
        ask(workplace, **asked)


def test_a_declaration_of_completeness_needs_its_words(workplace):
    with pytest.raises(UnusableInputError, match="quotes its words"):
        declare_complete(workplace, Completeness("x", "CN", None, DAY, DAY, " "))


def test_a_record_names_what_it_adopts_and_who_adopts_any_edition_of_it(workplace):
    workplace.catalog.put_standards([*INTERNATIONAL, *NATIONAL])
    national = describe_standard(workplace, "GB/T 90002-2012")
    assert [(it["adopted"], it["degree"]) for it in national["adopts"]] == [("ISO 99002:2010", "IDT")]
    assert describe_standard(workplace, "GB/T 90020-2015")["adopts"][0]["adopted"] == "source unknown"
    adopted = describe_standard(workplace, "ISO 99002:2010")
    assert [it["national"] for it in adopted["adopted_by"]] == ["GB/T 90002-2012"]


def raw_records(shared_data, field):
    """Give the records of a field as they are in the file, of two with one identifier the later generation's."""
    best = {}
    path = shared_data / "relaton" / "iso" / "iso.dev80.jsonl.zst"
    with path.open("rb") as packed, zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(packed) as stream:
        for line in stream.read().splitlines():
            if f'"{field}'.encode() not in line:
                continue
            document = json.loads(line)
            codes = document.get("ics") or document.get("ext", {}).get("ics") or []
            codes = [it["code"] for it in (codes if isinstance(codes, list) else [codes])]
            if not any(code == field or code.startswith(f"{field}.") for code in codes):
                continue
            identifiers = document["docid"] if isinstance(document["docid"], list) else [document["docid"]]
            name = next((it["id"] for it in identifiers if it.get("primary")), identifiers[0]["id"])
            version = document.get("schema-version") or document.get("ext", {}).get("schema-version") or "0"
            generation = [int(digits) for digits in re.findall(r"\d+", version)]
            rank = (generation, str(document["docstatus"]["stage"]), document["_file"])
            if name not in best or rank > best[name][0]:
                best[name] = (rank, line)
    return best


def test_the_denominator_agrees_with_the_stage_codes_of_the_raw_file(workplace, shared_data, tmp_path):
    """Of the shared part of the ISO set 348 International Standards of ICS 59.080 are in force (60.60 and 90.xx)."""
    records = raw_records(shared_data, "59.080")
    file = tmp_path / "iso.jsonl"
    file.write_bytes(b"\n".join(line for _, line in records.values()))
    import_source(workplace.catalog, "relaton-iso", [file])
    by_stage = {"in force": 0, "past": 0, "draft": 0}
    for name, (rank, _) in records.items():
        if re.search(r"^IEC|Amd|Cor|Add|Suppl|\b(TR|TS|DTR|DTS|PAS|Guide|IWA)\b", name):
            continue
        stage = re.search(r"\d+", rank[1])[0]
        by_stage["in force" if stage in ("60", "90") else "past" if stage == "95" else "draft"] += 1
    answer = ask(workplace, day=None)
    held = answer["coverage"]["from"]["in_field"]
    assert answer["denominator"] == by_stage["in force"] == 348
    assert held["past"] == by_stage["past"]
    assert held["draft"] == by_stage["draft"]


def test_every_readable_line_of_the_collected_adoptions_is_an_edge(workplace, shared_data):
    """Chinese lines with a degree, both editions and an ISO number, counted with the csv module alone."""
    path = shared_data / "adoption" / "edges.csv"
    report = import_source(workplace.catalog, "adoption-edges", [path])
    assert report.read == 1001
    assert report.rejected < 60
    with path.open(encoding="utf-8") as stream:
        lines = [
            it for it in csv.DictReader(stream)
            if it["national"].startswith("GB") and it["degree"] and it["national_edition"]
            and re.fullmatch(r"ISO(/IEC)? \d+(-\d+)?", it["international"])
        ]  # fmt: skip
    wanted = {
        (it["national"].replace("/Z", "/T").split(" ")[1], it["international"], it["international_edition"] or None)
        for it in lines
    }
    works = {it["international"] for it in lines}
    internationals = [record(f"{work}:2024", published="2024-01") for work in works]
    workplace.catalog.put_standards(internationals)
    answer = ask(workplace, day=None)
    found = {
        (a["designation"].rsplit("-", 1)[0].split(" ")[1], re.split(r":", a["adopts"])[0], a["edition"])
        for it in answer["members"]
        for a in (*it["adopted_by"], *it["formerly_or_not_equivalent"])
        if a["degree"] != "unknown" or a["degree_printed"] is None
    }
    assert len(wanted) > 30
    assert {it for it in wanted if it not in found} <= {
        (it["national"].split(" ")[1], it["international"], it["international_edition"] or None)
        for it in lines
        if it["degree"] in ("国家采标", "对标", "对应", "≈")
    }
    assert not [it for it in internationals if it.status is not Status.CURRENT]
