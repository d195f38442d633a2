"""Village sessions at the desk of a commune."""
