"""A reading that loops, swells, crashes or reaches out costs one clear sentence, and the next one is read as ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from catalog.errors import ServiceDownError, UnusableInputError
from importers.documents import read_document, read_isolated
from importers.documents.isolation import ReaderProcess, ReadingLimits

TEXT = "# 4 技术要求\n\n## 4.1 电阻\n\n电阻应不大于 5 Ω。\n".encode()
SERVE = "from importers.documents import confined"
HOSTILE = (
    SERVE
    + """
import os, socket, subprocess, time
kept = confined.read_document
def read(data, filename, **more):
    if data.startswith(b"#"):
        return kept(data, filename)
    exec(data.decode())
confined.read_document = read
confined.main()
"""
)
LIMITS = ReadingLimits(seconds=2, memory=400 << 20, output=1 << 20)


@pytest.fixture(scope="module")
def readers():
    process = ReaderProcess(LIMITS, script=HOSTILE)
    yield process
    process.close()


def refusal(readers: ReaderProcess, program: str) -> UnusableInputError:
    with pytest.raises(UnusableInputError) as caught:
        readers.read(program.encode(), "folder/x.pdf")
    assert caught.value.en.startswith("x.pdf was not read: ")
    assert caught.value.en.endswith(".")
    assert caught.value.zh.startswith("x.pdf ")
    assert caught.value.zh.endswith("。")
    (requirement,) = readers.read(TEXT, "x.md").requirements
    assert requirement.name == "电阻"
    return caught.value


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("while True: pass", "too-slow"),
        ("time.sleep(60)", "too-slow"),
        ("x = bytearray(600 << 20)", "too-much-memory"),
        ("x = [0]\nwhile True: x = x + x", "too-much-memory"),
        ("f = lambda: f()\nglobals()['f'] = f\nf()", "too-deep"),
        ("os.abort()", "unreadable"),
        ("os._exit(3)", "unreadable"),
        ("raise SystemExit", "unreadable"),
        ("1 / 0", "unreadable"),
        ("socket.create_connection(('127.0.0.1', 9))", "unreadable"),
        ("subprocess.run(['true'])", "unreadable"),
        ("os.fork()", "unreadable"),
        ("open('never-written', 'w')", "unreadable"),
        ("os.open('never-written', os.O_CREAT | os.O_WRONLY)", "unreadable"),
        ("confined.write_frame = None", "unreadable"),
    ],
)
def test_what_a_file_provokes_costs_one_sentence_and_one_reading(readers, program, code):
    if sys.platform != "linux" and code == "too-much-memory":
        pytest.skip("only Linux holds a process to RLIMIT_AS")
    started = time.monotonic()
    assert refusal(readers, program).code == code
    assert time.monotonic() - started < LIMITS.seconds + 20
    assert not Path("never-written").exists()


@pytest.mark.parametrize(("program", "code"), [("time.sleep(60)", "too-slow"), ("os.abort()", "unreadable")])
def test_without_fork_each_document_has_a_process_of_its_own(program, code):
    assert refusal(ReaderProcess(LIMITS, forks=False, script=HOSTILE), program).code == code


def test_a_reader_that_answers_without_end_is_cut_off():
    script = SERVE + "\nconfined._answer_to = lambda *given: {'reading': 'x' * (2 << 20)}\nconfined.main()"
    process = ReaderProcess(LIMITS, forks=False, script=script)
    with pytest.raises(UnusableInputError) as caught:
        process.read(TEXT, "x.md")
    assert caught.value.code == "too-much"


@pytest.mark.parametrize("forks", [True, False])
def test_a_reader_that_cannot_start_is_the_fault_of_the_machine_and_not_of_the_file(forks):
    process = ReaderProcess(LIMITS, forks=forks and hasattr(os, "fork"), script="raise SystemExit")
    with pytest.raises(ServiceDownError) as caught:
        process.read(TEXT, "x.md")
    process.close()
    assert caught.value.code == "no-reader"


def test_an_answer_of_another_shape_is_no_reading():
    script = SERVE + "\nconfined._answer_to = lambda *given: {'reading': {'document': 5}}\nconfined.main()"
    process = ReaderProcess(LIMITS, forks=False, script=script)
    with pytest.raises(UnusableInputError) as caught:
        process.read(TEXT, "x.md")
    assert caught.value.code == "unreadable"


def test_a_reader_process_that_dies_is_started_anew():
    process = ReaderProcess(LIMITS)
    process.read(TEXT, "x.md")
    if process._process is None:
        pytest.skip("this system has no fork")
    os.kill(process._process.pid, signal.SIGKILL)
    process._process.wait()
    assert process.read(TEXT, "x.md").requirements
    process.close()


def test_the_process_ends_when_its_parent_does():
    program = (
        "from importers.documents import isolation as i; i.read_isolated('# 4 要求'.encode(), 'x.md');"
        "print(i._shared._process.pid if i._shared._process else 0, flush=True); import os; os._exit(0)"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    pid = int(out.stdout)
    if not pid:
        pytest.skip("this system has no fork")
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and Path(f"/proc/{pid}").exists():
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


def test_no_secret_of_the_installation_reaches_a_reader(monkeypatch):
    monkeypatch.setenv("DUIBIAO_SECRET_KEY", "a-secret")
    process = ReaderProcess(LIMITS, forks=False, script=HOSTILE)
    with pytest.raises(UnusableInputError) as caught:
        process.read(b"raise confined.UnusableInputError(str('DUIBIAO_SECRET_KEY' in os.environ))", "x.md")
    assert caught.value.en == "False"


def test_a_refusal_of_the_reader_comes_through_in_both_languages():
    with pytest.raises(UnusableInputError) as here:
        read_document(b"", "x.md")
    with pytest.raises(UnusableInputError) as there:
        read_isolated(b"", "x.md")
    assert (there.value.en, there.value.zh, there.value.code) == (here.value.en, here.value.zh, here.value.code)


def test_a_real_standard_crosses_the_border_whole(shared_data):
    for path in sorted((shared_data / "cn-enterprise-and-group").glob("*.md")):
        assert read_isolated(path.read_bytes(), path.name) == read_document(path.read_bytes(), path.name)


def test_threads_read_side_by_side_and_wait_for_each_other():
    process = ReaderProcess(ReadingLimits(seconds=20, at_once=2))
    found = []
    threads = [threading.Thread(target=lambda: found.append(process.read(TEXT, "x.md"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    process.close()
    assert len(found) == 8
    assert len({reading.requirements for reading in found}) == 1


def test_who_waits_too_long_is_told_to_come_again():
    process = ReaderProcess(ReadingLimits(seconds=1, at_once=1))
    process._places.acquire()
    with pytest.raises(ServiceDownError) as caught:
        process.read(TEXT, "x.md")
    process._places.release()
    assert caught.value.code == "readers-busy"
