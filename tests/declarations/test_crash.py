"""Whatever dies when, a declaration is wholly there with its receipt and its entry for the index, or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import sqlalchemy as sa

from catalog.store import CatalogStore, IndexQueue
from declarations import tables_store
from declarations.receipts import canonical_sha256
from declarations.verifying import check_chain
from tests.catalog.records import QUALITY_2015, designation
from tests.declarations.filings import USCC, content

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "tests.declarations.publish_and_die"]


def published_ids(store):
    """Return the ids of all declarations after looking that none is there in part."""
    declarations = list(store.iter_public())
    ids = {it.id for it in declarations}
    queued = [entry.record_id for entry in IndexQueue(store.database).next_batch(100_000)]
    assert sorted(queued) == sorted(ids)
    receipts = list(store.iter_receipts())
    assert sorted(receipt.declaration for receipt in receipts) == sorted(ids)
    assert [finding.code for finding in check_chain(receipts, store.keys.public())] == ["chain"]
    for signed in store.iter_signed_revisions():
        receipt = store.get_receipt(signed.receipt)
        assert receipt.revision_sha256 == canonical_sha256(signed.document)
    for published in declarations:
        assert published.revision.number == published.declaration.revision == 1
        assert store.chain_holds(published.id)
        assert [entry.action for entry in store.audit_of(published.id)] == ["publish"]
    with store.database.connect() as connection:
        tables = (
            (tables_store.revision, "declaration_id"),
            (tables_store.receipt, "declaration_id"),
            (tables_store.audit, "subject"),
        )
        for table, column in tables:
            assert set(connection.execute(sa.select(table.c[column])).scalars()) == ids
        mentions = connection.execute(sa.select(sa.func.count()).select_from(tables_store.mention)).scalar_one()
    assert mentions == len(ids) * 4
    return ids


def test_a_process_that_dies_at_any_statement_leaves_all_or_nothing(store, database_url, tmp_path):
    command = [*PROGRAM, database_url, str(tmp_path / "files"), "points"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    outcomes = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    assert outcomes[0] == ["1 before commit", "died"]
    assert outcomes[1] == ["2 after commit", "died"]
    assert len(outcomes) > 10
    assert [outcome for _, outcome in outcomes].count("lived") == 1
    assert outcomes[-1][1] == "lived"
    assert len(published_ids(store)) == 2


def test_a_process_killed_while_it_publishes_leaves_whole_declarations_only(store, database_url, tmp_path):
    announced: list[str] = []
    for turn in range(4):
        command = [*PROGRAM, database_url, str(tmp_path / "files"), "loop", str(turn * 10_000)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            announced.append(process.stdout.readline().strip())
            time.sleep(0.05 + 0.037 * turn)
            process.send_signal(signal.SIGKILL)
            announced += process.stdout.read().split()
    ids = published_ids(store)
    assert len(ids) >= len(announced) > 4
    assert set(announced) <= ids


def test_ten_firms_clerks_publish_at_once_beside_an_import(store):
    problems: list[Exception] = []
    catalog = CatalogStore(store.database)

    def publish(clerk: int) -> None:
        try:
            for turn in range(5):
                store.publish(content(f"Q/ABC {clerk * 100 + turn}-2026"), uscc=USCC, by="abc")
        except Exception as error:  # noqa: BLE001 - any problem in a thread has to reach the assertion
            problems.append(error)

    def load() -> None:
        try:
            for batch in range(5):
                numbers = range(batch * 500, batch * 500 + 500)
                catalog.put_standards(
                    type(QUALITY_2015)(designation("GB/T", str(number), "2020")) for number in numbers
                )
        except Exception as error:  # noqa: BLE001 - the same
            problems.append(error)

    threads = [threading.Thread(target=publish, args=(clerk,)) for clerk in range(10)] + [threading.Thread(target=load)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert store.count_declarations() == {"published": 50}
    assert catalog.count_standards() == 2500
    assert catalog.queue.pending() == 2550


def test_of_ten_that_declare_the_same_number_at_once_one_does(store):
    outcomes: list[str] = []
    together = threading.Barrier(10)

    def publish() -> None:
        together.wait()
        try:
            store.publish(content(), uscc=USCC, by="abc")
            outcomes.append("published")
        except Exception as error:  # noqa: BLE001 - whatever it is, it has to reach the assertion
            outcomes.append(getattr(error, "code", repr(error)))

    threads = [threading.Thread(target=publish) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["number-taken"] * 9 + ["published"]
