"""Elasticsearch behind the port, for several machines or many millions of records. The only door to its client.

An index is built under a name of its own and shown by an alias that carries the schema version, so a rebuild is one
switch of the alias, and a program of another version never reads fields that it does not know::

    duibiao-s1            alias of the live index
    duibiao-building      alias of indexes that a rebuild fills; changes go there as well
    duibiao-s1-<time>     an index; written through the alias <name>-writing, so that no write makes one by accident

Each write carries the time at which its documents began to be loaded as an external version: what was loaded earlier
never covers what was loaded later, however many workers there are.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from catalog.errors import ServiceDownError
from search import plan as tree
from search.backend import BackendStatus, Deletion
from search.documents import PreparedDocument, dump_record, index_fields, load_record
from search.fields import FIELDS, SCHEMA_VERSION, Use
from search.generations import IndexBusyError
from search.highlighting import make_hit
from search.query import Cursor, FacetValue, Hit, SearchRequest, SearchResult, Sort
from search.syntax import parse_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.backend import RebuildWriter
    from search.documents import Document
    from search.syntax import ParsedText

__all__ = ["ElasticBackend"]

_ENGINE = "elasticsearch"
_TIMEOUT = 20.0
_BULK = 2000
_COUNTED = 10_000
"""Hits up to which totals are exact."""
_FACET_VALUES = 100
_LONGEST_KEYWORD = 8000
"""Characters of a code that are indexed: the engine refuses keywords over 32,766 bytes."""
_LONGEST_ID = 512
_CONFLICT = 409

_Json = dict[str, Any]


def _mapping() -> _Json:
    """Return the engine's mapping of the field table."""
    text = {"type": "text", "analyzer": "whitespace"}
    keyword = {"type": "keyword", "ignore_above": _LONGEST_KEYWORD}
    properties: _Json = {"record": {"type": "keyword", "index": False, "doc_values": False}}
    for field in FIELDS:
        if field.use is Use.YEAR:
            properties[field.name] = {"type": "integer"}
        elif field.use is Use.WORDS:
            properties[field.name] = text
        elif field.use is Use.BITS:
            properties[field.name] = {**text, "norms": False, "index_options": "docs"}
        else:
            properties[field.name] = keyword
            if field.use is Use.NAME:
                properties[field.words_name] = text
    return {"dynamic": "strict", "_source": {"includes": ["record"]}, "properties": properties}


_SETTINGS = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # A rebuild may meet a record that was deleted while it ran: the engine has to remember the deletion that long.
    "gc_deletes": "6h",
}


def _compile(node: tree.Node) -> _Json:  # noqa: C901, PLR0911 - one branch for each kind of node
    """Return the engine's query of a node."""
    match node:
        case tree.Everything():
            return {"match_all": {}}
        case tree.Term(name, value):
            return {"term": {name: {"value": value}}}
        case tree.Prefix(name, value):
            return {"prefix": {name: {"value": value}}}
        case tree.Phrase(name, phrase):
            return {"match_phrase": {name: {"query": " ".join(phrase)}}}
        case tree.Between(name, low, high):
            bounds = {"gte": low, "lte": high}
            return {"range": {name: {side: year for side, year in bounds.items() if year is not None}}}
        case tree.AllOf(parts):
            return {"bool": {"must": [_compile(part) for part in parts]}}
        case tree.AnyOf(parts, minimum):
            return {"bool": {"should": [_compile(part) for part in parts], "minimum_should_match": minimum}}
        case tree.Best(parts):
            return {"dis_max": {"queries": [_compile(part) for part in parts]}}
        case tree.Constant(part, score):
            return {"constant_score": {"filter": _compile(part), "boost": score}}
        case tree.Scaled(part, factor):
            return {"bool": {"must": [_compile(part)], "boost": factor}}
        case tree.Scored(base, rewards):
            return {"bool": {"must": [_compile(base)], "should": [_compile(reward) for reward in rewards]}}


