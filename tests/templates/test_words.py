"""The words of the pages: complete in both languages, one per thing, in the agreed voice."""

from __future__ import annotations

import re

import pytest

from catalog.comparison.reports import VerdictKind
from catalog.standards import Degree, Level, Nature, RelationKind, Status
from declarations.model import Change, Chooser, DeclarationKind, DeclarationState
from templates.catalogues import Translations, read_catalogue
from templates.extracting import collect_messages, update
from templates.vocabulary import TONES, WORDS, speaker, tone

PLACEHOLDER = re.compile(r"%\((\w+)\)s")

VERDICTS = {
    "STRICTER": ("严于", "stricter"),
    "EQUAL": ("等同", "same"),
    "LOOSER": ("低于", "looser"),
    "OVERLAP": ("互有宽严", "mixed"),
    "DISJOINT": ("冲突", "conflicting"),
    "MISSING": ("缺项", "not declared"),
    "EXTRA": ("增项", "additional"),
    "NOT_COMPARABLE": ("不可比", "not comparable"),
    "UNDETERMINED": ("待判", "cannot be told"),
}

FLAGS = [
    "IMPLIED_OPERATOR",
    "PPM_AS_MASS_FRACTION",
    "SIGN_REVERSED",
    "DOMAIN_CLIP",
    "BOUNDARY_ONLY",
    "MARGIN_SMALL",
    "DIGITS_DIFFER",
    "CONDITION_CONVERTED",
    "MONOTONE_CONDITION",
    "BASIS_INEQUALITY",
    "STOICHIOMETRIC_FACTOR",
    "METHOD_IDT",
    "METHOD_MOD",
    "METHOD_ADOPTED",
    "METHOD_EDITION",
    "METHOD_RATIONAL",
    "METHOD_UNSTATED",
    "ADOPTS_OLDER_EDITION",
    "WITHDRAWN_REFERENCE",
    "LOD_AS_LIMIT",
    "ZERO_AS_ND",
    "TEXT_SET",
    "SAME_NAME",
    "BASELINE_GRADE",
    "CLASS_GAP",
    "ALTERNATIVE",
    "APPLIES_IF",
    "OUTSIDE_SCOPE",
    "SCOPE_UNKNOWN",
    "MANDATORY_BREACH",
]

CODES = [
    "QUANTITY",
    "CLASS",
    "CONDITION",
    "METHOD",
    "BASIS",
    "SCALE",
    "SAMPLING",
    "KIND",
    "QUALITATIVE",
    "PARSE",
    "OCR",
    "AMBIGUOUS_OPERATOR",
    "LOD",
    "METHOD_UNSTATED",
    "REF_UNRESOLVED",
]


@pytest.fixture(scope="module")
def chinese():
    return read_catalogue("zh")


def test_every_message_of_the_templates_is_said_in_chinese(chinese):
    missing = [
        message.id
        for message in collect_messages()
        if message.id and not ((found := chinese.get(message.id, context=message.context)) and found.string)
    ]
    assert missing == []


def test_the_catalogue_holds_nothing_that_no_template_says(chinese):
    asked = {(message.context, message.id) for message in collect_messages()}
    assert [message.id for message in chinese if (message.context, message.id) not in asked] == []


def test_the_catalogue_is_as_the_extraction_writes_it(chinese):
    again = update("zh")
    assert all(f'msgstr "{message.string}"' in again for message in chinese if message.id == "Compare")
    assert "POT-Creation-Date" not in again


def test_translations_keep_their_placeholders(chinese):
    for message in chinese:
        if not message.id:
            continue
        english = message.id[1] if isinstance(message.id, tuple) else message.id
        said = message.string[0] if isinstance(message.string, tuple) else message.string
        assert set(PLACEHOLDER.findall(said)) == set(PLACEHOLDER.findall(english)), english


def test_the_voice_neither_exclaims_nor_pleads_nor_praises(chinese):
    for message in chinese:
        english = " ".join(message.id) if isinstance(message.id, tuple) else message.id
        said = " ".join(message.string) if isinstance(message.string, tuple) else message.string
        assert not re.search(r"!|\bplease\b|successful", english, re.IGNORECASE), english
        assert not re.search(r"！|成功|恭喜|优于", said), said
        assert not re.match(r"请(?!求|向)", said), said


@pytest.mark.parametrize("kind", list(VerdictKind))
def test_each_verdict_has_its_one_word(kind, chinese):
    zh, en = VERDICTS[kind]
    assert speaker(Translations(chinese).pgettext)("verdict", kind) == zh
    assert speaker(Translations(None).pgettext)("verdict", kind) == en


def test_verdicts_have_six_tones_and_shared_tones_differ_by_word():
    assert set(TONES) == {kind.value for kind in VerdictKind}
    assert len(set(TONES.values())) == 6
    assert tone(VerdictKind.LOOSER) != tone(VerdictKind.STRICTER)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("flag", FLAGS),
        ("code", CODES),
        ("status", list(Status)),
        ("level", list(Level)),
        ("nature", list(Nature)),
        ("degree", list(Degree)),
        ("relation", list(RelationKind)),
        ("state", list(DeclarationState)),
        ("declaration", list(DeclarationKind)),
        ("change", list(Change)),
        ("chooser", list(Chooser)),
    ],
)
def test_every_code_that_a_page_may_show_has_a_word(kind, codes):
    assert [code for code in codes if str(code) not in WORDS[kind]] == []


def test_a_code_without_a_word_is_shown_as_it_is():
    assert speaker(Translations(None).pgettext)("outcome", "something new_here") == "something new here"


def test_english_counts_one_and_many_and_chinese_does_not(chinese):
    assert Translations(None).ngettext("one row", "%(num)s rows", 1) == "one row"
    assert Translations(None).ngettext("one row", "%(num)s rows", 2) == "%(num)s rows"
    assert Translations(chinese).ngettext("one row", "%(num)s rows", 1) == "%(num)s 项"
