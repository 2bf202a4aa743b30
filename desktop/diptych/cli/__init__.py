"""The command line: every use case of the workspace, with JSON out; without a command, the window."""

from diptych.cli.run import run

__all__ = ["run"]
