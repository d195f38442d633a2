"""Every read of the coordination; each names its day and takes a fixed number of SQL queries."""
