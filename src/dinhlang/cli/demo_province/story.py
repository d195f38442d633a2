"""A case being told: its steps so far, the working time that has passed, and who holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from dinhlang.cli.demo_province.diligence import Style
from dinhlang.cli.demo_province.library import Situation
from dinhlang.cli.demo_province.working_time import FULL_DAY, WorkingTime, local
from dinhlang.domain.accounts.roles import Role
from dinhlang.domain.feedback.history import Step
from dinhlang.domain.feedback.states import Event

RECEIVER, APPROVER, HEAD = "Cán bộ tiếp nhận", "Phó Chủ tịch UBND", "Chủ tịch UBND"
DEPUTY_DIRECTOR, DIRECTOR, CLERK = "Phó Giám đốc", "Giám đốc", "Chuyên viên"


@dataclass
class Story:
    """One case as it goes on. position: working minutes; unit: who must answer; office: who works on it."""

    rng: Random
    time: WorkingTime
    situation: Situation
    facts: dict[str, str]
    received_at: datetime
    unit: str
    office: str
    handler: str  # the post that works on it
    style: Style
    may_leave: bool = True  # to a department of the province
    above: bool = False  # a department of the province holds it
    position: float = 0.0
    last: datetime | None = None
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start the clock at receipt."""
        self.position = self.time.position(self.received_at)
        self.last = self.received_at

    @property
    def now(self) -> datetime:
        """Return the moment of the last step."""
        return self.last or self.received_at

    def wait(self, days: float, spread: float = 0.5) -> None:
        """Let about so many working days pass."""
        self.position += max(4.0, days * FULL_DAY * self.rng.lognormvariate(0, spread))

    def wait_until(self, position: float) -> None:
        """Let time pass until a position, if it has not passed already."""
        self.position = max(self.position + 4.0, position)

    def official(
        self, event: Event, by: Role, *, unit: str, post: str, text: str = "", facts: Mapping[str, Any] | None = None
    ) -> None:
        """Write down a step of an office, at the present position."""
        at = self.time.moment(self.position)
        if at <= self.now:
            at = self.now + timedelta(minutes=self.rng.randrange(3, 40))
            self.position = max(self.position, self.time.position(at))
        self._write(Step(event.value, at, by.value, unit, post, text, facts or {}))

    def citizen(self, event: Event, at: datetime, text: str, facts: Mapping[str, Any] | None = None) -> None:
        """Write down a step of the sender; people write at any hour but those of sleep."""
        if at.hour < 6:
            at += timedelta(hours=7)
        self._write(
            Step(event.value, max(at, self.now + timedelta(minutes=5)), Role.CITIZEN.value, "", "", text, facts or {})
        )
        self.position = max(self.position, self.time.position(self.now))

    def system(self, event: Event, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
        """Write down a step that the platform takes."""
        self._write(Step(event.value, at, Role.SYSTEM.value, facts=facts or {}))

    def _write(self, step: Step) -> None:
        """Keep a step."""
        self.steps.append(step)
        self.last = step.at

    def receiver(self, event: Event, text: str = "", facts: Mapping[str, Any] | None = None) -> None:
        """Write down a step of the receiving desk."""
        self.official(event, Role.RECEIVER, unit=self.unit, post=RECEIVER, text=text, facts=facts)

    def worker(self, event: Event, text: str = "") -> None:
        """Write down a step of those who work on the case."""
        self.official(event, Role.HANDLER, unit=self.office, post=self.handler, text=text)

    def signer(self, event: Event, text: str, facts: Mapping[str, Any] | None = None) -> None:
        """Write down a step of those who sign: mostly a deputy, now and then the head."""
        is_head = self.rng.random() < 0.18
        posts = (DEPUTY_DIRECTOR, DIRECTOR) if self.above else (APPROVER, HEAD)
        post = posts[is_head]
        self.official(event, Role.HEAD if is_head else Role.APPROVER, unit=self.unit, post=post, text=text, facts=facts)

    def later(self, *, days: float, hour: int) -> datetime:
        """Return a moment some days after the last step."""
        day = (self.now + timedelta(days=days)).date()
        return max(local(day, hour * 60 + self.rng.randrange(60)), self.now + timedelta(minutes=20))
