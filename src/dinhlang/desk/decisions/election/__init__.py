"""The desk of elections: the list of candidates, the count of every round, ballots to print."""
