"""A second start of the window rings at the first one, which then comes forward.

It rings over a local socket that is named after the library's folder; no network is involved.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 1000


class Doorbell(QObject):
    """Listens at a library's door."""

    rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen(self, folder: Path) -> bool:
        """Begin to listen. Only the holder of the library's lock may: a socket left behind is removed."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(_name(folder))
        return self._server.listen(_name(folder))

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _on_connection(self) -> None:
        while self._server is not None and (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.disconnectFromServer()
            self.rung.emit()


def ring(folder: Path) -> bool:
    """Ring at the window that holds this library; whether one answered."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    answered = socket.waitForConnected(WAIT_MS)
    socket.abort()
    return answered


def _name(folder: Path) -> str:
    return f"diptych-{sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
