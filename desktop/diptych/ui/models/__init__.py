"""Item models over plain values, the painting of their rows, and how values are put into words."""
