"""What was in force on a day, by hand: dates less precise than a day leave days open, and nothing is guessed."""

from __future__ import annotations

import pytest

from catalog.designations import parse_designation
from catalog.standards import PartialDate, Provenance, Standard, Status


def _standard(status: Status, **dates: str) -> Standard:
    return Standard(
        parse_designation("GB/T 99001-2009"),
        status=status,
        **{name: PartialDate(text) for name, text in dates.items()},
    )


@pytest.mark.parametrize(
    ("status", "dates", "day", "expected"),
    [
        (Status.CURRENT, {"published": "2009-06-17", "effective": "2010-01-01"}, "2009-12-31", False),
        (Status.CURRENT, {"published": "2009-06-17", "effective": "2010-01-01"}, "2010-01-01", True),
        (Status.CURRENT, {"published": "2009-06"}, "2009-06-15", None),
        (Status.CURRENT, {"published": "2009-06"}, "2009-05-31", False),
        (Status.CURRENT, {"published": "2009-06"}, "2009-07-01", True),
        (Status.CURRENT, {"published": "2009"}, "2009-12-30", None),
        (Status.CURRENT, {}, "2020-01-01", None),
        (Status.APPROVED, {"effective": "2027-01-01"}, "2026-12-31", False),
        (Status.APPROVED, {"effective": "2027-01-01"}, "2027-01-01", True),
        (Status.DRAFT, {"published": "2009"}, "2020-01-01", False),
        (Status.WITHDRAWN, {"effective": "2010-01-01", "withdrawn": "2022-03-22"}, "2022-03-21", True),
        (Status.WITHDRAWN, {"effective": "2010-01-01", "withdrawn": "2022-03-22"}, "2022-03-22", False),
        (Status.WITHDRAWN, {"effective": "2010-01-01", "withdrawn": "2022-03"}, "2022-03-22", None),
        (Status.WITHDRAWN, {"effective": "2010-01-01", "withdrawn": "2022-03"}, "2022-04-01", False),
        (Status.WITHDRAWN, {"effective": "2010-01-01"}, "2015-01-01", None),
        (Status.UNKNOWN, {"effective": "2010-01-01"}, "2015-01-01", None),
    ],
)
def test_dates_decide(status, dates, day, expected):
    assert _standard(status, **dates).in_force_on(day) is expected


def test_what_replaced_it_tells_the_end():
    standard = _standard(Status.SUPERSEDED, effective="2010-01-01")
    assert standard.in_force_on("2020-09-30", ended=PartialDate("2020-10-01")) is True
    assert standard.in_force_on("2020-10-01", ended=PartialDate("2020-10-01")) is False


def test_a_page_that_says_withdrawn_bounds_the_end_from_above():
    standard = Standard(
        parse_designation("GB/T 99001-2009"),
        status=Status.WITHDRAWN,
        effective=PartialDate("2010-01-01"),
        provenance=(Provenance("cn-openstd", "a", "2020-11-27"),),
    )
    assert standard.in_force_on("2020-11-27") is False
    assert standard.in_force_on("2020-11-26") is None


def test_an_amendment_belongs_to_its_edition():
    amendment = Standard(parse_designation("ISO 9902-5:2001/Amd 1:2009"))
    assert amendment.edition_key == "ISO 9902-5:2001"
    assert Standard(parse_designation("ISO 9902-5:2001")).edition_key == "ISO 9902-5:2001"
