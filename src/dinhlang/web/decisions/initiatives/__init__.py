"""The door of initiatives: what households start, who may read it, and standing behind it with a code."""
