"""The desk of a vote: times, freeze, slips, help at the office, slips typed twice, who is there."""
