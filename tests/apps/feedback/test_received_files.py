"""Received files: sent again they are one, left alone they are swept, cleaned again they leave nothing behind."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from dinhlang.apps.coordination import actions as coordination
from dinhlang.apps.disclosure import actions as disclosure
from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Attachment
from dinhlang.apps.law import actions as law
from dinhlang.lib import clock
from dinhlang.lib.uploads import FOLDER

pytestmark = pytest.mark.django_db


def received(name: str) -> str:
    return default_storage.save(f"received/{name[:2]}/{name}", ContentFile(b"bytes"))


def attach(token: str, path: str, digest: bytes) -> str:
    return actions.attach_to_draft(token=token, kind="photo", path=path, digest=digest, size=5, at=clock.now())


def test_the_same_bytes_sent_again_to_a_draft_are_one_file():
    token = actions.begin_draft(language="vi", at=clock.now())
    first, again, other = received("aa1"), received("aa2"), received("aa3")
    assert attach(token, first, b"1" * 32) == first
    assert attach(token, again, b"1" * 32) == first
    assert attach(token, other, b"2" * 32) == other
    assert sorted(Attachment.objects.values_list("received_path", flat=True)) == [first, other]


def test_only_old_files_that_no_row_speaks_of_are_swept():
    kept, left = received("bb1"), received("bb2")
    attach(actions.begin_draft(language="vi", at=clock.now()), kept, b"1" * 32)
    assert actions.sweep_files(before=clock.now() - timedelta(days=1)) == 0
    assert actions.sweep_files(before=clock.now() + timedelta(seconds=5)) >= 1
    assert default_storage.exists(kept)
    assert not default_storage.exists(left)


def test_what_other_nouns_received_is_never_swept_with_the_files_of_cases() -> None:
    folders = {FOLDER, disclosure.RECEIVED_PAPERS, law.RECEIVED_PHOTOS, coordination.RECEIVED_DOCUMENTS}
    assert len(folders) == 4
