"""Views of origins."""
