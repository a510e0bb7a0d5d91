"""What the proof needs beside Python packages: a browser. Finds it, installs it where it can, or says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def browser() -> str | None:
    """The path of a Chromium, None if there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def strict() -> bool:
    """Whether a missing need fails the run (CI) instead of skipping tests loudly."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def install_browser() -> None:
    """Debian's own package, where this user may install packages."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    print("Installing a browser for the tests (chromium-headless-shell) ...", flush=True)
    subprocess.run([apt, "update", "-qq"], check=False)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell"]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    """Exit status 1 only where CI lacks something."""
    if browser() is None:
        install_browser()
    if browser() is None:
        print("NO BROWSER: the browser journey is skipped. Install chromium to run it.", file=sys.stderr)
        return 1 if strict() else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
