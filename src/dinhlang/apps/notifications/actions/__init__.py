"""Every write of messages."""

from dinhlang.apps.notifications.actions.deliver import deliver
from dinhlang.apps.notifications.actions.queue_message import queue_message
from dinhlang.apps.notifications.actions.queue_text_message import queue_text_message

__all__ = ["deliver", "queue_message", "queue_text_message"]
