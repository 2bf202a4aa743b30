"""Every process of the program refuses the network (the hook cannot be removed, so it runs in a child)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from diptych.workers import program


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket(socket.AF_INET)",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.getaddrinfo('localhost', 80)",
        "socket.gethostbyname('localhost')",
        "socket.create_connection(('localhost', 80))",
        "__import__('urllib.request').request.urlopen('http://localhost/')",
    ],
)
def test_an_attempt_to_use_the_network_is_refused(attempt: str) -> None:
    code = f"import socket\nfrom diptych.offline import forbid_network\nforbid_network()\n{attempt}"
    done = subprocess.run(
        [sys.executable, "-c", code], env=program.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Diptych never uses the network" in done.stderr


def test_local_sockets_and_pipes_are_left_alone() -> None:
    code = (
        "import socket, os\nfrom diptych.offline import forbid_network\nforbid_network()\n"
        "a, b = socket.socketpair()\na.send(b'x')\nassert b.recv(1) == b'x'\nos.pipe()\n"
    )
    subprocess.run([sys.executable, "-c", code], env=program.environment(), check=True)
