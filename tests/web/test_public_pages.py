"""The public pages, rendered from realistic values in both languages, without a store."""

from __future__ import annotations

import re

import pytest
from lxml import html

from catalog.comparison.reports import ScopeState
from catalog.web.contexts.compare import ComparisonPage
from catalog.web.contexts.documents import choose_title, language_of_text, slug_href
from catalog.web.contexts.results import build_results
from catalog.web.contexts.site import Site
from templates import Renderer
from tests.web import factory

RENDERER = Renderer()


def render(page, language="zh"):
    site = Site(language=language, switch_href="/?lang=en", twin_href="/twin.json")
    return RENDERER.render(page, site, language)


def tree(page, language="zh"):
    return html.document_fromstring(render(page, language))


def text(element) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


every_page = pytest.mark.parametrize("make", factory.PAGES, ids=lambda make: make.__name__)
both_languages = pytest.mark.parametrize("language", ["zh", "en"])


@every_page
@both_languages
def test_a_page_has_one_heading_one_main_and_a_way_past_the_navigation(make, language):
    page = tree(make(language), language)
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//body/*[1][self::a][@href='#main']")
    assert page.get("lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert text(page.xpath("//title")[0])


@every_page
def test_identifiers_are_unique_and_what_refers_to_them_finds_them(make):
    page = tree(make())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for name in ("for", "aria-labelledby", "aria-describedby"):
        for value in page.xpath(f"//@{name}"):
            assert set(value.split()) <= set(ids), (name, value)
    for href in page.xpath("//a/@href[starts-with(., '#')]"):
        assert href[1:] in ids, href


@every_page
@both_languages
def test_every_control_has_a_label_and_every_link_has_words(make, language):
    page = tree(make(language), language)
    labelled = set(page.xpath("//label/@for"))
    for control in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert control.get("id") in labelled
    for link in page.xpath("//a | //button"):
        assert text(link)


@every_page
def test_nothing_breaks_the_content_security_policy(make):
    page = tree(make())
    assert not page.xpath("//@style")
    assert not page.xpath("//style")
    assert not page.xpath("//script[not(@src)]")
    assert all(
        address.startswith("/static/") for address in page.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    )


@every_page
def test_pictures_are_hidden_from_screen_readers_or_named(make):
    for picture in tree(make()).xpath("//*[local-name()='svg']"):
        named = picture.get("role") == "img" and (
            picture.get("aria-label") or picture.xpath("./*[local-name()='title']")
        )
        assert picture.get("aria-hidden") == "true" or named


def test_a_number_line_tells_in_words_what_it_shows():
    row = tree(factory.comparison_page("en"), "en").get_element_by_id("c-b9")
    (picture,) = row.xpath(".//figure/*[local-name()='svg']")
    title, said = (text(picture.xpath(f"./*[local-name()='{name}']")[0]) for name in ("title", "desc"))
    assert title == "Number line: declared above, benchmark below"
    assert said == "Declared: ＞20 MΩ. Benchmark: ≥50 MΩ. Hatched, allowed by the declared side only: 20 to 50 MΩ."
    assert said == text(row.xpath(".//figcaption")[0])


def test_the_answer_comes_first_with_its_counts():
    assert (
        "在所持有的 GB/T 43726-2024 的 10 项中，本标准低于 2 项、互有宽严 1 项、缺项 2 项、待判 2 项、严于 3 项。"
        in text(tree(factory.comparison_page()).xpath("//p[@class='answer']")[0])
    )
    english = text(tree(factory.comparison_page("en"), "en").xpath("//p[@class='answer']")[0])
    assert english.startswith("Of the 10 rows held of GB/T 43726-2024, the declared standard has 2 looser, 1 mixed")
    assert "5 rows are not shown to meet it" in english


def test_doubt_is_said_before_the_rows():
    page = render(factory.declaration_page("en"), "en")
    for doubt in (
        "The identity of the firm has not been verified.",
        "not test results",
        "the firm did not file it here",
    ):
        assert page.index(doubt) < page.index('class="rows"')


def test_all_eight_counts_and_the_interval_are_printed():
    page = tree(factory.comparison_page())
    tallies = {text(item): None for item in page.xpath("//ul[@class='tallies']/li")}
    assert len(tallies) == 9
    assert "共 10 项，至少 3 项、至多 5 项" in text(page.xpath("//dl[@class='measures']")[0])


def test_outside_the_scope_there_is_no_interval_and_no_notice():
    page = tree(factory.outside_page())
    assert "不在 GB/T 43726-2024 的范围内" in text(page.xpath("//ul[@class='doubts']")[0])
    assert not page.xpath("//*[@class='notice']")
    assert "至多" not in text(page.xpath("//dl[@class='measures']")[0])


def test_breaches_of_a_mandatory_standard_stand_on_top():
    page = render(factory.mandatory_page())
    assert page.index('class="breach"') < page.index('class="doubts"')
    assert "强制性标准有 5 项要求未表明达到" in page


def test_a_mandatory_benchmark_outside_its_scope_breaches_nothing():
    view = factory.comparison(mandatory=True, scope=ScopeState.UNKNOWN)
    assert view.breaches == ()
    assert "breach" not in {group.kind for group in view.groups}


def test_rows_that_are_not_shown_to_meet_come_first():
    groups = [group.kind for group in factory.comparison().groups]
    assert groups == ["not_shown", "open", "meets", "extra"]
    first = [row.verdict for row in factory.comparison().groups[0].rows]
    assert first == ["LOOSER", "LOOSER", "OVERLAP", "MISSING", "MISSING"]


def test_cells_that_differ_come_first():
    row = next(row for group in factory.comparison().groups for row in group.rows if row.anchor == "c-b13")
    assert [cell.verdict for cell in row.cells[:2]] == ["LOOSER", "MISSING"]
    assert row.cells[-1].verdict == "EQUAL"
    assert row.shown.line.hatched == (("500", "750"),)


def test_one_verdict_can_be_shown_alone_and_all_again():
    view = factory.comparison(only="LOOSER")
    assert [row.verdict for group in view.groups for row in group.rows] == ["LOOSER", "LOOSER"]
    chosen = next(tally for tally in view.tallies if tally.verdict == "LOOSER")
    assert chosen.selected
    assert chosen.href == "/compare"
    page = tree(ComparisonPage(view, None, None, None))
    assert "只显示结论为“低于”的项。" in text(page.xpath("//main")[0])


def test_a_row_opens_to_words_steps_flags_and_reason():
    row = tree(factory.comparison_page("en"), "en").get_element_by_id("c-b9")
    said = text(row)
    assert "Looser than the recommended national standard: above 20 MΩ against at least 50 MΩ." in said
    assert "绕组对机壳，冷态：＞20 MΩ" in said
    assert "No test method is named on one side or both." in said
    assert [text(step) for step in row.xpath(".//span[@class='trail-gate']")][:2] == ["Characteristic", "Verbal form"]
    assert "Hatched, allowed by the declared side only: 20 to 50 MΩ." in said
    assert "Confidence B: one stated assumption." in said


def test_verdicts_have_word_and_shape():
    page = tree(factory.comparison_page())
    for verdict in page.xpath("//span[contains(@class, 'verdict')]"):
        assert text(verdict)
        assert verdict.xpath("./*[local-name()='svg']/*")


def test_the_notice_can_be_copied_as_text():
    page = tree(factory.comparison_page())
    assert "少于：径向间隙、定子电阻" in page.get_element_by_id("c-notice-text").text_content()
    assert page.xpath("//button[@data-copy='c-notice-text'][@hidden]")


def test_what_was_not_read_is_listed_with_its_reason():
    page = text(tree(factory.comparison_page("en"), "en").xpath("//main")[0])
    assert "One passage of the declared document was seen and not read as a limit:" in page
    assert "formula: not read as a limit" in page


def test_a_withdrawn_standard_warns_and_names_its_successor():
    page = tree(factory.old_standard_page())
    warning = page.xpath("//div[@class='warning']")[0]
    assert "本版本已不再有效" in text(warning)
    assert warning.xpath(".//a[@href='/standards/gb-t-7573-2009']")


def test_a_standard_says_whether_it_is_in_force_since_when_and_what_it_adopts():
    page = tree(factory.standard_page("en"), "en")
    assert "in force since 1 January 2010." in text(page.xpath("//p[@class='answer']")[0])
    adoption = next(text(row) for row in page.xpath("//tr") if "ISO 3071:2005" in text(row))
    assert "modified (MOD)" in adoption
    assert "a newer edition is in force" in adoption


def test_foreign_titles_say_their_language():
    page = tree(factory.standard_page("en"), "en")
    assert page.xpath("//p[@class='subtitle']/span[@lang='zh-CN']")
    assert not page.xpath("//h1/span[@lang]")


def test_a_withdrawn_declaration_keeps_its_page_with_date_and_reason():
    page = text(tree(factory.withdrawn_page("en"), "en").xpath("//main")[0])
    assert "This declaration is no longer in force: withdrawn." in page
    assert "Taken back on 1 October 2026. Reason: 产品停产." in page


def test_the_firm_page_keeps_imported_records_apart():
    page = text(tree(factory.firm_page("en"), "en").xpath("//main")[0])
    assert "2 declarations of this firm are in force." in page
    assert "The firm did not file these here" in page


def test_results_set_the_exact_number_apart():
    page = tree(factory.results_page())
    assert [text(hit) for hit in page.xpath("//section[@class='exact']//span[@class='hit-no']")] == ["GB/T 19001-2016"]
    listed = [text(hit) for hit in page.xpath("//ol//span[@class='hit-no']")]
    assert "GB/T 19001-2016" not in listed
    assert "ISO 9001:2015" in listed


def test_facets_are_links_that_add_and_take_away():
    page = tree(factory.results_page())
    chosen = page.xpath("//section[@class='facet']//a[@aria-current]")
    assert [text(link.xpath("./span[@class='facet-word']")[0]) for link in chosen] == ["国家标准"]
    assert "level=" not in chosen[0].get("href")
    status = page.xpath("//section[@class='facet']//a[contains(@href, 'status=current')]")[0]
    assert "level=national" in status.get("href")


def test_partial_matches_are_said_to_be_partial():
    page = build_results("重跑gen-itgc后", {}, factory.search_result(relaxed=True), language="zh")
    assert "没有记录包含全部这些词。" in render(page)


def test_a_search_that_does_not_answer_is_said_on_the_page():
    page = render(build_results("电动机", {}, None, language="en"), "en")
    assert "The search does not answer at the moment." in page


def test_found_words_are_marked_and_everything_else_is_escaped():
    hit = factory.hits()[0]
    evil = factory.search_result(hits=(factory.with_title(hit, "<b>质量</b>"),))
    page = render(build_results("质量", {}, evil, language="zh"))
    assert "<mark>质量</mark>" in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize(
    ("words", "language"),
    [("質量", "zh"), ("一般用低圧三相かご形", "ja"), ("Соки", "ru"), ("Rice", "en")],
)
def test_the_language_of_a_text_is_told_by_its_letters(words, language):
    assert language_of_text(words) == language


def test_titles_fall_back_from_the_language_asked_for():
    assert choose_title({"fr": "Riz", "en": "Rice"}, "zh") == ("en", "Rice")
    assert choose_title({"fr": "Riz"}, "zh") == ("fr", "Riz")
    assert choose_title({}, "zh") == (None, None)


def test_records_have_addresses():
    assert slug_href("standard", "standard:X", "gb-t-1-2020") == "/standards/gb-t-1-2020"
    assert slug_href("declaration", "declaration:7f3k9m2p4q") == "/declarations/7f3k9m2p4q"
