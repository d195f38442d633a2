"""Text messages of the tests: nothing leaves, what waits for the worker is opened and read."""

import re

from dinhlang.apps.notifications.models import PURPOSE, SMS, Message
from dinhlang.lib import sealing

NUMBER, OTHER = "0912 345 678", "0387654321"
GATEWAY = "http://127.0.0.1:9/send"


def texts() -> list[tuple[str, str]]:
    """Return the number and the words of every text message that waits, the oldest first."""
    rows = Message.objects.filter(way=SMS, state="queued").order_by("pk")
    return [(sealing.unseal(one.address, purpose=PURPOSE), sealing.unseal(one.text, purpose=PURPOSE)) for one in rows]


def digits() -> str:
    """Return the six digits of the newest message."""
    found = re.search(r"\b\d{6}\b", texts()[-1][1])
    assert found is not None
    return found[0]


def wrong(right: str) -> str:
    """Return six digits that are not these."""
    return "000000" if right != "000000" else "111111"