def _within(filters: Iterable[tree.Node]) -> _Json:
    return {"bool": {"filter": [_compile(node) for node in filters]}}


@contextmanager
def _speaking(address: str) -> Iterator[None]:
    """Turn what the client raises into one sentence."""
    try:
        yield
    except TransportError as error:
        raise ServiceDownError(
            f"Elasticsearch at {address} does not answer ({error.message}); start it or change DUIBIAO_SEARCH_URL",
            f"{address} 的 Elasticsearch 没有应答；请启动它，或修改 DUIBIAO_SEARCH_URL",
        ) from error
    except ApiError as error:
        raise ServiceDownError(
            f"Elasticsearch at {address} refused a request ({error.status_code} {error.error})",
            f"{address} 的 Elasticsearch 拒绝了请求（{error.status_code} {error.error}）",
            code="search-refused",
        ) from error


def _open_client(url: str) -> tuple[Elasticsearch, str]:
    """Return a client and its address without secrets; ``?api_key=…&ca_certs=…`` give a key and a certificate file."""
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = parts.hostname or "localhost"
    bare = urlunsplit((parts.scheme, f"[{host}]" if ":" in host else host, "", "", ""))
    address = f"{bare}:{parts.port or 9200}"
    options: _Json = {name: asked[name] for name in ("api_key", "ca_certs") if name in asked}
    if parts.username:
        options["basic_auth"] = (parts.username, parts.password or "")
    client = Elasticsearch(f"{address}{parts.path}", request_timeout=_TIMEOUT, max_retries=2, **options)
    return client, address


