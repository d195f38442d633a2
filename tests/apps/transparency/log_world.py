"""A small world for tests of the log: acts to record, and a real signer on a socket of its own."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from dinhlang.apps.transparency import actions
from dinhlang.apps.transparency.actions import Act, Grounds, Subject
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting, Role
from dinhlang.lib.signer import Signer
from dinhlang.lib.signer_process import Keeper, SignerServer

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
OFFICER = Acting(Role.HANDLER, 7, 3, "Công chức địa chính", 12, "UBND phường Long Châu")
GROUNDS = Grounds("FB-10-1", "1", "Điều 28 khoản 1 Luật Tiếp công dân")
CASE = Subject("feedback.case", 1, "PA26-7K3MQ9")


def act(subject: Subject = CASE, event: str = "feedback.received", *, minutes: int = 0, **more: Any) -> Record:
    """Record one act on a subject."""
    return actions.record(
        event=event,
        subject=subject,
        acting=OFFICER,
        at=AT + timedelta(minutes=minutes),
        grounds=[GROUNDS],
        facts={"category": "den-duong"},
        **more,
    )


def acts(count: int, *, first: int = 1) -> list[Record]:
    """Record one act on each of many subjects."""
    ids = actions.record_many(
        acts=(
            Act(
                "feedback.received",
                Subject("feedback.case", number, f"PA26-{number}"),
                OFFICER,
                AT,
                [GROUNDS],
                {"category": "den-duong"},
            )
            for number in range(first, first + count)
        )
    )
    return list(Record.objects.filter(pk__in=ids).order_by("pk"))


def logged(count: int, signer: Signer | None = None, *, first: int = 1) -> list[Record]:
    """Record acts and put them into the log; sign when a signer is given."""
    made = acts(count, first=first)
    actions.sequence_batch(at=AT)
    if signer is not None:
        actions.sign_heads(signer=signer)
    return made


@contextmanager
def running_signer(keys: Path | None = None, at: Path | None = None) -> Iterator[tuple[Signer, Path]]:
    """Run the signer process's server in a thread; yields its client and the folder of its keys."""
    with tempfile.TemporaryDirectory(prefix="s") as place:  # pytest's own directories are too deep for a socket
        folder, path = keys or Path(place) / "keys", at or Path(place) / "signer.sock"
        keeper = Keeper(folder, origin=settings.LOG_ORIGIN, receipt_name=settings.RECEIPT_KEY_NAME)
        server = SignerServer(path, keeper)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Signer(str(path)), folder
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            keeper.close()
