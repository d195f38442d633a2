"""The views of the register of disclosure."""
