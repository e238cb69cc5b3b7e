"""What the parts of one sentence have said so far, and what an introduction gives to its list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog.comparison.requirements import Condition, Modality

if TYPE_CHECKING:
    from importers.documents.axes import FoundClass
    from importers.documents.drafts import Draft
    from importers.documents.words import Words

__all__ = ["Lead", "Sentence", "TableMention"]


@dataclass(frozen=True, slots=True)
class Lead:
    """What an introductory sentence ("… 限值如下：") says for the list that follows it."""

    subject: Words | None = None
    conditions: tuple[Condition, ...] = ()
    applies_if: tuple[str, ...] = ()
    is_capability: bool = False


@dataclass(frozen=True, slots=True)
class TableMention:
    """How the text speaks of a table: with which operator, under which conditions, for which products."""

    op: str | None = None
    is_capability: bool = False
    conditions: tuple[Condition, ...] = ()
    applies_if: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    line: int | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence while it is read: its words, and what was found in the parts before the present one."""

    words: Words
    line: int
    lead: Lead
    found_class: FoundClass | None = None
    label: Words | None = None
    subject: Words | None = None
    modality: Modality = Modality.SHALL
    applies_if: list[str] = field(default_factory=list)
    circumstances: list[Words] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unread: list[Words] = field(default_factory=list)
    handled: bool = False
    points_elsewhere: bool = False
    """Whether a part only points to an annex or figure (标准试验支架见附录B)."""

    def settle(self) -> None:
        """Note that a part was read: what led to it is used up."""
        self.handled = True
        self.circumstances = []
        self.unread = [words for words in self.unread if words is not self.subject]
