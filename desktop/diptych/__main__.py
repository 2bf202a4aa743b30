"""The program's one entry: the window, a command, or a worker process."""

from __future__ import annotations

import sys

from diptych.offline import forbid_network


def main() -> int:
    """Run what the command line asks for and return the exit status."""
    forbid_network()
    if len(sys.argv) == 3 and sys.argv[1] == "--worker":
        from diptych.workers import child

        return child.serve(sys.argv[2])
    from diptych import cli

    return cli.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
