"""Votes and statements from CSV: long form (participant, statement, vote) or a wide table with a column a statement."""

import csv
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars.exceptions import PolarsError

from dinhlang.domain.consultations.votes import AGREE, DISAGREE, PASS, UNSEEN, VoteTable

PARTICIPANT = ("participant", "participant_id", "participant-id", "voter-id", "voter_id", "voter")
STATEMENT = ("statement", "statement_id", "statement-id", "comment-id", "comment_id", "comment")
VOTE = "vote"
LEAST_WIDE = 3  # a table of a person and one thing called "statement" is a long one without its votes
ABOUT_PARTICIPANTS = {"group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}  # of the published tables
MODERATED = "moderated"
TAKEN_OUT = {"-1", "-1.0"}  # data frames write whole numbers with a point
MARKS = {"1", "0", "", "1.0", "0.0", *TAKEN_OUT}
GIVEN = (AGREE, PASS, DISAGREE)
ENCODING = "utf-8-sig"


class VotesError(ValueError):
    """A file that cannot be read as votes: what is wrong, in Vietnamese and in English."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.vietnamese, self.english = vietnamese, english


def read_votes(path: Path) -> VoteTable:
    """Return the votes of a file; raises VotesError."""
    names = _names(path)
    participant = next((one for one in PARTICIPANT if one in names), None)
    if participant is None and len(names) == 1 and ";" in names[0]:
        raise VotesError(
            f"{path.name}: các ô phải cách nhau bằng dấu phẩy", f"{path.name}: cells are to be separated by commas"
        )
    if participant is None:
        raise VotesError(
            f"{path.name} thiếu cột “participant” (người tham gia)", f"{path.name} has no column “participant”"
        )
    statement = next((one for one in STATEMENT if one in names), None)
    if statement is not None and VOTE in names:
        return _long(path, participant, statement)
    if statement is not None and len(names) <= LEAST_WIDE:
        raise VotesError(f"{path.name} thiếu cột “vote” (phiếu)", f"{path.name} has no column “vote”")
    return _wide(path, participant, [one for one in names if one != participant and one not in ABOUT_PARTICIPANTS])


def moderated_out(path: Path) -> frozenset[str]:
    """Return the statements that moderators took out (a negative mark); raises VotesError."""
    names = _names(path)
    statement = next((one for one in STATEMENT if one in names), None)
    if statement is None or MODERATED not in names:
        raise VotesError(
            f"{path.name} cần hai cột “comment-id” và “moderated”",
            f"{path.name} needs the columns “comment-id” and “moderated”",
        )
    with path.open(encoding=ENCODING, newline="") as lines:
        rows = [(row[statement] or "", row[MODERATED] or "") for row in csv.DictReader(lines)]
    marks = {name.strip(): mark.strip() for name, mark in rows}
    bad = next((mark for mark in marks.values() if mark not in MARKS), None)
    if bad is not None:
        raise VotesError(f"cột “moderated” chỉ nhận 1, 0 hoặc -1, không phải {bad!r}", f"moderated: {bad!r} is no mark")
    return frozenset(name for name, mark in marks.items() if mark in TAKEN_OUT)


def _names(path: Path) -> list[str]:
    """Return the column names; every fault of the file as such is found here."""
    try:
        with path.open(encoding=ENCODING, newline="") as lines:
            names = next(csv.reader(lines), [])
    except OSError as error:
        raise VotesError(f"không đọc được {path}", f"cannot read {path}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise VotesError(f"{path.name} không phải CSV mã UTF-8", f"{path.name} is no CSV in UTF-8") from error
    if not names:
        raise VotesError(f"{path.name} trống", f"{path.name} is empty")
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice is not None:
        raise VotesError(f"cột {twice!r} có hai lần", f"column {twice!r} stands twice")
    return names


def _wide(path: Path, participant: str, statements: list[str]) -> VoteTable:
    if not statements:
        raise VotesError(f"{path.name} không có cột ý kiến nào", f"{path.name} has no column of a statement")
    frame = _frame(path, {participant: pl.String, **dict.fromkeys(statements, pl.Int8)})
    if frame is None:  # 1.0 as spreadsheets and data frames write it, or a cell that is no vote
        frame = _frame(path, {participant: pl.String, **dict.fromkeys(statements, pl.Float32)})
    if frame is None:
        raise _bad_cell(path, statements)
    frame = frame.filter(~pl.all_horizontal(pl.all().is_null()))  # empty lines
    people = _people(frame[participant])
    votes = np.empty((len(people), len(statements)), dtype=np.int8)
    for place, name in enumerate(statements):
        column = frame[name]
        if not _are_votes(column):
            raise _bad_cell(path, statements)
        votes[:, place] = column.fill_null(UNSEEN).cast(pl.Int8).to_numpy()
    return VoteTable(people, tuple(statements), votes)


def _long(path: Path, participant: str, statement: str) -> VoteTable:
    frame = _frame(path, {participant: pl.String, statement: pl.String, VOTE: pl.Int8})
    if frame is None:
        frame = _frame(path, {participant: pl.String, statement: pl.String, VOTE: pl.Float32})
    if frame is None:
        raise _bad_cell(path, [VOTE])
    frame = frame.select(participant, statement, VOTE).drop_nulls(VOTE)
    if not _are_votes(frame[VOTE]):
        raise _bad_cell(path, [VOTE])
    if frame.null_count().row(0) != (0, 0, 0) or frame.is_empty():
        raise VotesError(
            f"{path.name} có dòng thiếu người hoặc thiếu ý kiến", f"{path.name} has a row without person or statement"
        )
    people, rows = _codes(frame[participant])
    statements, columns = _codes(frame[statement])
    votes = np.full((len(people), len(statements)), UNSEEN, dtype=np.int8)
    votes[rows, columns] = frame[VOTE].cast(pl.Int8).to_numpy()  # of two votes of a person the later row counts
    return VoteTable(people, statements, votes)


def _frame(path: Path, columns: dict[str, type[pl.DataType]]) -> pl.DataFrame | None:
    """Return the table, or None where a cell does not fit its column; raises VotesError for a broken table."""
    try:
        return pl.read_csv(path, schema_overrides=columns, columns=list(columns), infer_schema=False)
    except PolarsError as error:
        if "could not parse" in str(error):
            return None
        raise VotesError(
            f"{path.name} không phải bảng CSV mã UTF-8 có số ô bằng số cột",
            f"{path.name} is no CSV in UTF-8 with as many cells in a row as names",
        ) from error


def _are_votes(column: pl.Series) -> bool:
    return bool(((column == AGREE) | (column == PASS) | (column == DISAGREE)).all())


def _people(column: pl.Series) -> tuple[str, ...]:
    names = tuple("" if one is None else str(one).strip() for one in column)
    if not names:
        raise VotesError("chưa có người tham gia nào", "there is no participant")
    if "" in names:
        raise VotesError("có dòng thiếu người tham gia", "a row has no participant")
    if len(set(names)) != len(names):
        raise VotesError("một người tham gia có hai dòng", "a participant has two rows")
    return names


def _codes(column: pl.Series) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return the distinct names in the order in which they come, and for each row the place of its name."""
    distinct = column.unique(maintain_order=True)
    places = column.replace_strict(distinct, pl.Series(range(len(distinct))), return_dtype=pl.Int64)
    return tuple(str(one) for one in distinct), places.to_numpy()


def _bad_cell(path: Path, wanted: list[str]) -> VotesError:
    """Return what to say of the first cell that is no vote."""
    with path.open(encoding=ENCODING, newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            for name in wanted:
                if not _is_vote(row.get(name) or ""):
                    where, bad = reader.line_num, row[name]
                    return VotesError(
                        f"dòng {where}, cột {name!r}: phiếu chỉ nhận 1, 0, -1 hoặc để trống, không phải {bad!r}",
                        f"line {where}, column {name!r}: a vote is 1, 0, -1 or empty, not {bad!r}",
                    )
    return VotesError(f"{path.name} không đọc được như bảng phiếu", f"{path.name} cannot be read as votes")


def _is_vote(cell: str) -> bool:
    if not cell:
        return True
    try:
        return float(cell) in GIVEN
    except ValueError:
        return False
