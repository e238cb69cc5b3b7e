"""The errors that Duibiao raises on purpose, each named after the fact.

::

    DuibiaoError
    ├── UnusableInputError      a file, text or number that cannot be used
    ├── NotFoundError           nothing is stored under that name
    ├── ConflictError           somebody else changed it, or it exists already
    ├── ForbiddenError          the person may not do this
    └── ServiceDownError        a database, search engine or reader that is needed does not answer

Exit codes belong to the command line and status codes to the web front end: neither is known here.
"""

from __future__ import annotations

__all__ = [
    "ConflictError",
    "DuibiaoError",
    "ForbiddenError",
    "NotFoundError",
    "ServiceDownError",
    "UnusableInputError",
]


class DuibiaoError(Exception):
    """Say in one sentence per language what happened, where, why and what to do.

    ``zh`` and ``en`` are complete sentences for a person; ``code`` is a stable machine word.
    """

    code = "error"

    def __init__(self, en: str, zh: str | None = None, *, code: str | None = None) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh or en
        if code:
            self.code = code


class UnusableInputError(DuibiaoError):
    """The input is not what is needed: wrong form, wrong kind, too large, damaged."""

    code = "unusable-input"


class NotFoundError(DuibiaoError):
    """Nothing is stored under the name that was asked for."""

    code = "not-found"


class ConflictError(DuibiaoError):
    """The thing exists already, or was changed by somebody else meanwhile."""

    code = "conflict"


class ForbiddenError(DuibiaoError):
    """The person who asks may not do this."""

    code = "forbidden"


class ServiceDownError(DuibiaoError):
    """A service that is needed (database, search engine, reader process) does not answer."""

    code = "service-down"
