"""What holds for every pair of requirements, whatever the values: reflexive, antisymmetric, transitive, unit-free."""

import itertools
import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog.comparison import compare_texts
from catalog.comparison.codec import requirement_from_json, requirement_to_json, verdict_from_json, verdict_to_json
from catalog.comparison.dictionary import dictionary, fold_name
from catalog.comparison.reading import read_requirement
from catalog.comparison.reports import VerdictKind
from catalog.comparison.requirements import (
    Axis,
    AxisType,
    Band,
    Boolean,
    ByReference,
    CapabilityRange,
    Cell,
    Condition,
    Grade,
    GradeSet,
    Limits,
    Method,
    NotDetected,
    Number,
    NumberInterval,
    Requirement,
    SamplingPlan,
    Text,
    Tolerance,
    WordSet,
)
from catalog.comparison.verdicts import compare_requirements

# The tables load with the first pair, which is slow once and says nothing about the rules.
settings.register_profile("tables", deadline=None)
settings.load_profile("tables")
SWAPPED = {"STRICTER": "LOOSER", "LOOSER": "STRICTER", "MISSING": "EXTRA", "EXTRA": "MISSING"}
DIRECTIONS = {"EQUAL", "STRICTER", "LOOSER", "OVERLAP", "DISJOINT"}

numbers = st.integers(0, 400).map(lambda n: Number(Fraction(n, 4), f"{n / 4:g}"))


@st.composite
def intervals(draw):
    low, high = draw(st.none() | numbers), draw(st.none() | numbers)
    assume(low is not None or high is not None)
    if low is not None and high is not None:
        assume(low.value < high.value)
    return NumberInterval(low, high, low_closed=draw(st.booleans()), high_closed=draw(st.booleans()))


@st.composite
def limits(draw, unit="mg/kg", name="铅", **fields):
    constraint = Limits((draw(intervals()),))
    return Requirement("r1", name, f"{name} …", (Cell(constraint),), unit=unit, unit_printed=unit, **fields)


@given(limits())
def test_a_requirement_equals_itself(requirement):
    assert compare_requirements(requirement, requirement).verdict is VerdictKind.EQUAL


@given(limits(), limits())
def test_swapping_the_sides_swaps_the_verdict(one, other):
    forward, backward = compare_requirements(one, other), compare_requirements(other, one)
    assert backward.verdict.value == SWAPPED.get(forward.verdict.value, forward.verdict.value)
    assert set(backward.flags) == set(forward.flags)


@given(limits(), limits())
def test_a_change_of_unit_changes_nothing(one, other):
    grams = tuple(
        NumberInterval(
            None if i.low is None else Number(i.low.value / 1000, ""),
            None if i.high is None else Number(i.high.value / 1000, ""),
            low_closed=i.low_closed,
            high_closed=i.high_closed,
        )
        for i in one.cells[0].constraint.intervals
    )
    same = Requirement("r1", one.name, one.text, (Cell(Limits(grams)),), unit="g/kg", unit_printed="g/kg")
    assert compare_requirements(same, other).verdict is compare_requirements(one, other).verdict
    assert compare_requirements(same, one).verdict is VerdictKind.EQUAL


@st.composite
def upper_limits(draw):
    interval = NumberInterval(None, draw(numbers), high_closed=draw(st.booleans()))
    return Requirement("r1", "铅", "铅 …", (Cell(Limits((interval,))),), unit="mg/kg", unit_printed="mg/kg")


@given(st.lists(upper_limits(), min_size=3, max_size=3))
def test_strictness_is_transitive(three):
    def bound(requirement):
        interval = requirement.cells[0].constraint.intervals[0]
        return interval.high.value, interval.high_closed

    a, b, c = sorted(three, key=bound)
    at_least = (VerdictKind.STRICTER, VerdictKind.EQUAL)
    assume(all(bound(one) != (Fraction(0), False) for one in three))
    assert compare_requirements(a, b).verdict in at_least
    assert compare_requirements(b, c).verdict in at_least
    assert compare_requirements(a, c).verdict in at_least


def _holds(interval, value):
    low, high = interval.low, interval.high
    above = low is None or value > low.value or (interval.low_closed and value == low.value)
    below = high is None or value < high.value or (interval.high_closed and value == high.value)
    return above and below


def _relation(left, right):
    if left == right:
        return "EQUAL"
    if left < right or left > right:
        return "STRICTER" if left < right else "LOOSER"
    return "OVERLAP" if left & right else "DISJOINT"


