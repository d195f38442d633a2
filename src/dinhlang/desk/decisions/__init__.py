"""The desk of villages that decide."""
