"""Work that runs in child processes: parsing, index writing and analysis, framed JSON over pipes.

``jobs`` says what the kinds of work are, ``child`` serves one kind inside the child process and
``parent`` starts children, watches their time and memory, and outlives their death.
"""
