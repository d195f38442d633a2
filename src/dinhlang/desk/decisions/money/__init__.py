"""The desk of accounts: who keeps the money of a contribution."""
