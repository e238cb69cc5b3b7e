"""Publish one declaration after another and die by SIGKILL at every point of the transaction, or until killed.

Run by test_crash.py as a process of its own: ``URL FOLDER points`` writes what became of each point;
``URL FOLDER loop START`` publishes until it is killed and writes the id of each declaration after its commit.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from catalog.database import open_database
from declarations import DeclarationStore, FileStore
from tests.declarations.filings import USCC, content, site_keys


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def publish(url, folder, number, *, die_at):
    """Publish one declaration; die before statement ``die_at``, or at ``before commit`` or ``after commit``."""
    database = open_database(url)
    database.require_current()
    engine = database._engine
    seen = 0

    @event.listens_for(engine, "before_cursor_execute")
    def count(*_):
        nonlocal seen
        seen += 1
        if seen == die_at:
            die()

    if die_at == "before commit":
        event.listen(engine, "commit", lambda _connection: die())
    DeclarationStore(database, FileStore(Path(folder)), site_keys(Path(folder))).publish(
        content(f"Q/ABC {number}-2026"), uscc=USCC, by="abc"
    )
    if die_at == "after commit":
        die()
    database.close()


def at_every_point(url, folder):
    points = ["before commit", "after commit", *range(1, 100)]
    for number, point in enumerate(points, 1):
        child = os.fork()
        if child == 0:
            publish(url, folder, number, die_at=point)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        died = os.WIFSIGNALED(status)
        say(f"{number} {point} {'died' if died else 'lived'}")
        if not died:
            return  # the transaction has fewer statements than that: every one had its turn


def until_killed(url, folder):
    database = open_database(url)
    store = DeclarationStore(database, FileStore(Path(folder)), site_keys(Path(folder)))
    number = int(sys.argv[4])
    while True:
        number += 1
        identity = store.publish(content(f"Q/ABC {number}-2026"), uscc=USCC, by="abc")
        say(identity)


if __name__ == "__main__":
    {"points": at_every_point, "loop": until_killed}[sys.argv[3]](*sys.argv[1:3])
