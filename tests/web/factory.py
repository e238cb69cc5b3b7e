"""Pages with realistic values, made without a store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from catalog.adoptions import Completeness, ask_adoption, find_place
from catalog.adoptions.references import References
from catalog.benchmarks import find_benchmark
from catalog.comparison.documents import compare_documents
from catalog.comparison.reports import ScopeState, VerdictKind
from catalog.comparison.run_changes import compare_runs
from catalog.comparison.strictest import strictest_of
from catalog.services.browsing import Census, PublisherCount
from catalog.services.gaps import AdoptionGap, Side, describe_adoption_gap
from catalog.store import Decision
from catalog.web.contexts.account import FieldError
from catalog.web.contexts.benchmarks import (
    BenchmarkLine,
    BenchmarkSetPage,
    BenchmarksPage,
    HeldDocument,
    SetLine,
    build_benchmark_set,
)
from catalog.web.contexts.browsing import BrowsePage, PublisherPage, build_browse, build_publisher
from catalog.web.contexts.compare import CompareForm, ComparisonPage, EarlierRun
from catalog.web.contexts.comparisons import ComparisonView, build_comparison
from catalog.web.contexts.declarations import DeclarationPage, Past, build_declaration
from catalog.web.contexts.error import ErrorPage
from catalog.web.contexts.firms import FirmPage, build_firm
from catalog.web.contexts.gaps import AdoptionGapPage, build_gap_page
from catalog.web.contexts.home import HomePage, RecentDeclaration, search_examples
from catalog.web.contexts.pictures import qr_path
from catalog.web.contexts.results import ResultsPage, build_results
from catalog.web.contexts.run_changes import RunChangesPage, build_run_changes
from catalog.web.contexts.standard import StandardPage, build_standard
from catalog.web.contexts.strictest import ComparisonSetPage, build_comparison_set
from catalog.web.contexts.texts import GATES, VERDICTS, AboutPage, GlossaryPage, MethodPage, SourceLine, worked_example
from declarations.model import DeclarationState, Withdrawal
from search.query import FacetValue, Hit, SearchResult, Snippet
from templates.vocabulary import WORDS
from tests.adoptions.made_up import INTERNATIONAL, NATIONAL
from tests.web import records
from tests.web.reports import documents, report

NOW = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


def home_page(language: str = "zh") -> HomePage:
    return HomePage(
        examples=search_examples(["GB/T 43726-2024", "无刷直流力矩电动机", "drinking water"]),
        standards=71_266,
        declarations=3,
        firms=3,
        benchmarks=6,
        as_of=NOW,
        specimen=worked_example(),
        recent=(
            RecentDeclaration(
                "Q/HKT 16016-2026",
                "无刷直流力矩电动机产品规范",
                "甘肃汇科泰电气科技有限公司",
                "2026-04-10",
                "/declarations/d1",
            ),
        ),
    )


def error_page(language: str = "zh") -> ErrorPage:
    return ErrorPage(
        404,
        "GB/T 19001-2018 is not in the catalogue; held editions: GB/T 19001-2016, GB/T 19001-2008",
        "目录中没有 GB/T 19001-2018；现有版本：GB/T 19001-2016、GB/T 19001-2008",
    )


def hits() -> tuple[Hit, ...]:
    return (
        Hit(
            "GB/T 19001:2016",
            "standard",
            "GB/T 19001-2016",
            {"zh": "质量管理体系 要求", "en": "Quality management systems — Requirements"},
            "current",
            "national",
            {"title.zh": (Snippet((("质量管理", True), ("体系 要求", False))),)},
            12.3,
            {"slug": "gb-t-19001-2016", "publisher": "国家标准化管理委员会", "year": 2016},
        ),
        Hit(
            "ISO 9001:2015",
            "standard",
            "ISO 9001:2015",
            {"en": "Quality management systems — Requirements"},
            "current",
            "international",
            {},
            9.1,
            {"slug": "iso-9001-2015", "publisher": "ISO/TC 176/SC 2", "year": 2015},
        ),
        Hit(
            "d1",
            "declaration",
            "Q/HKT 16016-2026",
            {"zh": "无刷直流力矩电动机产品规范"},
            "current",
            "enterprise",
            {
                "names": (
                    Snippet(
                        (("按 ", False), ("质量管理", True), ("体系文件的规定", False)), leading=True, trailing=True
                    ),
                )
            },
            8.0,
            {"firm": "甘肃汇科泰电气科技有限公司", "year": 2026},
        ),
        Hit(
            "GB/T 19001:2008",
            "standard",
            "GB/T 19001-2008",
            {"zh": "质量管理体系 要求"},
            "superseded",
            "national",
            {},
            7.0,
            {"slug": "gb-t-19001-2008", "year": 2008},
        ),
    )


def search_result(**changes: object) -> SearchResult:
    values: dict[str, object] = {
        "total": 37,
        "relation": "eq",
        "took_ms": 2.1,
        "engine": "embedded",
        "status": "ok",
        "relaxed": False,
        "hits": hits(),
        "next": "abc",
        "facets": {
            "kind": (FacetValue("standard", 36), FacetValue("declaration", 1)),
            "level": (FacetValue("national", 20), FacetValue("international", 16), FacetValue("enterprise", 1)),
            "status": (FacetValue("current", 12), FacetValue("superseded", 24), FacetValue("withdrawn", 1)),
            "year": (FacetValue("2016", 4), FacetValue("2015", 3)),
        },
    }
    return SearchResult(**(values | changes))


def results_page(language: str = "zh") -> ResultsPage:
    return build_results(
        "质量管理 GB/T 19001-2016",
        {"level": ("national",)},
        search_result(),
        language=language,
        exact_keys=frozenset({"GB/T 19001:2016"}),
    )


def comparison(language: str = "zh", *, only: str | None = None, **more: object) -> ComparisonView:
    return build_comparison(
        report(**more),
        only=only,
        filter_href=lambda verdict: f"/compare?verdict={verdict}#rows" if verdict else "/compare",
    )


def comparison_page(language: str = "zh") -> ComparisonPage:
    return ComparisonPage(comparison(language), "/compare.json", "/compare.csv", "/compare?swap=1")


def kept_page(language: str = "zh") -> ComparisonPage:
    """Return a kept run with a row that was decided twice and the benchmarks that could have been chosen."""
    row = next(row.benchmark.id for row in report().rows if row.benchmark)
    decisions = (
        Decision("7f3k9m2p4q", row, "EQUAL", "王芳", "两种方法等效", "2026-11-23T02:00:00.000Z"),
        Decision("7f3k9m2p4q", row, "LOOSER", "李强", "附录 A 不适用", "2026-11-24T02:00:00.000Z"),
    )
    because = [{"from": "reference", "zh": "文件引用了 GB/T 43726", "en": "the document cites GB/T 43726"}]
    candidates = [
        {"designation": "GB/T 43726-2024", "title": "电动机", "because": because, "held": True, "left_out": None},
        {
            "designation": "GB/T 30549-2014",
            "title": None,
            "because": [],
            "held": False,
            "left_out": {"zh": "没有收录其技术要求", "en": "none of its requirements are held here"},
        },
    ]
    kept = {"at": "2026-11-24T01:00:00.000Z", "chosen_by": "person", "candidates": candidates}
    view = build_comparison(report(), filter_href=lambda verdict: f"?verdict={verdict}", kept=kept, decisions=decisions)
    earlier = (EarlierRun("abc", "2026-11-20T01:00:00.000Z", "/runs/abc/changes/7f3k9m2p4q"),)
    return ComparisonPage(
        view,
        "/runs/a.json",
        "/runs/a.csv",
        None,
        xlsx_href="/runs/a.xlsx",
        keep_sides=("Q/A 1", "GB 1"),
        earlier=earlier,
    )


def comparison_set_page(language: str = "zh") -> ComparisonSetPage:
    """Return drinking water: one document against four tables, with every state of a row."""
    packs = ("gb-5749-2022", "eu-2020-2184", "nl-drinkwaterbesluit", "us-epa-mcl")
    held = [find_benchmark(pack).document for pack in packs]
    reports = [compare_documents(held[0], one) for one in held]
    hrefs = [f"/compare?declared=GB+5749-2022&benchmark={pack}" for pack in packs]
    return build_comparison_set(reports, strictest_of(held), hrefs=hrefs, downloads=("/c.json", "/c.csv", "/c.xlsx"))


def run_changes_page(language: str = "zh") -> RunChangesPage:
    """Return two runs of which the second has another dictionary and another first row, and lacks the last."""
    old = replace(report(), run="old")
    first = replace(old.rows[0], verdict=replace(old.rows[0].verdict, verdict=VerdictKind.EQUAL, code=None))
    new = replace(old, run="new", rows=(first, *old.rows[1:-1]), dictionary_version="2099.1")
    return build_run_changes(compare_runs(old, new), ("2026-11-20T01:00:00.000Z", "2026-11-24T01:00:00.000Z"))


def mandatory_page(language: str = "zh") -> ComparisonPage:
    return ComparisonPage(comparison(language, mandatory=True, full=True), "/compare.json", "/compare.csv", None)


def outside_page(language: str = "zh") -> ComparisonPage:
    return ComparisonPage(comparison(language, scope=ScopeState.OUTSIDE), "/compare.json", "/compare.csv", None)


def standard_page(language: str = "zh") -> StandardPage:
    return build_standard(
        records.NOW,
        language=language,
        editions=(records.NOW, records.OLD),
        related_from=(),
        targets=(records.OLD, records.ISO_2005, records.ISO_2020),
        held=documents()[1],
        declarations=(records.PUBLISHED,),
    )


def old_standard_page(language: str = "zh") -> StandardPage:
    return build_standard(
        records.OLD,
        language=language,
        editions=(records.NOW, records.OLD),
        related_from=((records.NOW, records.NOW.relations[0]),),
        targets=(),
        held=None,
        declarations=(),
    )


def declaration_page(language: str = "zh") -> DeclarationPage:
    return build_declaration(
        records.DECLARATION,
        records.REVISION,
        past=Past((records.REVISION,), chain_holds=True),
        views=(comparison(language),),
        document=documents()[0],
        address="http://127.0.0.1:8700/declarations/7f3k9m2p4q",
        qr=qr_path("http://127.0.0.1:8700/declarations/7f3k9m2p4q"),
    )


def withdrawn_page(language: str = "zh") -> DeclarationPage:
    made = records.with_state(DeclarationState.WITHDRAWN, withdrawal=Withdrawal("2026-10-01", "产品停产"))
    return build_declaration(
        made.declaration,
        made.revision,
        past=Past((made.revision,), chain_holds=True),
        views=(),
        document=documents()[0],
        address="http://127.0.0.1:8700/declarations/7f3k9m2p4q",
    )


def firm_page(language: str = "zh") -> FirmPage:
    return build_firm(
        records.FIRM,
        (
            records.PUBLISHED,
            records.with_state(DeclarationState.PUBLISHED),
            records.with_state(DeclarationState.WITHDRAWN),
        ),
    )


def compare_form(language: str = "zh") -> CompareForm:
    return CompareForm(
        "Q/HKT 16016-2026",
        "GB 999",
        (HeldDocument("GB/T 43726-2024", "无刷直流力矩电动机通用技术条件", 27),),
        (HeldDocument("Q/HKT 16016-2026", "无刷直流力矩电动机产品规范", 38),),
        (FieldError("benchmark", "目录中没有 GB 999"),),
    )


def benchmarks_page(language: str = "zh") -> BenchmarksPage:
    return BenchmarksPage(
        (
            BenchmarkLine(
                "GB/T 43726-2024",
                "无刷直流力矩电动机通用技术条件",
                "zh",
                "/standards/gb-t-43726-2024",
                "/compare?benchmark=GB/T+43726-2024",
                27,
                "excerpt",
                mandatory=False,
            ),
            BenchmarkLine(
                "GB 5749-2022",
                "生活饮用水卫生标准",
                "zh",
                "/standards/gb-5749-2022",
                "/compare?benchmark=GB+5749-2022",
                97,
                "full",
                mandatory=True,
            ),
        ),
        (SetLine("/benchmarks/drinking-water", "生活饮用水", "1", "Duibiao", "2026-11-24", 4),),
    )


def benchmark_set_page(language: str = "zh") -> BenchmarkSetPage:
    return build_benchmark_set("drinking-water", language)


def browse_page(language: str = "zh") -> BrowsePage:
    census = Census(total=3, publishers={"ISO": PublisherCount(records=2, first="2005", last="2020")})
    census.records["ics"].update({"59": 2, "59.080": 2})
    return build_browse(census, "ics", "59", language)


def publisher_page(language: str = "zh") -> PublisherPage:
    count = PublisherCount(records=2, first="2005", last="2020")
    count.statuses["current"] = count.sources["relaton-iso"] = count.filled["ics"] = 2
    return build_publisher(Census(publishers={"ISO": count}), "ISO", [{"source": "relaton-iso", "at": "2026-11-24T10"}])


def gap_page(language: str = "zh") -> AdoptionGapPage:
    """Return the answer over the made-up catalogue of which the source is complete."""
    places = (find_place("ISO", international=True), find_place("CN", international=False))
    complete = Completeness("made-up", "CN", None, "2000-01-01", "2026-12-31", "all")
    answer = ask_adoption(places, "59.080", "2026-01-01", INTERNATIONAL, NATIONAL, declared=[complete])
    side = Side(held=8, sources=Counter({"made-up": 8}))
    shown = describe_adoption_gap(AdoptionGap(answer, References((), 0, 0), side, side, ()))
    return build_gap_page({"from": "ISO", "to": "CN", "field": "59.080", "as_of": ""}, shown, None, language)


def method_page(language: str = "zh") -> MethodPage:
    return MethodPage(worked_example(), VERDICTS, GATES, "1")


def glossary_page(language: str = "zh") -> GlossaryPage:
    return GlossaryPage(VERDICTS, tuple(WORDS["code"]), tuple(WORDS["flag"]))


def about_page(language: str = "zh") -> AboutPage:
    return AboutPage((SourceLine("relaton-iso", "ISO", "no licence stated", 71_266), SourceLine("sample", "", "", 3)))


PAGES = (
    home_page,
    error_page,
    results_page,
    comparison_page,
    kept_page,
    comparison_set_page,
    run_changes_page,
    mandatory_page,
    outside_page,
    standard_page,
    old_standard_page,
    declaration_page,
    withdrawn_page,
    firm_page,
    compare_form,
    benchmarks_page,
    benchmark_set_page,
    browse_page,
    publisher_page,
    gap_page,
    method_page,
    glossary_page,
    about_page,
)


def with_title(hit: Hit, title: str) -> Hit:
    snippet = Snippet(((title[:3], False), (title[3:5], True), (title[5:], False)))
    return replace(hit, titles={"zh": title}, highlights={"title.zh": (snippet,)})
