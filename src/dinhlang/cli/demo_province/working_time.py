"""Time as offices live it: positions in working minutes, and back. The days themselves come from the law kernel."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from dinhlang.domain.dates.due import VIETNAM

DueOn = Callable[[datetime, str], date]
MORNING, AFTERNOON = 7 * 60, 13 * 60
HALF_DAY = 4 * 60
FULL_DAY = 2 * HALF_DAY
NEXT_WORKING_DAY = "1wd"
MARGIN = timedelta(days=150)  # answers and reviews lie after the last receipt


def local(day: date, minutes: float) -> datetime:
    """Return the moment so many minutes after midnight of a day."""
    return datetime.combine(day, time.min, VIETNAM) + timedelta(minutes=minutes)


class WorkingTime:
    """The working days between two dates, one after the other."""

    def __init__(self, first: date, last: date, due_on: DueOn) -> None:
        self.days: list[date] = []
        day = first - timedelta(days=3)
        while day <= last + MARGIN:
            day = due_on(local(day, AFTERNOON), NEXT_WORKING_DAY)
            self.days.append(day)
        self._known = frozenset(self.days)

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on a day."""
        return day in self._known

    def position(self, moment: datetime) -> float:
        """Return working minutes since the first day; a moment outside hours counts as the next opening."""
        index = bisect_left(self.days, moment.date())
        if index == len(self.days) or self.days[index] != moment.date():
            return float(index * FULL_DAY)
        minutes = moment.hour * 60 + moment.minute + moment.second / 60
        morning = min(max(minutes - MORNING, 0), HALF_DAY)
        afternoon = min(max(minutes - AFTERNOON, 0), HALF_DAY)
        return index * FULL_DAY + morning + afternoon

    def moment(self, position: float) -> datetime:
        """Return the moment of a position, the last day for all that lie beyond it."""
        index, minutes = divmod(position, FULL_DAY)
        start = MORNING + minutes if minutes < HALF_DAY else AFTERNOON + minutes - HALF_DAY
        return local(self.days[min(int(index), len(self.days) - 1)], start)

    def after_day(self, day: date) -> float:
        """Return the position at which the office hours of a day are over."""
        index = bisect_left(self.days, day)
        return float((index + (index < len(self.days) and self.days[index] == day)) * FULL_DAY)

    def day_after(self, day: date, count: int) -> date:
        """Return the working day that lies so many working days after (or, below 0, before) a day."""
        return self.days[max(0, min(bisect_left(self.days, day) + count, len(self.days) - 1))]
