"""Kept comparisons: keeping one with what it was made of, making it again, holding two side by side, deciding a row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson

from catalog.comparison.codec import document_to_json, report_from_json, report_to_json
from catalog.comparison.counting import COUNTED
from catalog.comparison.dictionary import dictionary
from catalog.comparison.documents import compare_documents
from catalog.comparison.reports import VerdictKind
from catalog.comparison.run_changes import compare_runs, row_key
from catalog.errors import UnusableInputError
from catalog.services.candidates import candidate_to_json, find_candidates
from catalog.services.editions import amendments_of, edition_warnings, find_record, with_edition
from catalog.services.records import find_document
from catalog.standard_codec import standard_to_json

if TYPE_CHECKING:
    from catalog.comparison.reports import DocumentRequirements, Report
    from catalog.comparison.requirements import Requirement
    from catalog.comparison.run_changes import RunChanges
    from catalog.services.workplace import Workplace
    from catalog.store import Decision

__all__ = ["KeptRun", "compare_again", "compare_kept", "decide_row", "get_run", "keep_report"]

Json = dict[str, Any]

LONGEST_NAME = 200
LONGEST_REASON = 4000
SHORTEST_REASON = 5
"""Fewest characters of a reason that a reader can follow."""


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as it was made, with what reviewers decided of its rows since."""

    facts: Json
    report: Report
    decisions: tuple[Decision, ...]

    def to_json(self) -> Json:
        """Return the run as programs read it: each row carries the decision that counts, all of them stand at the end.

        The run's own words are untouched; ``decided_counts`` are the counts with the reviewers' verdicts in place.
        """
        latest = {one.row: one for one in self.decisions}
        rows = []
        for row, shown in zip(self.report.rows, self.facts["rows"], strict=True):
            decided = latest.get(row_key(row))
            rows.append(shown | {"row": row_key(row), "decision": decided and _decision_to_json(decided)})
        out = self.facts | {"rows": rows, "decisions": [_decision_to_json(one) for one in self.decisions]}
        return out | {"decided_counts": self.decided_counts()} if latest else out

    def decided_counts(self) -> dict[str, int]:
        """Return the eight counts with the verdicts of reviewers in place of the engine's."""
        latest = {one.row: one.verdict for one in self.decisions}
        counts = {kind.value: 0 for kind in COUNTED}
        for row in self.report.rows:
            verdict = latest.get(row_key(row), row.verdict.verdict.value)
            if verdict in counts and row.benchmark is not None:
                counts[verdict] += 1
        return counts


def _decision_to_json(decision: Decision) -> Json:
    return {
        "row": decision.row,
        "verdict": decision.verdict,
        "by": decision.by,
        "reason": decision.reason,
        "at": decision.at,
    }


def _digest(value: object) -> str:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _input(document: DocumentRequirements, origin: str | None) -> Json:
    read = document_to_json(document, with_requirements=True)
    # the status belongs to the catalogue, which is named beside it; the words of the document do not change with it
    return {"origin": origin or document.designation, "sha256": _digest(read | {"edition_status": None})}


def keep_report(
    workplace: Workplace,
    report: Report,
    *,
    chosen_by: str,
    left_out: tuple[str, ...] = (),
    origins: tuple[str | None, str | None] = (None, None),
) -> Report:
    """Keep a report as an immutable run and return it with the run's id; the same comparison again is the same run.

    The run names what it was made of: both inputs with a digest, versions, who chose the benchmark, which others could
    have been chosen and why they were not, and what the catalogue said of the edition. ``left_out`` are further numbers
    that the person saw and did not take; ``origins`` say where each side came from, where not from its number.
    """
    candidates = find_candidates(workplace, report.declared, [report.benchmark])
    proposed = [candidate.designation for candidate in candidates if candidate.left_out is not None]
    # with both sides' requirements inside, a run can be shown again, number lines and all
    kept = report_to_json(report, with_requirements=True)
    kept |= {
        "chosen_by": chosen_by,
        "candidates": [candidate_to_json(candidate) for candidate in candidates],
        "candidates_left_out": list(dict.fromkeys((*proposed, *left_out))),
        "inputs": {
            "declared": _input(report.declared, origins[0]),
            "benchmark": _input(report.benchmark, origins[1]),
        },
        **_catalogue(workplace, report),
    }
    return replace(report, run=workplace.catalog.save_run(kept))


