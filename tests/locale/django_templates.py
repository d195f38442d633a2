"""Messages of Django's own templates (sign-in pages and mails), for Babel, which reads only Python and Jinja2."""

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

Found = tuple[int, str, Any, list[str]]


def extract(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: dict[str, Any]
) -> Iterator[Found]:
    """Return what Babel's extractors return: line, function, messages, comments."""
    calls = templatize(file.read().decode())
    flat = "\n".join(line.strip() for line in calls.splitlines())  # an indent would mean something in Python
    for line, function, messages, comments in extract_python(BytesIO(flat.encode()), keywords, comment_tags, options):
        yield line, function, messages, list(comments)
