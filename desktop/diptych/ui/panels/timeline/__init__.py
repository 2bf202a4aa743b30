"""The Timeline mode: what was said when, what is not said, and by which names."""
