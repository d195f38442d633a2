"""Views of the desk of origins."""
