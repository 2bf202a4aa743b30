"""The report of an import: how every offered file ended."""

from __future__ import annotations

import csv
import io
from collections import Counter

from diptych.model import Changes, ImportResult, ImportStatus, Value


class ImportReport(Value, frozen=True):
    """How each offered file ended, in the order offered, and what the library gained.

    ``index_problem`` says in a sentence why the search may not find it all yet.
    """

    results: tuple[ImportResult, ...]
    changes: Changes
    cancelled: bool = False
    index_problem: str = ""

    def count(self, status: ImportStatus) -> int:
        """How many files ended so."""
        return Counter(result.status for result in self.results)[status]

    @property
    def failed(self) -> bool:
        """Whether any file failed; a duplicate is no failure."""
        return self.count(ImportStatus.FAILED) > 0


def report_as_csv(report: ImportReport) -> str:
    """The report as a table with a header: file, status, article, reason."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("file", "status", "article", "reason"))
    for result in report.results:
        rows.writerow((result.path, result.status, "" if result.id is None else result.id, result.reason))
    return out.getvalue()
