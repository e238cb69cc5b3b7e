"""The method table: same, linked or free to differ, for values that depend on the method and values that do not."""

import itertools

import pytest

from catalog.comparison.gates.methods import Cited, check_methods, cited_methods
from catalog.comparison.gates.trail import Trail
from catalog.comparison.links import Link, MethodRelation, method_key, method_links
from catalog.comparison.requirements import Method


def cited(*names, word=None):
    return tuple(Cited(method_key(name), word, name, explicit=word is not None) for name in names)


def asked(left, right, *, method_defined=True):
    trail = Trail()
    return check_methods(left, right, method_defined=method_defined, trail=trail), trail


@pytest.fixture
def linked(monkeypatch):
    """Let one relation be recorded between any two different works."""

    def link(relation, *, older=False, source="a source"):
        def relation_of(self, a, b):
            return Link(MethodRelation.SAME) if a == b else Link(relation, source, older, "detail")

        monkeypatch.setattr(type(method_links()), "relation", relation_of)

    return link


ONE, OTHER = cited("GB/T 11-2001"), cited("ISO 22:2002")
OPEN = [relation for relation in MethodRelation if relation.name in ("IDT", "MOD", "ADOPTED", "EDITION", "EQUIVALENT")]
CLOSING = [relation for relation in MethodRelation if relation.name in ("NONE", "NEQ", "DIFFERENT", "CHANGED")]


@pytest.mark.parametrize("method_defined", [True, False])
@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("relation", OPEN)
def test_a_link_opens_the_gate_and_says_which_one_it_is(linked, relation, older, method_defined):
    linked(relation, older=older)
    closed, trail = asked(ONE, OTHER, method_defined=method_defined)
    assert closed is None
    name = {"IDT": "METHOD_IDT", "MOD": "METHOD_MOD", "ADOPTED": "METHOD_ADOPTED", "EDITION": "METHOD_EDITION"}
    expected = {name[relation.name]} if relation.name in name else set()
    assert set(trail.flags) == expected | ({"ADOPTS_OLDER_EDITION"} if older else set())
    assert trail.steps[-1].gate == "method"


@pytest.mark.parametrize("relation", CLOSING)
def test_without_a_link_only_a_value_that_depends_on_the_method_is_not_comparable(linked, relation):
    linked(relation)
    closed, trail = asked(ONE, OTHER)
    assert (closed.verdict.value, closed.code) == ("NOT_COMPARABLE", "METHOD")
    assert trail.steps[-1].gate == "method"
    assert not trail.flags
    closed, trail = asked(ONE, OTHER, method_defined=False)
    assert closed is None
    assert list(trail.flags) == ["METHOD_RATIONAL"]
    assert trail.steps[-1][:2] == ("method", "rational")


@pytest.mark.parametrize("method_defined", [True, False])
def test_the_same_method_raises_nothing(method_defined):
    closed, trail = asked(ONE, ONE, method_defined=method_defined)
    assert closed is None
    assert not trail.flags
    assert trail.steps[-1][:2] == ("method", "same")


def test_a_method_of_one_side_only_leaves_a_value_that_depends_on_it_open():
    for pair in ((ONE, ()), ((), ONE)):
        closed, trail = asked(*pair)
        assert (closed.verdict.value, closed.code) == ("UNDETERMINED", "METHOD_UNSTATED")
        assert list(trail.flags) == ["METHOD_UNSTATED"]
        assert trail.steps[-1].gate == "method"
        closed, trail = asked(*pair, method_defined=False)
        assert closed is None
        assert list(trail.flags) == ["METHOD_UNSTATED"]


@pytest.mark.parametrize("method_defined", [True, False])
def test_no_method_on_either_side_compares(method_defined):
    closed, trail = asked((), (), method_defined=method_defined)
    assert closed is None
    assert list(trail.flags) == (["METHOD_UNSTATED"] if method_defined else [])
    assert trail.steps[-1][:2] == ("method", "unstated")


BEST_FIRST = ["SAME", "EQUIVALENT", "IDT", "EDITION", "MOD", "ADOPTED", "CHANGED", "DIFFERENT", "NEQ", "NONE"]


@pytest.mark.parametrize(("better", "worse"), list(itertools.combinations(BEST_FIRST, 2)))
def test_of_several_methods_the_closest_pair_decides(monkeypatch, better, worse):
    links = {"ISO 22": better, "ISO 33": worse}
    monkeypatch.setattr(
        type(method_links()), "relation", lambda self, a, b: Link(MethodRelation[links[b.work]], detail=b.work)
    )
    for order in (("ISO 22:2002", "ISO 33:2003"), ("ISO 33:2003", "ISO 22:2002")):
        closed, trail = asked(ONE, cited(*order))
        assert (closed is None) is (better not in ("CHANGED", "DIFFERENT", "NEQ", "NONE"))
        assert "ISO 22" in trail.steps[-1].evidence
        assert "ISO 33" not in trail.steps[-1].evidence


