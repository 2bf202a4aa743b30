"""The comparison of a whole library: queries, the matrix, its evidence, and what the analyst says of it."""

from diptych.workspace.comparing.comparing import Comparing
from diptych.workspace.comparing.differences import Difference
from diptych.workspace.comparing.judging import Judgement
from diptych.workspace.comparing.matrix import Matrix, MatrixCell, MatrixRow
from diptych.workspace.comparing.query import ComparisonQuery, Order, Sort
from diptych.workspace.comparing.reading import EvidencePage
from diptych.workspace.comparing.repair import Broken, Candidate

__all__ = [
    "Broken",
    "Candidate",
    "Comparing",
    "ComparisonQuery",
    "Difference",
    "EvidencePage",
    "Judgement",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Order",
    "Sort",
]
