"""What villages decide, for everybody."""
