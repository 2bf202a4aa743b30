"""Progress on a terminal: one line on standard error, and none where it is not a terminal."""

from __future__ import annotations

import sys

from diptych.progress import Progress


class ProgressLine(Progress):
    """A progress that shows itself; leave it as a context manager to clear the line."""

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def step(self, n: int = 1, label: str | None = None) -> None:
        """Advance and show how far it is; raises ``Cancelled``."""
        super().step(n, label)
        if n and sys.stderr.isatty():
            done, total, text = self.now()
            print(f"\r\x1b[K{done}/{total} {text}"[:110], end="", file=sys.stderr, flush=True)
