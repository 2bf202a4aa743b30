"""Questions and answers in windows of their own: each offers ``ask`` or ``show_for``."""
