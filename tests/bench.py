"""Measure what people wait for: reading a page, taking a paper in, assessing a case, opening the queue.

Medians of several runs on this machine, with its processor named; nothing is compared
across runs. The corpus beside the project is scored when it is there, and skipped loudly
when it is not.
"""

from __future__ import annotations

import io
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from app import create_app
from intake.desk import Desk
from intake.models import Case, CaseState, Receipt
from intake.web.worklists import rows_of, tabs_for
from ocr.reader import Reader
from tests.desk import make_desk, send_in
from tests.line import this_day
from tests.paper import Kind, random_paper

SEED = 20261122
CASES = 20_000
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def main() -> None:
    """Print one line for each measure."""
    print(f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, seed {SEED}")
    with tempfile.TemporaryDirectory() as name:
        desk = make_desk(Path(name))
        tell("take in one fax, to the receipt (fsync and commit)", list(taking_in(desk)))
        tell("read one typed fax page, both readers", list(reading(Path(name), by_hand=False)))
        tell("read one hand-filled fax page, both readers", list(reading(Path(name), by_hand=True)))
        tell(f"a page of the queue among {CASES} cases", list(listing(desk)))
    corpus()


def tell(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    p95 = ordered[round(0.95 * (len(ordered) - 1))]
    middle = statistics.median(ordered)
    print(f"{what:56} median {middle * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms   n {len(ordered)}")


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def taking_in(desk: Desk) -> Iterator[float]:
    for number in range(50):
        data = os.urandom(100_000) + bytes([number])
        yield timed(lambda data=data: send_in(desk, b"%PDF-1.4" + data))


def reading(folder: Path, *, by_hand: bool) -> Iterator[float]:
    """Seconds a page; the reader is warm."""
    rng = Random(SEED)
    with Reader() as reader:
        reader.start()
        for number in range(6):
            paper = random_paper(Kind.MISSED_APPOINTMENTS_REQUEST, rng, this_day(), by_hand=by_hand)
            path = folder / f"{by_hand}-{number}.tif"
            path.write_bytes(paper.whole())
            yield timed(lambda path=path: reader.read(path, 1))


def listing(desk: Desk) -> Iterator[float]:
    receipt = send_in(desk, b"%PDF-1.4 the receipt of all cases")
    with desk.db.write() as session:
        session.add_all(_case(receipt, number) for number in range(1, CASES + 1))
    with create_app(desk=desk).test_request_context():
        for _ in range(20):
            with desk.db.read() as session:
                yield timed(lambda session=session: _queue_page(desk, session))


def _queue_page(desk: Desk, session: Session) -> None:
    """What the queue page asks of the database: all lists with counts, and rows of the longest."""
    lists = tabs_for(desk, session, lambda role: role in ("clerk", "reviewer"))
    rows_of(desk, session, max(lists, key=lambda tab: tab.count), offset=0, limit=50)


def _case(receipt: Receipt, number: int) -> Case:
    return Case(
        receipt_id=receipt.id,
        number=number,
        reference=f"{receipt.reference}-{number}",
        doc_type="noncompliance_letter",
        definition="noncompliance_letter/1",
        lifecycle="noncompliance",
        state=CaseState.CLERK if number % 4 else CaseState.CLOSED,
        received_on=receipt.received_on,
        queue="noncompliance_unit",
        urgent=number % 50 == 0,
        member_name=f"Member {number}",
    )


def corpus() -> None:
    """Read and score the corpus, where it is."""
    if not (CORPUS / "score.py").exists():
        print("NO CORPUS beside the project: its score is skipped", file=sys.stderr)
        return
    files = sorted(path for path in CORPUS.iterdir() if path.suffix in (".pdf", ".tif", ".jpg"))
    out = io.StringIO()
    began = time.perf_counter()
    command = [sys.executable, "-m", "app", "read", "--json", *map(str, files)]
    out.write(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    seconds = time.perf_counter() - began
    pages = sum(json.loads(line)["pages"] for line in out.getvalue().splitlines())
    print(f"corpus: {pages} pages in {seconds:.0f} s, {60 * pages / seconds:.0f} pages a minute")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as predictions:
        predictions.write(out.getvalue())
        predictions.flush()
        subprocess.run([sys.executable, CORPUS / "score.py", CORPUS, predictions.name], check=False)


def processor() -> str:
    """The processor's name."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


if __name__ == "__main__":
    main()