@given(limits(), limits())
def test_the_inclusion_test_agrees_with_trying_every_value(one, other):
    a, b = one.cells[0].constraint.intervals[0], other.cells[0].constraint.intervals[0]
    # A content lies between 0 and all of it; an eighth is finer than any printed end.
    tried = [Fraction(n, 8) for n in range(1000)]
    left = {value for value in tried if _holds(a, value)}
    right = {value for value in tried if _holds(b, value)}
    assume(left)
    assume(right)
    assert compare_requirements(one, other).verdict.value == _relation(left, right)


def _at_most(end, *, closed=True):
    return None, False, end, closed


def _at_least(end, *, closed=True):
    return end, closed, None, False


WORDED = {
    "{n} ≤ {b} {u}": lambda _, b: _at_most(b),
    "{n}不得超过{b}{u}": lambda _, b: _at_most(b),
    "{n}应不大于 {b} {u}": lambda _, b: _at_most(b),
    "{n} max. {b} {u}": lambda _, b: _at_most(b),
    "{n} {b} {u}以下": lambda _, b: _at_most(b),
    "{n}≯{b}{u}": lambda _, b: _at_most(b),
    "{n} ＜ {b} {u}": lambda _, b: _at_most(b, closed=False),
    "{n}低于{b}{u}": lambda _, b: _at_most(b, closed=False),
    "{n}不足{b}{u}": lambda _, b: _at_most(b, closed=False),
    "{n}不低于 {a} {u}": lambda a, _: _at_least(a),
    "{n}至少{a}{u}": lambda a, _: _at_least(a),
    "{n} {a} {u}及以上": lambda a, _: _at_least(a),
    "{n}≮{a}{u}": lambda a, _: _at_least(a),
    "{n} ＞ {a} {u}": lambda a, _: _at_least(a, closed=False),
    "{n}超过{a}{u}": lambda a, _: _at_least(a, closed=False),
    "{n} {a}~{b} {u}": lambda a, b: (a, True, b, True),
    "{n} {a} {u}至{b} {u}": lambda a, b: (a, True, b, True),
    "{n}不低于{a}{u}且不高于{b}{u}": lambda a, b: (a, True, b, True),
    "{n}不大于{b}{u}且不小于{a}{u}": lambda a, b: (a, True, b, True),
    "{n} {a}≤x＜{b} {u}": lambda a, b: (a, True, b, False),
    "{n} {a} {u}＜x≤{b} {u}": lambda a, b: (a, False, b, True),
    "{n}大于{a}{u}，小于{b}{u}": lambda a, b: (a, False, b, False),
    "{n} {b}±{a} {u}": lambda a, b: (b - a, True, b + a, True),
    "{n} {b} +{a}/-0 {u}": lambda a, b: (b, True, b + a, True),
    "{n} {b} 0/-{a} {u}": lambda a, b: (b - a, True, b, True),
}
"""Limits in words with what they accept: low end, whether it counts, high end, whether it counts; a is below b."""


@st.composite
def worded_limits(draw):
    a, b = sorted(draw(st.lists(st.integers(1, 40), min_size=2, max_size=2, unique=True)))
    words = draw(st.sampled_from(sorted(WORDED)))
    low, low_closed, high, high_closed = WORDED[words](a, b)
    interval = NumberInterval(
        None if low is None else Number(Fraction(low), str(low)),
        None if high is None else Number(Fraction(high), str(high)),
        low_closed=low_closed,
        high_closed=high_closed,
    )
    return words, {"a": a, "b": b}, interval


@given(worded_limits(), worded_limits(), st.sampled_from([("抗拉强度", "MPa"), ("长度", "mm"), ("某项间距", "mm")]))
def test_limits_in_words_are_ordered_as_the_numbers_that_they_accept(one, other, kind):
    name, unit = kind
    texts = [words.format(n=name, u=unit, **ends) for words, ends, _ in (one, other)]
    tried = [Fraction(n, 4) for n in range(1, 400)]
    left, right = ({value for value in tried if _holds(interval, value)} for _, _, interval in (one, other))
    assert compare_texts(*texts).verdict.value == _relation(left, right), texts


