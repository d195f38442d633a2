"""Views of the desk of reception."""
