"""How many letters two words differ in."""

from __future__ import annotations


def allowed(word: str) -> int:
    """The differences that a slip of the hand may make in a word of this length."""
    return 1 if len(word) < 6 else 2


def is_near(one: str, other: str, most: int) -> bool:
    """Whether the words differ in at most ``most`` letters."""
    return distance(one, other, most) <= most


def distance(one: str, other: str, most: int) -> int:
    """Letters to put in, leave out, replace or swap with their neighbour; ``most + 1`` when there are more.

    The "optimal string alignment" of Damerau's distance: no letter is changed twice.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
