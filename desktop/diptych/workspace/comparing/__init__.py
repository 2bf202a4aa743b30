"""The comparison of a whole library: queries, the matrix, its evidence, and what the analyst says of it."""

from diptych.workspace.comparing.comparing import Comparing
from diptych.workspace.comparing.differences import Difference
from diptych.workspace.comparing.judging import Judgement
from diptych.workspace.comparing.matrix import Matrix, MatrixCell, MatrixRow
from diptych.workspace.comparing.naming import OutletUsage, Period, UsageTime
from diptych.workspace.comparing.query import WHOLE, ComparisonQuery, Order, Sort
from diptych.workspace.comparing.reading import EvidencePage
from diptych.workspace.comparing.repair import Broken, Candidate
from diptych.workspace.comparing.silence import SilenceCell, SilenceMap, SilenceRow, Source
from diptych.workspace.comparing.telling import Event, Nearest, events, nearest
from diptych.workspace.comparing.timeline import Gap, Lane, Point, Shift, Timeline

__all__ = [
    "WHOLE",
    "Broken",
    "Candidate",
    "Comparing",
    "ComparisonQuery",
    "Difference",
    "Event",
    "EvidencePage",
    "Gap",
    "Judgement",
    "Lane",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Nearest",
    "Order",
    "OutletUsage",
    "Period",
    "Point",
    "Shift",
    "SilenceCell",
    "SilenceMap",
    "SilenceRow",
    "Sort",
    "Source",
    "Timeline",
    "UsageTime",
    "events",
    "nearest",
]
