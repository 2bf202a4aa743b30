from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from diptych.search import Document, Index, IndexState, Names, Subject, Writer, spans
from diptych.search.answering import SOME_OF_THE_WORDS
from diptych.search.index import NOT_READY


def ids(index: Index, query: str, *, typing: bool = False) -> list[int]:
    return [match.id for match in index.search(query, typing=typing).matches]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harbour", {1}),
        ("treaty", {1, 2}),
        ("harbour treaty", {1}),
        ("fishing quotas OR harbour", {1, 2}),
        ("treaty -harbour", {2}),
        ("treaty NOT quotas", {1}),
        ("-treaty", {3, 4, 5}),
        ('"fish treaty"', {2}),
        ('"treaty fish"', set()),
        ("title:harbour", {1}),
        ("title:treaty", set()),
        ("outlet:post", {2}),
        ("author:nunez", {1}),
        ("author:Kovář", {1}),
        ("OSTRAVA", {1}),
        ("Ostrava's", {1}),
        ("two-plus-two", {1, 2}),
        ("two plus two", {1, 2}),
        ('"two plus two"', {1, 2}),
        ("cooperation", {5}),
        ('"economic cooperation"', {5}),
        ("остров", {3}),
        ("елка", {3}),
        ("漁業", {4}),
        ("漁", {4}),
        ("業に", {4}),
        ("ガス", {4}),
        ("漁に", set()),
        ("harb*", {1}),
        ('title:harbour "two plus two"', {1}),
        ("(quotas OR harbour) treaty", {1, 2}),
    ],
)
def test_queries_find_their_articles(index: Index, query: str, found: set[int]) -> None:
    answer = index.search(query)
    ids = [match.id for match in answer.matches]
    assert set(ids[: len(found)]) == found
    # Where few have all words, those with some of them follow, and that is said.
    assert answer.partial == bool(answer.notes) == (answer.count > len(found))
    assert answer.count == len(ids)


def test_a_word_in_the_title_weighs_more(index: Index) -> None:
    assert ids(index, "fishing OR harbour OR quotas")[0] == 2


def test_rare_words_and_repeated_words_weigh_more(tmp_path: Path) -> None:
    texts = ["sea sea sea sea", "sea boat boat boat", "sea whale", "sea tide", "boat tide"]
    documents = [Document(id=n, title="", text=text) for n, text in enumerate(texts)]
    Writer.create(tmp_path).update(documents, (), 1)
    index = Index(tmp_path)
    assert ids(index, "boat")[0] == 1
    assert ids(index, "sea OR whale")[0] == 2
    index.close()


def test_where_no_article_has_all_words_the_best_of_some_are_shown(index: Index) -> None:
    answer = index.search("harbour treaty unicorn")
    assert [match.id for match in answer.matches] == [1, 2]
    assert answer.notes == (SOME_OF_THE_WORDS,)
    assert answer.partial
    assert ids(index, "cooperation unicorn") == [5]


def test_an_exclusion_holds_there_too(index: Index) -> None:
    assert ids(index, "treaty unicorn -harbour") == [2]


def test_words_of_a_compound_may_stand_apart_when_nothing_else_is_found(index: Index) -> None:
    answer = index.search("treaty-harbour")
    assert [match.id for match in answer.matches] == [1, 2]
    assert answer.notes


def test_a_phrase_stays_a_phrase(index: Index) -> None:
    assert index.search('"harbour fish"').count == 0
    assert index.search('"fishing cooperation"').count == 0
    assert index.search('"treaty-harbour"').count == 0


def test_no_phrase_reaches_from_one_author_to_the_next(index: Index) -> None:
    assert ids(index, 'author:"Anna Kovar"') == [1]
    assert ids(index, 'author:"Kovar José"') == []


def test_only_allowed_articles_are_found(index: Index) -> None:
    answer = index.search("treaty", allowed=[2, 3])
    assert [match.id for match in answer.matches] == [2]
    assert answer.count == 1
    assert index.search("treaty", allowed=()).count == 0


def test_the_limit_cuts_matches_but_not_the_count(index: Index) -> None:
    answer = index.search("treaty", limit=1)
    assert (len(answer.matches), answer.count) == (1, 2)
    assert index.search("treaty", limit=0).matches == ()


def test_equal_scores_keep_the_order_of_ids(index: Index) -> None:
    assert ids(index, "-unicorn") == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "word", ["negotiations", "harbour", "signed", "quotas", "ministers", "fishing", "рыболовстве"]
)
def test_every_beginning_of_a_word_finds_it_while_typing(tmp_path: Path, word: str) -> None:
    Writer.create(tmp_path).update([Document(id=1, title="", text=f"Long {word}, here.")], (), 1)
    index = Index(tmp_path)
    for end in range(1, len(word) + 1):
        assert ids(index, word[:end], typing=True) == [1], word[:end]
        assert ids(index, f"long {word[:end]}", typing=True) == [1], word[:end]
        assert ids(index, f'"long {word[:end]}', typing=True) == [1], word[:end]
    index.close()