def test_of_two_equal_links_the_one_of_the_cited_edition_decides(monkeypatch):
    monkeypatch.setattr(
        type(method_links()), "relation", lambda self, a, b: Link(MethodRelation.IDT, "", b.work == "ISO 22")
    )
    for order in (("ISO 22:2002", "ISO 33:2003"), ("ISO 33:2003", "ISO 22:2002")):
        _, trail = asked(ONE, cited(*order))
        assert list(trail.flags) == ["METHOD_IDT"]


def test_an_older_identical_edition_comes_before_a_modified_one(monkeypatch):
    def relation(self, a, b):
        return Link(MethodRelation.IDT, "", older=True) if b.work == "ISO 22" else Link(MethodRelation.EDITION)

    monkeypatch.setattr(type(method_links()), "relation", relation)
    _, trail = asked(ONE, cited("ISO 33:2003", "ISO 22:2002"))
    assert set(trail.flags) == {"METHOD_IDT", "ADOPTS_OLDER_EDITION"}


def test_two_procedures_of_one_method_are_two_methods():
    left, right = cited("GB/T 11-2001", word="a"), cited("GB/T 11-2001", word="b")
    closed, trail = asked(left, right)
    assert (closed.verdict.value, closed.code) == ("NOT_COMPARABLE", "METHOD")
    assert trail.steps[-1].gate == "method"
    assert asked(left, left)[0] is None
    for pair in ((left, ONE), (ONE, left)):
        closed, trail = asked(*pair)
        assert (closed.verdict.value, closed.code) == ("UNDETERMINED", "METHOD_UNSTATED")
        assert list(trail.flags) == ["METHOD_UNSTATED"]
        assert trail.steps[-1][:2] == ("method", "variant unstated")
        assert asked(*pair, method_defined=False)[0] is None
    # A method that has one procedure only names it by itself.
    by_itself = tuple(item._replace(explicit=False) for item in left)
    assert asked(left, by_itself)[0] is None


def test_methods_in_words_are_the_same_only_literally():
    strip, grab = (Cited(None, "strip", "条样法", explicit=True),), (Cited(None, "grab", "抓样法", explicit=True),)
    closed, trail = asked(strip, strip)
    assert closed is None
    assert trail.steps[-1][:2] == ("method", "same")
    for pair in ((strip, grab), (grab, strip), (strip, ONE), (ONE, strip)):
        closed, _ = asked(*pair)
        assert (closed.verdict.value, closed.code) == ("NOT_COMPARABLE", "METHOD")
    silent = (Cited(None, None, "某法", explicit=False),)
    for pair in ((silent, silent), (silent, strip), (strip, silent)):
        assert asked(*pair)[0].code == "METHOD"


def test_a_word_of_one_method_may_be_the_procedure_of_another():
    word = cited("GB/T 11-2001", word="strip")
    by_word = (Cited(None, "strip", "条样法", explicit=True),)
    for pair in ((word, by_word), (by_word, word)):
        assert asked(*pair)[0] is None


def test_a_withdrawn_edition_is_flagged_on_either_side():
    old = tuple(item._replace(replaced_by="GB/T 11-2020") for item in ONE)
    for pair in ((old, cited("GB/T 11")), (cited("GB/T 11"), old)):
        closed, trail = asked(*pair)
        assert closed is None
        assert list(trail.flags) == ["WITHDRAWN_REFERENCE"]
        assert trail.steps[0][:2] == ("method", "withdrawn edition")
    assert not asked(cited("GB/T 11"), cited("GB/T 11"))[1].flags


def test_which_methods_a_text_cites():
    number, word = Method("GB/T 3923.1-2013"), Method(None, "strip", printed="条样法")
    plain = cited_methods((Method("GB/T 9999-2001"),))
    assert [(item.label, item.word, item.explicit) for item in plain] == [("GB/T 9999-2001", None, False)]
    assert cited_methods((word,)) == (Cited(None, "strip", "条样法", explicit=True),)
    assert cited_methods((Method(None, "strip"),))[0].printed == "strip"
    assert cited_methods((Method(None),)) == ()
    assert cited_methods(()) == ()
    both = cited_methods((Method("GB/T 9999-2001"), word))
    assert [(item.key, item.word, item.explicit) for item in both] == [(plain[0].key, "strip", True)]
    explicit = cited_methods((Method("GB/T 9999-2001", "grab"), word))
    assert [(item.word, item.explicit) for item in explicit] == [("grab", True)]
    assert cited_methods((number,), {"GB/T 3923.1"}) == ()
    assert len(cited_methods((number, Method("GB/T 9999-2001")), {"GB/T 3923.1"})) == 1
    odd = cited_methods((Method("某 办法"),))
    assert odd == (Cited(None, "某办法", "某 办法", explicit=True),)
    assert len(cited_methods((Method("某办法"), number))) == 2


def test_what_a_method_is_called():
    assert cited("GB/T 11-2001")[0].label == "GB/T 11-2001"
    assert Cited(None, "strip", "条样法", explicit=True).label == "条样法"
    assert Cited(None, "strip", "", explicit=True).label == "strip"
