from __future__ import annotations

import msgspec

from diptych.analysis.touched import touched
from diptych.dossier import Alias, Cue, Dossier, Role


def changed(dossier: Dossier, entity: str, **fields: object) -> Dossier:
    entities = tuple(
        msgspec.structs.replace(each, **fields) if each.id == entity else each for each in dossier.entities
    )
    return msgspec.structs.replace(dossier, entities=entities)


def test_an_unchanged_dossier_touches_nothing(dispute: Dossier) -> None:
    assert not touched(dispute, dispute, "Norland rejected the treaty on cod.")


def test_a_new_alias_touches_the_texts_that_have_it(dispute: Dossier) -> None:
    new = changed(dispute, "borg", aliases=(Alias(text="Borgstad"),))
    assert touched(dispute, new, "They met in Borgstad.")
    assert touched(dispute, new, "They met in Borg.")
    assert not touched(dispute, new, "They met in Port Royal.")


def test_an_office_that_changes_hands_touches_all(dispute: Dossier) -> None:
    new = changed(dispute, "olof-berg", roles=(Role(title="Prime Minister", office="prime_minister"),))
    assert touched(dispute, new, "The minister said no.")


def test_a_changed_term_touches_the_texts_that_have_it(dispute: Dossier) -> None:
    first, *rest = dispute.issues
    issue = msgspec.structs.replace(first, cues=(*first.cues, Cue(term="lighthouse")))
    new = msgspec.structs.replace(dispute, issues=(issue, *rest))
    assert touched(dispute, new, "Who owns the Lighthouse?")
    assert not touched(dispute, new, "Norland rejected the treaty.")


def test_another_set_of_issues_or_parties_touches_all(dispute: Dossier) -> None:
    assert touched(dispute, msgspec.structs.replace(dispute, issues=dispute.issues[1:]), "Nothing.")
    assert touched(dispute, msgspec.structs.replace(dispute, parties=dispute.parties[::-1]), "Nothing.")
