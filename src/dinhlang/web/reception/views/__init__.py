"""Views of reception."""
