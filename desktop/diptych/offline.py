"""The promise never to use the network, kept by the interpreter itself.

An audit hook (PEP 578) refuses every attempt of this process's Python code to connect, send to or
resolve an internet address. Local sockets and pipes are not touched. Each process of the program
installs it first; it cannot be removed again.
"""

from __future__ import annotations

import sys
from typing import Any

_RESOLVES = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)
_REACHES = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})


class NetworkForbidden(RuntimeError):
    """Code of this process tried to use the network: a bug, never the user's fault."""


def forbid_network() -> None:
    """Refuse internet sockets and name look-ups from here on; raises ``NetworkForbidden`` at the culprit."""
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in _RESOLVES:
        raise NetworkForbidden(f"{event} {args!r}: Diptych never uses the network")
    # The address of an internet socket is a tuple (host, port, …), of a local one a string or bytes.
    if event in _REACHES and len(args) > 1 and isinstance(args[1], tuple):
        raise NetworkForbidden(f"{event} {args[1]!r}: Diptych never uses the network")
