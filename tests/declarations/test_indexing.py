"""What the index holds of a declaration is what people look for."""

from __future__ import annotations

from declarations import Withdrawal, declaration_document
from tests.declarations.filings import OTHER_USCC, USCC, content, record


def test_number_title_firm_products_and_indicators_are_searched(store):
    identity = store.publish(content(), uscc=USCC, by="abc")
    document = declaration_document(store.get_declaration(identity))
    assert (document.kind, document.record_id, document.id) == ("declaration", identity, f"declaration:{identity}")
    assert document.designation == "Q/ABC 001-2026"
    assert document.number.year == "2026"
    assert document.titles == {"zh": "无刷直流力矩电动机"}
    assert (document.firm, document.uscc, document.region) == ("某某电机有限公司", USCC, "150101")
    assert document.products == ("力矩电动机", "J70LWX02", "27 V")
    assert document.characteristics == ("绝缘电阻",)
    assert (document.level, document.status, document.date) == ("enterprise", "current", "2026-04-10")
    assert document.extra["verified"] is False


def test_a_withdrawn_declaration_is_found_as_withdrawn(store):
    identity = store.publish(content(), uscc=USCC, by="abc")
    store.withdraw(identity, Withdrawal("2026-05-01", "停产"), uscc=USCC, by="abc")
    document = declaration_document(store.get_declaration(identity))
    assert (document.status, document.extra["state"]) == ("withdrawn", "withdrawn")


def test_an_imported_record_names_its_source(store):
    store.put_imported([record()])
    (published,) = store.of_firm(OTHER_USCC)
    document = declaration_document(published)
    assert (document.extra["declared"], document.extra["source"]) == ("imported", "some-platform")
    assert document.characteristics == ()
