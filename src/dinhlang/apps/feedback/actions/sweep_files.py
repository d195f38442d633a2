"""Delete received files that nothing speaks of."""

from datetime import datetime

from dinhlang.apps.feedback.models import Attachment
from dinhlang.lib.received_files import sweep
from dinhlang.lib.uploads import FOLDER


def sweep_files(*, before: datetime) -> int:
    """Delete received files that no row speaks of and that came before a moment; returns how many."""
    spoken_of = set(Attachment.objects.exclude(received_path="").values_list("received_path", flat=True))
    return sweep(FOLDER, spoken_of, before=before)
