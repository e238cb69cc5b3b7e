"""What every page shows around its content."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Site", "Visitor"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person who is signed in: the name shown, the role (``firm``, ``supervisor``, ``curator``)."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of a page.

    ``switch_href`` is this page in the other language, ``twin_href`` its JSON or none; ``current`` names the entry of
    the navigation that is open (``home``, ``search``, ``compare``, ``file``, ``about``, ``account``); ``flashes`` are
    sentences about what was just done. ``is_file`` makes a page that stands alone, with the style sheet inside.
    """

    language: str
    switch_href: str
    current: str | None = None
    twin_href: str | None = None
    visitor: Visitor | None = None
    flashes: tuple[str, ...] = ()
    is_file: bool = False
