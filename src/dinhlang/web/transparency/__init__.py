"""The public log, for people: what is in it, its lines, its proofs, and how to check them."""
