"""A real Elasticsearch keeps the same contract; what follows is its own: versions, aliases, an engine that is down."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from catalog.errors import ServiceDownError
from search import SearchDocument, SearchRequest, open_backend
from search.elastic import ElasticBackend
from search.generations import IndexBusyError
from tests.search.contract import SearchContract, filled, plain
from tests.search.records import CATALOGUE, standard

__all__ = ["filled"]

pytestmark = [pytest.mark.elasticsearch, pytest.mark.xdist_group("elasticsearch")]


@pytest.fixture
def prefix():
    return f"test-{uuid.uuid4().hex}"


@pytest.fixture
def backend(elasticsearch, prefix):
    opened = ElasticBackend(elasticsearch, prefix=prefix)
    yield opened
    opened._remove(list(opened._client.indices.get(index=f"{prefix}-*")))
    opened.close()


@pytest.fixture(scope="module")
def catalogue(elasticsearch):
    opened = ElasticBackend(elasticsearch, prefix=f"test-{uuid.uuid4().hex}")
    opened.index(CATALOGUE)
    yield opened
    opened.close()


class TestElastic(SearchContract):
    pass


def test_an_address_opens_the_engine(elasticsearch, tmp_path):
    opened = open_backend(elasticsearch, tmp_path)
    assert isinstance(opened, ElasticBackend)
    assert opened.status().state == "empty"
    assert opened.search(SearchRequest("x")).engine == "elasticsearch"
    opened.close()


def test_both_engines_give_the_same_hits_in_the_same_order(catalogue, tmp_path):
    embedded = open_backend("embedded", tmp_path)
    embedded.index(CATALOGUE)
    texts = [document.designation for document in CATALOGUE]
    texts += [
        "quality management",
        "纺织产品",
        "textile",
        "GB 5009",
        "针织 甲醛",
        "requirements zzzzz quality",
        "食品 -水分",
        "",
    ]
    for text in texts:
        request = SearchRequest(text, facets=("level", "ics", "year"), limit=50)
        ours, theirs = embedded.search(request), catalogue.search(request)
        assert [hit.id for hit in ours.hits] == [hit.id for hit in theirs.hits], text
        assert [hit.highlights for hit in ours.hits] == [hit.highlights for hit in theirs.hits], text
        assert (ours.total, ours.facets, ours.relaxed) == (theirs.total, theirs.facets, theirs.relaxed), text


def test_changes_during_a_rebuild_are_in_the_old_and_the_new_index(backend):
    document = standard("GB/T 1-2001", "旧名称")
    gone = standard("GB/T 2-2001", "将删除")
    backend.index([document, gone])
    with backend.rebuild() as writer:
        backend.index([replace(document, titles={"zh": "新名词"})])
        backend.delete([gone.id])
        assert backend.search(SearchRequest("新名词")).total == 1
        # What the rebuild read from the store before the changes must not cover them.
        writer.add(document)
        writer.add(gone)
    assert backend.search(SearchRequest("新名词")).total == 1
    assert backend.count() == 1


def test_what_was_loaded_earlier_does_not_cover_what_was_loaded_later(backend):
    document = standard("GB/T 1-2001", "旧名称")

    def slow():
        yield document
        backend.index([replace(document, titles={"zh": "新名词"})])

    backend.index(plain(1))
    with pytest.raises(IndexBusyError):
        backend.index(slow())
    assert backend.search(SearchRequest("新名词")).total == 1


def test_a_rebuild_that_another_one_overtook_fails_and_leaves_the_others(backend):
    backend.index(plain(3))

    def overtaken():
        with backend.rebuild() as slow:
            slow.add(next(plain(1)))
            with backend.rebuild() as quick:
                quick.add(next(plain(1)))

    with pytest.raises(ServiceDownError):
        overtaken()
    assert backend.count() == 1
    assert len(backend._client.indices.get(index=f"{backend._prefix}-*")) == 1


def test_an_index_of_another_version_says_how_to_rebuild_it_and_can_be(elasticsearch, backend, prefix):
    backend._client.indices.create(index=f"{prefix}-s0-1", aliases={f"{prefix}-s0": {}})
    for use in (lambda: backend.search(SearchRequest("x")), backend.count, lambda: backend.index(plain(1))):
        with pytest.raises(ServiceDownError, match="duibiao reindex"):
            use()
    assert backend.status().state == "outdated"
    with backend.rebuild() as writer:
        writer.add(next(plain(1)))
    assert (backend.count(), backend.status().state) == (1, "ok")


def test_an_engine_that_is_down_is_said_to_be(tmp_path):
    opened = open_backend("http://127.0.0.1:9", tmp_path)
    for use in (lambda: opened.search(SearchRequest("x")), opened.count, lambda: opened.index(plain(1))):
        with pytest.raises(ServiceDownError, match="does not answer"):
            use()
    assert opened.status().state == "down"
    opened.close()


def test_secrets_of_an_address_are_in_no_message(tmp_path):
    opened = open_backend("http://elastic:geheim@127.0.0.1:9/?api_key=", tmp_path)
    status = opened.status()
    assert status.state == "down"
    assert "geheim" not in status.detail
    opened.close()


def test_ids_beyond_the_length_that_the_engine_takes_are_stored(backend):
    document = SearchDocument("standard", "x" * 600, "X 1", titles={"en": "plain"})
    backend.index([document])
    assert backend.search(SearchRequest("plain")).hits[0].id == document.id
    backend.delete([document.id])
    assert backend.count() == 0
