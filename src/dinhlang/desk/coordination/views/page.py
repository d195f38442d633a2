"""Put forms on a page, and take the step of the one that was sent: once per key, with what was typed on a refusal."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dinhlang.apps.accounts.guards import ActorRequest
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.desk.coordination.fields import Choices, Field
from dinhlang.desk.coordination.verbs import Verb
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
    keys: Mapping[str, int]
    choices: Mapping[str, Choices]
    about: str = ""
    more_fields: tuple[Field, ...] = ()
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def id(self) -> str:
        """Return the id of the form in its page."""
        return f"{self.verb.name}-{self.about}" if self.about else self.verb.name

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return every field of the form."""
        return (*self.verb.fields, *self.more_fields)


@dataclass(frozen=True)
class Attempt:
    """A form that came back: which, what was typed, and why."""

    id: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    error: RefusedError | None = None


NO_ATTEMPT = Attempt()


def answer(
    request: ActorRequest, form: Form, show: Callable[[Attempt, int], HttpResponse], address: str
) -> HttpResponse:
    """Take the step of a form and go on to an address, or show the page again with the refusal."""
    typed = {one.name: request.POST.get(one.name, "") for one in form.fields}
    try:
        _take(request, form, typed)
    except RequestConflictError:
        said = _("Trang này đã được gửi trước đó với nội dung khác. Chữ vừa gõ còn đây; hãy xem lại rồi gửi.")
        return show(Attempt(form.id, typed, RefusedError(said)), CONFLICT)
    except RefusedError as error:
        if isinstance(error, NotFoundError) and not error.field:
            raise
        status = FORBIDDEN if isinstance(error, NotAllowedError) else UNREADABLE
        return show(Attempt(form.id, typed, error), status)
    response = redirect(address)
    response.status_code = 303
    return response


def _take(request: ActorRequest, form: Form, typed: Mapping[str, str]) -> None:
    values = {one.name: one.value(typed[one.name], form.choices.get(one.choices, ())) for one in form.fields}
    given = plain(request.POST.get("request_key", ""))[:LONGEST_KEY] or secrets.token_urlsafe(16)
    things = {name: str(value) for name, value in form.keys.items()}
    body: dict[str, Any] = {"verb": form.verb.name, **things, **typed}
    key = Request(key=f"desk:{request.actor.user_id}:{given}", digest=digest_of(body))
    form.verb.act(actor=request.actor, at=now(), request=key, **form.keys, **values)
