"""The comparison of a whole library: queries, the matrix, its evidence, and what the analyst says of it."""

from diptych.workspace.comparing.comparing import Comparing
from diptych.workspace.comparing.matrix import Matrix, MatrixCell, MatrixRow
from diptych.workspace.comparing.query import ComparisonQuery, Order, Sort
from diptych.workspace.comparing.reading import EvidencePage

__all__ = [
    "Comparing",
    "ComparisonQuery",
    "EvidencePage",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Order",
    "Sort",
]
