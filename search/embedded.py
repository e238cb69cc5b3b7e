"""The embedded engine: tantivy behind the port, in a folder beside the database. The only door to tantivy.

The folder holds one generation of the index for each rebuild, and a pointer file that names the live one::

    index/current                      name of the live generation
    index/writer.lock                  held by the one process that writes
    index/g-00000002-1f3a…/schema.json version of the fields it was built with
    index/g-00000002-1f3a…/meta.json   tantivy's own files

Readers look at the pointer and at ``meta.json`` before each question, so a commit or a rebuild by another process is
seen at once. The generation before stays until the next rebuild, for readers that still have it open.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tantivy
from tantivy import FieldType, Occur, Order, Query

from catalog.errors import DuibiaoError, ServiceDownError
from search import plan as tree
from search.backend import BackendStatus, Deletion, RebuildWriter
from search.documents import PreparedDocument, SearchDocument, load_record
from search.fields import FIELDS, SCHEMA_VERSION, Use
from search.generations import Generations
from search.highlighting import make_hit
from search.query import Cursor, FacetValue, Hit, SearchRequest, SearchResult, Sort
from search.ranking import first_wanted, take_ranked
from search.syntax import parse_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from search.documents import Document
    from search.syntax import ParsedText

__all__ = ["EmbeddedBackend"]

_ENGINE = "embedded"
_HEAP = 128_000_000
"""Bytes that a writer gathers before it writes a segment; a rebuild of 71,000 records makes one to three."""
_PATIENCE = 20.0
"""Seconds that a writer waits for another one."""
_FACET_VALUES = 100
_MOST_COUNTED = 256
_UNSAFE_IN_REGEX = frozenset("\\.+*?()|[]{}^$#&-~/ ")


def _build_schema() -> tantivy.Schema:
    """Return tantivy's schema of the field table."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("record", stored=True)
    for field in FIELDS:
        if field.use is Use.YEAR:
            builder.add_integer_field(field.name, indexed=True, fast=True)
        elif field.use in {Use.WORDS, Use.BITS}:
            option = "position" if field.use is Use.WORDS else "basic"
            builder.add_text_field(field.name, tokenizer_name="whitespace", index_option=option)
        else:
            fast = field.use is not Use.NUMBER
            builder.add_text_field(field.name, fast=fast, tokenizer_name="raw", index_option="basic")
            if field.use is Use.NAME:
                builder.add_text_field(field.words_name, tokenizer_name="whitespace", index_option="position")
    return builder.build()


@contextmanager
def _speaking(folder: Path) -> Iterator[None]:
    """Turn whatever the engine raises into one sentence that says what to do."""
    try:
        yield
    except BaseException as error:
        # A damaged file makes the engine panic, which arrives as a BaseException of a class that cannot be imported.
        if not isinstance(error, (OSError, ValueError, RuntimeError)) and type(error).__name__ != "PanicException":
            raise
        raise ServiceDownError(
            f"the search index in {folder} cannot be used ({error}); if there is room on the disk, rebuild it with "
            "`duibiao reindex`",
            f"{folder} 中的检索索引无法使用（{error}）；若磁盘空间充足，请用 duibiao reindex 重建",
            code="index-damaged",
        ) from error