class ElasticBackend:
    """A :class:`search.backend.SearchBackend` on an Elasticsearch; ``prefix`` begins all its names."""

    batch = 10_000
    """They are held in memory until all are read."""

    def __init__(self, url: str, *, prefix: str = "duibiao") -> None:
        self._client, self._address = _open_client(url)
        self._prefix = prefix
        self._live = f"{prefix}-s{SCHEMA_VERSION}"
        self._building = f"{prefix}-building"

    # -- writing

    def apply(self, changes: Iterable[Document | Deletion]) -> int:
        """Put and delete documents, seen together once all are written, and return how many changes there were."""
        version = time.time_ns() // 1000
        # Read whole before anything is sent: a reader that fails half-way must leave the index alone.
        actions = [_action(change) for change in changes]
        if not actions:
            return 0
        with _speaking(self._address):
            if not self._client.indices.exists_alias(name=self._live):
                self._require_version()
                self._show(self._create())
            for name in self._targets():
                if _send(self._client, name, actions, version):
                    raise IndexBusyError(
                        f"another worker wrote newer states to the index at {self._address}; the batch is tried again",
                        f"另一个进程已向 {self._address} 写入更新的记录；该批次将重试",
                    )
                self._client.indices.refresh(index=name)
        return len(actions)

    def index(self, documents: Iterable[Document]) -> int:
        """Put documents, in place of those with the same id; return how many."""
        return self.apply(documents)

    def delete(self, ids: Iterable[str]) -> int:
        """Delete documents and return how many were named."""
        return self.apply(Deletion(name) for name in ids)

    @contextmanager
    def rebuild(self) -> Iterator[RebuildWriter]:
        """Build a new index beside the live one and switch at the end; after an exception the live one stays."""
        with _speaking(self._address):
            self._remove(self._names(self._building))
            name = self._create({self._building: {}})
        try:
            writer = _RebuildWriter(self._client, self._address, name)
            yield writer
            writer.flush()
            with _speaking(self._address):
                self._client.indices.refresh(index=name)
                self._show(name)
        except BaseException:
            with _speaking(self._address):
                self._remove([name])
            raise

    def _create(self, aliases: _Json | None = None) -> str:
        name = f"{self._live}-{time.time_ns():x}"
        every = {**(aliases or {}), f"{name}-writing": {}}
        self._client.indices.create(index=name, mappings=_mapping(), settings=_SETTINGS, aliases=every)
        return name

    def _show(self, name: str) -> None:
        """Make an index the live one, in one step, and remove those that were."""
        before = self._names(f"{self._prefix}-s*")
        actions: list[_Json] = [{"remove_index": {"index": old}} for old in before if old != name]
        actions.append({"add": {"index": name, "alias": self._live}})
        actions.append({"remove": {"index": name, "alias": self._building, "must_exist": False}})
        self._client.indices.update_aliases(actions=actions)

    def _names(self, alias: str) -> list[str]:
        """Return the indexes that carry an alias of that pattern, without the aliases for writing."""
        try:
            found = self._client.indices.get_alias(name=[alias, "-*-writing"])
        except NotFoundError:
            return []
        return sorted(found)

    def _remove(self, names: Sequence[str]) -> None:
        if names:
            self._client.indices.delete(index=list(names), ignore_unavailable=True)

    def _targets(self) -> list[str]:
        return sorted({*self._names(self._live), *self._names(self._building)})

    def _require_version(self) -> None:
        if self._names(f"{self._prefix}-s*"):
            raise ServiceDownError(
                f"the search index at {self._address} was built by another version of Duibiao; "
                "rebuild it with `duibiao reindex`",
                f"{self._address} 上的检索索引由其他版本的程序建立；请用 duibiao reindex 重建",
                code="index-outdated",
            )

    # -- reading

    def count(self) -> int:
        """Return how many documents the index holds."""
        with _speaking(self._address):
            try:
                return int(self._client.count(index=self._live)["count"])
            except NotFoundError:
                self._require_version()
                return 0

    def status(self) -> BackendStatus:
        """Say how the engine is; never raises."""
        try:
            documents = self.count()
            with _speaking(self._address):
                state = "ok" if self._client.indices.exists_alias(name=self._live) else "empty"
        except ServiceDownError as error:
            state = "outdated" if error.code == "index-outdated" else "down"
            return BackendStatus(_ENGINE, state, None, error.en)
        return BackendStatus(_ENGINE, state, documents, self._address)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question from the last refresh."""
        started = time.perf_counter()
        cursor = Cursor.from_request(request)
        parsed = parse_text(request.text)
        plans = tree.make_plans(request, parsed)
        found: _Json = {}
        attempt = 0
        for attempt, plan in enumerate(plans):
            if cursor is None or cursor.attempt == attempt:
                found = self._ask(request, plan, cursor)
                if found["hits"]["total"]["value"]:
                    break
        hits = [_hit(entry, parsed) for entry in found["hits"]["hits"][: request.limit]]
        total = found["hits"]["total"]
        return SearchResult(
            total=total["value"],
            relation=total["relation"],
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            engine=_ENGINE,
            status="ok",
            relaxed=attempt > 0 and bool(hits),
            hits=tuple(hits),
            facets={name: _facet(found, name) for name in request.facets},
            next=_next(request, found, hits, cursor, attempt),
        )

    def _ask(self, request: SearchRequest, plan: tree.Plan, cursor: Cursor | None) -> _Json:
        by_score = plan.is_scored and request.sort == Sort.RELEVANCE
        order = {Sort.NEWEST: "by_newest", Sort.DESIGNATION: "by_designation"}.get(Sort(request.sort), "by_id")
        after: list[Any] | None = None
        if cursor:
            score, name = (*cursor.after, "")[:2]
            after = [score, str(name).encode("utf-8", "replace").hex()] if by_score else [score]
        excluded = [_compile(node) for node in plan.excluded]
        aggregations = {
            name: {
                "filter": _within(tree.without(plan.filters, name)),
                "aggs": {"values": {"terms": {"field": name, "size": _FACET_VALUES}}},
            }
            for name in request.facets
        }
        with _speaking(self._address):
            try:
                answer = self._client.search(
                    index=self._live,
                    query={"bool": {"must": [_compile(plan.matching)], "must_not": excluded}},
                    post_filter=_within(plan.filters.values()) if plan.filters else None,
                    aggs=aggregations or None,
                    sort=[{"_score": "desc"}, {"by_id": "asc"}] if by_score else [{order: "asc"}],
                    search_after=after,
                    size=request.limit + 1,
                    track_total_hits=_COUNTED,
                    # Copies of a shard may count deleted documents differently: one question stays with one copy.
                    preference=request.fingerprint,
                )
            except NotFoundError:
                self._require_version()
                return {"hits": {"total": {"value": 0, "relation": "eq"}, "hits": []}}
        return dict(answer.body)


class _RebuildWriter:
    """Takes the documents of a rebuild; what a worker wrote meanwhile is newer and stays."""

    def __init__(self, client: Elasticsearch, address: str, name: str) -> None:
        self._client = client
        self._address = address
        self._name = name
        self._version = time.time_ns() // 1000
        self._waiting: list[tuple[str, _Json | None]] = []

    def add(self, document: Document) -> None:
        """Add one document; where two have one id, the later counts."""
        self._waiting.append(_action(document))
        if len(self._waiting) >= _BULK:
            self.flush()

    def flush(self) -> None:
        """Send what waits."""
        with _speaking(self._address):
            _send(self._client, self._name, self._waiting, self._version)
        self._waiting = []


def _action(change: Document | Deletion) -> tuple[str, _Json | None]:
    """Return the engine's id of a document and its source; no source deletes."""
    name = change.id
    if len(name.encode("utf-8", "replace")) > _LONGEST_ID:
        name = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
    if isinstance(change, Deletion):
        return name, None
    if isinstance(change, PreparedDocument):
        fields, record = change.unpacked()
    else:
        fields, record = index_fields(change), dump_record(change)
    source: _Json = {field: values if len(values) > 1 else values[0] for field, values in fields.items() if values}
    source["record"] = record.decode()
    return name, source


