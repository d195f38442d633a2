"""Every write of messages."""

from dinhlang.apps.notifications.actions.deliver import deliver
from dinhlang.apps.notifications.actions.queue_message import queue_message

__all__ = ["deliver", "queue_message"]
