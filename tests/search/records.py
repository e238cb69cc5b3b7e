"""Search documents for the tests: facts of real standards as their publishers print them, and made-up firms."""

from __future__ import annotations

from catalog.designations import parse_designation
from catalog.standards import Level, Nature, PartialDate, Standard, Status, Title
from search import SearchDocument, standard_document


def standard(
    number: str,
    zh: str | None = None,
    en: str | None = None,
    *,
    status: str = "current",
    level: str = "national",
    **more,
) -> SearchDocument:
    """Make the document of a standard; ``published`` is text, everything else is as in the record."""
    titles = tuple(Title(language, text) for language, text in (("zh", zh), ("en", en)) if text)
    published = more.pop("published", None)
    return standard_document(
        Standard(
            designation=parse_designation(number),
            titles=titles,
            status=Status(status),
            level=Level(level),
            nature=Nature(more.pop("nature", "unknown")),
            published=PartialDate(published) if published else None,
            **more,
        )
    )


def declaration(number: str, title: str, **more) -> SearchDocument:
    """Make the document of a firm's declaration."""
    return SearchDocument(
        kind="declaration",
        record_id=more.pop("record_id", number),
        designation=number,
        number=parse_designation(number),
        titles={"zh": title},
        level="enterprise",
        status=more.pop("status", "current"),
        **more,
    )


CATALOGUE = [
    standard(
        "GB/T 19001-2016",
        "质量管理体系 要求",
        "Quality management systems — Requirements",
        publisher="SAC",
        ics=("03.120.10",),
        published="2016-12-30",
    ),
    standard(
        "GB/T 19001-2008",
        "质量管理体系 要求",
        "Quality management systems — Requirements",
        publisher="SAC",
        ics=("03.120.10",),
        published="2008-12-30",
        status="superseded",
    ),
    standard(
        "GB/T 19000-2016",
        "质量管理体系 基础和术语",
        "Quality management systems — Fundamentals and vocabulary",
        publisher="SAC",
        published="2016-12-30",
    ),
    standard("GB/T 1900-2010", "试验用编号", publisher="SAC"),
    standard(
        "ISO 9001:2015",
        None,
        "Quality management systems — Requirements",
        level="international",
        publisher="ISO",
        ics=("03.100.70", "03.120.10"),
        published="2015-09",
    ),
    standard(
        "ISO 9001:2008",
        None,
        "Quality management systems — Requirements",
        level="international",
        publisher="ISO",
        status="withdrawn",
        published="2008-11",
    ),
    standard(
        "ISO 105-C06:2010",
        None,
        "Textiles — Tests for colour fastness — Part C06: Colour fastness to domestic and commercial laundering",
        level="international",
        publisher="ISO",
        ics=("59.080.01",),
        published="2010-03",
    ),
    standard(
        "GB 18401-2010",
        "国家纺织产品基本安全技术规范",
        "National general safety technical code for textile products",
        nature="mandatory",
        publisher="SAC",
        ics=("59.080.01",),
        ccs=("W04",),
        published="2011-01-14",
    ),
    standard(
        "GB 31701-2015",
        "婴幼儿及儿童纺织产品安全技术规范",
        nature="mandatory",
        publisher="SAC",
        ics=("59.080.01",),
        ccs=("W04",),
        published="2015-05-26",
    ),
    standard(
        "GB 5009.12-2023",
        "食品安全国家标准 食品中铅的测定",
        nature="mandatory",
        publisher="NHC",
        ics=("67.050",),
        published="2023-09-06",
    ),
    standard(
        "GB 5009.3-2016",
        "食品安全国家标准 食品中水分的测定",
        nature="mandatory",
        publisher="NHC",
        ics=("67.050",),
        published="2016-08-31",
    ),
    standard(
        "JIS L 0217:1995",
        None,
        "Care labelling of textile goods",
        publisher="JSA",
        status="withdrawn",
        published="1995",
    ),
    standard(
        "FZ/T 73020-2020", "针织休闲服装", level="industry", publisher="MIIT", ics=("61.020",), published="2020-04-16"
    ),
    standard("TSG R0005-2011", "移动式压力容器安全技术监察规程", level="industry", publisher="AQSIQ"),
    declaration(
        "Q/HKT 16016-2026",
        "无刷直流力矩电动机产品规范",
        firm="华控电机有限公司",
        region="320505",
        products=("无刷直流力矩电动机",),
        characteristics=("绝缘电阻", "试验电压"),
        date="2026-04-10",
    ),
    declaration(
        "Q/ABC 001-2024",
        "针织T恤衫",
        firm="中华服饰股份有限公司",
        region="440300",
        products=("针织T恤衫",),
        characteristics=("甲醛含量", "pH值", "耐洗色牢度"),
        date="2024-05-01",
    ),
]
