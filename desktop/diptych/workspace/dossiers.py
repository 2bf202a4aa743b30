"""Taking a library's dossier along as one file, giving the library another, and beginning a new one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from diptych import dossier as dossiers
from diptych.dossier import Dossier
from diptych.dossier.pack import pack, unpack
from diptych.dossier.template import from_template
from diptych.errors import DiptychError
from diptych.library import Library
from diptych.workspace import dossier_snapshot
from diptych.workspace.dispute import Dispute


class Dossiers:
    """The dossiers that a library can have. ``forget`` is called when it gets another one."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute], forget: Callable[[], None]) -> None:
        self._library = library
        self._dispute = dispute
        self._forget = forget

    def baked(self) -> Dossier:
        """The library's dossier with all that the analyst changed in it, as one of its own."""
        standing = self._dispute().corrections.standing
        if not standing.edits:
            return standing.base
        version = f"{standing.base.version}, edited {max(edit.created for edit in standing.edits)[:10]}"
        return msgspec.structs.replace(standing.dossier, version=version)

    def export(self, file: Path) -> None:
        """Write it into one file; raises ``DiptychError`` for a place that cannot be written."""
        pack(self.baked(), file)

    def adopt(self, file: Path) -> Dossier:
        """Make the dossier in a file the library's; what is analysed is analysed anew by it.

        What the analyst said stays with the dossier that it was said of. Raises ``DossierInvalid``.
        """
        found = unpack(file)
        self.take(found)
        return found

    def take(self, dossier: Dossier) -> None:
        """Make a dossier the library's own."""
        dossier_snapshot.adopt(self._library, dossier)
        self._forget()

    @staticmethod
    def new(folder: Path, name: str, first: str, second: str) -> Dossier:
        """Write a new dossier from the template into a folder, where its maker can change its tables.

        Raises ``DossierInvalid``, or ``DiptychError`` where it cannot be written.
        """
        made = from_template(name, first, second)
        try:
            dossiers.write(made, folder)
        except FileExistsError as error:
            raise DiptychError(str(error)) from error
        except OSError as error:
            raise DiptychError(f"{folder} could not be written: {error.strerror}.") from error
        return made
