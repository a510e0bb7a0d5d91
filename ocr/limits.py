"""How much of a machine one file may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets for reading: sizes in bytes, times in seconds, areas in pixels.

    `memory` is address space: the engines map far more than they touch.
    `wall_seconds` and `cpu_seconds` are for one page, counted by the parent,
    because `RLIMIT_CPU` adds up over a warm child's life.
    """

    max_bytes: int = 50 * 2**20
    max_pages: int = 500
    max_pixels: int = 50_000_000
    wall_seconds: float = 60.0
    cpu_seconds: float = 40.0
    start_seconds: float = 60.0
    memory: int = 4 * 2**30
    open_files: int = 128
    file_size: int = 256 * 2**20
    pages_per_child: int = 200
    max_answer: int = 32 * 2**20


DEFAULT = Limits()
