"""A deployment behind TLS, and one that somebody set up carelessly."""

import json
import os
import subprocess
import sys

import pytest

NAMES = (
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "CSRF_TRUSTED_ORIGINS", "DEBUG", "MFA_REQUIRED",
    "ROLE_CARDS",
)  # fmt: skip


def settings_under(**environment: str) -> dict[str, object]:
    """Return the settings as another process would read them from an environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DINHLANG_")}
    read = f"{{name: getattr(settings, name, None) for name in {NAMES!r}}}"
    asked = f"import json; from dinhlang.config import settings; print(json.dumps({read}))"
    done = subprocess.run(
        [sys.executable, "-c", asked], env={**kept, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout))


def test_cookies_behind_tls_belong_to_this_host_alone() -> None:
    found = settings_under(DINHLANG_BASE_URL="https://phananh.vinhlong.example/")
    assert found["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"]) == (True, True)
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://phananh.vinhlong.example"]


def test_what_nobody_set_is_safe() -> None:
    found = settings_under()
    assert (found["DEBUG"], found["MFA_REQUIRED"], found["ROLE_CARDS"]) == (False, True, False)
    assert found["SESSION_COOKIE_HTTPONLY"] is True
    assert found["CSRF_TRUSTED_ORIGINS"] == []


def test_the_web_does_not_start_with_the_key_of_the_tests() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(
            [sys.executable, "-c", "import dinhlang.config.wsgi"], capture_output=True, check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DINHLANG_SECRET_KEY": "only-for-tests-" * 4},
        )  # fmt: skip