def _send(client: Elasticsearch, name: str, actions: Sequence[tuple[str, _Json | None]], version: int) -> int:
    """Write in bulks and return how many changes met a newer state. Raises ServiceDownError for any other refusal."""
    conflicts = 0
    for start in range(0, len(actions), _BULK):
        operations: list[_Json] = []
        for identity, source in actions[start : start + _BULK]:
            meta = {"_id": identity, "version": version, "version_type": "external_gte"}
            operations += [{"delete": meta}] if source is None else [{"index": meta}, source]
        answer = client.bulk(index=f"{name}-writing", operations=operations, require_alias=True)
        for item in answer["items"]:
            result = next(iter(item.values()))
            if result["status"] == _CONFLICT:
                conflicts += 1
            elif "error" in result:
                reason = result["error"].get("reason", "")
                raise ServiceDownError(
                    f"Elasticsearch did not take {result['_id']} ({reason})",
                    f"Elasticsearch 未接受 {result['_id']}（{reason}）",
                    code="search-refused",
                )
    return conflicts


def _hit(entry: _Json, parsed: ParsedText) -> Hit:
    return make_hit(load_record(entry["_source"]["record"].encode()), entry["_score"], parsed)


def _facet(found: _Json, name: str) -> tuple[FacetValue, ...]:
    buckets = found.get("aggregations", {}).get(name, {}).get("values", {}).get("buckets", [])
    pairs = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return tuple(FacetValue(*pair) for pair in sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def _next(request: SearchRequest, found: _Json, hits: Sequence[Hit], cursor: Cursor | None, attempt: int) -> str | None:
    """Return the cursor after the last hit shown; none where it was the last there is."""
    entries = found["hits"]["hits"]
    if len(entries) <= request.limit:
        return None
    values = entries[request.limit - 1]["sort"]
    after = (float(values[0]), hits[-1].id) if len(values) > 1 else (values[0],)
    seen = (cursor.seen if cursor else 0) + len(hits)
    return Cursor(request.fingerprint, after, seen, attempt).to_text()
