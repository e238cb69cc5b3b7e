"""Counting over a made-up catalogue; every figure here was counted by hand from its table."""

from __future__ import annotations

from fractions import Fraction

import pytest

from catalog.adoptions import Completeness, ask_adoption, find_place
from catalog.adoptions.survival import quantile
from catalog.standards import Degree
from tests.adoptions.made_up import INTERNATIONAL, NATIONAL, adopts, record

PLACES = (find_place("ISO", international=True), find_place("CN", international=False))
COMPLETE = Completeness("made-up", "CN", "59", "2000-01-01", "2026-12-31", "every national standard of textiles")
DAY = "2026-01-01"


def ask(day=DAY, declared=(COMPLETE,), nationals=NATIONAL, internationals=INTERNATIONAL, field="59.080"):
    return ask_adoption(PLACES, field, day, internationals, nationals, declared=declared, seen="2026-01-01")


def states(answer):
    return {member.standard.designation.normalized: member.state for member in answer.members}


def test_only_international_standards_in_force_are_counted():
    answer = ask()
    assert answer.kinds == {
        "in_force": 9, "past": 2, "draft": 1, "supplement": 1, "technical_deliverable": 1, "unknown_on_that_day": 0
    }  # fmt: skip
    assert len(answer.members) == 9


def test_where_a_source_is_complete_there_are_two_states():
    assert states(ask()) == {
        "ISO 99001:2020": "adopted",
        "ISO 99002:2010": "adopted",
        "ISO 99003:2015": "not_adopted",
        "ISO 99004:2016": "not_adopted",
        "ISO 99005-1:2012": "adopted",
        "ISO 99005-2:2012": "adopted",
        "ISO 99006:2025": "not_adopted",
        "ISO 99007:2018": "adopted",
        "ISO 99008:2021": "not_adopted",
    }


def test_where_none_is_complete_what_is_not_known_is_unknown():
    answer = ask(declared=())
    assert answer.count("adopted") == 5
    assert answer.count("not_adopted") == 0
    assert answer.count("unknown") == 4
    assert answer.curve == ()


@pytest.mark.parametrize(
    ("field", "since", "until"),
    [("59.080.30", "2000-01-01", "2026-12-31"), ("61", "2000-01-01", "2026-12-31"), ("59", "2000-01-01", "2025-12-31")],
)
def test_complete_for_less_than_is_asked_is_not_complete(field, since, until):
    partial = Completeness("made-up", "CN", field, since, until, "…")
    assert ask(declared=(partial,)).count("not_adopted") == 0


def test_an_adoption_of_an_older_edition_is_behind():
    behind = {it.standard.designation.normalized: it.behind for it in ask().members if it.adopters}
    assert behind == {
        "ISO 99001:2020": True,
        "ISO 99002:2010": False,
        "ISO 99005-1:2012": False,
        "ISO 99005-2:2012": False,
        "ISO 99007:2018": False,
    }


def test_lags_run_from_the_adopted_edition_and_open_cases_are_censored():
    answer = ask()
    lags = {it.standard.designation.normalized: [a.lag for a in it.adopters] for it in answer.members if it.adopters}
    assert lags == {
        "ISO 99001:2020": [51],  # 2005-03 to 2009-06
        "ISO 99002:2010": [24],
        "ISO 99005-1:2012": [24],
        "ISO 99005-2:2012": [24],
        "ISO 99007:2018": [12],
    }
    # events at 12, 24, 24, 24, 51; open after 7 (99006), 60 (99008), 117 (99004), 132 (99003) months
    assert [(step.months, step.at_risk, step.events) for step in answer.curve] == [(12, 8, 1), (24, 7, 3), (51, 4, 1)]
    assert [step.open_share for step in answer.curve] == [Fraction(7, 8), Fraction(1, 2), Fraction(3, 8)]
    assert quantile(answer.curve, Fraction(1, 4)) == 24
    assert quantile(answer.curve, Fraction(1, 2)) == 24
    assert quantile(answer.curve, Fraction(3, 4)) is None


def test_the_same_question_on_earlier_days():
    then = states(ask("2016-03-01"))
    assert then["ISO 99002:2010"] == "adopted"
    assert "ISO 99006:2025" not in then
    assert then["ISO 99001:2005"] == "adopted"  # superseded in 2020 by the next edition
    assert "ISO 99001:2020" not in then
    assert "ISO 99009:2011" not in then  # withdrawn, nobody says when
    assert ask("2016-03-01").kinds["unknown_on_that_day"] == 1
    assert states(ask("2020-01-01"))["ISO 99004:2016"] == "adopted"  # withdrawn in 2024 only


def test_without_modified_adoptions():
    answer = ask()
    identical = lambda edge: edge.degree is not Degree.MOD  # noqa: E731 - the question itself
    assert answer.count("adopted", accepted=identical) == 4
    assert answer.count("not_adopted", accepted=identical) == 5
    told = lambda edge: edge.degree in (Degree.IDT, Degree.MOD)  # noqa: E731 - the same
    assert answer.count("adopted", accepted=told) == 4


def test_degrees_parts_and_badges_stand_beside():
    answer = ask()
    assert answer.degrees == {"MOD": 1, "IDT": 3, "NEQ": 1, "unknown": 1}
    assert [(part.national, part.international) for part in answer.parts] == [
        (("GB/T 90005",), ("ISO 99005-1", "ISO 99005-2"))
    ]
    assert [badge.national.normalized for badge in answer.badges] == ["GB/T 90020-2015"]


def test_conflicting_degrees_stay_side_by_side():
    both = record(
        "GB/T 90002-2012",
        published="2012-06-29",
        relations=(adopts("ISO 99002:2010", Degree.IDT, source="a"), adopts("ISO 99002:2010", Degree.MOD, source="b")),
    )
    member = next(it for it in ask(nationals=(both,)).members if it.standard.designation.number == "99002")
    assert {(it.edge.degree, it.edge.sources) for it in member.adopters} == {
        (Degree.IDT, ("a",)), (Degree.MOD, ("b",))
    }  # fmt: skip


def test_another_countrys_documents_and_amendments_prove_nothing():
    others = (
        record("BS ISO 99006:2025"),
        record("GB/T 90006-2026", relations=(adopts("ISO 99006:2025/Amd 1:2025", Degree.IDT),)),
        record("GB/T 90099-2020", titles=("ISO 99006 认证要求",)),
    )
    member = next(it for it in ask(nationals=others).members if it.standard.designation.number == "99006")
    assert member.state == "not_adopted"
