"""Declarations as values: a chain of immutable revisions, with the states that law and firm can bring it to.

States after the Standardization Law (2017) art. 27, 38, 39 and 42 and 企业标准化促进办法 (SAMR Order 83).
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from stdnum.cn import uscc as uscc_number
from stdnum.exceptions import ValidationError

from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from catalog.comparison.reports import Words

__all__ = [
    "ALLOWED_CHANGES",
    "IN_FORCE",
    "Approval",
    "AttachedFile",
    "AuthorityOrder",
    "BenchmarkChoice",
    "Change",
    "Chooser",
    "Commitment",
    "Declaration",
    "DeclarationKind",
    "DeclarationState",
    "DeclaredStandard",
    "Draft",
    "Explanation",
    "Firm",
    "ImportedFrom",
    "Product",
    "PublishedDeclaration",
    "Revision",
    "RevisionContent",
    "RevisionState",
    "Weight",
    "Withdrawal",
    "new_identity",
    "read_uscc",
]

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is taken for a digit when somebody types it from paper."""


class DeclarationKind(StrEnum):
    """What is declared, and by whom."""

    OWN_STANDARD = "own_standard"
    """A firm publishes the standard that it wrote."""
    PUBLIC_STANDARD = "public_standard"
    """A firm declares that it applies a standard of the catalogue."""
    IMPORTED = "imported"
    """A record of another platform: nobody filed it here, and its page says so."""


class DeclarationState(StrEnum):
    """Where a declaration stands; see :data:`ALLOWED_CHANGES`."""

    PUBLISHED = "published"
    AMENDED = "amended"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CORRECTION_ORDERED = "correction_ordered"
    PUBLICISED = "publicised"
    NUMBER_REVOKED = "number_revoked"
    ANNULLED = "annulled"
    BASIS_CHANGED = "basis_changed"


_S = DeclarationState

IN_FORCE = frozenset({_S.PUBLISHED, _S.AMENDED, _S.BASIS_CHANGED, _S.CORRECTION_ORDERED, _S.PUBLICISED})
"""States in which the declared standard still binds the firm."""

_BY_AUTHORITY = frozenset({_S.CORRECTION_ORDERED, _S.NUMBER_REVOKED, _S.ANNULLED})

ALLOWED_CHANGES: dict[DeclarationState, frozenset[DeclarationState]] = {
    _S.PUBLISHED: _BY_AUTHORITY | {_S.PUBLISHED, _S.AMENDED, _S.SUPERSEDED, _S.WITHDRAWN, _S.BASIS_CHANGED},
    _S.AMENDED: _BY_AUTHORITY | {_S.PUBLISHED, _S.AMENDED, _S.SUPERSEDED, _S.WITHDRAWN, _S.BASIS_CHANGED},
    _S.BASIS_CHANGED: _BY_AUTHORITY | {_S.PUBLISHED, _S.AMENDED, _S.SUPERSEDED, _S.WITHDRAWN},
    _S.CORRECTION_ORDERED: frozenset(
        {_S.PUBLISHED, _S.AMENDED, _S.SUPERSEDED, _S.PUBLICISED, _S.NUMBER_REVOKED, _S.ANNULLED}
    ),
    _S.PUBLICISED: frozenset({_S.PUBLISHED, _S.AMENDED, _S.SUPERSEDED, _S.NUMBER_REVOKED, _S.ANNULLED}),
    _S.SUPERSEDED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.NUMBER_REVOKED: frozenset(),
    _S.ANNULLED: frozenset(),
}
"""From each state, those it may change to. An ordered correction ends by correcting, not by withdrawing."""


class RevisionState(StrEnum):
    """Whether a revision is the one that counts."""

    CURRENT = "current"
    SUPERSEDED = "superseded"


class Change(StrEnum):
    """Why there is a new revision of the same number."""

    FIRST = "first"
    AMENDMENT = "amendment"
    """修改单: the standard itself was changed."""
    CORRECTION = "correction"
    """What was declared was wrong or incomplete; the standard is the same."""


class Weight(StrEnum):
    """How much a correction matters to those who relied on what stood there."""

    EDITORIAL = "editorial"
    """Words and form: no limit, product or method says something else."""
    SUBSTANTIAL = "substantial"
    """A limit, product, method or date was wrong."""
    CRITICAL = "critical"
    """Who relied on it has to look again: safety, health or a mandatory limit is concerned."""


class Chooser(StrEnum):
    """Who chose a benchmark."""

    FIRM = "firm"
    ENGINE = "engine"
    CURATOR = "curator"


