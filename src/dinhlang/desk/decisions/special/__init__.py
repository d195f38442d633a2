"""The desk of matters with a story: dismissals, boards, changing what was decided, the yearly conference."""
