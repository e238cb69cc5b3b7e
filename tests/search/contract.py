"""The definition of the search port: what every engine must do. An engine's own tests name it and give a ``backend``.

Each class is one promise of the port; :class:`SearchContract` is all of them. The fixture ``backend`` gives an empty
engine to each test; ``filled`` and ``catalogue`` hold the records of ``tests/search/records.py``.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalog.errors import UnusableInputError
from search import SearchDocument, SearchRequest
from search.documents import PreparedDocument
from tests.search.records import CATALOGUE, declaration, standard


def numbers(backend, text="", **more):
    """Return the designations of the hits, in order."""
    return [hit.designation for hit in backend.search(SearchRequest(text, **more)).hits]


def pages(backend, **asked):
    """Yield the answers of all pages in turn."""
    cursor = None
    while True:
        result = backend.search(SearchRequest(cursor=cursor, **asked))
        yield result
        if result.next is None:
            return
        cursor = result.next


def plain(count, *, text="plain", start=0):
    """Yield documents that nothing but their ids tells apart."""
    for number in range(start, start + count):
        yield SearchDocument("standard", f"X {number:06d}", f"X {number:06d}", titles={"en": text})


@pytest.fixture
def filled(backend):
    """Give an engine with the catalogue to write to."""
    backend.index(CATALOGUE)
    return backend


@pytest.fixture
def catalogue(filled):
    """Give an engine with the catalogue to ask; an engine that is slow to fill may share it between tests."""
    return filled


class NumberContract:
    """An exact number in any spelling is the first hit."""

    @pytest.mark.parametrize(
        "text",
        [
            "GB/T 19001-2016",
            "gb/t 19001-2016",
            "GB／T 19001—2016",
            "ＧＢ／Ｔ１９００１－２０１６",
            "GB/T19001-2016",
            "GBT 19001-2016",
            "gbt19001-2016",
            "GB\\T 19001-2016",
            "GB/T 19001–2016",
            "GB/T 19001 - 2016",
            "  GB/T  19001-2016  ",
            "《GB/T 19001-2016》",
            '"GB/T 19001-2016"',
            "GB-T 19001-2016",
            "GB/T 19001:2016",
        ],
    )
    def test_any_spelling_of_a_number_finds_it_first(self, catalogue, text):
        assert numbers(catalogue, text)[0] == "GB/T 19001-2016"

    @pytest.mark.parametrize("document", CATALOGUE, ids=lambda document: document.designation)
    def test_every_number_of_the_catalogue_finds_its_record_first(self, catalogue, document):
        assert numbers(catalogue, document.designation)[0] == document.designation

    def test_the_edition_asked_for_comes_before_the_one_in_force(self, catalogue):
        assert numbers(catalogue, "GB/T 19001-2008")[:2] == ["GB/T 19001-2008", "GB/T 19001-2016"]

    def test_an_edition_that_does_not_exist_leads_to_those_that_do(self, catalogue):
        assert numbers(catalogue, "GB/T 19001-1999")[:2] == ["GB/T 19001-2016", "GB/T 19001-2008"]

    def test_an_undated_number_gives_the_edition_in_force_then_the_newest(self, backend):
        backend.index(
            [
                standard("GB/T 700-1979", "碳素结构钢", status="superseded", published="1979"),
                standard("GB/T 700-2006", "碳素结构钢", published="2006-11-01"),
                standard("GB/T 700-1988", "碳素结构钢", status="superseded", published="1988-06-25"),
            ]
        )
        assert numbers(backend, "GB/T 700") == ["GB/T 700-2006", "GB/T 700-1988", "GB/T 700-1979"]

    def test_a_supplement_comes_after_the_editions_of_its_work(self, backend):
        backend.index(
            [
                standard("GB 175-2007/XG1-2009", "通用硅酸盐水泥 第1号修改单", published="2009-06-12"),
                standard("GB 175-2007", "通用硅酸盐水泥", published="2007-11-09"),
            ]
        )
        assert numbers(backend, "GB 175") == ["GB 175-2007", "GB 175-2007/XG1-2009"]
        assert numbers(backend, "GB 175-2007/XG1-2009")[0] == "GB 175-2007/XG1-2009"

    def test_the_beginning_of_a_number_finds_all_that_begin_so(self, catalogue):
        found = numbers(catalogue, "GB/T 190")
        assert set(found) == {"GB/T 19001-2016", "GB/T 19001-2008", "GB/T 19000-2016", "GB/T 1900-2010"}

    def test_a_whole_number_comes_before_numbers_that_begin_with_it(self, catalogue):
        assert numbers(catalogue, "GB/T 1900")[0] == "GB/T 1900-2010"

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("19001", "GB/T 19001-2016"),
            ("16016", "Q/HKT 16016-2026"),
            ("5009.12", "GB 5009.12-2023"),
            ("GB 5009", "GB 5009.12-2023"),
            ("0217", "JIS L 0217:1995"),
            ("R0005", "TSG R0005-2011"),
            ("HKT 16016", "Q/HKT 16016-2026"),
        ],
    )
    def test_a_number_without_prefix_or_part_finds_the_record(self, catalogue, text, first):
        assert numbers(catalogue, text)[0] == first

    def test_a_number_without_prefix_finds_only_what_has_it(self, catalogue):
        assert set(numbers(catalogue, "5009")) == {"GB 5009.12-2023", "GB 5009.3-2016"}

    def test_two_numbers_for_one_document_find_both(self, catalogue):
        found = numbers(catalogue, "GB/T 19001-2016/ISO 9001:2015")
        assert found[:2] == ["GB/T 19001-2016", "ISO 9001:2015"]

    def test_a_number_and_words_need_both_but_the_number_itself_is_first(self, catalogue):
        assert numbers(catalogue, "GB/T 19001-2016 质量管理体系")[0] == "GB/T 19001-2016"
        assert numbers(catalogue, "质量管理体系 GB/T19001")[0] == "GB/T 19001-2016"

    def test_digits_are_never_guessed(self, catalogue):
        assert "GB 18401-2010" not in numbers(catalogue, "GB 18402-2010")

    def test_a_text_that_mentions_a_number_is_found_after_it(self, filled):
        filled.index([declaration("Q/ZZZ 7-2025", "螺栓", scope="本标准按 GB/T 19001 的要求编制。")])
        found = numbers(filled, "GB/T 19001")
        assert found[0] == "GB/T 19001-2016"
        assert "Q/ZZZ 7-2025" in found[2:]

    def test_a_number_that_no_grammar_knows_is_found_by_its_own_spelling(self, backend):
        odd = SearchDocument("standard", "odd", "QX.4711/B rev C", titles={"en": "Odd one"})
        backend.index([odd, *plain(3)])
        assert numbers(backend, "qx 4711 b REV-C")[0] == "QX.4711/B rev C"


class ChineseContract:
    """Chinese words and phrases find what they say, in either form of the characters."""

    def test_simplified_and_traditional_forms_find_the_same_records(self, backend):
        backend.index(
            [
                standard("GB/T 1-2001", "中华书局出版物"),
                standard("GB/T 2-2001", "中華書局出版物"),
                standard("GB/T 3-2001", "書籍"),
            ]
        )
        simplified, traditional = (set(numbers(backend, text)) for text in ("中华书局", "中華書局"))
        assert simplified == traditional == {"GB/T 1-2001", "GB/T 2-2001"}

    def test_forms_are_levelled_in_every_field(self, backend):
        backend.index(
            [declaration("Q/AAA 1-2020", "產品", firm="廣東電機廠", products=("電動機",), scope="適用於紡織品")]
        )
        for text in ("广东电机厂", "电动机", "纺织品", "产品", "firm:广东电机厂"):
            assert numbers(backend, text) == ["Q/AAA 1-2020"], text

    def test_a_quoted_phrase_is_a_phrase(self, backend):
        backend.index(
            [
                standard("GB/T 1-2001", "电动机安全要求"),
                standard("GB/T 2-2001", "安全机动要求 电源"),
                standard("GB/T 3-2001", "机电"),
            ]
        )
        assert numbers(backend, '"电动机"') == ["GB/T 1-2001"]
        assert numbers(backend, "“电动机”") == ["GB/T 1-2001"]
        assert numbers(backend, '"安全要求"') == ["GB/T 1-2001"]
        assert numbers(backend, '"动电机"') == []

    def test_a_word_does_not_match_its_single_characters(self, backend):
        backend.index(
            [
                standard("GB/T 1-2001", "口罩"),
                standard("GB/T 2-2001", "进口产品"),
                standard("GB/T 3-2001", "防护罩"),
                standard("GB/T 4-2001", "机床", scope="进口的防护罩不适用"),
            ]
        )
        result = backend.search(SearchRequest("口罩"))
        assert [hit.designation for hit in result.hits] == ["GB/T 1-2001"]
        assert not result.relaxed

    def test_the_phrase_comes_before_the_same_characters_apart(self, backend):
        backend.index([standard("GB/T 1-2001", "质量检验与管理"), standard("GB/T 2-2001", "质量管理")])
        assert numbers(backend, "质量管理") == ["GB/T 2-2001", "GB/T 1-2001"]

    @pytest.mark.parametrize("text", ["铁路12306", "铁路 12306", "12306铁路", "12306", "铁路"])
    def test_letters_and_digits_glued_to_chinese_are_words(self, backend, text):
        backend.index([standard("GB/T 1-2001", "铁路12306售票系统"), standard("GB/T 2-2001", "公路")])
        assert numbers(backend, text) == ["GB/T 1-2001"]

    def test_full_width_letters_and_kana_are_levelled(self, backend):
        backend.index([standard("GB/T 1-2001", "ＬＥＤ灯具"), standard("GB/T 2-2001", "サービス")])
        assert numbers(backend, "led") == ["GB/T 1-2001"]
        assert numbers(backend, "ｻｰﾋﾞｽ") == ["GB/T 2-2001"]

    def test_a_phrase_does_not_reach_from_one_value_into_the_next(self, backend):
        backend.index([declaration("Q/AAA 1-2020", "衬衫", characteristics=("甲醛", "含量"))])
        assert numbers(backend, '"甲醛含量"') == []

    def test_a_missing_part_does_not_void_the_whole_question(self, catalogue):
        result = catalogue.search(SearchRequest("纺织产品安全 蝙蝠侠"))
        assert result.relaxed
        assert {"GB 18401-2010", "GB 31701-2015"} <= {hit.designation for hit in result.hits}


class WordContract:
    """All words are asked for, exclusions exclude, and only where nothing has all words are there partial matches."""

    def test_all_words_must_be_there_in_any_order_and_field(self, catalogue):
        assert set(numbers(catalogue, "requirements quality")) == {
            "GB/T 19001-2016",
            "GB/T 19001-2008",
            "ISO 9001:2015",
            "ISO 9001:2008",
        }
        assert numbers(catalogue, "甲醛含量 中华服饰") == ["Q/ABC 001-2024"]

    def test_case_and_punctuation_do_not_count(self, catalogue):
        assert numbers(catalogue, "COLOUR-fastness, (Laundering)!") == ["ISO 105-C06:2010"]

    def test_a_title_comes_before_a_mention(self, backend):
        backend.index(
            [
                standard("GB/T 1-2001", "螺栓", scope="适用于法兰连接"),
                standard("GB/T 2-2001", "法兰"),
                standard("GB/T 3-2001", "阀门"),
            ]
        )
        assert numbers(backend, "法兰") == ["GB/T 2-2001", "GB/T 1-2001"]

    def test_in_force_comes_before_withdrawn_among_equal_matches(self, catalogue):
        found = numbers(catalogue, "quality management systems requirements")
        assert set(found[:2]) == {"GB/T 19001-2016", "ISO 9001:2015"}
        assert set(found[2:4]) == {"GB/T 19001-2008", "ISO 9001:2008"}

    def test_excluded_words_and_phrases_are_not_there(self, catalogue):
        assert set(numbers(catalogue, "质量管理体系 -术语")) == {"GB/T 19001-2016", "GB/T 19001-2008"}
        assert set(numbers(catalogue, '质量管理体系 -"基础和术语"')) == {"GB/T 19001-2016", "GB/T 19001-2008"}
        assert "GB 18401-2010" not in numbers(catalogue, "-纺织", limit=100)

    def test_relaxed_matches_come_by_how_much_they_have(self, backend):
        backend.index(
            [
                standard("GB/T 1-2001", None, "alpha beta gamma"),
                standard("GB/T 2-2001", None, "alpha beta"),
                standard("GB/T 3-2001", None, "alpha"),
            ]
        )
        result = backend.search(SearchRequest("alpha beta gamma delta"))
        assert result.relaxed
        assert [hit.designation for hit in result.hits] == ["GB/T 1-2001", "GB/T 2-2001"]
        assert not backend.search(SearchRequest("alpha beta")).relaxed

    def test_a_relaxed_question_keeps_its_phrase_its_exclusions_and_its_filters(self, catalogue):
        assert numbers(catalogue, '"no such phrase" quality') == []
        relaxed = catalogue.search(SearchRequest("quality zzzzz yyyyy -ISO", filters={"level": ("national",)}))
        assert relaxed.relaxed
        assert {hit.level for hit in relaxed.hits} == {"national"}

    def test_one_word_that_nothing_has_finds_nothing(self, catalogue):
        result = catalogue.search(SearchRequest("zzzzz"))
        assert (result.total, result.hits, result.relaxed, result.next) == (0, (), False, None)

    def test_no_text_finds_everything(self, catalogue):
        result = catalogue.search(SearchRequest(limit=100))
        assert result.total == len(result.hits) == len(CATALOGUE)

    def test_marks_show_what_was_found(self, catalogue):
        hit = catalogue.search(SearchRequest("无刷直流")).hits[0]
        assert [snippet.marked() for snippet in hit.highlights["title.zh"]] == ["⟦无刷直流⟧力矩电动机产品规范"]
        assert [snippet.marked("<", ">") for snippet in hit.highlights["products"]] == ["<无刷直流>力矩电动机"]
        assert hit.to_json()["highlights"]["title.zh"] == ["⟦无刷直流⟧力矩电动机产品规范"]

    def test_a_hit_carries_what_is_shown(self, catalogue):
        hit = catalogue.search(SearchRequest("GB 18401-2010")).hits[0]
        assert (hit.id, hit.kind) == ("standard:GB 18401:2010", "standard")
        assert hit.titles["zh"] == "国家纺织产品基本安全技术规范"
        assert (hit.status, hit.level) == ("current", "national")
        assert hit.extra["slug"] == "gb-18401-2010"


class FilterContract:
    """Filters narrow, values of one field mean either, facets count without their own filter."""

    def test_two_values_of_one_field_mean_either(self, catalogue):
        found = catalogue.search(SearchRequest(filters={"level": ("industry", "enterprise")}, limit=50))
        assert {hit.level for hit in found.hits} == {"industry", "enterprise"}
        assert found.total == 4

    def test_two_fields_mean_both(self, catalogue):
        asked = {"level": ("national",), "nature": ("mandatory",), "ccs": ("W04",)}
        assert set(numbers(catalogue, filters=asked)) == {"GB 18401-2010", "GB 31701-2015"}

    def test_a_facet_ignores_its_own_filter_and_no_other(self, catalogue):
        result = catalogue.search(
            SearchRequest(
                "纺织产品", filters={"level": ("industry",), "publisher": ("SAC",)}, facets=("level", "publisher")
            )
        )
        assert result.total == 0
        assert [(entry.value, entry.count) for entry in result.facets["level"]] == [("national", 2)]
        assert result.facets["publisher"] == ()

    def test_facets_count_all_hits_most_first_then_by_value(self, catalogue):
        result = catalogue.search(SearchRequest(facets=("level", "kind", "status"), limit=1))
        assert [(entry.value, entry.count) for entry in result.facets["level"]] == [
            ("national", 9),
            ("international", 3),
            ("enterprise", 2),
            ("industry", 2),
        ]
        assert [(entry.value, entry.count) for entry in result.facets["kind"]] == [("standard", 14), ("declaration", 2)]

    def test_a_value_of_a_list_counts_once_for_each_record(self, catalogue):
        counts = {entry.value: entry.count for entry in catalogue.search(SearchRequest(facets=("ics",))).facets["ics"]}
        assert counts["03"] == 3  # ISO 9001:2015 has two codes below it
        assert counts["59.080"] == 3

    def test_a_code_finds_everything_below_it(self, catalogue):
        assert len(numbers(catalogue, filters={"ics": ("59",)})) == 3
        assert len(numbers(catalogue, "ics:59.080")) == 3
        assert numbers(catalogue, filters={"region": ("320000",)}) == ["Q/HKT 16016-2026"]
        assert numbers(catalogue, filters={"region": ("320500",)}) == ["Q/HKT 16016-2026"]
        assert len(numbers(catalogue, filters={"ccs": ("W",)})) == 2

    @pytest.mark.parametrize(
        ("years", "count"), [("2016", 3), ("2015..2016", 5), ("2020..", 4), ("..2008", 3), ("2015-2016", 5)]
    )
    def test_years_are_ranges(self, catalogue, years, count):
        assert len(numbers(catalogue, filters={"year": (years,)})) == count
        assert len(numbers(catalogue, f"year:{years}")) == count

    def test_people_type_filters_in_either_language(self, catalogue):
        assert set(numbers(catalogue, "level:international requirements")) == {"ISO 9001:2015", "ISO 9001:2008"}
        assert set(numbers(catalogue, "级别：国际 requirements")) == {"ISO 9001:2015", "ISO 9001:2008"}
        assert numbers(catalogue, "status:withdrawn textile") == ["JIS L 0217:1995"]
        assert numbers(catalogue, 'firm:"华控电机有限公司"') == ["Q/HKT 16016-2026"]
        assert numbers(catalogue, "firm:中华服饰") == ["Q/ABC 001-2024"]

    def test_a_kind_narrows_everything(self, catalogue):
        result = catalogue.search(SearchRequest("针织", kind="declaration", facets=("kind",)))
        assert [hit.designation for hit in result.hits] == ["Q/ABC 001-2024"]
        assert [entry.value for entry in result.facets["kind"]] == ["declaration"]
        assert set(numbers(catalogue, "针织", kind="all")) == {"Q/ABC 001-2024", "FZ/T 73020-2020"}

    def test_names_that_do_not_exist_are_refused_with_those_that_do(self):
        for wrong in ({"filters": {"colour": ("red",)}}, {"facets": ("colour",)}, {"sort": "colour"}, {"limit": 0}):
            with pytest.raises(UnusableInputError):
                SearchRequest("x", **wrong)

    def test_a_year_that_is_none_is_refused_as_a_filter_and_is_a_word_when_typed(self, catalogue):
        with pytest.raises(UnusableInputError, match="2015"):
            catalogue.search(SearchRequest(filters={"year": ("soon",)}))
        assert catalogue.search(SearchRequest("year:soon")).total == 0


HOSTILE = [
    "",
    " ",
    '"',
    '""',
    '"""',
    "(",
    ")",
    "((",
    "[",
    "]",
    "{",
    "}",
    "[1 TO",
    "[* TO *]",
    "{a TO b}",
    "*",
    "?",
    "~",
    "^",
    "^2",
    "\\",
    "\\\\",
    "AND",
    "OR",
    "NOT",
    "AND OR",
    "a AND",
    "OR b",
    "NOT NOT a",
    "+",
    "-",
    "--",
    "---",
    "+-",
    "- -",
    '-"',
    ":",
    "::",
    "a:",
    ":a",
    "a:b:c",
    "title:",
    "title:x",
    "_id:1",
    "_exists_:title",
    "keys:GB",
    "*:*",
    "title:*",
    "/.*/",
    "/[/",
    "a~2",
    '"a b"~3',
    "a^0",
    "a^-1",
    "IN [a b]",
    "level:",
    'level:"',
    "year:",
    "year:..",
    "year:9999999999..",
    "year:0000",
    "ics:",
    "ics:*",
    "kind:none",
    '{"match_all":{}}',
    '{"query":{"script":"1"}}',
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "%00",
    "\x00",
    "\x00\x01\x7f",
    "\ud800",
    "\udfff a",
    "\ue000",
    "\ue001\ue000",
    "\uf8ff x",
    "￾",
    "\u202e abc",
    "e\u0301\u0301\u0301",
    "👩‍👩‍👧‍👦",
    "🇨🇳",
    "ﷺ",
    "İ",
    "ß",
    "ŉ",
    "ﬃ",
    "¶",
    "a ¶ b",
    "GB/T",
    "GB/T ",
    "GB",
    "GB/T -",
    "GB/T 0",
    "-GB/T 19001-2016",
    '"GB/T 19001-2016',
    "Q/",
    "T/",
    "ISO",
    "1",
    "0",
    "-1",
    "1e400",
    "½",
    "²",
    "℃",
    "\n\n\n",
    "\t",
    "a\nb",
    "a\r\nb",
    "　",
    "「",
    "』",
    "“",
    "”“",
    "：",
    "级别：",
    "年份:至",
    "x" * 5000,
    "质" * 5000,
    "(" * 5000,
    '" ' * 3000,
    "-a " * 3000,
    "a " * 50_000,
    "GB/T 1-2000 " * 9000,
    "ISO 9001 " * 200,
    "\\" * 999,
    "~" * 100,
    "1." * 5000,
    "-" * 5000,
    "/" * 5000,
]