class _Compiler:
    """Neutral tree to tantivy query. Queries are built, never parsed: no text of a person reaches a query language."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def compile(self, node: tree.Node) -> Query:  # noqa: C901, PLR0911 - one branch for each kind of node
        """Return the query of a node."""
        match node:
            case tree.Everything():
                return Query.all_query()
            case tree.Term(name, value):
                return Query.term_query(self._schema, name, value, "freq")
            case tree.Prefix(name, value):
                literal = "".join(f"\\{char}" if char in _UNSAFE_IN_REGEX else char for char in value)
                return Query.regex_query(self._schema, name, f"{literal}.*")
            case tree.Phrase(name, phrase):
                return Query.phrase_query(self._schema, name, list(phrase))
            case tree.Between(name, low, high):
                return Query.range_query(self._schema, name, FieldType.Integer, low, high)
            case tree.AllOf(parts):
                return Query.boolean_query([(Occur.Must, self.compile(part)) for part in parts])
            case tree.AnyOf(parts, minimum):
                shoulds = [(Occur.Should, self.compile(part)) for part in parts]
                return Query.boolean_query(shoulds, minimum if minimum > 1 else None)
            case tree.Best(parts):
                return Query.disjunction_max_query([self.compile(part) for part in parts])
            case tree.Constant(part, score):
                return Query.const_score_query(self.compile(part), score)
            case tree.Scaled(part, factor):
                return Query.boost_query(self.compile(part), factor)
            case tree.Scored(base, rewards):
                clauses = [(Occur.Should, self.compile(reward)) for reward in rewards]
                return Query.boolean_query([(Occur.Must, self.compile(base)), *clauses])

    def narrow(self, matching: Query, filters: Iterable[tree.Node], excluded: Iterable[tree.Node]) -> Query:
        """Return the query within the filters and without what is excluded; neither changes a score."""
        clauses = [(Occur.Must, matching)]
        clauses += [(Occur.Must, Query.const_score_query(self.compile(node), 0.0)) for node in filters]
        clauses += [(Occur.MustNot, self.compile(node)) for node in excluded]
        return Query.boolean_query(clauses) if len(clauses) > 1 else matching


class _Reader:
    """One state of the index: what a question sees from its first count to its last hit."""

    def __init__(self, generation: Path, stamp: tuple[int, ...]) -> None:
        self.generation = generation
        self.stamp = stamp
        self.index = tantivy.Index.open(str(generation))
        self.index.config_reader("manual")
        self.reload(stamp)
        self.compiler = _Compiler(self.index.schema)

    def reload(self, stamp: tuple[int, ...]) -> None:
        """Move on to the last commit."""
        self.index.reload()
        self.searcher = self.index.searcher()
        self.stamp = stamp
        self.counted: dict[tuple[object, ...], tuple[FacetValue, ...]] = {}


class EmbeddedBackend:
    """A :class:`search.backend.SearchBackend` on tantivy; threads share it, processes share its folder."""

    batch = 50_000
    """Smaller commits make small segments, which the engine then merges for seconds."""

    def __init__(self, folder: Path, *, patience: float = _PATIENCE) -> None:
        self._folder = folder
        self._patience = patience
        self._generations = Generations(folder)
        self._refreshing = threading.Lock()
        self._reader: _Reader | None = None

    # -- writing

    def apply(self, changes: Iterable[Document | Deletion]) -> int:
        """Put and delete documents in one commit and return how many changes there were."""
        with self._generations.writing(self._patience):
            generation = self._generations.live() or self._create_empty()
            self._require_version(generation)
            with _Writer.open(self._folder, lambda: tantivy.Index.open(str(generation))) as writer:
                for change in changes:
                    writer.delete(change.id)
                    if not isinstance(change, Deletion):
                        writer.add(change)
            return writer.count

    def index(self, documents: Iterable[Document]) -> int:
        """Put documents, in place of those with the same id, in one commit; return how many."""
        return self.apply(documents)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete documents in one commit and return how many were named."""
        return self.apply(Deletion(name) for name in ids)

    @contextmanager
    def rebuild(self) -> Iterator[RebuildWriter]:
        """Build a new index beside the live one and switch at the end; after an exception the live one stays."""
        with self._generations.writing(self._patience):
            generation = self._generations.create()
            try:
                with _Writer.open(self._folder, lambda: _create(generation)) as writer:
                    yield _RebuildWriter(writer)
                self._generations.switch(generation, SCHEMA_VERSION)
            except BaseException:
                self._generations.discard(generation)
                raise

    def _create_empty(self) -> Path:
        generation = self._generations.create()
        _create(generation)
        self._generations.switch(generation, SCHEMA_VERSION)
        return generation

    def _require_version(self, generation: Path) -> None:
        version = self._generations.version(generation)
        if version != SCHEMA_VERSION:
            raise ServiceDownError(
                f"the search index in {self._folder} was built by another version of Duibiao (schema {version}, "
                f"needed {SCHEMA_VERSION}); rebuild it with `duibiao reindex`",
                f"{self._folder} 中的检索索引由其他版本的程序建立（{version}，需要 {SCHEMA_VERSION}）；"
                "请用 duibiao reindex 重建",
                code="index-outdated",
            )

    # -- reading

    def _open_reader(self) -> _Reader | None:
        """Return the index as of its last commit; none where there is no index yet."""
        with self._refreshing:
            generation = self._generations.live()
            if generation is None:
                self._reader = None
                return None
            stamp = _stamp(generation)
            reader = self._reader
            if reader is None or reader.generation != generation:
                self._require_version(generation)
                self._reader = reader = _Reader(generation, stamp)
            elif reader.stamp != stamp:
                reader.reload(stamp)
            return reader

    def count(self) -> int:
        """Return how many documents the index holds."""
        with _speaking(self._folder):
            reader = self._open_reader()
            return reader.searcher.num_docs if reader else 0

    def status(self) -> BackendStatus:
        """Say how the engine is; never raises."""
        try:
            with _speaking(self._folder):
                reader = self._open_reader()
                if reader is None:
                    return BackendStatus(_ENGINE, "empty", 0, "no index was built yet")
                return BackendStatus(_ENGINE, "ok", reader.searcher.num_docs, reader.generation.name)
        except DuibiaoError as error:
            return BackendStatus(_ENGINE, error.code.removeprefix("index-"), None, error.en)

    def close(self) -> None:
        """Let go of the index's files."""
        self._reader = None

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question from the last commit."""
        started = time.perf_counter()
        cursor = Cursor.from_request(request)
        parsed = parse_text(request.text)
        plans = tree.make_plans(request, parsed)
        with _speaking(self._folder):
            reader = self._open_reader()
            answer = _Answer(reader, request, parsed, cursor) if reader else None
            for attempt, plan in enumerate(plans):
                if answer and (cursor is None or cursor.attempt == attempt) and answer.ask(plan, attempt):
                    break
            hits, following = answer.hits() if answer else ((), None)
            facets = answer.facets() if answer else _no_counts(request.facets)
        return SearchResult(
            total=answer.total if answer else 0,
            relation="eq",
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            engine=_ENGINE,
            status="ok",
            relaxed=bool(answer and answer.attempt and hits),
            hits=hits,
            facets=facets,
            next=following.to_text() if following else None,
        )


class _Writer:
    """The one writer of an index; what the engine raises is told apart from what its caller's documents raise."""

    def __init__(self, folder: Path, writer: tantivy.IndexWriter) -> None:
        self._folder = folder
        self._writer = writer
        self.count = 0

    @classmethod
    @contextmanager
    def open(cls, folder: Path, open_index: Callable[[], tantivy.Index]) -> Iterator[_Writer]:
        """Give a writer; commit at the end, roll back on an exception, and free it in either case."""
        with _speaking(folder):
            inner = open_index().writer(_HEAP, 1)
        try:
            yield cls(folder, inner)
            with _speaking(folder):
                inner.commit()
        except BaseException:
            with suppress(Exception):
                inner.rollback()
            raise
        finally:
            with suppress(Exception):
                inner.wait_merging_threads()

    def add(self, document: Document) -> None:
        prepared = PreparedDocument.made_of(document) if isinstance(document, SearchDocument) else document
        with _speaking(self._folder):
            self._writer.add_json(prepared.values)

    def delete(self, name: str) -> None:
        with _speaking(self._folder):
            self._writer.delete_documents_by_term("id", name)
        self.count += 1


