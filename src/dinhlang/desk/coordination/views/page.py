"""Put forms on a page, and take the step of the one that was sent: once per key, with what was typed on a refusal."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dinhlang.apps.accounts.guards import ActorRequest
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.desk.coordination import units
from dinhlang.desk.coordination.fields import FILE, Choices, Field, Words
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.lib import uploads
from dinhlang.lib.as_of import AsOf
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError
from dinhlang.lib.typed import plain

LONGEST_KEY = 44
CONFLICT, UNREADABLE, FORBIDDEN = 409, 422, 403


@dataclass(frozen=True)
class Form:
    """A form: its verb, the things it is about by the names of its action's arguments, its fields, its lists.

    `about` tells forms of one verb apart (the number of a line, the id of a section).
    """

    verb: Verb
    keys: Mapping[str, int | str]
    choices: Mapping[str, Choices]
    about: str = ""
    more_fields: tuple[Field, ...] = ()
    initial: Mapping[str, str] = field(default_factory=dict)
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def id(self) -> str:
        """Return the id of the form in its page."""
        return f"{self.verb.name}-{self.about}" if self.about else self.verb.name

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return every field of the form."""
        return (*self.verb.fields, *self.more_fields)

    @property
    def groups(self) -> list[tuple[Words, list[Field]]]:
        """Return the fields in their order, those of one group together under its words ("" for the others)."""
        return [(words, list(fields)) for words, fields in groupby(self.fields, key=lambda one: str(one.group))]

    @property
    def suggested(self) -> list[str]:
        """Return the lists of the page whose words the fields offer."""
        return sorted({one.suggest for one in self.fields if one.suggest})

    @property
    def sends_files(self) -> bool:
        """Tell whether a file is sent with the form."""
        return any(one.kind == FILE for one in self.fields)

    def is_typed(self, fields: Iterable[Field], attempt: "Attempt") -> bool:
        """Tell whether anything of a group was typed into a form that came back."""
        return attempt.id == self.id and any(attempt.typed.get(one.name) for one in fields)


@dataclass(frozen=True)
class Attempt:
    """A form that came back: which, what was typed, why, and the units that were looked up for its fields."""

    id: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    error: RefusedError | None = None
    found: Mapping[str, Choices] = field(default_factory=dict)
    most_found: int = units.MOST


NO_ATTEMPT = Attempt()


def refused_in_the_past(request: ActorRequest, as_of: AsOf) -> HttpResponse | None:
    """Return the refusal of something that was sent from a day of the past: that day is for reading only."""
    return HttpResponseNotAllowed(["GET", "HEAD"]) if as_of.is_past and request.method == "POST" else None


def answer(
    request: ActorRequest, form: Form, show: Callable[[Attempt, int], HttpResponse], address: str
) -> HttpResponse:
    """Take the step of a form and go on to an address, or show the page again with the refusal."""
    sent = typed(request, form)
    found = units.looked_up(form.fields, sent)
    if units.LOOK_UP in request.POST:
        return show(Attempt(form.id, sent, found=found), 200)
    try:
        _take(request, form, sent, found)
    except RequestConflictError:
        said = _("Trang này đã được gửi trước đó với nội dung khác. Chữ vừa gõ còn đây; hãy xem lại rồi gửi.")
        return show(Attempt(form.id, sent, RefusedError(said), found), CONFLICT)
    except RefusedError as error:
        if isinstance(error, NotFoundError) and not error.field:
            raise
        status = FORBIDDEN if isinstance(error, NotAllowedError) else UNREADABLE
        return show(Attempt(form.id, sent, error, found), status)
    response = redirect(address)
    response.status_code = 303
    return response


def typed(request: ActorRequest, form: Form) -> dict[str, str]:
    """Return what stands in the fields of a form that was sent."""
    named = {one.name: _text(request, one) for one in form.fields}
    return named | units.names_typed(form.fields, request.POST)


def _text(request: ActorRequest, one: Field) -> str:
    """Return what stands in a field; of a file its digest, by which a form sent again is known."""
    if one.kind != FILE:
        return request.POST.get(one.name, "")
    files, _refused = uploads.received(request, one.name, one.kinds)
    return files[0].digest.hex() if files else ""


def _file(request: ActorRequest, one: Field) -> uploads.ReceivedFile | None:
    """Return the file of a field, None where it may be left out; raises RefusedError why there is none."""
    files, refused = uploads.received(request, one.name, one.kinds)
    if files and not refused:
        return files[0]
    if one.optional and not refused:
        return None
    if refused and one.kinds == ("docx",):
        raise RefusedError(_("Chỉ nhận tệp .docx không trống, không quá 10 MB."), field=one.name)
    if refused and "photo" in one.kinds:
        raise RefusedError(_("Chỉ nhận ảnh hoặc bản quét PDF không trống, không quá 10 MB."), field=one.name)
    if refused:
        raise RefusedError(_("Chỉ nhận tệp PDF hoặc DOCX không trống, không quá 10 MB."), field=one.name)
    raise RefusedError(_("Hãy chọn tệp."), field=one.name)


def _take(request: ActorRequest, form: Form, sent: Mapping[str, str], found: Mapping[str, Choices]) -> None:
    values = {
        one.name: _file(request, one) if one.kind == FILE else _value(form, one, sent[one.name], found)
        for one in form.fields
    }
    given = plain(request.POST.get("request_key", ""))[:LONGEST_KEY] or secrets.token_urlsafe(16)
    things = {name: str(value) for name, value in form.keys.items()}
    body: dict[str, Any] = {"verb": form.verb.name, **things, **sent}
    key = Request(key=f"desk:{request.actor.user_id}:{given}", digest=digest_of(body))
    form.verb.act(actor=request.actor, at=now(), request=key, **form.keys, **values)


def _value(form: Form, one: Field, text: str, found: Mapping[str, Choices]) -> Any:
    """Return what a field says; a unit that was looked up by its name stands above the list."""
    if one.name in found:
        return one.value(units.chosen(one, text, found[one.name]), found[one.name])
    return one.value(text, form.choices.get(one.choices, ()))
