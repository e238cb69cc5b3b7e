"""Grades against the grades that a demand accepts, and lists of words against the products that they let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison import compare_texts
from catalog.comparison.dictionary import dictionary
from catalog.comparison.gates.ordinals import (
    check_scales,
    compare_booleans,
    compare_grades,
    compare_words,
    definers,
    scale_of,
)
from catalog.comparison.gates.trail import Closed, Pair, Trail
from catalog.comparison.requirements import Boolean, Cell, GradeSet, Method, Requirement, WordSet
from catalog.comparison.scales import scales
from catalog.comparison.sets import Relation

GREY = ["1", "1-2", "2", "2-3", "3", "3-4", "4", "4-5", "5"]
OPERATORS = {
    "ge": lambda a, b: a >= b,
    "le": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "gt": lambda a, b: a > b,
    "lt": lambda a, b: a < b,
}


def pair_of(left, right, *, name="耐水色牢度(变色)", texts=("≥ …", "≥ …"), methods=((), ())):
    sides = [
        Requirement("r1", name, text, (Cell(item, text=text),), methods=tuple(Method(m) for m in cited))
        for item, text, cited in zip((left, right), texts, methods, strict=True)
    ]
    return Pair(*sides, dictionary().find(name), sides[0].cells[0], sides[1].cells[0])


def expected(left, right):
    if left == right:
        return Relation.EQUAL
    if left <= right:
        return Relation.INSIDE
    if left >= right:
        return Relation.AROUND
    return Relation.OVERLAP if left & right else Relation.DISJOINT


def accepted(operator, grade):
    return {i for i in range(len(GREY)) if OPERATORS[operator](i, GREY.index(grade))}


@given(
    st.sampled_from(["ge", "le", "eq"]),
    st.sampled_from(GREY),
    st.sampled_from(["ge", "le", "eq"]),
    st.sampled_from(GREY),
)
def test_demands_on_one_scale_lie_as_the_grades_that_they_accept(one, grade, other, other_grade):
    left, right = GradeSet("grey_scale", one, grade), GradeSet("grey_scale", other, other_grade)
    trail = Trail()
    found = compare_grades(pair_of(left, right), trail)
    assert found is expected(accepted(one, grade), accepted(other, other_grade))
    assert trail.steps[-1].gate == "inclusion"
    assert not trail.flags


@pytest.mark.parametrize(
    ("texts", "implied"), [(("4级", "≥4级"), True), (("≥4级", "4级"), True), (("≥4", "不低于4"), False)]
)
def test_a_bare_grade_on_a_scale_of_numbers_is_read_as_the_least(texts, implied):
    trail = Trail()
    grade = GradeSet("grey_scale", "ge", "4")
    compare_grades(pair_of(grade, grade, texts=texts), trail)
    assert ("IMPLIED_OPERATOR" in trail.flags) is implied
    trail = Trail()
    class_ = GradeSet("insulation", "ge", "F")
    compare_grades(pair_of(class_, class_, name="绝缘等级", texts=texts), trail)
    assert not trail.flags


@pytest.mark.parametrize(
    "scale", ["grey_scale", "blue_wool", "spray", "oil_repellency", "rating10", "crosscut", "vda270"]
)
def test_every_scale_of_bare_numbers_implies_its_operator(scale):
    trail, grade = Trail(), GradeSet(scale, "ge", "4")
    compare_grades(pair_of(grade, grade, name="某项", texts=("4级", "4级")), trail)
    assert "IMPLIED_OPERATOR" in trail.flags


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        # IEC 60529 clause 6: each first digit includes the lower ones; 7 and 8 do not include the jets 5 and 6.
        ("IP65", "IP54", Relation.INSIDE),
        ("IP54", "IP65", Relation.AROUND),
        ("IP55", "IP55", Relation.EQUAL),
        ("IP67", "IP66", Relation.OVERLAP),
        ("IP44", "IP55", Relation.AROUND),
        ("IP54", "IP45", Relation.OVERLAP),
    ],
)
def test_ip_codes_are_ordered_by_both_digits(one, other, relation):
    trail = Trail()
    left, right = GradeSet("ip", "ge", one), GradeSet("ip", "ge", other)
    assert compare_grades(pair_of(left, right, name="防护等级"), trail) is relation
    assert trail.steps[-1][:2] == ("inclusion", "by digits")


def test_ip_codes_of_two_standards_are_two_scales():
    left, right = GradeSet("ip", "ge", "IP69K"), GradeSet("ip", "ge", "IP67")
    for one, other in ((left, right), (right, left)):
        trail = Trail()
        found = compare_grades(pair_of(one, other, name="防护等级"), trail)
        assert (found.verdict.value, found.code) == ("NOT_COMPARABLE", "SCALE")
        assert trail.steps[-1].gate == "unit"


def test_what_is_no_ip_code_is_equal_only_to_itself():
    strange, other = GradeSet("ip", "ge", "IPAB"), GradeSet("ip", "ge", "IP54")
    assert compare_grades(pair_of(strange, strange, name="防护等级"), Trail()) is Relation.EQUAL
    for one, two in ((strange, other), (other, strange)):
        found = compare_grades(pair_of(one, two, name="防护等级"), Trail())
        assert (found.verdict.value, found.code) == ("UNDETERMINED", "QUANTITY")


def test_grades_of_a_scale_that_is_not_recorded_are_equal_only_to_themselves():
    one = GradeSet("some", "ge", "Q3")
    trail = Trail()
    assert compare_grades(pair_of(one, GradeSet("some", "ge", "q3"), name="某项"), trail) is Relation.EQUAL
    assert trail.steps[-1].gate == "unit"
    for other in (GradeSet("some", "le", "Q3"), GradeSet("some", "ge", "Q4"), GradeSet("else", "ge", "Q3")):
        trail = Trail()
        found = compare_grades(pair_of(one, other, name="某项"), trail)
        assert (found.verdict.value, found.code) == ("UNDETERMINED", "QUANTITY")
        assert trail.steps[-1].gate == "unit"
    known = GradeSet("grey_scale", "ge", "4")
    for left, right in ((one, known), (known, one)):
        assert isinstance(compare_grades(pair_of(left, right, name="某项"), Trail()), Closed)
        assert check_scales(pair_of(left, right, name="某项"), Trail()) is None


def test_classes_without_an_order_are_equal_or_not_comparable():
    one, other = GradeSet("bolt_property", "ge", "8.8"), GradeSet("bolt_property", "ge", "10.9")
    assert compare_grades(pair_of(one, one, name="性能等级"), Trail()) is Relation.EQUAL
    trail = Trail()
    found = compare_grades(pair_of(one, other, name="性能等级"), trail)
    assert (found.verdict.value, found.code) == ("NOT_COMPARABLE", "SCALE")
    assert trail.steps[-1].gate == "unit"
    found = compare_grades(pair_of(one, GradeSet("bolt_property", "le", "8.8"), name="性能等级"), Trail())
    assert isinstance(found, Closed)
    # A grade that the scale does not have is compared with none of it.
    for odd in (GradeSet("grey_scale", "ge", "9"), GradeSet("grey_scale", "ge", "A")):
        for pair in (pair_of(odd, GradeSet("grey_scale", "ge", "4")), pair_of(GradeSet("grey_scale", "ge", "4"), odd)):
            assert isinstance(compare_grades(pair, Trail()), Closed)


def test_two_scales_are_not_comparable_and_one_scale_is():
    grey, blue = GradeSet("grey_scale", "ge", "4"), GradeSet("blue_wool", "ge", "4")
    trail = Trail()
    found = check_scales(pair_of(grey, blue), trail)
    assert (found.verdict.value, found.code) == ("NOT_COMPARABLE", "SCALE")
    assert trail.steps[-1].gate == "unit"
    assert check_scales(pair_of(grey, grey), Trail()) is None
    assert check_scales(pair_of(grey, Boolean(value=True)), Trail()) is None
    assert check_scales(pair_of(Boolean(value=True), grey), Trail()) is None


ENERGY = GradeSet("energy_grade", "le", "1")


@pytest.mark.parametrize(
    ("methods", "code"),
    [
        ((("GB 12021.2-2015",), ("GB 12021.2-2015",)), None),
        ((("GB 12021.2-2015",), ("GB 12021.2",)), None),
        ((("GB 12021.2",), ("GB 12021.2-2015",)), None),
        (((), ()), None),
        ((("GB 12021.2-2015",), ("GB 12021.2-2008",)), "SCALE"),
        ((("GB 12021.2-2015",), ("GB 21455-2019",)), "SCALE"),
        ((("GB 12021.2-2015",), ()), "REF_UNRESOLVED"),
        (((), ("GB 12021.2-2015",)), "REF_UNRESOLVED"),
        ((("GB 12021.2-2015", "GB 21455-2019"), ("GB 21455-2019",)), None),
        ((("某办法",), ("某办法",)), None),
        ((("某办法",), ("别的办法",)), "SCALE"),
    ],
)
def test_a_grade_that_its_standard_defines_needs_the_same_edition_of_it(methods, code):
    trail = Trail()
    found = check_scales(pair_of(ENERGY, ENERGY, name="能效等级", methods=methods), trail)
    assert (found.code if found else None) == code
    if methods != ((), ()):
        assert trail.steps[-1].gate == "unit"
        assert (trail.steps[-1].outcome == "same scale") is (code is None)


def test_who_defines_the_grade():
    grey = scales().get("grey_scale")
    row = Requirement("r1", "色牢度", "…", (), methods=(Method("GB/T 3921-2008"),))
    assert definers(row, GradeSet("grey_scale", "ge", "4", "GB/T 250-2008"), grey) == ("GB/T 250-2008",)
    assert definers(row, GradeSet("grey_scale", "ge", "4", "GB/T 9999-2008"), grey) == ()
    assert definers(row, GradeSet("grey_scale", "ge", "4"), grey) == ()
    energy = scales().get("energy_grade")
    assert definers(row, GradeSet("energy_grade", "le", "1", "GB 1-2000"), energy) == ("GB 1-2000", "GB/T 3921-2008")
    assert definers(row, GradeSet("none", "le", "1", "GB 1-2000"), None) == ("GB 1-2000",)


def test_a_grade_without_a_known_scale_stands_on_that_of_its_characteristic():
    pair = pair_of(GradeSet("unknown", "ge", "4"), GradeSet("grey_scale", "ge", "4"))
    found = scale_of(GradeSet("unknown", "ge", "4"), pair)
    assert found is None if pair.characteristic is None or pair.characteristic.scale is None else found is not None
    assert scale_of(GradeSet("unknown", "ge", "4"), pair._replace(characteristic=None)) is None
    assert scale_of(GradeSet("blue_wool", "ge", "4"), pair).id == "blue_wool"


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        (Boolean(value=True), Boolean(value=True), Relation.EQUAL),
        (Boolean(value=False), Boolean(value=False), Relation.EQUAL),
        (Boolean(value=True), Boolean(value=False), Relation.DISJOINT),
        (Boolean(value=False, subject="odour+mould"), Boolean(value=False, subject="odour"), Relation.INSIDE),
        (Boolean(value=False, subject="odour"), Boolean(value=False, subject="odour+mould"), Relation.AROUND),
        (Boolean(value=False, subject="odour+rust"), Boolean(value=False, subject="odour+mould"), Relation.OVERLAP),
    ],
)
def test_who_must_be_free_of_more_meets_the_stricter_demand(left, right, relation):
    trail = Trail()
    assert compare_booleans(left, right, trail) is relation
    assert trail.steps[-1][:2] == ("inclusion", relation.value)


def words(*allowed, forbidden=()):
    return WordSet(frozenset(allowed), frozenset(forbidden))


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        (words("304"), words("304"), Relation.EQUAL),
        (words("304"), words("304", "316"), Relation.INSIDE),
        (words("304", "316"), words("304"), Relation.AROUND),
        (words("304", "316"), words("304", "430"), Relation.OVERLAP),
        (words("304"), words("430"), Relation.DISJOINT),
        # To forbid more is the stricter demand, and no two bans exclude each other.
        (words(forbidden=["304", "316"]), words(forbidden=["304"]), Relation.INSIDE),
        (words(forbidden=["304"]), words(forbidden=["304", "316"]), Relation.AROUND),
        (words(forbidden=["304"]), words(forbidden=["430"]), Relation.OVERLAP),
        (words(forbidden=["304"]), words(forbidden=["304"]), Relation.EQUAL),
        # One lists what is allowed, the other what is not.
        (words("304"), words(forbidden=["430"]), "NOT_COMPARABLE"),
        (words(forbidden=["430"]), words("304"), "NOT_COMPARABLE"),
        # Q235B may be a case of Q235: the codes do not say.
        (words("q235b"), words("q235"), "UNDETERMINED"),
        (words("q235"), words("q235b"), "UNDETERMINED"),
        # Words whose meaning nobody recorded are never held to differ.
        (words("某样"), words("那样"), "UNDETERMINED"),
        (words("某样"), words("某样", "那样"), Relation.INSIDE),
        (words("某样"), words("某样", "some kind"), Relation.INSIDE),
        (words("某样", "甲"), words("某样", "kind"), "UNDETERMINED"),
    ],
)
def test_lists_of_words_lie_as_the_products_that_they_let_through(left, right, answer):
    trail = Trail()
    found = compare_words(pair_of(left, right, name="材质", texts=("…", "…")), trail)
    assert "TEXT_SET" in trail.flags
    assert trail.steps[-1].gate == "inclusion"
    if isinstance(answer, Relation):
        assert found is answer
    else:
        assert (found.verdict.value, found.code) == (answer, "KIND")


@pytest.mark.parametrize("span", ["304至430", "304~430", "304～430", "304 to 430", "304 through 430"])
def test_a_span_of_codes_is_no_list(span):
    for texts in ((span, "304"), ("304", span)):
        trail = Trail()
        found = compare_words(pair_of(words("304", "430"), words("304"), name="材质", texts=texts), trail)
        assert (found.verdict.value, found.code) == ("UNDETERMINED", "KIND")
        assert trail.steps[-1].gate == "inclusion"
    same = compare_words(pair_of(words("304"), words("304"), name="材质", texts=(span, span)), Trail())
    assert same is Relation.EQUAL


@pytest.mark.parametrize(
    ("declared", "benchmark", "verdict"),
    [
        ("材质 304", "材质 不锈钢", "UNDETERMINED"),
        ("颜色 白色", "颜色 白色或米色", "STRICTER"),
        ("颜色 白色", "colour white", "EQUAL"),
    ],
)
def test_a_word_may_be_true_of_what_a_code_names(declared, benchmark, verdict):
    assert compare_texts(declared, benchmark).verdict.value == verdict
