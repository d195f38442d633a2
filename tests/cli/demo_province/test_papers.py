"""The invented papers of the demonstration: each says that it is invented, and is handed out on its document's page."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document as Word
from pypdf import PdfReader
from tests.apps.coordination.conftest import holder, moment

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.models import DocumentFile
from dinhlang.cli.demo_province.papers import CODES, FOLDER, INVENTED, MARK, PARTS, load_papers
from dinhlang.domain.accounts.roles import SYSTEM, Role
from dinhlang.lib.refusal import NotAllowedError

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("code", CODES)
def test_each_paper_says_on_its_face_that_it_is_invented(code: str) -> None:
    word = Word(str(FOLDER / f"{code}.docx"))
    assert INVENTED in [one.text for one in word.paragraphs]
    assert MARK in "".join(one.text for one in word.sections[0].footer.paragraphs)
    printed = " ".join(PdfReader(BytesIO((FOLDER / f"{code}.pdf").read_bytes())).pages[0].extract_text().split())
    assert MARK in printed
    assert "không cơ quan nào đã ban hành nó" in printed


@pytest.mark.django_db
def test_documents_carry_their_files_from_the_day_on_which_they_came() -> None:
    actions.import_history(actor=SYSTEM, at=moment(TODAY))
    assert load_papers(moment(TODAY)) == load_papers(moment(TODAY)) == DocumentFile.objects.count()
    for code in CODES:
        found = queries.document(code, TODAY)
        assert found is not None
        files = queries.document_files(found.row.id, TODAY)
        assert sorted(one.part for one in files) == sorted(PARTS.values())
        assert queries.document_files(found.row.id, date(2026, 11, 22)) == ()
        assert all(queries.document_file(one.versions[0].id) for one in files)
    with pytest.raises(NotAllowedError):
        actions.add_own_file(
            actor=holder(1, Role.HEAD), code=CODES[0], part="x", kind="pdf", content=b"x", at=moment(TODAY)
        )
