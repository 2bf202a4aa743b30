"""What can be asked for with a piece of evidence."""

from __future__ import annotations

from enum import StrEnum


class Deed(StrEnum):
    """What is to be done, with what: an ``Evidence``, unless another thing is named."""

    OPEN = "open"
    OPEN_LEFT = "open left"
    OPEN_RIGHT = "open right"
    CONFIRM = "confirm"
    REJECT = "reject"
    EDIT = "edit"
    TAKE_BACK = "take back"
    """An ``Override``."""
    LINK = "link"
    UNLINK = "unlink"
    """An ``EvidenceLink``."""
    ACCEPT = "accept"
    """A ``Difference``."""
    KEEP = "keep"
    """A ``Difference``."""
    REPAIR = "repair"
    """An ``Override``."""
