"""Delete received files that nothing speaks of."""

from datetime import datetime

from django.core.files.storage import default_storage

from dinhlang.apps.feedback.models import Attachment

FOLDER = "received"


def sweep_files(*, before: datetime) -> int:
    """Delete received files that no row speaks of and that came before a moment; returns how many.

    A process that is killed between storing a file and saving its row leaves one, and so does one killed between
    saving what became of it and deleting it. `before` must lie well back: a file that just comes in has no row yet.
    """
    if not default_storage.exists(FOLDER):
        return 0
    spoken_of = set(Attachment.objects.exclude(received_path="").values_list("received_path", flat=True))
    parts = default_storage.listdir(FOLDER)[0]
    paths = (f"{FOLDER}/{part}/{name}" for part in parts for name in default_storage.listdir(f"{FOLDER}/{part}")[1])
    left = [one for one in paths if one not in spoken_of and default_storage.get_modified_time(one) < before]
    for path in left:
        default_storage.delete(path)
    return len(left)
