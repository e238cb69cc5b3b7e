"""Import a file in small batches, saying after each how far it is, for a test that kills this process."""

from __future__ import annotations

import sys

from catalog.database import open_database
from catalog.services.importing import import_source
from catalog.store import CatalogStore


def _say(read: int, total: int | None) -> None:
    del total
    sys.stdout.write(f"{read}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    url, source, *paths = sys.argv[1:]
    database = open_database(url)
    database.migrate()
    import_source(CatalogStore(database), source, paths, batch=40, progress=_say)
    database.close()
