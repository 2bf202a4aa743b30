"""The guard of the test run itself: what is refused, and what is let through."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_internet_sockets_are_refused(no_network: list[str], family: int) -> None:
    with pytest.raises(PermissionError):
        socket.socket(family, socket.SOCK_STREAM)
    assert len(no_network) == 1
    no_network.clear()


def test_names_are_not_resolved(no_network: list[str]) -> None:
    with pytest.raises(PermissionError):
        socket.getaddrinfo("example.org", 80)
    with pytest.raises(PermissionError):
        socket.gethostbyname("example.org")
    assert len(no_network) == 2
    no_network.clear()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs local sockets")
def test_local_sockets_pass(no_network: list[str]) -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"here")
        assert other.recv(4) == b"here"
    assert no_network == []
