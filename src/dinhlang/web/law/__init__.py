"""The law for people: by question, by act, by search; to print and to read out."""
