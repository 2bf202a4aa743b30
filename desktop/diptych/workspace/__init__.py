"""The use cases: what the window and the command line can do with a library.

Reads return plain values and may be called from any thread. Writes return ``Changes`` and belong on
a worker thread of the caller's.
"""

from diptych.workspace.comparison import Cell, CellState, Comparison, Evidence, Row
from diptych.workspace.report import ImportReport, report_as_csv
from diptych.workspace.workspace import IndexStatus, Status, Workspace

__all__ = [
    "Cell",
    "CellState",
    "Comparison",
    "Evidence",
    "ImportReport",
    "IndexStatus",
    "Row",
    "Status",
    "Workspace",
    "report_as_csv",
]
