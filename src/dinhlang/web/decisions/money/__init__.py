"""The door of accounts: what a village collected and spent for a decision."""