def _catalogue(workplace: Workplace, report: Report) -> Json:
    """Return what the catalogue says of both editions; the version is a digest of exactly that."""
    said: Json = {}
    seen = []
    for side in ("declared", "benchmark"):
        record = find_record(workplace, getattr(report, side))
        if record is None:
            said[side] = None
            continue
        seen.append(standard_to_json(record))
        said[side] = {
            "designation": record.designation.normalized,
            "status": str(record.status),
            "published": record.published.text if record.published else None,
            "effective": record.effective.text if record.effective else None,
            "amendments": list(amendments_of(workplace, record)),
        }
    return {"catalogue": said, "catalogue_version": _digest([seen, said])[:12] if seen else None}


def get_run(workplace: Workplace, identity: str) -> KeptRun:
    """Return a kept run with the decisions on its rows; raises NotFoundError."""
    facts = workplace.catalog.get_run(identity)
    return KeptRun(facts, report_from_json(facts), tuple(workplace.catalog.decisions_of(identity)))


def compare_kept(workplace: Workplace, old: str, new: str) -> RunChanges:
    """Return what differs between two kept runs; raises NotFoundError."""
    return compare_runs(get_run(workplace, old).report, get_run(workplace, new).report)


def compare_again(workplace: Workplace, identity: str) -> Report:
    """Make a kept comparison again with today's engine, dictionary and catalogue, and keep that as a run of its own.

    A document of the store is taken as the store has it now, one that was handed in as the run has it. The old run
    stays; where nothing changed the new run is the old one.
    """
    kept = get_run(workplace, identity)
    origins = [kept.facts.get("inputs", {}).get(side, {}).get("origin") for side in ("declared", "benchmark")]
    sides = []
    for origin, document in zip(origins, (kept.report.declared, kept.report.benchmark), strict=True):
        held = find_document(workplace, document.designation) if origin in (None, document.designation) else None
        sides.append(_matched(held or document))
    declared, benchmark = sides[0], with_edition(workplace, sides[1])
    report = compare_documents(declared, benchmark, product_classes=kept.report.product_classes)
    report = replace(report, warnings=(*report.warnings, *edition_warnings(workplace, benchmark)))
    return keep_report(
        workplace,
        report,
        chosen_by=kept.facts.get("chosen_by", "engine"),
        origins=(origins[0], origins[1]),
    )


def _matched(document: DocumentRequirements) -> DocumentRequirements:
    """Return the document with the characteristics that today's dictionary knows where none was known, or is gone."""
    return replace(document, requirements=tuple(_match(row) for row in document.requirements))


def _match(row: Requirement) -> Requirement:
    if dictionary().get(row.characteristic) is not None:
        return row
    found = dictionary().find(row.name, row.text)
    return replace(row, characteristic=found.id if found else row.characteristic)


def decide_row(workplace: Workplace, run: str, row: str, verdict: str, *, by: str, reason: str) -> Decision:
    """Keep what a named reviewer decided of a row; the engine's verdict stays beside it.

    Raises NotFoundError where there is no such run, UnusableInputError where the run has no such row, the verdict is
    none of the nine, or name or reason say nothing.
    """
    kept = get_run(workplace, run)
    rows = {row_key(one): one for one in kept.report.rows}
    if row not in rows:
        listed = ", ".join(list(rows)[:12])
        raise UnusableInputError(
            f"run {run} has no row {row}; it has {listed}{' …' if len(rows) > 12 else ''}",  # noqa: PLR2004 - a glance
            f"对标记录 {run} 没有 {row} 这一行；有：{listed}",
        )
    wanted = verdict.strip().upper()
    extra = rows[row].benchmark is None
    allowed = [kind.value for kind in VerdictKind if extra or kind is not VerdictKind.EXTRA]
    if wanted not in allowed:
        raise UnusableInputError(f"{verdict} is no verdict; use one of {', '.join(allowed)}", f"{verdict} 不是结论词")
    name, why = " ".join(by.split()), reason.strip()
    if not name or len(name) > LONGEST_NAME:
        raise UnusableInputError("name the reviewer with --by", "请用 --by 写明复核人")
    if len(why) < SHORTEST_REASON or len(why) > LONGEST_REASON:
        raise UnusableInputError(
            f"give a reason of {SHORTEST_REASON} to {LONGEST_REASON} characters that a reader can follow",
            f"请写明读者能看懂的理由（{SHORTEST_REASON}–{LONGEST_REASON} 字）",
        )
    return workplace.catalog.put_decision(run, row, wanted, by=name, reason=why)
