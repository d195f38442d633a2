"""Views of the public log."""
