"""A dossier is a folder of data that makes the program know a dispute, and what an analyst changes in it."""

from diptych.dossier.edits import Edited, Fault, edited, for_analysis, issue_ids
from diptych.dossier.load import check, load
from diptych.dossier.naming import Named, Naming
from diptych.dossier.problem import Problem
from diptych.dossier.values import Alias, Badge, Cue, Dossier, Entity, Issue, Party, Role
from diptych.dossier.write import write

__all__ = [
    "Alias",
    "Badge",
    "Cue",
    "Dossier",
    "Edited",
    "Entity",
    "Fault",
    "Issue",
    "Named",
    "Naming",
    "Party",
    "Problem",
    "Role",
    "check",
    "edited",
    "for_analysis",
    "issue_ids",
    "load",
    "write",
]
