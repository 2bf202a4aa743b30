"""The arrays that the search reckons in."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Integers = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]
Table = npt.NDArray[np.void]