@given(limits(), limits(), st.text(alphabet="浸渍老化处理后abc", min_size=1, max_size=8))
def test_a_condition_that_was_not_understood_never_yields_a_direction(one, other, words):
    fields = {name: getattr(one, name) for name in one.__slots__}
    fields["conditions"] = (Condition("unread", words, printed=words),)
    assert compare_requirements(Requirement(**fields), other).verdict.value not in DIRECTIONS


@given(limits(), limits())
def test_a_method_of_one_side_only_never_orders_a_method_defined_value(one, other):
    fields = {name: getattr(one, name) for name in one.__slots__}
    fields |= {"name": "甲醛", "methods": (Method("GB/T 2912.1", printed="GB/T 2912.1"),)}
    plain = {name: getattr(other, name) for name in other.__slots__} | {"name": "甲醛"}
    verdict = compare_requirements(Requirement(**fields), Requirement(**plain))
    assert (verdict.verdict, verdict.code) == (VerdictKind.UNDETERMINED, "METHOD_UNSTATED")


GRADES = ["1", "1-2", "2", "2-3", "3", "3-4", "4", "4-5", "5"]


@given(st.sampled_from(GRADES), st.sampled_from(GRADES))
def test_grades_follow_the_order_of_their_scale(one, other):
    def row(grade):
        constraint = GradeSet("grey_scale", "ge", grade)
        return Requirement("r1", "耐水色牢度(变色)", "…", (Cell(constraint),))

    order = GRADES.index(one) - GRADES.index(other)
    expected = "EQUAL" if order == 0 else "STRICTER" if order > 0 else "LOOSER"
    assert compare_requirements(row(one), row(other)).verdict.value == expected


constraints = st.one_of(
    intervals().map(lambda i: Limits((i,))),
    intervals().map(lambda i: CapabilityRange((i,))),
    st.builds(Tolerance, st.none() | numbers, numbers, numbers, st.booleans(), st.none() | st.just("mean")),
    st.builds(GradeSet, st.just("grey_scale"), st.sampled_from(["ge", "le", "eq"]), st.sampled_from(GRADES)),
    st.builds(Boolean, st.booleans(), st.sampled_from(["presence", "use", "odour"])),
    st.builds(WordSet, st.frozensets(st.sampled_from(["white", "red", "304"]), min_size=1)),
    st.builds(NotDetected, st.none() | numbers, st.none() | numbers, st.none() | st.just("g")),
    st.builds(SamplingPlan, st.just(5), st.integers(0, 3), numbers, st.none() | numbers),
    st.builds(ByReference, st.just("按图样"), st.none() | st.just("GB/T 7345-2008"), st.none() | st.just("5.3")),
    st.builds(Text, st.just("表面光滑"), st.just("description")),
)


@st.composite
def requirements(draw):
    classes = (("frame_size", Band(draw(intervals()), "25～55")),) if draw(st.booleans()) else ()
    cell = Cell(draw(constraints), classes, "…", draw(st.none() | st.just("%")), draw(st.none() | st.just("%")))
    return Requirement(
        "r7",
        "名称",
        "文字",
        (cell,),
        (Axis("frame_size", AxisType.RATING),) if classes else (),
        clause=draw(st.none() | st.just("5.1")),
        basis=draw(st.none() | st.just("dry")),
        conditions=draw(
            st.just(()) | st.builds(lambda n: (Condition("temperature", "25 Cel", n, "Cel", "25 ℃"),), numbers)
        ),
        methods=draw(st.just(()) | st.just((Method("GB/T 1", "strip", "4.2", "GB/T 1"),))),
        grade=draw(st.sampled_from(list(Grade))),
        flags=draw(st.just(()) | st.just(("IMPLIED_OPERATOR",))),
    )


@given(requirements())
def test_a_requirement_survives_its_json(requirement):
    assert requirement_from_json(json.loads(json.dumps(requirement_to_json(requirement)))) == requirement


@given(requirements(), requirements())
def test_any_two_requirements_get_a_verdict_that_survives_its_json(one, other):
    verdict = compare_requirements(one, other)
    assert verdict_from_json(json.loads(json.dumps(verdict_to_json(verdict)))) == verdict
    assert (verdict.code is None) == (verdict.verdict.value not in ("NOT_COMPARABLE", "UNDETERMINED"))


