"""The label of a device is coarse."""

import pytest

from dinhlang.domain.accounts.devices import device_label


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        ("Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/126.0.6478.122 Mobile Safari/537.36",
         "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/126 Chrome/120 Safari/537.36",
         "Cốc Cốc · Windows"),
        ("curl/8.5", ""),
    ],
)  # fmt: skip
def test_browser_and_system_are_named_and_nothing_finer(user_agent: str, label: str) -> None:
    assert device_label(user_agent) == label
    assert not any(letter.isdigit() for letter in device_label(user_agent))
