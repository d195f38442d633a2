"""The views of the desk of villages that decide."""
