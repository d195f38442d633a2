"""The shape in which a table of answers is handed to the estimator."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
MISSING = -1  # the code of an empty cell


class Columns(Protocol):
    """A table of answers, a row a person, asked column by column; each raises SurveyError for a strange column."""

    @property
    def rows(self) -> int:
        """Return how many rows there are."""

    def codes(self, name: str) -> IntArray:
        """Return a column as codes 0, 1, 2 … of its distinct values, MISSING for an empty cell."""

    def numbers(self, name: str) -> FloatArray:
        """Return a column as numbers, NaN for an empty cell."""

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column as texts, None for an empty cell."""


def combined(outer: IntArray, inner: IntArray) -> tuple[IntArray, IntArray]:
    """Return codes of the pairs that occur (both arrays from 0 up), and the first row of each."""
    span = int(inner.max(initial=0)) + 1
    _, first, codes = np.unique(outer * span + inner, return_index=True, return_inverse=True)
    return codes.astype(np.int64, copy=False), first.astype(np.int64, copy=False)


def summed(codes: IntArray, values: FloatArray | BoolArray, count: int) -> FloatArray:
    """Return the sum of the values of each code from 0 up to `count` less one."""
    return np.bincount(codes, values, count).astype(np.float64, copy=False)
