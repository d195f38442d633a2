"""The door of ballots: the one of a household behind its code, and the public table of a counted vote."""