def test_a_prefix_of_too_many_words_says_so(tmp_path: Path) -> None:
    text = " ".join(f"ship{n}x" for n in range(300)) + " ship5x"
    Writer.create(tmp_path).update([Document(id=1, title="", text=text)], (), 1)
    index = Index(tmp_path)
    assert "commonest" in index.search("ship*").notes[0]
    assert index.search("ship", typing=True).notes == ()
    assert index.search("ship2*").notes == ()
    assert ids(index, "ship*") == [1]
    index.close()


def test_an_index_that_is_not_there(tmp_path: Path) -> None:
    index = Index(tmp_path / "none")
    assert index.state() == IndexState("missing", 0)
    answer = index.search("(harbour")
    assert answer.matches == ()
    assert answer.notes[-1] == NOT_READY


def test_an_empty_index_is_ready(tmp_path: Path) -> None:
    Writer.create(tmp_path).update((), (), 3)
    index = Index(tmp_path)
    assert index.state() == IndexState("ready", 3)
    assert index.search("harbour").count == 0
    assert index.search("harb", typing=True).count == 0
    assert index.search("-harbour").count == 0
    index.close()


def test_an_empty_query_finds_nothing(index: Index) -> None:
    assert index.search("") == index.search("   ")
    assert index.search("").count == 0


def test_searching_goes_on_while_a_writer_commits(folder: Path) -> None:
    index = Index(folder)
    stop = threading.Event()
    wrong: list[object] = []

    def ask() -> None:
        while not stop.is_set():
            found = ids(index, "treaty")
            if found not in ([1, 2], [2, 1], [1], [2]):
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(8, 20):
        text = "A treaty." if number % 2 else "Nothing."
        Writer(folder).update([Document(id=1, title="", text=text)], (), number)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert index.state() == IndexState("ready", 19)
    index.close()


def test_a_closed_index_opens_again(index: Index) -> None:
    assert ids(index, "harbour") == [1]
    index.close()
    assert ids(index, "harbour") == [1]


def test_importing_search_loads_neither_whoosh_nor_numpy() -> None:
    code = (
        "import sys, diptych.search; print([m for m in ('whoosh', 'numpy', 'filelock') if m in sys.modules])"
    )
    desktop = Path(__file__).parents[3] / "desktop"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=desktop, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_year_stands_for_the_articles_of_that_year_too(tmp_path: Path) -> None:
    texts = {2: "2018-05-02", 3: "2017", 4: ""}
    documents = [Document(id=n, title="", text="The ferry sailed.", date=date) for n, date in texts.items()]
    Writer.create(tmp_path).update(documents, (), 1)
    index = Index(tmp_path)
    dated = index.search("ferry 2018")
    assert dated.matches[0].id == 2
    assert index.search('"2018"').count == 0
    index.close()


def test_a_question_finds_words_akin_to_its_own(tmp_path: Path) -> None:
    texts = ("The opposition to the plan grew.", "The ferry sailed.", "The plan for a ferry was opposed.")
    Writer.create(tmp_path).update([Document(id=n, title="", text=t) for n, t in enumerate(texts)], (), 1)
    index = Index(tmp_path)
    found = index.search("Which of the mayors opposed a plan then?")
    assert [match.id for match in found.matches][:2] == [2, 0]
    assert "opposition" in [texts[0][s.start : s.end] for s in spans(texts[0], found.query)]
    index.close()


def test_what_is_said_of_a_questions_subject_ranks_but_does_not_find(tmp_path: Path) -> None:
    texts = (
        "The treaty on fish: a quota, a catch.",
        "The treaty on fish: a ship, a mast.",
        "A quota and a catch.",
        *["A ferry."] * 9,
    )
    Writer.create(tmp_path).update([Document(id=n, title="", text=t) for n, t in enumerate(texts)], (), 1)
    index = Index(tmp_path)
    names = Names((), [Subject(name="Fishing", words=("fish", "quota", "catch"))])
    found = index.search(index.read("treaty that is about fish in the sea", names=names))
    assert [match.id for match in found.matches] == [0, 1]
    assert any("Fishing" in note for note in found.notes)
    switched = index.read("treaty that is about fish in the sea", names=names, off=frozenset({"Fishing"}))
    assert not switched.subjects
    index.close()
