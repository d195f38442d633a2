"""The views of the desk of disclosure."""
