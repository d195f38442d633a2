"""Measure pages: the code of one web worker in this process, PostgreSQL by the CPU clock of its backend."""

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import override_settings
from django.urls import path as url_path

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import bump
from dinhlang.lib.clock import now

TICKS = os.sysconf("SC_CLK_TCK")
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}
# Budgets and the best figure of a peer for the same page, CPU ms of worker and database (design, measured there).
KEPT, UNCHANGED, FIRST, FILTERED, SUBMIT, INBOX = 0.4, 0.25, 6.0, 10.0, 8.0, 12.0
PEER_HOME, PEER_LIST, PEER_CASE, PEER_SUBMIT = 10.9, 277.0, 40.0, 13.0


@dataclass(frozen=True)
class Figure:
    """What one path costs a request; `times_peer`: how many times less than the best peer (0: none does the same)."""

    path: str
    worker_ms: float
    database_ms: float
    queries: int
    size: int
    budget_ms: float
    times_peer: float
    times_bare: float

    @property
    def ok(self) -> bool:
        """Tell whether the budget is kept."""
        return self.worker_ms + self.database_ms <= self.budget_ms


@dataclass(frozen=True)
class Line:
    """One path to measure: how to ask for it, what stands before each request, its budget and its peer."""

    name: str
    ask: Callable[[], HttpResponseBase]
    budget: float
    peer: float = 0.0
    before: Callable[[], object] = lambda: None


def hello(_request: HttpRequest) -> HttpResponse:
    """Answer like the smallest page there is: what the bare framework costs."""
    return HttpResponse("hello")


urlpatterns = [url_path("", hello)]


def measure(rounds: int, *, progress: Callable[[str], None]) -> list[Figure]:
    """Return the figures of all paths that exist; each is the median of its requests."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["*"]):
        bare = _cost(Line("bare", _getting(Client(), "/"), 1.0), rounds * 5)[0]
    progress(f"a bare page of the framework: {bare:.3f} ms")
    with override_settings(ALLOWED_HOSTS=["*"], ROLE_CARDS=True, DEBUG=False):
        return [_figure(line, rounds, bare, progress) for line in _lines()]


def _figure(line: Line, rounds: int, bare: float, progress: Callable[[str], None]) -> Figure:
    for _ in range(2):
        line.before()
        line.ask()
    line.before()
    asked: list[str] = []
    with connection.execute_wrapper(_noting(asked)):
        answer: Any = line.ask()
    if answer.status_code not in (200, 302, 303, 304):
        raise RuntimeError(f"{line.name}: {answer.status_code}")
    # The clock of the database ticks in 10 ms: what costs next to nothing is asked oftener.
    worker, database = _cost(line, rounds * 10 if line.budget < 1 else rounds)
    total = worker + database
    progress(f"{line.name}: {worker:.2f} + {database:.2f} ms")
    return Figure(
        line.name, round(worker, 3), round(database, 3), len(asked), len(answer.content), line.budget,
        round(line.peer / total, 1) if line.peer else 0.0, round(total / bare, 1),
    )  # fmt: skip


def _noting(asked: list[str]) -> Callable[..., Any]:
    """Return a wrapper that notes each statement sent to PostgreSQL."""

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    return note


def _cost(line: Line, rounds: int) -> tuple[float, float]:
    """Return the CPU ms of a request: median of this process, mean of the database (its clock ticks in 10 ms)."""
    for _ in range(3):
        line.before()
        line.ask()
    backend = _backend_clock()
    spent = []
    for _ in range(rounds):
        line.before()
        start = time.process_time()
        line.ask()
        spent.append(time.process_time() - start)
    return median(spent) * 1000, (_backend_clock() - backend) * 1000 / rounds


def _backend_clock() -> float:
    """Return the CPU seconds that our backend of PostgreSQL has used."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _lines() -> list[Line]:
    """Return every path: kept, unchanged, first render after a change, filtered, deep, sending, desk."""
    at, client = now(), Client(raise_request_exception=True)
    some = queries.public_cases(queries.PublicFilter(), at=at)
    number = some.rows[0].number
    change = _changing(number)
    busy = organisations.communes(at.date())[0]
    public = {
        "home": ("/", PEER_HOME),
        "list": ("/phan-anh/", PEER_LIST),
        "case": (f"/phan-anh/{number}/", PEER_CASE),
        "commune": (f"/xa/{busy.slug}/", 0.0),
        "mechanism": ("/co-che/", 0.0),
    }
    lines = []
    for name, (address, peer) in public.items():
        etag = client.get(address).headers["ETag"]
        lines += [
            Line(f"{name}, kept", _getting(client, address, **GZIP), KEPT, peer),
            Line(f"{name}, unchanged (304)", _getting(client, address, HTTP_IF_NONE_MATCH=etag), UNCHANGED, peer),
            Line(f"{name}, first render", _getting(client, address, **GZIP), FIRST, peer, before=change),
        ]
    deep = urlencode({"tiep": some.next_cursor})
    filters = {"xa": busy.code, "trang_thai": "answered"}
    lines += [
        Line("list, filtered", _getting(client, f"/phan-anh/?{urlencode(filters)}"), FILTERED, PEER_LIST, change),
        Line("list, late only", _getting(client, "/phan-anh/?tre=1"), FILTERED, PEER_LIST, change),
        Line("list, next page", _getting(client, f"/phan-anh/?{deep}"), FILTERED, PEER_LIST, change),
        Line("log", _getting(client, "/nhat-ky/"), FIRST),
        Line("send a case", _sending(client, busy.id), SUBMIT, PEER_SUBMIT),
    ]
    return lines + _desk_lines()


def _getting(client: Client, address: str, **headers: str) -> Callable[[], HttpResponseBase]:
    def get() -> HttpResponseBase:
        return client.get(address, **headers)  # type: ignore[arg-type]

    return get


def _changing(number: str) -> Callable[[], None]:
    """Return what makes every kept page untrue, as acts on this case and on a plan would; units seldom change."""

    def change() -> None:
        bump(topics=["feedback", f"case:{number}", "figures", "coordination", "log"])

    return change


def _sending(client: Client, commune_id: int) -> Callable[[], HttpResponseBase]:
    """Return the last step of the form, on a fresh draft each time; the draft is made outside the count of queries."""

    def send() -> HttpResponseBase:
        token = actions.begin_draft(language="vi", at=now())
        answers = {"category": "khac", "commune_id": commune_id, "text": f"Đo thử {secrets.token_hex(4)}"}
        actions.fill_draft(token=token, answers=answers, at=now())
        return client.post(f"/phan-anh/gui/{token}/xem-lai/", {"reach": "nothing", "named": "no"})

    return send


def _desk_lines() -> list[Line]:
    """Return the desk's paths, as the first receiver of the demonstration sees them."""
    card = next((one for one in accounts.demo_cards(at=now()) if "receiver" in one.holding.roles), None)
    if card is None or not settings.DEMO:
        return []
    client = Client()
    client.post(f"/dang-nhap/vai/{card.user_id}/")
    rows = queries.inbox(unit_ids=[card.holding.unit_id], post_ids=[], at=now())
    lines = [Line("inbox", _getting(client, "/lam-viec/"), INBOX)]
    if rows:
        lines.append(Line("case at the desk", _getting(client, f"/lam-viec/phieu/{rows[0].id}/"), INBOX))
    return lines
