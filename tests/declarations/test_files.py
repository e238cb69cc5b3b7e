"""Files are kept by what they hold: whole, once, and never changed."""

from __future__ import annotations

import hashlib
import io
import threading

import pytest

from catalog.errors import NotFoundError, UnusableInputError
from declarations import FileStore

TEXT = "企业标准".encode() * 1000
SHA256 = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def files(tmp_path):
    return FileStore(tmp_path / "files", max_bytes=100_000)


def names(files):
    return sorted(path.relative_to(files.folder).as_posix() for path in files.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("data", [TEXT, io.BytesIO(TEXT)])
def test_a_file_is_found_under_its_digest(files, data):
    assert files.put(data) == SHA256
    assert files.read(SHA256) == TEXT
    assert files.size(SHA256) == len(TEXT)
    assert SHA256 in files
    assert names(files) == [f"{SHA256[:2]}/{SHA256}"]


def test_the_same_content_is_kept_once_and_not_written_again(files):
    files.put(TEXT)
    before = (files.folder / SHA256[:2] / SHA256).stat()
    assert files.put(TEXT) == SHA256
    after = (files.folder / SHA256[:2] / SHA256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_under_a_name_is_never_overwritten(files):
    files.put(TEXT)
    damaged = files.folder / SHA256[:2] / SHA256
    damaged.write_bytes(b"damaged")
    files.put(TEXT)
    assert damaged.read_bytes() == b"damaged"


@pytest.mark.parametrize(("data", "code"), [(b"", "file-empty"), (b"x" * 100_001, "file-too-large")])
def test_what_is_empty_or_too_large_leaves_nothing(files, data, code):
    with pytest.raises(UnusableInputError) as caught:
        files.put(data)
    assert caught.value.code == code
    assert names(files) == []


def test_the_largest_file_that_is_allowed_is_kept(files):
    assert files.put(b"x" * 100_000) in files


def test_a_stream_that_breaks_leaves_nothing(files):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError("the line is dead")
            return super().read(10)

    with pytest.raises(OSError, match="dead"):
        files.put(Broken(TEXT))
    assert names(files) == []


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64, "0" * 64 + "\n", "0" * 63 + "/"])
def test_only_a_digest_that_is_there_can_be_opened(files, name):
    assert name not in files
    for ask in (files.open, files.read, files.size):
        with pytest.raises(NotFoundError):
            ask(name)


def test_many_at_once_keep_one_whole_file(files):
    threads = [threading.Thread(target=files.put, args=(TEXT,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert files.read(SHA256) == TEXT
    assert len(names(files)) == 1