class _RebuildWriter:
    """Takes the documents of a rebuild."""

    def __init__(self, writer: _Writer) -> None:
        self._writer = writer
        self._seen: set[int] = set()

    def add(self, document: Document) -> None:
        """Add one document; where two have one id, the later counts."""
        mark = hash(document.id)
        if mark in self._seen:
            self._writer.delete(document.id)
        self._seen.add(mark)
        self._writer.add(document)


def _create(generation: Path) -> tantivy.Index:
    # Documents lie in the order of their ids, so that ties of a score can be broken without reading all of them.
    return tantivy.Index(_build_schema(), str(generation), reuse=False, sort_by_field="by_id")


class _Answer:
    """One question being answered from one state of the index."""

    def __init__(self, reader: _Reader, request: SearchRequest, parsed: ParsedText, cursor: Cursor | None) -> None:
        self._reader = reader
        self._searcher = reader.searcher
        self._request = request
        self._parsed = parsed
        self._cursor = cursor
        self.total = 0
        self.attempt = 0

    def ask(self, plan: tree.Plan, attempt: int) -> bool:
        """Count what the plan finds and tell whether it is anything."""
        self._plan = plan
        self.attempt = attempt
        compiler = self._reader.compiler
        self._matching = compiler.compile(plan.matching)
        self._query = compiler.narrow(self._matching, plan.filters.values(), plan.excluded)
        # Counting scores everything: the hits of a first page cost nothing more.
        seen = self._cursor.seen if self._cursor else 0
        wanted = first_wanted(seen, self._request.limit + 1) if self._by_relevance else 1
        found = self._searcher.search(self._query, wanted)
        self._first = found.hits
        self.total = int(found.count)  # type: ignore[attr-defined]  # the engine's type stubs leave it out
        return self.total > 0

    @property
    def _by_relevance(self) -> bool:
        return self._plan.is_scored and self._request.sort == Sort.RELEVANCE

    def _collect(self, wanted: int) -> list[tuple[float, tantivy.DocAddress]]:
        if wanted <= len(self._first) or len(self._first) == self.total:
            return self._first[:wanted]
        return self._searcher.search(self._query, wanted, count=False).hits

    def hits(self) -> tuple[tuple[Hit, ...], Cursor | None]:
        """Return the page, and the cursor of the next one where there is one."""
        by_score = self._by_relevance
        if self.total == 0:
            return (), None
        places = self._by_score() if by_score else self._by_key()
        shown = places[: self._request.limit]
        hits = tuple(self._hit(place, by_score=by_score) for place in shown)
        if len(places) <= self._request.limit:
            return hits, None
        seen = (self._cursor.seen if self._cursor else 0) + len(shown)
        last = shown[-1]
        after = (last.key, hits[-1].id) if by_score else (last.key,)
        return hits, Cursor(self._request.fingerprint, after, seen, self.attempt)

    def _by_key(self) -> list[_Place]:
        """Return the page in the order of a unique string, which the next page's query begins after."""
        order = {Sort.NEWEST: "by_newest", Sort.DESIGNATION: "by_designation"}.get(Sort(self._request.sort), "by_id")
        query = self._query
        if self._cursor:
            # The engine ranges over strings only by way of its parser; the bound is hexadecimal, checked by Cursor.
            rest = self._reader.index.parse_query(f"{order}:{{{self._cursor.after[0]} TO *}}", ["id"])
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, rest)])
        found = self._searcher.search(query, self._request.limit + 1, False, order, 0, Order.Asc)  # noqa: FBT003 - the engine takes it by position
        return [_Place(key, address) for key, address in found.hits]

    def _by_score(self) -> list[_Place]:
        after = self._cursor.after if self._cursor else None
        ranked = take_ranked(
            self._collect,
            self._name,
            after=(float(after[0]), str(after[1])) if after else None,
            seen=self._cursor.seen if self._cursor else 0,
            limit=self._request.limit + 1,
            most=self.total,
        )
        return [_Place(score, address) for score, address in ranked]

    def _name(self, address: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(address).get_first("id"))

    def _hit(self, place: _Place, *, by_score: bool) -> Hit:
        record = load_record(bytes(self._searcher.doc(place.address)["record"][0]))
        return make_hit(record, float(place.key) if by_score else None, self._parsed)

    def facets(self) -> dict[str, tuple[FacetValue, ...]]:
        """Return the counts of each facet over the question without the facet's own filter."""
        return {name: self._facet(name) for name in self._request.facets}

    def _facet(self, name: str) -> tuple[FacetValue, ...]:
        filters = tree.without(self._plan.filters, name)
        # Counting everything is the one slow question (100 ms at a million records), and the one asked most often.
        key = (name, filters) if not self._plan.is_scored and not self._plan.excluded else None
        if key in self._reader.counted:
            return self._reader.counted[key]
        query = self._reader.compiler.narrow(self._matching, filters, self._plan.excluded)
        found = self._searcher.aggregate(query, {name: {"terms": {"field": name, "size": _FACET_VALUES}}})
        pairs = [(_facet_text(bucket["key"]), int(bucket["doc_count"])) for bucket in found[name]["buckets"]]
        values = tuple(FacetValue(*pair) for pair in sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
        if key is not None and len(self._reader.counted) < _MOST_COUNTED:
            self._reader.counted[key] = values
        return values


@dataclass(frozen=True, slots=True)
class _Place:
    """A hit before it is read: its score or sort key, and where it lies."""

    key: float | str
    address: tantivy.DocAddress


def _no_counts(names: Iterable[str]) -> dict[str, tuple[FacetValue, ...]]:
    return dict.fromkeys(names, ())


def _facet_text(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


def _stamp(generation: Path) -> tuple[int, ...]:
    found = os.stat(generation / "meta.json")  # noqa: PTH116 - asked before every question
    return found.st_mtime_ns, found.st_ino, found.st_size
