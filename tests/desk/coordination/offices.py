"""The world of these tests: two bodies with a signed plan and a draft, an owner of lines, an auditor, a stranger."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.apps.accounts.people import hold, person, post
from tests.apps.accounts.people import unit as make_unit

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions import NewTask
from dinhlang.apps.coordination.models import Plan, Programme
from dinhlang.apps.feedback.models import Case, Category
from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.accounts.roles import SYSTEM, Role
from dinhlang.domain.coordination.documents import Field
from dinhlang.lib import clock

WHO = {
    "coordinator": ("party", Role.COORDINATOR),
    "head": ("state", Role.HEAD),
    "owner": ("agency", Role.HANDLER),
    "auditor": ("province", Role.AUDITOR),
    "stranger": ("other", Role.COORDINATOR),
}


class World:
    """Two bodies, an agency that owns lines, a plan that was signed and a draft of the next year."""

    def __init__(self) -> None:
        self.at = clock.now()
        self.today = self.at.date()
        province = make_unit("Tỉnh Vĩnh Long", kind="province")
        Unit.objects.filter(pk=province.pk).update(code=settings.PROVINCE_CODE)
        self.units: dict[str, Unit] = {"province": province}
        for short, name, kind in (
            ("party", "Ban Tuyên giáo và Dân vận", "party"), ("state", "Đảng ủy UBND tỉnh", "party"),
            ("agency", "Sở Nội vụ", "agency"), ("other", "Sở Y tế", "agency"),
        ):  # fmt: skip
            self.units[short] = make_unit(name, kind=kind, parent=province)
        bodies = (self.units["party"].pk, self.units["state"].pk)
        year = self.today.year
        programme = actions.set_programme(
            actor=SYSTEM, code="phoi-hop", title="Chương trình phối hợp", years=(year, year + 3), body_ids=bodies,
            signed_on=self.today - timedelta(days=40), at=self.at,
        )  # fmt: skip
        self.programme = Programme.objects.get(pk=programme)
        self.plan = self.new_plan(year)
        self.next = self.new_plan(year + 1)
        for text in ("Mở ngày tiếp dân", "Rút ngắn thủ tục"):
            actions.add_task(actor=SYSTEM, plan_id=self.plan.pk, new=self.line(text), at=self.at)
        actions.sign_plan(actor=SYSTEM, plan_id=self.plan.pk, signed_on=self.today, at=self.at)
        self.clients = {short: self.client(*place) for short, place in WHO.items()}

    def new_plan(self, year: int) -> Plan:
        made = actions.draft_plan(actor=SYSTEM, programme_id=self.programme.pk, year=year, at=self.at)
        return Plan.objects.get(pk=made)

    def line(self, text: str) -> NewTask:
        due = self.today + timedelta(days=30)
        return NewTask(text, Field.REFORM, self.units["agency"].pk, "Giám đốc Sở", due)

    def client(self, place: str, role: Role) -> Client:
        who = person(f"Cán bộ {place} {role}")
        hold(who, post(self.units[place], role, title=f"Chức danh {role}"), since=self.at - timedelta(days=1))
        client = Client()
        client.force_login(who)
        return client

    def case(self) -> str:
        """Return the number of a citizen's case."""
        where = self.units["province"]
        made = Case.objects.create(
            number="PA26-000123", lookup_hash=b"x" * 32, state="received", category=Category.objects.all()[0],
            title="Chờ giấy lâu", text="Chờ giấy lâu quá", commune=where, unit=where, received_at=self.at,
        )  # fmt: skip
        return made.number

    def address(self, plan: Plan | None = None) -> str:
        return reverse("desk-coordination:plan", args=[(plan or self.plan).code])

    def send(self, who: str, verb: str, about: Any = "", *, to: str = "", key: str = "", **fields: Any) -> Any:
        told = {
            "verb": verb,
            "about": str(about),
            "request_key": key,
            **{name: str(one) for name, one in fields.items()},
        }
        return self.clients[who].post(to or self.address(), told)


def page(answer: Any) -> str:
    return str(answer.content.decode())