class AnyTextContract:
    """Any text is legal: it never raises, and what looks like an engine's language is words."""

    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
    def test_hostile_text_is_answered(self, catalogue, text):
        result = catalogue.search(SearchRequest(text, facets=("level",), limit=5))
        assert result.status == "ok"
        assert len(result.hits) <= 5

    @given(st.text(max_size=60))
    @example("ꙮ\u0483")
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    def test_random_text_is_answered(self, catalogue, text):
        catalogue.search(SearchRequest(text, limit=3))

    @given(
        st.lists(
            st.sampled_from(
                ['"', "-", "level:", "year:", "GB/T 19001", "ISO 9001:2015", "质量", "：", " ", "1", "(", "\\", "firm:"]
            )
        )
    )
    @settings(
        max_examples=100,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    def test_pieces_of_syntax_in_any_order_are_answered(self, catalogue, pieces):
        catalogue.search(SearchRequest("".join(pieces), limit=3))

    def test_a_very_long_text_counts_from_its_beginning(self, catalogue):
        assert numbers(catalogue, "GB 18401-2010 " + " " * 100_000 + "zzzzz")[0] == "GB 18401-2010"

    @pytest.mark.parametrize("name", ["level", "publisher", "firm", "ics", "uscc", "region"])
    @pytest.mark.parametrize("value", ["", " ", '"', "a:b", "*", "\x00", "\ud800", "x" * 40_000, "]", "¶"])
    def test_any_value_of_a_filter_is_answered(self, catalogue, name, value):
        assert catalogue.search(SearchRequest(filters={name: (value,)})).total == 0

    def test_operators_are_words(self, backend):
        backend.index([standard("GB/T 1-2001", None, "safety and not or"), standard("GB/T 2-2001", None, "safety")])
        assert numbers(backend, "safety AND NOT") == ["GB/T 1-2001"]

    def test_any_record_can_be_indexed_and_found(self, backend):
        backend.index(
            [
                SearchDocument(
                    "standard", "a \"'<>&\x00\\", 'Weird "<>& 1', titles={"en": "x\x00y <b>\u202e"}, scope="z" * 100_000
                ),
                SearchDocument("standard", "nothing", "", titles={}),
                SearchDocument(
                    "standard", "empty", "E 1", titles={"zh": ""}, date="soon", ics=("",), region="", products=("",)
                ),
            ]
        )
        assert backend.count() == 3
        assert backend.search(SearchRequest(limit=10)).total == 3


class PagingContract:
    """Cursors go on to the last hit, each hit comes once, and ties break by id."""

    def test_ties_break_by_id(self, backend):
        backend.index(reversed(list(plain(300))))
        backend.index(plain(100, start=150))
        expected = [f"X {number:06d}" for number in range(300)]
        for text in ("plain", ""):
            found = [hit.designation for result in pages(backend, text=text, limit=37) for hit in result.hits]
            assert found == expected

    @pytest.mark.parametrize("sort", ["relevance", "newest", "designation"])
    @pytest.mark.parametrize("text", ["", "plain"])
    def test_a_cursor_has_no_end_at_10_000(self, backend, sort, text):
        backend.index(plain(9_000))
        backend.index(plain(9_000, start=9_000))
        backend.index(plain(7_000, start=18_000))
        answers = list(pages(backend, text=text, limit=1000, sort=sort))
        found = [hit.id for result in answers for hit in result.hits]
        assert len(found) == 25_000
        assert len(set(found)) == 25_000
        assert found == sorted(found)
        assert len(answers) == 25
        for result in answers:
            assert result.total == 25_000 if result.relation == "eq" else 10_000 <= result.total <= 25_000

    def test_totals_are_exact_to_10_000(self, backend):
        backend.index(plain(9_999))
        result = backend.search(SearchRequest("plain", limit=1))
        assert (result.total, result.relation) == (9_999, "eq")

    def test_pages_of_different_scores_are_the_same_as_one_long_page(self, backend):
        words = ["steel", "bolt", "hexagon", "head", "thread"]
        backend.index(
            SearchDocument(
                "standard",
                f"S {n:04d}",
                f"S {n:04d}",
                titles={"en": " ".join(words[: n % 5 + 1] + ["steel"] * (n % 7))},
            )
            for n in range(900)
        )
        whole = [hit.id for hit in backend.search(SearchRequest("steel", limit=1000)).hits]
        assert len(whole) == 900
        for limit in (1, 113):
            answers = pages(backend, text="steel", limit=limit)
            paged = [hit.id for _, result in zip(range(12), answers, strict=False) for hit in result.hits]
            assert paged == whole[: len(paged)]
            assert paged

    def test_relaxed_pages_go_on_relaxed(self, backend):
        backend.index(plain(50, text="alpha beta"))
        answers = list(pages(backend, text="alpha beta missing", limit=20))
        assert [len(result.hits) for result in answers] == [20, 20, 10]
        assert all(result.relaxed for result in answers)

    def test_newest_comes_first_and_undated_last(self, catalogue):
        found = numbers(catalogue, sort="newest", limit=100)
        assert found[:3] == ["Q/HKT 16016-2026", "Q/ABC 001-2024", "GB 5009.12-2023"]
        assert found[-1] == "JIS L 0217:1995"

    def test_numbers_sort_as_numbers(self, backend):
        for number in ("GB 1002-2008", "GB 2-2001", "GB 15-1999", "GB/T 3.10-2001", "GB/T 3.9-2001", "GB 15-2010"):
            backend.index([standard(number, "某")])
        assert numbers(backend, sort="designation") == [
            "GB 2-2001",
            "GB 15-1999",
            "GB 15-2010",
            "GB 1002-2008",
            "GB/T 3.9-2001",
            "GB/T 3.10-2001",
        ]

    def test_a_cursor_of_another_question_is_refused(self, backend):
        backend.index(plain(30))
        cursor = backend.search(SearchRequest("plain", limit=10)).next
        assert cursor
        for other in (
            {"text": "plain x"},
            {"text": "plain", "sort": "newest"},
            {"text": "plain", "filters": {"level": ("national",)}},
            {"text": "plain", "kind": "standard"},
        ):
            with pytest.raises(UnusableInputError):
                backend.search(SearchRequest(cursor=cursor, **other))

    @given(st.text(max_size=40))
    @example("e30")
    @example("WyIiLFtdLDEsMF0")
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    def test_a_cursor_that_was_made_up_is_refused(self, backend, cursor):
        with pytest.raises(UnusableInputError):
            backend.search(SearchRequest("plain", cursor=cursor))

    def test_a_page_may_be_of_another_length_than_the_one_before(self, backend):
        backend.index(plain(30))
        first = backend.search(SearchRequest("plain", limit=10))
        second = backend.search(SearchRequest("plain", limit=100, cursor=first.next))
        assert len(second.hits) == 20
        assert second.next is None


class WritingContract:
    """A document has one id, the last write of it counts, and what was deleted is gone."""

    def test_the_same_document_again_takes_its_place(self, backend):
        document = standard("GB/T 1-2001", "旧名称")
        backend.index([document])
        backend.index([replace(document, titles={"zh": "新名词"})])
        assert backend.count() == 1
        assert numbers(backend, "新名词") == ["GB/T 1-2001"]
        assert numbers(backend, "旧名称") == []

    def test_a_document_worked_out_beforehand_is_the_same(self, backend):
        words = {"titles": {"en": "Weight of “felt” – ½ µm"}, "scope": "What it is for", "ics": ("59.080.30",)}
        one = replace(next(plain(1)), date="2018-10", **words)
        asked = SearchRequest("felt", facets=("ics", "year"), sort="designation")
        backend.index([one])
        hits = backend.search(asked)
        backend.delete([one.id])
        assert backend.index([PreparedDocument.made_of(one)]) == 1
        assert replace(backend.search(asked), took_ms=hits.took_ms) == hits
        assert hits.total == 1

    def test_the_later_of_two_in_one_batch_counts(self, backend):
        document = standard("GB/T 1-2001", "旧名称")
        assert backend.index([document, replace(document, titles={"zh": "新名词"})]) == 2
        assert backend.count() == 1
        assert numbers(backend, "新名词") == ["GB/T 1-2001"]

    def test_deleted_documents_are_gone_and_unknown_ids_are_no_error(self, filled):
        filled.delete(["standard:GB 18401:2010", "standard:never there"])
        assert "GB 18401-2010" not in numbers(filled, "GB 18401-2010")
        assert filled.count() == len(CATALOGUE) - 1

    def test_the_order_of_changes_to_one_document_counts(self, backend):
        from search import Deletion  # noqa: PLC0415 - the one test of it

        document = standard("GB/T 1-2001", "名称")
        assert backend.apply([document, Deletion(document.id)]) == 2
        assert backend.count() == 0
        backend.apply([Deletion(document.id), document])
        assert backend.count() == 1

    def test_nothing_to_write_is_no_error(self, backend):
        assert backend.index([]) == 0
        assert backend.delete([]) == 0
        assert backend.count() == 0

    def test_a_failure_while_reading_the_documents_changes_nothing(self, filled):
        def documents():
            yield standard("GB/T 1-2001", "名称")
            raise LookupError("the store went away")

        with pytest.raises(LookupError):
            filled.index(documents())
        assert filled.count() == len(CATALOGUE)

    def test_one_id_of_two_kinds_is_two_documents(self, backend):
        backend.index([standard("GB/T 1-2001", "一"), declaration("GB/T 1-2001", "二", record_id="GB/T 1:2001")])
        assert backend.count() == 2

    def test_an_empty_index_answers(self, backend):
        result = backend.search(SearchRequest("x", facets=("level",)))
        assert (result.total, result.hits, result.facets) == (0, (), {"level": ()})
        assert backend.status().is_ready


class RebuildContract:
    """A rebuild is built beside the live index and switched to at its end, or not at all."""

    def test_a_rebuild_takes_the_place_of_the_index(self, filled):
        with filled.rebuild() as writer:
            for document in plain(5):
                writer.add(document)
            assert filled.count() == len(CATALOGUE)
            assert numbers(filled, "GB 18401-2010")[0] == "GB 18401-2010"
        assert filled.count() == 5
        assert numbers(filled, "GB 18401-2010") == []

    def test_a_failed_rebuild_changes_nothing(self, filled):
        before = filled.search(SearchRequest("质量", facets=("level",)))
        with contextlib.suppress(LookupError), filled.rebuild() as writer:
            writer.add(next(plain(1)))
            raise LookupError
        after = filled.search(SearchRequest("质量", facets=("level",)))
        assert (after.total, after.hits, after.facets) == (before.total, before.hits, before.facets)
        filled.index(plain(1))
        assert filled.count() == len(CATALOGUE) + 1

    def test_the_later_of_two_documents_with_one_id_counts(self, backend):
        document = standard("GB/T 1-2001", "旧名称")
        with backend.rebuild() as writer:
            writer.add(document)
            writer.add(replace(document, titles={"zh": "新名词"}))
        assert backend.count() == 1
        assert numbers(backend, "新名词") == ["GB/T 1-2001"]

    def test_rebuilds_may_follow_each_other(self, backend):
        for count in (3, 1, 0, 2):
            with backend.rebuild() as writer:
                for document in plain(count):
                    writer.add(document)
            assert backend.count() == count


class SearchContract(
    NumberContract,
    ChineseContract,
    WordContract,
    FilterContract,
    AnyTextContract,
    PagingContract,
    WritingContract,
    RebuildContract,
):
    """Everything that the port promises."""
