"""From bytes to text."""

from __future__ import annotations

import ftfy.bad_codecs  # noqa: F401 - registers the sloppy codecs
import pytest

from diptych.errors import ImportFailed
from diptych.importing.decode import MOST_BYTES, decode

_RUSSIAN = "Министр сказал, что переговоры о границе будут продолжены весной, а рыбаки подождут ещё год. " * 3
_JAPANESE = "大臣は、湖の水をめぐる交渉を来年も続けると述べた。漁業者は一年待つことになる。" * 3
_FRENCH = "Le ministre a déclaré que la négociation sur l’île reprendra l’été prochain, à Genève. " * 3
_POLISH = "Minister powiedział, że rozmowy będą trwały, a rybacy poczekają jeszcze rok. Źródła milczą. " * 3
_CHINESE = "部长表示，关于湖水的谈判将于明年继续进行。渔民还要再等一年。" * 3


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (_RUSSIAN, "utf-8", "utf-8"),
        (_RUSSIAN, "cp1251", "cp1251"),
        (_RUSSIAN, "koi8-r", "koi8_r"),
        (_JAPANESE, "shift_jis", "cp932"),
        (_JAPANESE, "euc_jp", "euc_jp"),
        (_JAPANESE, "iso2022_jp", "iso2022_jp"),
        (_CHINESE, "gb18030", "gb18030"),
        (_FRENCH, "cp1252", "cp1252"),
        (_POLISH, "cp1250", "cp1250"),
        (_RUSSIAN, "utf-16", "utf-16-le"),
        (_RUSSIAN, "utf-8-sig", "utf-8"),
        (_FRENCH, "utf-16-be", "utf-16-be"),
        (_FRENCH, "utf-16-le", "utf-16-le"),
        (_FRENCH, "utf-32", "utf-32-le"),
    ],
)
def test_an_encoding_is_recognised(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert decoded.encoding == named


def test_a_guessed_encoding_is_flagged_and_a_sure_one_is_not() -> None:
    assert decode(_RUSSIAN.encode("cp1251"), "a.txt").flags == (
        "The text does not say its encoding; it was read as cp1251.",
    )
    assert decode(_RUSSIAN.encode(), "a.txt").flags == ()


def test_a_declared_encoding_is_believed_when_it_fits() -> None:
    short = "Ось річ".encode("cp1251")
    assert decode(short, "a.html", "windows-1251").text == "Ось річ"


@pytest.mark.parametrize("codec", ["unicode_escape", "punycode", "no-such-encoding", "hex", "utf-7"])
def test_a_declared_encoding_that_is_none_for_files_is_not_used(codec: str) -> None:
    assert decode(_RUSSIAN.encode("cp1251"), "a.html", codec).encoding == "cp1251"


def test_one_broken_byte_does_not_make_another_encoding_of_it() -> None:
    data = bytearray(_RUSSIAN.encode())
    data[20] = 0xFF
    decoded = decode(bytes(data), "a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.flags == ("1 characters could not be read and are shown as \ufffd.",) or "2 char" in str(
        decoded.flags
    )


def test_text_garbled_by_a_wrong_encoding_is_put_right_without_touching_quotes() -> None:
    clean = "The minister’s “plan” – naïve, he said – was “dead”. "
    garbled = clean.encode().decode("sloppy-windows-1252")
    assert "â€œplan" in garbled
    decoded = decode(garbled.encode() * 3, "a.txt")
    assert decoded.text == clean * 3
    assert decoded.flags == ("Letters garbled by a wrong encoding were put right.",)


def test_quotes_ligatures_and_signs_of_a_clean_text_stay() -> None:
    text = "“Curly” ‘single’ ﬁne … № – — Â is a letter, and so is Ð."
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "the file is empty"),
        (b"\xef\xbb\xbf\n", "there is no text in it"),
        ("\u00a0\u200b\n".encode(), "there is no text in it"),
        (b"\x00" * 50, "there is no text in it"),
        (b"%PDF-1.7\n1 0 obj", "it is a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "it is a picture"),
        (b"PK\x03\x04\x14\x00", "it is a zip archive or an office document"),
        (bytes(range(256)) * 40, "it is binary data"),
        (b"a" * (MOST_BYTES + 1), "it has more than 20 MB; cut it into parts."),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(ImportFailed) as caught:
        decode(data, "my file.txt")
    sentence = str(caught.value)
    assert sentence.startswith("“my file.txt” was not imported: ")
    assert reason in sentence
    assert "\n" not in sentence


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    assert (
        decode(b"The ministers met.\x00 They parted.", "a.txt").text == "The ministers met.\x00 They parted."
    )
