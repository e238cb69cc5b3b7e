"""The steps of a draft, as every page of filing shows them at its top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.services.drafts import RowState

if TYPE_CHECKING:
    from catalog.services.drafts import DraftContent
    from declarations import Draft

__all__ = ["STEPS", "StepShown", "steps_of"]

STEPS = ("standard", "rows", "products", "benchmark", "publish")


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of a draft: its address, its name (a key of the template's list), and ``done``, ``here`` or ``open``."""

    href: str
    name: str
    state: str


def steps_of(draft: Draft, content: DraftContent, here: str) -> tuple[StepShown, ...]:
    """Return the steps of a draft, the one that is shown marked."""
    done = {
        "standard": bool(content.designation and content.title and content.effective),
        "rows": bool(content.rows) and all(row.state is not RowState.READ for row in content.rows),
        "products": bool(content.products),
        "benchmark": bool(content.benchmark),
    }
    return tuple(
        StepShown(f"/file/{draft.id}/{name}", name, "here" if name == here else "done" if done.get(name) else "open")
        for name in STEPS
    )
