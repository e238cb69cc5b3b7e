"""Marks stand where the words stand that were asked for, in the text as written."""

from __future__ import annotations

import pytest

from search.highlighting import highlight
from search.syntax import parse_text


def marked(text, asked):
    snippet = highlight(text, parse_text(asked))
    return snippet and snippet.marked("[", "]")


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("Colour fastness to laundering", "fastness COLOUR", "[Colour fastness] to laundering"),
        ("中華書局出版", "中华书局", "[中華書局]出版"),
        ("纺织品安全", "纺织 安全", "[纺织]品[安全]"),
        ("进口的防护罩", "口罩", None),
        ("质量检验与管理", "质量管理", "[质量]检验与[管理]"),
        ("ＬＥＤ灯", "led", "[ＬＥＤ]灯"),
        ("面积 5 m²", "m2", "面积 5 [m²]"),
        ("符合GB/T 19001-2016的要求", "GBT19001", "符合[GB/T 19001]-2016的要求"),
        ("<b>bold</b>", "bold", "<b>[bold]</b>"),
        ("colour of fastness", '"colour fastness"', None),
        ("anything", "", None),
    ],
)
def test_marks(text, asked, expected):
    assert marked(text, asked) == expected


def test_a_long_text_is_cut_around_its_first_mark():
    text = "很长的前文。" * 100 + "规定了甲醛的限量。" + "很长的后文。" * 100
    snippet = highlight(text, parse_text("甲醛"))
    assert snippet is not None
    assert snippet.leading
    assert snippet.trailing
    assert ("甲醛", True) in snippet.segments
    assert len(snippet.marked()) < 200


def test_segments_put_together_are_the_text():
    text = "Quality management systems — Quality"
    snippet = highlight(text, parse_text("quality systems"))
    assert snippet is not None
    assert "".join(part for part, _ in snippet.segments) == text
    assert [part for part, match in snippet.segments if match] == ["Quality", "systems", "Quality"]
