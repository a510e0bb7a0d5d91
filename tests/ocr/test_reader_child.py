"""The reading child: warm, limited, mortal, and never a danger to whoever asks it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ocr.errors import FileFault, UnreadableFile
from ocr.limits import Limits
from ocr.reader import Reader
from tests.ocr import draw, hostile


def is_alive(pid: int) -> bool:
    """The process runs; one that only waits to be counted does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int) -> None:
    ends = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not is_alive(pid)


def endless(folder: Path) -> Path:
    """A PDF that takes longer to read than anybody waits."""
    path = folder / "endless.pdf"
    path.write_bytes(hostile.form_laughs())
    return path


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return draw.text_pdf(tmp_path / "letter.pdf")


def test_one_child_reads_page_after_page(paper: Path) -> None:
    with Reader(engines="none") as reader:
        reader.read(paper, 1)
        first = reader.pid
        reader.read(paper, 1)
        assert first is not None and reader.pid == first
    wait_until_gone(first)


def test_a_worn_child_is_replaced(paper: Path) -> None:
    with Reader(Limits(pages_per_child=2), engines="none") as reader:
        pids = [(reader.read(paper, 1), reader.pid)[1] for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_child_that_died_between_pages_costs_nothing(paper: Path) -> None:
    with Reader(engines="none") as reader:
        reader.read(paper, 1)
        assert reader.pid
        os.kill(reader.pid, signal.SIGKILL)
        wait_until_gone(reader.pid)
        assert reader.read(paper, 1).words


def test_a_child_that_dies_just_as_it_is_asked_costs_nothing(paper: Path) -> None:
    with Reader(engines="none") as reader:
        reader.read(paper, 1)
        assert reader.pid
        os.kill(reader.pid, signal.SIGKILL)
        assert reader.read(paper, 1).words


def test_a_child_killed_over_a_page_costs_that_page_only(tmp_path: Path, paper: Path) -> None:
    with Reader(engines="none") as reader:
        reader.start()
        assert reader.pid
        threading.Timer(0.5, os.kill, (reader.pid, signal.SIGKILL)).start()
        with pytest.raises(UnreadableFile) as told:
            reader.read(endless(tmp_path), 1)
        assert told.value.code is FileFault.CRASHED
        assert not told.value.permanent
        assert reader.read(paper, 1).words


@pytest.mark.parametrize("limits", [Limits(wall_seconds=1.5), Limits(cpu_seconds=1.0)])
def test_a_page_without_end_is_given_up(tmp_path: Path, paper: Path, limits: Limits) -> None:
    with Reader(limits, engines="none") as reader:
        reader.start()
        poisoned, begun = reader.pid, time.monotonic()
        assert poisoned
        with pytest.raises(UnreadableFile) as told:
            reader.read(endless(tmp_path), 1)
        assert told.value.code is FileFault.TIMEOUT
        assert time.monotonic() - begun < 10
        assert not is_alive(poisoned)
        assert reader.read(paper, 1).words


def test_the_child_does_not_outlive_a_killed_parent(paper: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from ocr.reader import Reader\n"
        "reader = Reader(engines='none'); reader.read(Path(sys.argv[1]), 1)\n"
        "print(reader.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(paper)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert is_alive(child)
    parent.kill()
    parent.wait()
    wait_until_gone(child)


def test_a_forked_worker_may_ask_the_same_child(paper: Path) -> None:
    with Reader(engines="none") as reader:
        reader.start()
        before = reader.pid
        horse = os.fork()
        if horse == 0:
            os._exit(0 if reader.read(paper, 1).words and reader.pid == before else 1)
        assert os.waitpid(horse, 0)[1] == 0
        assert reader.read(paper, 1).words
        assert reader.pid == before


def test_an_answer_that_a_killed_worker_left_behind_is_not_taken_for_the_next(tmp_path: Path) -> None:
    slow = draw.text_pdf(tmp_path / "slow.pdf", tuple(f"slow line number {n}" for n in range(28)) * 5)
    other = draw.text_pdf(tmp_path / "other.pdf", ("another paper altogether, with words enough to read",))
    with Reader(engines="none") as reader:
        reader.read(other, 1)
        horse = os.fork()
        if horse == 0:
            reader.read(slow, 1)
            os._exit(0)
        time.sleep(0.02)
        os.kill(horse, signal.SIGKILL)
        os.waitpid(horse, 0)
        assert "another paper" in reader.read(other, 1).text


def test_the_child_knows_no_secret_of_its_parent(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://casefax:open-sesame@db/casefax")
    with Reader(engines="none") as reader:
        reader.start()
        seen = (
            Path(f"/proc/{reader.pid}/environ").read_bytes()
            + Path(f"/proc/{reader.pid}/cmdline").read_bytes()
        )
    assert b"PATH=" in seen
    assert b"sesame" not in seen


def test_the_child_has_limits_and_no_network(paper: Path) -> None:
    with Reader(Limits(open_files=100), engines="none") as reader:
        reader.start()
        limits = Path(f"/proc/{reader.pid}/limits").read_text()
        network = Path(f"/proc/{reader.pid}/ns/net").readlink()
    rows = {row[:26].strip(): row[26:].split()[:2] for row in limits.splitlines()}
    assert rows["Max address space"] == [str(4 * 2**30)] * 2
    assert rows["Max core file size"] == ["0", "0"]
    assert rows["Max open files"] == ["100", "100"]
    assert network != Path("/proc/self/ns/net").readlink()


@pytest.mark.reading
def test_nothing_that_reads_a_page_calls_out(tmp_path: Path) -> None:
    """In a process of its own, without CI in its environment, because libraries hide their calls under CI."""
    fax = draw.tiff(tmp_path / "fax.tif", [draw.page()])
    program = Path(__file__).with_name("read_without_network.py")
    env = {name: value for name, value in os.environ.items() if name != "CI"}
    told = subprocess.run(
        [sys.executable, str(program), str(fax)], env=env, capture_output=True, text=True, timeout=120
    )
    assert told.stdout.splitlines() == ["words", "calls: 0", "then: 1"], told.stderr


def test_temporary_files_lie_in_memory_and_go_with_the_child(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Reader(engines="none") as reader:
        reader.read(paper, 1)
        (room,) = tmp_path.glob("casefax-read-*")
        mounts = Path(f"/proc/{reader.pid}/mounts").read_text()
    assert f"tmpfs {room} tmpfs" in mounts
    assert not room.exists()