def read_uscc(text: str) -> str:
    """Return a unified social credit code (GB 32100) in its plain form.

    Raises UnusableInputError where length, letters or check digit are wrong, and says which.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        return uscc_number.validate(plain)
    except ValidationError as error:
        why = {"InvalidLength": "it has 18 letters and digits", "InvalidChecksum": "its check digit does not fit"}
        why_zh = {"InvalidLength": "应为 18 位", "InvalidChecksum": "校验位不符"}
        kind = type(error).__name__
        raise UnusableInputError(
            f"“{text}” is not a unified social credit code: {why.get(kind, 'a letter or digit is not allowed there')}; "
            "copy it from the business licence.",
            f"“{text}”不是有效的统一社会信用代码：{why_zh.get(kind, '含有不允许的字符')}；请按营业执照填写。",
            code="uscc-invalid",
        ) from None


def new_identity(length: int = 10) -> str:
    """Return a new id for a public page: short enough to type, too many to guess (50 bits for 10 letters)."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm. ``region`` is a code of GB/T 2260; ``uscc`` is none only in imported records that print none.

    Raises UnusableInputError where the code's check digit is wrong.
    """

    uscc: str | None
    name: str
    region: str = ""
    industry: str = ""
    verified: bool = False

    def __post_init__(self) -> None:
        if self.uscc is not None:
            object.__setattr__(self, "uscc", read_uscc(self.uscc))


@dataclass(frozen=True, slots=True)
class Product:
    """A product that the declaration covers; ``gtin`` is a GS1 number of 8, 12, 13 or 14 digits."""

    name: str
    model: str = ""
    specification: str = ""
    product_class: str = ""
    gtin: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredStandard:
    """The standard that is declared: number as printed and as key, ISO 8601 dates, what it replaces (empty: first)."""

    designation: str
    key: str
    title: str
    issued: str = ""
    effective: str = ""
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BenchmarkChoice:
    """A benchmark that the declaration was held against, who chose it, and the run that shows the result."""

    key: str
    designation: str
    chosen_by: Chooser
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """The promise as the firm saw and accepted it, with its version."""

    text: Words
    version: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved publication (the post, not the person) and on which day."""

    post: str
    date: str


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that was handed in, named by its SHA-256."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there is a new revision, in the firm's words; ``weight`` is said of corrections only."""

    words: str
    weight: Weight | None = None


@dataclass(frozen=True, slots=True)
class RevisionContent:
    """Everything that a revision says. ``document`` is the JSON of its requirements (``comparison.codec``).

    ``reasons`` are what the firm states, publicly, about a check that would stop it otherwise: (check, reason).
    """

    standard: DeclaredStandard
    products: tuple[Product, ...] = ()
    document: dict[str, Any] | None = None
    references: tuple[str, ...] = ()
    benchmarks: tuple[BenchmarkChoice, ...] = ()
    notice: Words | None = None
    commitment: Commitment | None = None
    approval: Approval | None = None
    files: tuple[AttachedFile, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One immutable step of a declaration. ``firm`` is the firm as it was called that day.

    ``digest`` covers the content and the digest before it, so that a changed past does not add up.
    """

    declaration_id: str
    number: int
    change: Change
    state: RevisionState
    published_at: str
    digest: str
    firm: Firm
    content: RevisionContent

    @property
    def document(self) -> dict[str, Any] | None:
        """Return the JSON of the declared requirements."""
        return self.content.document

    @property
    def runs(self) -> tuple[str, ...]:
        """Return the ids of the comparison runs that belong to this revision."""
        return tuple(choice.run for choice in self.content.benchmarks if choice.run)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why and when a firm took its declaration back."""

    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class AuthorityOrder:
    """A decision that was recorded here: of which authority, its number and date, what is due when."""

    authority: str
    decision: str
    date: str
    due: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportedFrom:
    """Where an imported record comes from: source, its name there, the source's day, licence and address."""

    source: str
    record: str
    date: str
    licence: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration as it stands now; ``revision`` is the number of the newest revision."""

    id: str
    kind: DeclarationKind
    state: DeclarationState
    firm: Firm
    standard_key: str
    revision: int
    published_at: str
    changed_at: str
    supersedes: str | None = None
    superseded_by: str | None = None
    withdrawal: Withdrawal | None = None
    order: AuthorityOrder | None = None
    basis: tuple[str, ...] = ()
    """Cited standards that were replaced since, as printed, while the state is ``basis_changed``."""
    basis_due: str = ""
    """Day by which the firm has to follow."""
    imported: ImportedFrom | None = None

    @property
    def is_in_force(self) -> bool:
        """Tell whether the declared standard still binds the firm."""
        return self.state in IN_FORCE


@dataclass(frozen=True, slots=True)
class PublishedDeclaration:
    """A declaration with its newest revision: what a page and the index show."""

    declaration: Declaration
    revision: Revision

    @property
    def id(self) -> str:
        """Return the id of the declaration."""
        return self.declaration.id


@dataclass(frozen=True, slots=True)
class Draft:
    """Work in progress of a firm, seen by nobody else. ``version`` grows with every save."""

    id: str
    uscc: str
    version: int
    title: str
    created_at: str
    updated_at: str
    updated_by: str
    payload: dict[str, Any]
