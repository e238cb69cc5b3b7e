"""Gate 6: are the cited test methods the same, linked, or free to differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from catalog.comparison.dictionary import fold_name
from catalog.comparison.gates.trail import Closed, Trail, not_comparable, undetermined
from catalog.comparison.links import Link, MethodKey, MethodRelation, method_key, method_links
from catalog.comparison.remembering import once_for_a_row

if TYPE_CHECKING:
    from collections.abc import Collection

    from catalog.comparison.requirements import Method, Requirement

__all__ = ["Cited", "check_methods", "cited_methods", "methods_of"]

_RANK = {
    MethodRelation.SAME: 0,
    MethodRelation.EQUIVALENT: 1,
    MethodRelation.IDT: 2,
    MethodRelation.EDITION: 3,
    MethodRelation.MOD: 4,
    MethodRelation.ADOPTED: 5,
    MethodRelation.CHANGED: 6,
    MethodRelation.DIFFERENT: 7,
    MethodRelation.NEQ: 8,
    MethodRelation.NONE: 9,
}
_FLAGS = {
    MethodRelation.IDT: "METHOD_IDT",
    MethodRelation.MOD: "METHOD_MOD",
    MethodRelation.ADOPTED: "METHOD_ADOPTED",
    MethodRelation.EDITION: "METHOD_EDITION",
}
_CLOSING = frozenset({MethodRelation.NONE, MethodRelation.NEQ, MethodRelation.DIFFERENT, MethodRelation.CHANGED})


class Cited(NamedTuple):
    """A cited method: its key, if it is a designation, its word (``strip``), and what was printed.

    ``replaced_by`` is what replaced the cited edition, if it is recorded as withdrawn.
    """

    key: MethodKey | None
    word: str | None
    printed: str
    explicit: bool
    replaced_by: str | None = None

    @property
    def label(self) -> str:
        """Return the method for people."""
        return self.key.printed if self.key is not None else self.printed or str(self.word)


@once_for_a_row
def methods_of(requirement: Requirement) -> tuple[Cited, ...]:
    """Return all methods that a requirement cites."""
    return cited_methods(requirement.methods)


def cited_methods(methods: tuple[Method, ...], leave_out: Collection[str] = ()) -> tuple[Cited, ...]:
    """Return the methods of a requirement; ``leave_out`` are works that define a scale and are no test methods."""
    out: list[Cited] = []
    words: list[tuple[str, str]] = []
    for method in methods:
        key = method_key(method.designation) if method.designation else None
        if key is None:
            if method.designation is not None:
                out.append(Cited(None, fold_name(method.designation), method.designation, explicit=True))
            elif method.variant is not None:
                words.append((method.variant, method.printed or method.variant))
            continue
        if key.work in leave_out:
            continue
        word, replaced_by = method.variant or method_links().fact(key).variant, method_links().withdrawn(key)
        out.append(Cited(key, word, method.printed, method.variant is not None, replaced_by))
    if not out:
        return tuple(Cited(None, word, printed, explicit=True) for word, printed in words)
    return tuple(out) if not words else tuple(_with_word(item, words) for item in out)


def _with_word(item: Cited, words: list[tuple[str, str]]) -> Cited:
    """Let a method named in words beside a designation tell its variant."""
    return item if item.explicit else item._replace(word=words[0][0], explicit=True)


def check_methods(
    declared: tuple[Cited, ...], benchmark: tuple[Cited, ...], *, method_defined: bool, trail: Trail
) -> Closed | None:
    """Apply the method table; ``method_defined`` tells whether the value depends on the method."""
    _note_withdrawn(declared, trail)
    _note_withdrawn(benchmark, trail)
    if not declared and not benchmark:
        trail.step("method", "unstated", "neither side cites a method")
        if method_defined:
            trail.flag("METHOD_UNSTATED")
        return None
    if not declared or not benchmark:
        return _one_sided(declared or benchmark, declared=bool(declared), method_defined=method_defined, trail=trail)
    best: tuple[int, Link, Cited, Cited] | None = None
    for left in declared:
        for right in benchmark:
            link = _link(left, right)
            rank = _RANK[link.relation] * 2 + link.older
            if best is None or rank < best[0]:
                best = rank, link, left, right
    assert best is not None  # noqa: S101 - both sides are not empty
    return _judge(best[1], best[2], best[3], method_defined=method_defined, trail=trail)


def _note_withdrawn(cited: tuple[Cited, ...], trail: Trail) -> None:
    for item in cited:
        if item.replaced_by is not None:
            trail.flag("WITHDRAWN_REFERENCE")
            trail.step("method", "withdrawn edition", f"{item.label}: replaced by {item.replaced_by}")


def _link(left: Cited, right: Cited) -> Link:
    if left.key is None or right.key is None:
        return _word_link(left, right)
    link = method_links().relation(left.key, right.key)
    if left.word != right.word and left.word is not None and right.word is not None:
        return Link(MethodRelation.DIFFERENT, detail=f"{left.word} / {right.word}")
    return link


def _word_link(left: Cited, right: Cited) -> Link:
    if left.word is None or right.word is None:
        return Link(MethodRelation.NONE)
    same = left.word == right.word
    return Link(MethodRelation.SAME if same else MethodRelation.DIFFERENT, detail=f"{left.word} / {right.word}")


def _one_sided(stated: tuple[Cited, ...], *, declared: bool, method_defined: bool, trail: Trail) -> Closed | None:
    labels = "、".join(item.label for item in stated)
    trail.flag("METHOD_UNSTATED")
    trail.step("method", "unstated on one side", labels)
    if not method_defined:
        return None
    silent_zh, silent_en = ("对标标准", "the benchmark") if declared else ("本标准", "the declared text")
    return undetermined(
        "METHOD_UNSTATED",
        f"结果取决于试验方法；只有一方写明了方法（{labels}），{silent_zh}没有写明，无法判断。",
        f"The result depends on the test method; only one side cites one ({labels}), {silent_en} does not.",
    )


def _judge(link: Link, left: Cited, right: Cited, *, method_defined: bool, trail: Trail) -> Closed | None:
    relation = link.relation
    if not method_defined:
        if relation in _CLOSING:
            trail.flag("METHOD_RATIONAL")
            trail.step("method", "rational", f"{left.label} / {right.label}: any validated method")
        else:
            _note_open(link, left, right, trail)
        return None
    if relation in _CLOSING:
        return _closed(link, left, right, trail)
    if left.explicit != right.explicit and left.word != right.word:
        return _variant_silent(left, right, trail)
    _note_open(link, left, right, trail)
    return None


def _note_open(link: Link, left: Cited, right: Cited, trail: Trail) -> None:
    flag = _FLAGS.get(link.relation)
    if flag is not None:
        trail.flag(flag)
    if link.older:
        trail.flag("ADOPTS_OLDER_EDITION")
    source = f" ({link.source})" if link.source else ""
    trail.step("method", str(link.relation), f"{left.label} / {right.label}{source}")


def _variant_silent(left: Cited, right: Cited, trail: Trail) -> Closed:
    stated, silent = (left, right) if left.explicit else (right, left)
    trail.flag("METHOD_UNSTATED")
    trail.step("method", "variant unstated", f"{left.label} / {right.label}: {stated.word}")
    return undetermined(
        "METHOD_UNSTATED",
        f"只有一方写明了{stated.label}中采用的方法（{stated.word}），另一方（{silent.label}）没有写明，无法判断。",
        f"Only one side names the procedure within {stated.label} ({stated.word}); {silent.label} does not.",
    )


def _closed(link: Link, left: Cited, right: Cited, trail: Trail) -> Closed:
    pair = f"{left.label} / {right.label}"
    trail.step("method", link.relation.value, f"{pair} {link.detail}".strip())
    if link.relation is MethodRelation.NONE:
        return not_comparable(
            "METHOD",
            f"结果取决于试验方法；没有登记{left.label}与{right.label}之间的采用或等效关系。",
            f"The result depends on the test method; no link between {left.label} and {right.label} is recorded.",
        )
    if link.relation is MethodRelation.CHANGED:
        return not_comparable(
            "METHOD",
            f"{left.label}与{right.label}两个版本的技术内容不同：{link.detail}。",
            f"{left.label} and {right.label} differ technically between the editions: {link.detail}.",
        )
    return not_comparable(
        "METHOD",
        f"试验方法不同：{left.label}（{left.word or '—'}）与{right.label}（{right.word or '—'}）得到的不是同一个量。",
        f"The test methods differ: {left.label} ({left.word or '-'}) and {right.label} ({right.word or '-'}) do not "
        "measure the same thing.",
    )
