"""A firm's document to facts, references, requirements with their sources, and issues."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from catalog.comparison.codec import requirement_to_json
from catalog.comparison.reports import Completeness, DocumentRequirements
from importers.documents.blocks import Block, Blocks, Formula, Paragraph, Place, Progress, Quote, Table
from importers.documents.captions import label_of
from importers.documents.cells import TableContext
from importers.documents.claims import Scene
from importers.documents.drafts import Draft, ReadingIssue, finished, merged
from importers.documents.facts import DocumentFacts, Reference, facts_of, references_of
from importers.documents.floating import with_floating_tables
from importers.documents.formats import read_blocks
from importers.documents.holes import missing_clauses, promised_chapters
from importers.documents.identity import characteristic_of
from importers.documents.markdown import MAX_LINE
from importers.documents.placing import placed, placed_issue
from importers.documents.prose import ProseReader
from importers.documents.structure import Clause, Kind, clauses_of
from importers.documents.tables import read_table
from importers.documents.template import reading_from
from importers.documents.testing import TestClause, test_clauses, tests_for
from importers.documents.words import Words, sentences_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalog.comparison.requirements import Requirement
    from importers.documents.sentence import Lead

__all__ = ["DocumentReading", "read_document", "reading_of"]

_SYMBOL_LINE = re.compile(
    r"^(?:式中\s*[:：]?\s*)?[A-Za-zΔδθηπσρ][A-Za-z0-9_ΔθημΩ{}\\]{0,8}\s*(?:[:：]|——|—)\s*\S|^式中\s*[:：]?$"
)
_LIST_LEAD = re.compile(r"[:：]$")
_SERVICE_TITLE = re.compile(
    r"(?:运行|使用|工作|环境|贮存|储存)(?:环境)?(?:条件|适应性)"
    r"|^(?:rated )?operating conditions|^conditions of use|^measuring range$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What was read out of one document: a proposal that a person confirms row by row."""

    document: DocumentFacts
    references: tuple[Reference, ...]
    requirements: tuple[Requirement, ...]
    issues: tuple[ReadingIssue, ...]
    clauses: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    """The text of the document, line by line."""
    missing: tuple[str, ...] = ()
    """Clauses that the numbering skips: the document is an excerpt."""

    def to_json(self) -> dict[str, Any]:
        """Return the reading in the shape that ``duibiao read`` prints."""
        facts = self.document
        return {
            "document": {
                "designation": facts.designation,
                "title": facts.title,
                "level": facts.level,
                "firm": facts.firm,
                "uscc": facts.uscc,
                "issued": facts.issued,
                "effective": facts.effective,
                "replaces": list(facts.replaces),
                "product": facts.product,
                "scope": facts.scope_text,
                "format": facts.format,
                "encoding": facts.encoding,
                "pages": facts.pages,
            },
            "references": [
                {"text": r.text, "normalized": r.normalized, "dated": r.dated, "clause": r.clause, "listed": r.listed}
                for r in self.references
            ],
            "requirements": [requirement_to_json(requirement) for requirement in self.requirements],
            "issues": [
                {
                    "where": {"line": issue.line, "clause": issue.clause, "table": issue.table} | _where(issue.place),
                    "text": issue.text,
                    "reason": issue.reason,
                }
                for issue in self.issues
            ],
        }

    def to_document_requirements(self) -> DocumentRequirements:
        """Return the reading as one side of a comparison."""
        facts = self.document
        return DocumentRequirements(
            designation=facts.designation,
            title=facts.title,
            requirements=self.requirements,
            level=facts.level,
            completeness=Completeness.EXCERPT if self.missing else Completeness.FULL,
            clauses_held=self.clauses,
            mandatory=bool(facts.designation)
            and facts.level == "national"
            and str(facts.designation).startswith("GB "),
            scope_text=facts.scope_text,
            product=facts.product,
            references=tuple(reference.normalized for reference in self.references),
            published=facts.issued,
            effective=facts.effective,
            not_read=tuple((issue.text, issue.reason) for issue in self.issues),
        )


def read_document(data: bytes, filename: str, *, progress: Progress | None = None) -> DocumentReading:
    """Read a standard in any format that has a reader; ``progress`` is told after each page or sheet.

    Raises UnusableInputError for input that is empty, binary, too large, undecodable or of a kind that is not read.
    """
    blocks = read_blocks(data, filename, progress=progress)
    return reading_of(blocks) if blocks.template is None else reading_from(blocks.template)


def reading_of(blocks: Blocks) -> DocumentReading:
    """Return what the blocks of a document say."""
    clauses = with_floating_tables(clauses_of(list(blocks.blocks)))
    facts = facts_of(clauses, format_=blocks.format, encoding=blocks.encoding)
    facts = _with_stated(replace(facts, pages=blocks.pages), blocks.stated)
    references = references_of(clauses, facts.designation, facts.replaces)
    chosen, issues = _requirement_clauses(clauses)
    tests = test_clauses(clauses)
    drafts: list[Draft] = []
    titles: dict[int, str] = {}
    products = _products(facts)
    for clause in chosen:
        found, problems = _read_clause(clause, products)
        for draft in found:
            titles[id(draft)] = _title_of(clause)
        drafts += found
        issues += problems
    requirements = _requirements(drafts, titles, tests, blocks)
    held = tuple(dict.fromkeys(clause.number for clause in chosen if clause.number))
    told = [ReadingIssue(None, notice.text, notice.reason, place=notice.place) for notice in blocks.notices]
    told += [placed_issue(issue, blocks) for issue in issues]
    numbers = [clause.number for clause in clauses if clause.number]
    missing = (*missing_clauses(numbers), *promised_chapters(blocks.lines, numbers))
    return DocumentReading(facts, references, requirements, tuple(told), held, blocks.lines, missing)


