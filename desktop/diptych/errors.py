"""The user's problems, kept apart from our bugs.

A ``DiptychError`` is one clear sentence that names the thing and the reason and says what to do. It
is shown as it stands. Any other exception is ours and becomes a crash report.
"""

from __future__ import annotations


class DiptychError(Exception):
    """A problem of the user's: its text is one sentence, fit to be shown."""


class ImportFailed(DiptychError):
    """A file could not be read as an article."""


class LibraryError(DiptychError):
    """A library could not be opened or written."""


class LibraryBusy(LibraryError):
    """Another program holds the library for writing."""


class LibraryReadOnly(LibraryError):
    """The library was opened for reading only, and a write was asked for."""


class LibraryDamaged(LibraryError):
    """The database is not readable as one; the text names the last backup if there is one."""


class LibraryTooNew(LibraryError):
    """The database was written by a newer program."""


class DossierInvalid(DiptychError):
    """A dossier has errors; the text names file and key."""


class CorrectionRefused(DiptychError):
    """What the analyst says of a name does not fit the dossier, or says nothing."""


class WorkerFailed(DiptychError):
    """A child process died, ran out of time or memory, or answered nonsense."""


class NotFound(DiptychError):
    """No such article, brief or other thing."""
