"""A standard goes to JSON and comes back equal, whatever it carries."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.designations import Designation
from catalog.standard_codec import dump_standard, load_standard, standard_to_json
from catalog.standards import PartialDate, Standard
from tests.catalog.records import QUALITY_2015, QUALITY_GB_2008, QUALITY_GB_2016

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize("standard", [QUALITY_2015, QUALITY_GB_2016, QUALITY_GB_2008])
def test_a_real_record_comes_back_equal(standard):
    assert load_standard(dump_standard(standard)) == standard


def test_every_part_of_a_designation_comes_back():
    full = Designation(
        "ETSI EN",
        "300 328",
        "1",
        "2019",
        "ETSI EN 300 328-1 V2.2.2",
        amendment="Amd 1:2024",
        version="V2.2.2",
        edition="5.1",
        month="07",
        variant="RLV",
        all_parts=True,
        printed="EN 300 328-1 V2.2.2",
        start=3,
        end=22,
        repaired=True,
    )
    assert load_standard(dump_standard(Standard(full))).designation == full


def test_what_is_empty_is_left_out():
    bare = Standard(Designation("GB", "18401", None, "2010", "GB 18401-2010"))
    assert standard_to_json(bare) == {
        "designation": {"prefix": "GB", "number": "18401", "normalized": "GB 18401-2010", "year": "2010"}
    }


def test_the_json_text_is_utf_8_and_not_escaped():
    assert "质量管理体系 要求".encode() in dump_standard(QUALITY_GB_2016)
    assert orjson.loads(dump_standard(QUALITY_GB_2016))["effective"] == "2017-07-01"


@given(printed=TEXT, part=st.none() | TEXT, status=st.none() | TEXT, scope=st.none() | TEXT, ics=st.lists(TEXT))
def test_any_text_comes_back(printed, part, status, scope, ics):
    standard = Standard(
        Designation("ISO", "1", part, "2020", printed, printed=printed),
        status_printed=status,
        scope=scope,
        ics=tuple(ics),
        published=PartialDate("2020"),
    )
    assert load_standard(dump_standard(standard)) == standard
