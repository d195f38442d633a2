"""What a person may be told about the device of a session: the family of browser and system, nothing finer."""

# The first mark found wins: every later browser also claims to be the earlier ones.
BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("zalo", "Zalo"),
    ("samsungbrowser", "Samsung Internet"),
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("crios", "Chrome"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
SYSTEMS = (
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("windows", "Windows"),
    ("mac os", "macOS"),
    ("cros", "ChromeOS"),
    ("linux", "Linux"),
)


def device_label(user_agent: str) -> str:
    """Return a coarse label such as "Firefox · Android", empty when nothing is recognised; never a version."""
    told = user_agent.lower()
    return " · ".join(filter(None, (_first(BROWSERS, told), _first(SYSTEMS, told))))


def _first(marks: tuple[tuple[str, str], ...], told: str) -> str:
    return next((name for mark, name in marks if mark in told), "")
