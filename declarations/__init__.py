"""Declarations of firms: what they say, who may write them, where they are kept."""

from __future__ import annotations

from declarations.accounts import Account, Accounts, Role, Session
from declarations.checks import Check, Filing, Lookups, Severity, run_checks, stops
from declarations.files import FileStore
from declarations.importing_store import ImportedRecord
from declarations.indexing import declaration_document
from declarations.model import (
    Approval,
    AttachedFile,
    AuthorityOrder,
    BenchmarkChoice,
    Change,
    Chooser,
    Commitment,
    Declaration,
    DeclarationKind,
    DeclarationState,
    DeclaredStandard,
    Draft,
    Explanation,
    Firm,
    ImportedFrom,
    Product,
    PublishedDeclaration,
    Revision,
    RevisionContent,
    RevisionState,
    Weight,
    Withdrawal,
    read_uscc,
)
from declarations.reading_store import AuditEntry
from declarations.receipts import Receipt
from declarations.signing import PublicKey, SiteKeys
from declarations.store import DeclarationStore

__all__ = [
    "Account",
    "Accounts",
    "Approval",
    "AttachedFile",
    "AuditEntry",
    "AuthorityOrder",
    "BenchmarkChoice",
    "Change",
    "Check",
    "Chooser",
    "Commitment",
    "Declaration",
    "DeclarationKind",
    "DeclarationState",
    "DeclarationStore",
    "DeclaredStandard",
    "Draft",
    "Explanation",
    "FileStore",
    "Filing",
    "Firm",
    "ImportedFrom",
    "ImportedRecord",
    "Lookups",
    "Product",
    "PublicKey",
    "PublishedDeclaration",
    "Receipt",
    "Revision",
    "RevisionContent",
    "RevisionState",
    "Role",
    "Session",
    "Severity",
    "SiteKeys",
    "Weight",
    "Withdrawal",
    "declaration_document",
    "read_uscc",
    "run_checks",
    "stops",
]
