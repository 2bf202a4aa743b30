"""The promise never to use the network, kept by the interpreter itself.

An audit hook (PEP 578) refuses every attempt of this process's Python code to open an internet
socket or to resolve a name. Local sockets and pipes are not touched. Each process of the program
installs it first; it cannot be removed again.
"""

from __future__ import annotations

import sys
from typing import Any

_LOOKUPS = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)


class NetworkForbidden(RuntimeError):
    """Code of this process tried to use the network: a bug, never the user's fault."""


def forbid_network() -> None:
    """Refuse internet sockets and name look-ups from here on; raises ``NetworkForbidden`` at the culprit."""
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in _LOOKUPS or (event == "socket.__new__" and _is_internet(args[1])):
        raise NetworkForbidden(f"{event} {args[1:]!r}: Diptych never uses the network")


def _is_internet(family: int) -> bool:
    import socket

    return family in (socket.AF_INET, socket.AF_INET6)
