"""What the pages of the mechanism cost: at most twelve questions to the database, whatever the data."""

import gzip
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dinhlang.apps.coordination.models import (
    Claim,
    Document,
    DocumentRelation,
    Evidence,
    IndexValue,
    Indicator,
    JointIssuer,
    Plan,
    Statement,
    Task,
)
from dinhlang.apps.links.models import SPRINGS_FROM, Link
from dinhlang.apps.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mechanism")]
MOST_QUERIES, MOST_BYTES = 12, 60_000
PAGES = (
    "/", "/co-che/", "/van-ban/", "/van-ban/?q=ke+hoach&ben=party", "/van-ban/25-nq-tw-2013/",
    "/van-ban/902-ctr-bdvtu-bcsdubnd/", "/ke-hoach/", "/ke-hoach/dan-van-chinh-quyen-2022/", "/hoi-nghi/",
    "/hoi-nghi/hoi-nghi-2023-03-13/", "/phat-bieu/hoi-nghi-13-3-2023/", "/chi-so/", "/niem-tin/", "/xa/",
    "/chi-so/ba-chi-so/", "/chi-so/phuc-vu/",
)  # fmt: skip
DAY = date(2022, 5, 4)


def grow() -> None:
    """Give the register, the plan of 2022 and the indices much more of everything, each with bodies of its own."""
    plan = Plan.objects.get(code="dan-van-chinh-quyen-2022")
    above = Document.objects.get(code="902-ctr-bdvtu-bcsdubnd")
    units = list(Unit.objects.exclude(kind="village").order_by("id")[:120])
    papers = Document.objects.bulk_create(
        Document(
            code=f"l-{number}", symbol=f"{number}/KH-UBND", symbol_key=f"l{number}", kind="state_plan",
            title=f"Kế hoạch {number}", folded=f"ke hoach {number}", issuer=unit, passed_on=DAY, confidence="sure",
            source="thử",
        )
        for number, unit in enumerate(units)
    )  # fmt: skip
    JointIssuer.objects.bulk_create(
        JointIssuer(document=one, unit=unit) for one, unit in zip(papers, reversed(units), strict=True)
    )
    DocumentRelation.objects.bulk_create(
        DocumentRelation(from_document=one, to_document=above, relation="implements") for one in papers
    )
    first = 1 + max(plan.tasks.values_list("number", flat=True))
    lines = Task.objects.bulk_create(
        Task(
            plan=plan, number=first + number, text=f"Việc {number}", field="reform", owner=unit,
            owner_post="Giám đốc", set_on=DAY, due_on=DAY + timedelta(days=60),
        )
        for number, unit in enumerate(units)
    )  # fmt: skip
    Evidence.objects.bulk_create(
        Evidence(task=line, text="Xong", on=DAY, document=paper) for line, paper in zip(lines, papers, strict=True)
    )
    Link.objects.bulk_create(
        Link(
            from_kind="coordination.task", from_id=line.pk, from_code="", relation=SPRINGS_FROM,
            to_kind="feedback.case", to_id=line.pk, to_code=f"PA-{line.pk}", on=DAY,
        )
        for line in lines
    )  # fmt: skip
    indicator = Indicator.objects.get(code="sipas.overall")
    IndexValue.objects.bulk_create(
        IndexValue(
            indicator=indicator, territory=unit, period=2020, value=Decimal("80.00"), known_on=DAY, source="thử",
            known_on_is_estimate=False, method="a", confidence="sure",
        )
        for unit in units
    )  # fmt: skip
    said = Statement.objects.get()
    Claim.objects.bulk_create(
        Claim(
            statement=said, number=20 + number, text=f"Điều {number}", comparison="higher_than_before", period=2022,
            territory=unit, indicators=["sipas.overall"],
        )
        for number, unit in enumerate(units[:20])
    )  # fmt: skip


def cost(client: Client, address: str) -> tuple[int, list[str]]:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    assert len(gzip.compress(response.content)) <= MOST_BYTES, address
    return len(captured), [one["sql"][:160] for one in captured.captured_queries]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_the_database_twelve_times_at_most(client: Client, address: str) -> None:
    small, _ = cost(client, address)
    grow()
    grown, asked = cost(client, address)
    assert grown <= MOST_QUERIES, asked
    assert grown <= small + 1, asked  # one more where the first linked case must be looked up
    past, asked = cost(client, address + ("&" if "?" in address else "?") + "as_of=2023-03-13")
    assert past <= MOST_QUERIES, asked
