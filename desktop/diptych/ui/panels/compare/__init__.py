"""The Compare mode: what the parties say, issue by issue."""
