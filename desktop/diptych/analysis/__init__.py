"""Sentences, mentions and positions of an article: pure functions over a text and a dossier."""

from diptych.analysis.parsing import Parser, parser_for
from diptych.analysis.pipeline import analyse

__all__ = ["Parser", "analyse", "parser_for"]
