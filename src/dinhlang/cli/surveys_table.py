"""A table of answers from a CSV file, read by columns; only what is asked for becomes numbers."""

from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dinhlang.domain.statistics.columns import MISSING, FloatArray, IntArray
from dinhlang.domain.statistics.design import SurveyError

EMPTY = ["", "NA"]
TWICE = "_duplicated_0"  # what the reader adds to the name of a second column of one name
HINTS = ("; các cột phải ngăn bằng dấu phẩy", "; columns must be separated by commas")
TRUTHS = {"true": "1", "false": "0"}


class CsvTable:
    """The columns of a CSV file as the estimator asks for them."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises SurveyError where it is no table."""
        try:
            self._frame = pl.read_csv(path, infer_schema=False, null_values=EMPTY, encoding="utf8")
        except pl.exceptions.NoDataError:
            raise SurveyError(f"tệp {path.name} trống", f"the file {path.name} is empty") from None
        except (pl.exceptions.PolarsError, OSError):
            raise SurveyError(
                f"tệp {path.name} không đọc được như một bảng CSV (UTF-8, dòng đầu là tên cột)",
                f"the file {path.name} cannot be read as CSV (UTF-8, names of columns on the first line)",
            ) from None

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return self._frame.height

    @cached_property
    def names(self) -> list[str]:
        """Return the names of the columns."""
        return self._frame.columns

    def codes(self, name: str) -> IntArray:
        """Return a column as codes of its distinct values in their order, MISSING for an empty cell."""
        return self.labelled(name)[0]

    def labelled(self, name: str) -> tuple[IntArray, list[str]]:
        """Return a column as codes, and the values: in the order of numbers where all are, else of letters."""
        column = self._column(name)
        values = column.drop_nulls().unique()
        numbers = values.cast(pl.Float64, strict=False)
        order = values.to_frame("v").with_columns(numbers.alias("n"))
        labels = order.sort(["n", "v"] if numbers.null_count() == 0 else ["v"])["v"].to_list()
        if not labels:
            return np.full(self.rows, MISSING, dtype=np.int64), []
        coded = column.replace_strict(labels, list(range(len(labels))), default=MISSING, return_dtype=pl.Int64)
        return coded.fill_null(MISSING).to_numpy(), labels

    def numbers(self, name: str) -> FloatArray:
        """Return a column as numbers (true and false are 1 and 0), NaN for an empty cell."""
        column = self._column(name).str.strip_chars()
        column = column.set(column.is_in(EMPTY), None)
        numbers = column.cast(pl.Float64, strict=False)
        if numbers.null_count() > column.null_count():
            numbers = column.str.to_lowercase().replace(TRUTHS).cast(pl.Float64, strict=False)
        strange = numbers.is_null() & column.is_not_null()
        if strange.any():
            line = int(strange.arg_max() or 0) + 2
            raise SurveyError(
                f"cột {name} có chữ ở dòng {line}; cột chữ thì dùng --where \"{name} == '…'\" để tính tỷ lệ",
                f"column {name} is not a number on line {line}; for words use --where \"{name} == '…'\" (a share)",
            )
        if numbers.is_infinite().any():
            line = int(numbers.is_infinite().arg_max() or 0) + 2
            raise SurveyError(
                f"cột {name} có số vô hạn hoặc quá lớn ở dòng {line}",
                f"column {name} holds an infinite or too large number on line {line}",
            )
        return numbers.fill_null(float("nan")).to_numpy().astype(float)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column as texts, None for an empty cell."""
        return self._column(name).to_numpy(allow_copy=True).astype(object)

    def _column(self, name: str) -> pl.Series:
        if name not in self._frame.columns:
            known = ", ".join(one for one in self.names if one)[:300]
            hint = HINTS if len(self.names) == 1 and set(known) & {";", "\t"} else ("", "")
            raise SurveyError(
                f"bảng không có cột {name}; các cột: {known}{hint[0]}",
                f"there is no column {name}; see the list{hint[1]}",
            )
        if f"{name}{TWICE}" in self._frame.columns:
            raise SurveyError(f"bảng có hai cột cùng tên {name}", f"there are two columns named {name}")
        return self._frame[name]
