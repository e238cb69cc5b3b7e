"""How an installation is, in plain words: what is configured, reachable, stale or missing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.errors import DuibiaoError, ServiceDownError
from catalog.services.workplace import Workplace, open_workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.settings import Settings

__all__ = ["Finding", "examine"]

GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its subject, whether it is well, a sentence, and whether a service is down."""

    subject: str
    is_well: bool
    words: str
    is_down: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the finding as JSON values."""
        return {"subject": self.subject, "ok": self.is_well, "down": self.is_down, "words": self.words}


def examine(settings: Settings) -> list[Finding]:
    """Look at the installation in ``settings.home``; never raises for what it finds."""
    try:
        workplace = open_workplace(settings)
    except DuibiaoError as error:
        return [_wrong("home", error)]
    try:
        return list(_findings(settings, workplace))
    finally:
        workplace.close()


def _findings(settings: Settings, workplace: Workplace) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.home).free
    yield Finding("home", is_well=free > GIBIBYTE, words=f"{settings.home}, {free / GIBIBYTE:.0f} GiB free")
    try:
        workplace.database.require_current()
        standards = workplace.catalog.count_standards()
        words = f"{workplace.database.address}: current, {standards:,} standards"
        yield Finding("database", is_well=True, words=words)
    except DuibiaoError as error:
        yield _wrong("database", error)
        yield _search(workplace)
        return
    yield _search(workplace)
    yield from _contents(settings, workplace)


def _wrong(subject: str, error: DuibiaoError) -> Finding:
    return Finding(subject, is_well=False, words=error.en, is_down=isinstance(error, ServiceDownError))


def _search(workplace: Workplace) -> Finding:
    status = workplace.search.status()
    held = "" if status.documents is None else f", {status.documents:,} documents"
    words = f"{status.engine}: {status.state}{held} {status.detail}".strip()
    return Finding("search", is_well=status.is_ready, words=words, is_down=status.state == "down")


def _contents(settings: Settings, workplace: Workplace) -> Iterator[Finding]:
    waiting, oldest = workplace.catalog.queue.pending(), workplace.catalog.queue.oldest()
    lag = f"{waiting:,} changes wait, the oldest since {oldest}" if waiting else "nothing waits"
    yield Finding("index queue", is_well=True, words=lag)
    declarations = sum(workplace.declarations.count_declarations().values())
    benchmarks = len(workplace.catalog.benchmarks_held())
    words = f"{declarations:,} declarations, {benchmarks} benchmarks held, {workplace.catalog.count_runs():,} runs kept"
    yield Finding("content", is_well=True, words=words)
    several = settings.search_url == "embedded" and workplace.database.dialect == "postgresql"
    if several:
        words = "the embedded index serves one machine; several machines need DUIBIAO_SEARCH_URL"
        yield Finding("machines", is_well=True, words=words)
