"""Measure pages: the code of one web worker in this process, PostgreSQL by the CPU clock of its backend."""

import os
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
from django.test.utils import override_settings
from django.urls import path as url_path

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.feedback import queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import bump, compact_bumps
from dinhlang.cli.bench_requests import GZIP, Browser, Sending
from dinhlang.lib.clock import now

Answer = tuple[dict[str, str], bytes]  # headers and body
# Pages of the mechanism: those that the demonstration and every import of the history have.
MECHANISM = (
    ("plan", "/ke-hoach/dan-van-chinh-quyen-2022/"),
    ("conference", "/hoi-nghi/hoi-nghi-2023-03-13/"),
    ("document", "/van-ban/902-ctr-bdvtu-bcsdubnd/"),
    ("register", "/van-ban/"),
    ("statement", "/phat-bieu/hoi-nghi-13-3-2023/"),
    ("indices", "/chi-so/"),
)
TICKS = os.sysconf("SC_CLK_TCK")
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
    ask: Callable[[], Answer]
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
        bare = _cost(Line("bare", _getting(Browser(), "/"), 1.0), rounds * 5)[0]
    progress(f"a bare page of the framework: {bare:.3f} ms")
    with override_settings(ALLOWED_HOSTS=["*"], ROLE_CARDS=True, DEBUG=False):
        return [_figure(line, rounds, bare, progress) for line in _lines()]


def _figure(line: Line, rounds: int, bare: float, progress: Callable[[str], None]) -> Figure:
    compact_bumps()  # as the worker does every minute
    for _ in range(2):
        line.before()
        line.ask()
    line.before()
    asked: list[str] = []
    with connection.execute_wrapper(_noting(asked)):
        _headers, content = line.ask()
    # The clock of the database ticks in 10 ms: what costs next to nothing is asked oftener.
    worker, database = _cost(line, rounds * 10 if line.budget < 1 else rounds)
    total = worker + database
    progress(f"{line.name}: {worker:.2f} + {database:.2f} ms")
    return Figure(
        line.name, round(worker, 3), round(database, 3), len(asked), len(content), line.budget,
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
    both = _backend_clock() - backend
    return median(spent) * 1000, max(0.0, both - _alone(line.before, rounds)) * 1000 / rounds


def _alone(before: Callable[[], object], rounds: int) -> float:
    """Return the CPU seconds of the database for what only makes ready: it is no part of the request."""
    backend = _backend_clock()
    for _ in range(rounds):
        before()
    return _backend_clock() - backend


def _backend_clock() -> float:
    """Return the CPU seconds that our backend of PostgreSQL has used."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _lines() -> list[Line]:
    """Return every path: kept, unchanged, first render after a change, filtered, deep, sending, desk."""
    at, browser = now(), Browser()
    some = queries.public_cases(queries.PublicFilter(), at=at)
    number = some.rows[0].number
    busy = organisations.communes(at.date())[0]
    act = _changing("feedback", f"case:{number}", f"commune:{busy.id}")
    everything = _changing("feedback", "figures", "log", "coordination", "coordination:papers")
    public = {
        "home": ("/", PEER_HOME, act),
        "list": ("/phan-anh/", PEER_LIST, act),
        "case": (f"/phan-anh/{number}/", PEER_CASE, act),
        "commune": (f"/xa/{busy.slug}/", 0.0, act),
        "mechanism": ("/co-che/", 0.0, _changing("coordination")),
    }
    lines = []
    for name, (address, peer, change) in public.items():
        etag = browser.get(address)[0]["ETag"]
        lines += [
            Line(f"{name}, kept", _getting(browser, address, **GZIP), KEPT, peer),
            Line(f"{name}, unchanged (304)", _getting(browser, address, HTTP_IF_NONE_MATCH=etag), UNCHANGED, peer),
            Line(f"{name}, first render", _getting(browser, address, **GZIP), FIRST, peer, before=change),
        ]
    deep = urlencode({"tiep": some.next_cursor})
    filters = {"xa": busy.code, "trang_thai": "answered"}
    sending = Sending(browser, busy.id)
    lines += [
        Line("home, all of it anew", _getting(browser, "/", **GZIP), FIRST, PEER_HOME, everything),
        Line("list, filtered", _getting(browser, f"/phan-anh/?{urlencode(filters)}"), FILTERED, PEER_LIST, act),
        Line("list, late only", _getting(browser, "/phan-anh/?tre=1"), FILTERED, PEER_LIST, act),
        Line("list, next page", _getting(browser, f"/phan-anh/?{deep}"), FILTERED, PEER_LIST, act),
        Line("log", _getting(browser, "/nhat-ky/"), FIRST),
        Line("send a case", sending.send, SUBMIT, PEER_SUBMIT, sending.draft),
    ]
    return lines + _later_lines(browser, busy) + _desk_lines()


def _later_lines(browser: Browser, busy: organisations.UnitView) -> list[Line]:
    """Return the first renders of the pages of the mechanism and of the register of disclosure."""
    work = _changing("coordination", "coordination:papers")
    published = _changing("disclosure", f"disclosure:{busy.id}")
    register = (("heat table", "/cong-khai/"), ("commune's register", f"/cong-khai/xa/{busy.slug}/"))
    return [
        Line(f"{name}, first render", _getting(browser, one, **GZIP), FIRST, before=change)
        for pages, change in ((MECHANISM, work), (register, published))
        for name, one in pages
    ]


def _getting(browser: Browser, address: str, **headers: str) -> Callable[[], Answer]:
    def get() -> Answer:
        return browser.get(address, **headers)

    return get


def _changing(*topics: str) -> Callable[[], None]:
    """Return what makes kept pages untrue, as an act with these topics would."""

    def change() -> None:
        bump(topics=list(topics))

    return change


def _desk_lines() -> list[Line]:
    """Return the desk's paths, as the first receiver of the demonstration sees them."""
    card = next((one for one in accounts.demo_cards(at=now()) if "receiver" in one.holding.roles), None)
    if card is None or not settings.DEMO:
        return []
    browser = Browser()
    browser.post(f"/dang-nhap/vai/{card.user_id}/", {})
    rows = queries.inbox(unit_ids=[card.holding.unit_id], post_ids=[], at=now())
    lines = [Line("inbox", _getting(browser, "/lam-viec/"), INBOX)]
    if rows:
        lines.append(Line("case at the desk", _getting(browser, f"/lam-viec/phieu/{rows[0].id}/"), INBOX))
    return lines
