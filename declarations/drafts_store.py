"""Drafts and files of a firm: on the server from the first step, seen by the firm alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from catalog.errors import ConflictError, NotFoundError
from catalog.store import timestamp
from declarations import tables_store as tables
from declarations.model import AttachedFile, Draft, new_identity

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, RowMapping

    from catalog.database import Database
    from declarations.files import FileStore

__all__ = ["DraftStore", "take_draft"]

_MOST_DRAFTS = 200
"""Of one firm: more is a program that runs wild."""


class DraftStore:
    """Drafts with a version that grows, so that two windows cannot overwrite each other; files that firms handed in."""

    def __init__(self, database: Database, files: FileStore) -> None:
        self._database = database
        self._files = files

    def create_draft(self, uscc: str, payload: dict[str, Any], *, by: str, title: str = "") -> Draft:
        """Keep a new draft of a firm; raises ConflictError where it has 200 already."""
        at = timestamp()
        draft = Draft(new_identity(), uscc, 1, title, at, at, by, payload)
        with self._database.begin() as connection:
            count = sa.select(sa.func.count()).where(tables.draft.c.uscc == uscc)
            if connection.execute(count).scalar_one() >= _MOST_DRAFTS:
                raise ConflictError(
                    f"There are {_MOST_DRAFTS} drafts already: delete those that are not needed.",
                    f"草稿已有 {_MOST_DRAFTS} 份：请删除不需要的草稿。",
                    code="too-many-drafts",
                )
            row = {name: getattr(draft, name) for name in Draft.__slots__ if name != "payload"}
            connection.execute(sa.insert(tables.draft).values(row | {"document": orjson.dumps(payload).decode()}))
        return draft

    def get_draft(self, draft_id: str, uscc: str) -> Draft:
        """Return a draft of the firm; raises NotFoundError where there is none, or where it is another firm's."""
        statement = sa.select(tables.draft).where(tables.draft.c.id == draft_id, tables.draft.c.uscc == uscc)
        with self._database.connect() as connection:
            row = connection.execute(statement).mappings().first()
        if row is None:
            raise _no_draft()
        return _draft(row)

    def list_drafts(self, uscc: str) -> list[Draft]:
        """Return the drafts of a firm, the last changed first."""
        columns = tables.draft.c
        statement = sa.select(tables.draft).where(columns.uscc == uscc).order_by(columns.updated_at.desc(), columns.id)
        with self._database.connect() as connection:
            return [_draft(row) for row in connection.execute(statement).mappings()]

    def save_draft(
        self, draft_id: str, uscc: str, version: int, payload: dict[str, Any], *, by: str, title: str | None = None
    ) -> Draft:
        """Keep a changed draft; ``version`` is the one that was changed.

        Raises ConflictError where somebody saved meanwhile, NotFoundError where the firm has no such draft.
        """
        columns = tables.draft.c
        values: dict[str, Any] = {
            "version": version + 1,
            "updated_at": timestamp(),
            "updated_by": by,
            "document": orjson.dumps(payload).decode(),
        }
        if title is not None:
            values["title"] = title
        mine = (columns.id == draft_id, columns.uscc == uscc)
        with self._database.begin() as connection:
            update = sa.update(tables.draft).where(*mine, columns.version == version).values(values)
            changed = connection.execute(update).rowcount
            row = connection.execute(sa.select(tables.draft).where(*mine)).mappings().first()
            if row is None:
                raise _no_draft()
            if changed != 1:
                raise _changed_meanwhile()
        return _draft(row)

    def delete_draft(self, draft_id: str, uscc: str) -> None:
        """Throw a draft away; raises NotFoundError where the firm has no such draft."""
        with self._database.begin() as connection:
            mine = sa.delete(tables.draft).where(tables.draft.c.id == draft_id, tables.draft.c.uscc == uscc)
            if connection.execute(mine).rowcount != 1:
                raise _no_draft()

    def add_file(self, uscc: str, data: bytes | BinaryIO, *, name: str, media_type: str) -> AttachedFile:
        """Keep a file that a firm hands in; raises UnusableInputError where it is empty or too large."""
        sha256 = self._files.put(data)
        file = AttachedFile(sha256, name, media_type, self._files.size(sha256))
        row = {field: getattr(file, field) for field in AttachedFile.__slots__}
        row |= {"uscc": uscc, "added_at": timestamp()}
        insert = (postgresql if self._database.dialect == "postgresql" else sqlite).insert(tables.firm_file)
        statement = insert.values(row)
        with self._database.begin() as connection:
            new = {"name": statement.excluded.name, "media_type": statement.excluded.media_type}
            connection.execute(statement.on_conflict_do_update(index_elements=["uscc", "sha256"], set_=new))
        return file

    def find_file(self, sha256: str, *, uscc: str | None = None) -> AttachedFile | None:
        """Return a file that everybody may read since it was published, or that the firm ``uscc`` handed in itself."""
        columns = tables.firm_file.c
        published = sa.exists().where(tables.mention.c.kind == "file", tables.mention.c.value == columns.sha256)
        allowed = published if uscc is None else sa.or_(columns.uscc == uscc, published)
        statement = sa.select(columns.sha256, columns.name, columns.media_type, columns.size)
        with self._database.connect() as connection:
            row = connection.execute(
                statement.where(columns.sha256 == sha256, allowed).order_by(columns.added_at).limit(1)
            ).first()
        return None if row is None else AttachedFile(*row)


def take_draft(connection: Connection, uscc: str, draft_id: str, version: int) -> None:
    """Delete the draft that becomes a revision; raises ConflictError where it is gone or was changed meanwhile."""
    columns = tables.draft.c
    mine = (columns.id == draft_id, columns.uscc == uscc)
    if connection.execute(sa.delete(tables.draft).where(*mine, columns.version == version)).rowcount == 1:
        return
    if connection.execute(sa.select(columns.id).where(*mine)).first() is not None:
        raise _changed_meanwhile()
    raise ConflictError(
        "This draft was published or deleted already: look at what you have published.",
        "该草稿已公开或已删除：请查看已公开的声明。",
        code="draft-gone",
    )


def _draft(row: RowMapping) -> Draft:
    plain = {name: row[name] for name in Draft.__slots__ if name != "payload"}
    return Draft(**plain, payload=orjson.loads(row["document"]))


def _no_draft() -> NotFoundError:
    return NotFoundError(
        "There is no such draft of your firm: it was published or deleted, or is another firm's.",
        "贵企业没有这份草稿：可能已公开、已删除，或属于其他企业。",
        code="draft-not-found",
    )


def _changed_meanwhile() -> ConflictError:
    return ConflictError(
        "The draft was changed in another window meanwhile: load it again and repeat your change.",
        "该草稿已在另一窗口中被修改：请重新载入后再改。",
        code="draft-changed",
    )
