"""The watched folder: a fax server drops files, each is taken in once it has stopped growing."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

from intake.desk import Desk
from intake.files import reading
from intake.models import Channel
from intake.receive import Delivery, IncomingFile, take_in

log = logging.getLogger(__name__)
TAKING = ".taking"


class Inbox:
    """Scans the folder. A file is claimed by a rename and removed only after its receipt is committed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.folder = desk.settings.inbox_folder
        self.taking = self.folder / TAKING
        self.taking.mkdir(parents=True, exist_ok=True)
        self._seen: dict[str, tuple[int, int]] = {}

    def scan(self) -> None:
        """Take in what a dead dispatcher had claimed, then each file unchanged since the last scan."""
        for path in sorted(self.taking.iterdir()):
            self._take(path)
        stable, self._seen = self._seen, self._look()
        for name, shape in self._seen.items():
            if stable.get(name) == shape:
                self._claim(name)

    def _look(self) -> dict[str, tuple[int, int]]:
        """Size and time of change of every plain file; links, pipes and dot files are not for us."""
        found = {}
        for path in sorted(self.folder.iterdir()):
            info = path.lstat()
            if stat.S_ISREG(info.st_mode) and not path.name.startswith("."):
                found[path.name] = (info.st_size, info.st_mtime_ns)
        return found

    def _claim(self, name: str) -> None:
        claimed = self.taking / name
        if claimed.exists():
            return  # an earlier file of that name cannot be taken yet: a rename would lose it
        try:
            (self.folder / name).rename(claimed)
        except FileNotFoundError:
            return  # another dispatcher was faster
        self._take(claimed)

    def _take(self, path: Path) -> None:
        try:
            with reading(path) as data:
                receipt = take_in(
                    self.desk, Delivery(channel=Channel.FOLDER, files=[IncomingFile(path.name, data)])
                )
        except OSError as error:
            log.warning("a file in the inbox cannot be opened: %s", type(error).__name__)
            return
        path.unlink(missing_ok=True)
        log.info("received %s from the inbox", receipt.reference)
