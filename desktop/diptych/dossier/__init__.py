"""A dossier is a folder of data that makes the program know a dispute."""

from diptych.dossier.load import check, load
from diptych.dossier.problem import Problem
from diptych.dossier.values import Alias, Badge, Cue, Dossier, Entity, Issue, Party, Role

__all__ = ["Alias", "Badge", "Cue", "Dossier", "Entity", "Issue", "Party", "Problem", "Role", "check", "load"]