def _with_stated(facts: DocumentFacts, stated: Mapping[str, str]) -> DocumentFacts:
    """Return the facts with what the file itself marks up in place of what its text was taken to say."""
    return replace(
        facts,
        designation=stated.get("designation", facts.designation),
        title=stated.get("title", facts.title),
        level=stated.get("level", facts.level),
        firm=stated.get("firm", facts.firm),
        issued=stated.get("issued", facts.issued),
        effective=stated.get("effective", facts.effective),
        replaces=tuple(stated["replaces"].split("\n")) if "replaces" in stated else facts.replaces,
    )


def _where(place: Place | None) -> dict[str, Any]:
    """Return the place of an issue in a file without lines, as far as it has one."""
    if place is None:
        return {}
    every = {
        "page": place.page,
        "box": None if place.box is None else list(place.box),
        "paragraph": place.paragraph,
        "sheet": place.sheet,
        "cell": place.cell,
    }
    return {name: value for name, value in every.items() if value is not None}


def _requirement_clauses(clauses: list[Clause]) -> tuple[list[Clause], list[ReadingIssue]]:
    chosen = [clause for clause in clauses if clause.kind is Kind.REQUIREMENTS]
    if chosen:
        return chosen, []
    rest = [clause for clause in clauses if clause.kind in {Kind.OTHER, Kind.FRONT} and clause.blocks]
    note = ReadingIssue(
        None,
        "",
        "no chapter of requirements was found: everything outside scope, references, tests and marking was read",
    )
    return rest, [note]


def _title_of(clause: Clause) -> str:
    return clause.title or (clause.parents[-1] if clause.parents else "")


def _products(facts: DocumentFacts) -> tuple[str, ...]:
    """Return how the text calls the product: in full, as abbreviated (以下简称电机), by its last characters."""
    names = [word for word in (facts.product, facts.title) if word]
    names += re.findall(r"以下简称[：:“\"]?([\u4e00-\u9fff]{2,8})", facts.scope_text or "")
    tails = [name[-length:] for name in names for length in (4, 3, 2) if len(name) > length]
    return tuple(dict.fromkeys([*sorted(names, key=len, reverse=True), *sorted(tails, key=len, reverse=True)]))


def _read_clause(clause: Clause, products: tuple[str, ...]) -> tuple[list[Draft], list[ReadingIssue]]:
    service = any(_SERVICE_TITLE.search(title) for title in (clause.title, *clause.parents))
    scene = Scene(_title_of(clause), products, service)
    reader = ProseReader(clause.number, scene)
    _read_prose(clause, reader)
    drafts, issues, group = list(reader.drafts), list(reader.issues), 0
    present = {label_of(block.label or "") for block in clause.blocks if isinstance(block, Table)}
    for label, mentions in reader.mentions.items():
        if label not in present:
            reason = f"the limit is in {label}, which is not in this clause: not read"
            issues.extend(ReadingIssue(m.line, m.text, reason, clause.number, label) for m in mentions)
    for table in (block for block in clause.blocks if isinstance(block, Table)):
        said = tuple(reader.mentions.get(label_of(table.label or ""), ()))
        context = TableContext(clause.number, scene.title, scene.name, table, said, group=group)
        read_table(context)
        group = context.group + 1
        drafts += context.drafts
        issues += context.issues
    return drafts, issues


def _read_prose(clause: Clause, reader: ProseReader) -> None:
    """Read paragraphs, lists and formulas of a clause; an introduction holds for the list behind it."""
    lead: Lead | None = None
    after_formula = False
    for block, following in zip(clause.blocks, [*clause.blocks[1:], None], strict=False):
        if isinstance(block, Formula):
            reader.formula(block.text, block.line)
            after_formula = True
        if not isinstance(block, Paragraph):
            continue
        if len(block.text) >= MAX_LINE:
            reason = "a line too long to be a sentence: not read"
            reader.issues.append(ReadingIssue(block.line, block.text[:80], reason, clause.number))
        elif after_formula and block.marker is None and _SYMBOL_LINE.match(block.text):
            for sentence in sentences_of(Words.of(block.text)):
                if not _SYMBOL_LINE.match(sentence.printed):
                    reader.read(sentence.printed, block.line)
        elif block.marker is None and _LIST_LEAD.search(block.text) and _is_listed(following):
            lead, after_formula = reader.lead(block.text), False
        else:
            lead, after_formula = (None if block.marker is None else lead), False
            reader.read(block.text, block.line, lead)
    reader.finish()


def _is_listed(block: Block | None) -> bool:
    return isinstance(block, Quote) or (isinstance(block, Paragraph) and block.marker is not None)


def _requirements(
    drafts: list[Draft], titles: dict[int, str], tests: list[TestClause], blocks: Blocks
) -> tuple[Requirement, ...]:
    out: list[Requirement] = []
    for group in merged(drafts):
        first = group[0]
        requirement = finished(group, len(out) + 1, characteristic_of(first))
        methods = tests_for(first.clause, titles[id(first)], first.name, tests)
        if methods:
            every = {(m.designation, m.variant, m.clause): m for m in reversed((*requirement.methods, *methods))}
            requirement = replace(requirement, methods=tuple(reversed(every.values())))
        out.append(placed(requirement, group, blocks))
    return tuple(out)
