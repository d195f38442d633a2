"""Photograph pages as interface.md asks, light and dark: python -m tests.browser.screenshots URL FOLDER PATH..."""

import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.conftest import CHROMIUM, CHROMIUM_OPTIONS

SIZES = {"phone": (360, 740), "tablet": (768, 1024), "desk": (1440, 900)}
SCHEMES = ("light", "dark")


def photograph(base: str, folder: Path, paths: list[str]) -> list[Path]:
    """Save a whole-page picture of each path, size and scheme; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_OPTIONS)
        for (size, (width, height)), scheme in product(SIZES.items(), SCHEMES):
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            for path in paths:
                page.goto(base + path)
                picture = folder / f"{path.strip('/').replace('/', '_') or 'home'}-{size}-{scheme}.png"
                page.screenshot(path=picture, full_page=True)
                made.append(picture)
            context.close()
        browser.close()
    return made


if __name__ == "__main__":
    for one in photograph(sys.argv[1].rstrip("/"), Path(sys.argv[2]), sys.argv[3:]):
        sys.stderr.write(f"{one}\n")