CASES = Path(__file__).resolve().parents[1] / "cases"
PAIRS = [
    json.loads(line)
    for file in sorted(CASES.glob("*_pairs.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
UNIT_END = r"(?![A-Za-z0-9/·²³(])"


def _in_unit(old, new, factor):
    """Return a rewriting of the one value in this unit; texts with ranges, tolerances or more such values stay."""
    pattern = re.compile(r"(?<![\d.,/×])(\d+(?:\.\d+)?) ?" + re.escape(old) + UNIT_END)

    def rewrite(text):
        if re.search(r"[~～±至]|\d\s*[-–]\s*\d|\d \d", text) or len(re.findall(re.escape(old) + UNIT_END, text)) != 1:
            return text
        return pattern.sub(lambda found: f"{Decimal(found[1]) * Decimal(factor):f} {new}", text)

    return rewrite


def _replace(pattern, new):
    return lambda text: re.sub(pattern, new, text)


def _chinese(pattern, new):
    return lambda text: re.sub(pattern, new, text) if re.search("[\u4e00-\u9fff]", text) else text


FULL_WIDTH_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
METHOD_AT_THE_END = r"，((?:GB|GB/T|FZ/T) ?[\d.\-]+)$"
SAME_MEANING = {
    "full-width digits": lambda text: text.translate(FULL_WIDTH_DIGITS),
    "full-width brackets": lambda text: text.replace("(", "（").replace(")", "）"),
    "full-width slash": lambda text: text.replace("/", "／"),
    "full-width per cent": lambda text: text.replace("%", "％"),
    "no-break space": lambda text: text.replace(" ", "\u00a0"),
    "ideographic space": lambda text: text.replace(" ", "\u3000"),
    "space around": lambda text: f"  {text} ",
    "slanted operators": lambda text: text.replace("≤", "⩽").replace("≥", "⩾"),
    "doubled operators": lambda text: text.replace("≤", "≦").replace("≥", "≧"),
    "typed operators": lambda text: text.replace("≤", "<=").replace("≥", ">="),
    "wave dash": lambda text: text.replace("～", "〜").replace("~", "〜"),
    "至": _chinese(r"(?<=[\d%℃])\s*[~～]\s*(?=[\d+\-−])", "至"),
    "micro sign": lambda text: text.replace("μ", "µ"),
    "degree and C": lambda text: text.replace("℃", "°C"),
    "flat exponents of units": lambda text: text.replace("g/m²", "g/m2").replace("mg/m³", "mg/m3"),
    "N/mm²": lambda text: text.replace("MPa", "N/mm²"),
    "negative exponent": lambda text: text.replace("mg/kg", "mg·kg⁻¹"),
    "kV": _in_unit("V", "kV", "0.001"),
    "kΩ": _in_unit("MΩ", "kΩ", "1000"),
    "μg/L": _in_unit("mg/L", "μg/L", "1000"),
    "A": _in_unit("mA", "A", "0.001"),
    "method behind a semicolon": _replace(METHOD_AT_THE_END, r"；\1"),
    "method behind a half-width comma": _replace(METHOD_AT_THE_END, r", \1"),
    "method with a heading": _replace(METHOD_AT_THE_END, r"，试验方法：\1"),
    "designation without a space": _replace(r"(GB/T|GB|FZ/T) (?=\d)", r"\1"),
    "long dash before the year": _replace(r"((?:GB|GB/T) [\d.]+)-(?=(?:19|20)\d\d)", r"\1—"),
    "colon behind the name": _replace("^([\u4e00-\u9fff()（）]+?)\\s*(?=[≤≥])", r"\1："),
} | {
    words: _chinese(r"≥\s*(?=[\d.])", f"{words} ")
    for words in ("不小于", "不低于", "不少于", "≮", "不得小于", "不得低于", "不应小于", "大于等于", "至少")
}
OTHER_MEANING = {
    "mg/L": lambda text: text.replace("mg/kg", "mg/L"),
    "mg/m²": lambda text: text.replace("mg/kg", "mg/m²"),
    "mg/m³": lambda text: text.replace("mg/kg", "mg/m³"),
    "a rate of a content": lambda text: text.replace("mg/kg", "mg/(kg·d)"),
    "mg/kg": lambda text: text.replace("mg/L", "mg/kg"),
    "N/m": lambda text: text.replace("MPa", "N/m"),
    "g/m³": lambda text: text.replace("g/m²", "g/m³"),
    "B-weighted": lambda text: text.replace("dB(A)", "dB(B)"),
    "most probable number": lambda text: text.replace("CFU/g", "MPN/g"),
    "a count of an item": lambda text: text.replace("CFU/g", "CFU/件"),
    "K/min": lambda text: text.replace("℃", "K/min"),
    "a recommendation": _replace("([≤≥])", r"宜\1"),
    "after ageing": lambda text: text if re.search("[\u4e00-\u9fff]", text) else f"{text} (after ageing)",
    "typical": lambda text: text if re.search("[\u4e00-\u9fff]", text) else f"{text} (typical)",
    "average": lambda text: text if re.search("[\u4e00-\u9fff]", text) else f"{text} (average)",
}


def _answer(declared, benchmark, context):
    verdict = compare_texts(declared, benchmark, context)
    return verdict.verdict.value, verdict.code


def _rewritten(rewrite, pairs):
    """Yield each pair with the left, the right and both sides rewritten, where that changes a text."""
    for pair in pairs:
        left, right = pair["declared"], pair["benchmark"]
        if left is None or right is None:
            continue
        texts = {(rewrite(left), right), (left, rewrite(right)), (rewrite(left), rewrite(right))} - {(left, right)}
        for declared, benchmark in sorted(texts):
            yield pair, declared, benchmark


def _changed_answers(rewrite, pairs):
    return [
        (pair["id"], declared, benchmark, got)
        for pair, declared, benchmark in _rewritten(rewrite, pairs)
        if (got := _answer(declared, benchmark, pair.get("context")))
        != _answer(pair["declared"], pair["benchmark"], pair.get("context"))
    ]


def _answers_that_order(rewrite, pairs):
    """Return the pairs that are still ordered although one side now speaks of something else."""
    return [
        (pair["id"], declared, benchmark, got)
        for pair, declared, benchmark in _rewritten(rewrite, pairs)
        if pair["expected"] in DIRECTIONS
        if (declared == pair["declared"]) != (benchmark == pair["benchmark"])
        if (got := _answer(declared, benchmark, pair.get("context")))[0] in DIRECTIONS
    ]


@pytest.mark.parametrize("name", SAME_MEANING)
def test_another_spelling_of_a_pair_gets_the_same_answer(name):
    start = list(SAME_MEANING).index(name)
    assert _changed_answers(SAME_MEANING[name], PAIRS[start % 16 :: 16]) == []


@pytest.mark.long
@pytest.mark.parametrize("name", SAME_MEANING)
def test_another_spelling_of_any_pair_gets_the_same_answer(name):
    assert _changed_answers(SAME_MEANING[name], PAIRS) == []


@pytest.mark.parametrize("name", OTHER_MEANING)
def test_a_pair_of_which_one_side_means_something_else_is_not_ordered(name):
    start = list(OTHER_MEANING).index(name)
    assert _answers_that_order(OTHER_MEANING[name], PAIRS[start % 8 :: 8]) == []


@pytest.mark.long
@pytest.mark.parametrize("name", OTHER_MEANING)
def test_no_pair_of_which_one_side_means_something_else_is_ordered(name):
    assert _answers_that_order(OTHER_MEANING[name], PAIRS) == []


def _families():
    """Return the texts of the cases by characteristic; a class or a grade chooses a row, which no chain survives."""
    families = {}
    for text in sorted({pair[side] for pair in PAIRS for side in ("declared", "benchmark") if pair[side]}):
        requirement = read_requirement(text)
        if isinstance(requirement, Requirement) and not re.search("类|婴|等品|合格品|[特一二三]级|class|grade", text):
            entry = dictionary().find(requirement.name, text)
            families.setdefault(entry.id if entry else fold_name(requirement.name), []).append(text)
    return [family for family in families.values() if len(family) > 2]


def _broken_chains(families):
    broken = []
    for texts in families:
        answers = {pair: _answer(*pair, None)[0] for pair in itertools.permutations(texts, 2)}
        for (a, b), first in answers.items():
            if first not in ("EQUAL", "STRICTER"):
                continue
            for c in texts:
                second = answers.get((b, c))
                if c == a or second not in ("EQUAL", "STRICTER"):
                    continue
                expected = "EQUAL" if first == second == "EQUAL" else "STRICTER"
                if answers[a, c] in DIRECTIONS - {expected}:
                    broken.append((a, b, c, first, second, answers[a, c]))
    return broken


def test_what_is_stricter_than_the_stricter_is_stricter():
    assert _broken_chains([family[:14] for family in _families()]) == []


@pytest.mark.long
def test_every_chain_of_the_cases_holds():
    assert _broken_chains(_families()) == []
