"""One file becomes a draft, or a sentence says why not."""

from __future__ import annotations

import pytest

from diptych.errors import ImportFailed
from diptych.importing import IMPORTER_VERSION, read
from diptych.importing.reading import MOST_CHARACTERS

_SENTENCE = "The ministers met on Monday and agreed to meet once more before the summer ends. "


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a", "a.TXT", "", "\udcff.txt", "x\n.txt"])
def test_any_name_will_do(name: str) -> None:
    draft = read(f"<p>{_SENTENCE * 4}</p>".encode() if "html" in name else (_SENTENCE * 4).encode(), name)
    assert _SENTENCE.strip() in draft.text
    assert draft.importer == IMPORTER_VERSION
    assert draft.title


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("data", [b"", b"  \n", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 20])
def test_what_is_no_article_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(ImportFailed, match=rf"^“{name}” was not imported: "):
        read(data, name)


def test_a_text_longer_than_any_article_is_refused() -> None:
    data = _SENTENCE.encode() * (MOST_CHARACTERS // len(_SENTENCE) + 1)
    with pytest.raises(ImportFailed, match="it has more than 3 million characters"):
        read(data, "a.txt")


def test_a_file_of_fifty_megabytes_is_refused_unread() -> None:
    with pytest.raises(ImportFailed, match="it has more than 20 MB; cut it into parts"):
        read(b"a" * 50_000_000, "a.txt")


def test_a_line_of_a_million_characters_is_one_paragraph() -> None:
    draft = read(b"Title of it\n\n" + b"a" * 1_000_000, "a.txt")
    assert len(draft.blocks) == 1
    assert len(draft.text) == 1_000_000


def test_a_right_to_left_text_is_read() -> None:
    sentence = "قال الوزير إن المفاوضات على الجزيرة ستستمر في العام المقبل بعد الصيف. "
    draft = read(f"عنوان المقال هنا\n\n{sentence * 3}".encode(), "a.txt")
    assert draft.title == "عنوان المقال هنا"
    assert (draft.text, draft.language) == ((sentence * 3).strip(), "ar")


def test_a_text_without_words_has_no_language() -> None:
    assert read(b"1 2 3 4 5 6 7\n\n8 9 10 11 12 13", "a.txt").language == ""
