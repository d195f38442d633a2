"""No text of anybody runs in a real browser (trust.md test 8). Alone, because the browser comes before the world."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.security.test_scripts import finish, shown_to, spoken
from tests.security.world import World


@pytest.mark.browser
def test_no_payload_runs_in_a_real_browser(world: World, open_page: Callable[..., Page]) -> None:
    case_id, number, code = spoken(world)
    finish(world, case_id, code)
    page = open_page()
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    answers: dict[str, tuple[bytes, dict[str, str]]] = {}
    for who, address in shown_to(number, case_id, code):
        answer = world.browser(who).get(address)
        answers[f"/{who}{address}"] = (answer.content, dict(answer.headers))

    # What would run if one of our pages let it: this test can fail.
    answers["/control"] = (b"<title>x</title><script>window.bad=1</script>", {"Content-Type": "text/html"})

    def serve(route: Any) -> None:
        path = route.request.url.removeprefix("http://dinhlang.test")
        body, headers = answers.get(path, (b"", {"Content-Type": "text/css"}))
        kept = ("Content-Type", "Content-Security-Policy")
        route.fulfill(status=200, body=body, headers={name: headers[name] for name in kept if name in headers})

    page.route("**/*", serve)
    for path in answers:
        page.goto(f"http://dinhlang.test{path}")
        assert page.evaluate("window.bad") == (1 if path == "/control" else None), path
        assert page.evaluate("document.title")
    assert [one for one in faults if "Content Security Policy" in one or one == "1"] == []
