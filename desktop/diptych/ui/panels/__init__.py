"""The columns, bars and pages around the reader. They do not know of each other."""
