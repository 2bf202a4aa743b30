"""Bytes of an unknown encoding become a string, or the reason why not."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from diptych.errors import ImportFailed
from diptych.importing.language import language_of

MOST_BYTES = 20_000_000
"""Files over this size are refused: a page may carry pictures, but hardly more."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
    (b"SQLite format 3", "a database"),
)
# What files are commonly written in where a rarer table reads the same.
_COMMONER = {"euc_jis_2004": "euc_jp", "shift_jis_2004": "cp932"}
# The eight-bit tables of Latin letters are hard to tell apart but by the language.
_LATIN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257", "iso8859_2", "iso8859_10", "mac_latin2", "cp775"})
_TABLES = {
    **dict.fromkeys(
        ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "is", "ga", "ca"), "cp1252"
    ),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "ro", "hr", "sl", "bs", "sq"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
}
# Codecs of Python's own, which no page is written in.
_NOT_FOR_FILES = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7"}
_SAMPLE = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and a sentence for each doubt."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """The text of the bytes, with line ends as they are and no byte order mark.

    ``declared`` is an encoding that the file itself names (HTML); it is believed when it fits. Raises
    ``ImportFailed`` when the file is empty, too large or not text.
    """
    declared = "" if declared.lower().replace("-", "_") in _NOT_FOR_FILES else declared
    if len(data) > MOST_BYTES:
        raise ImportFailed(
            f"“{name}” was not imported: it has more than {MOST_BYTES // 1_000_000} MB; cut it into parts."
        )
    if not data.strip():
        raise ImportFailed(f"“{name}” was not imported: the file is empty.")
    decoded = _with_bom(data)
    if decoded is None:
        _refuse_binary(data, name)
        decoded = _guessed(data, name, declared)
    if not decoded.text.strip("\ufeff\x00 \t\r\n\f\v\u00a0\u200b\u3000"):
        raise ImportFailed(f"“{name}” was not imported: there is no text in it.")
    if len(_CONTROL.findall(decoded.text)) > max(2, len(decoded.text) // 50):
        raise ImportFailed(_binary(name, "binary data, not text"))
    return _repaired(decoded)


def _binary(name: str, what: str) -> str:
    return f"“{name}” was not imported: it is {what}; save it as text, Markdown or HTML first."


def _with_bom(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, errors="replace")
            return Decoded(text, encoding, _damage(text))
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ImportFailed(_binary(name, what))


def _guessed(data: bytes, name: str, declared: str) -> Decoded:
    shifted = "iso2022_jp" if b"\x1b$" in data else ""
    for encoding in filter(None, (_without_bom(data), shifted, "utf-8", declared)):
        try:
            return Decoded(data.decode(encoding), encoding)
        except (ValueError, LookupError):
            continue
    if data.count(0) > len(data) // 200:
        raise ImportFailed(_binary(name, "binary data, not text"))
    almost = data.decode("utf-8", errors="replace")
    broken, foreign = almost.count("\ufffd"), sum(char > "\x7f" for char in almost)
    if broken * 20 < foreign:
        return Decoded(almost, "utf-8", _damage(almost))
    likely = _likely(data)
    if likely is None:
        raise ImportFailed(_binary(name, "binary data or text in an unknown encoding"))
    text = data.decode(likely, errors="replace")
    flag = f"The text does not say its encoding; it was read as {likely.replace('_', '-')}."
    return Decoded(text, likely, (flag, *_damage(text)))


def _without_bom(data: bytes) -> str:
    """UTF-16 that lacks its mark: every other byte of the opening is mostly zero."""
    head = data[:4000]
    half = len(head) // 2
    if half < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _likely(data: bytes) -> str | None:
    """The encoding that the bytes most likely have, by Python's name."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    encoding = _COMMONER.get(best.encoding, best.encoding)
    if encoding in _LATIN:
        encoding = _TABLES.get(language_of(str(best)), encoding)
    try:
        data[:_SAMPLE].decode(encoding)
    except UnicodeDecodeError:
        return str(best.encoding)
    return encoding


def _damage(text: str) -> tuple[str, ...]:
    broken = text.count("\ufffd")
    return (f"{broken} characters could not be read and are shown as \ufffd.",) if broken else ()


def _repaired(decoded: Decoded) -> Decoded:
    """Text that was once read in the wrong encoding, put right; quotes and dashes are left alone."""
    import ftfy

    # The sequences that UTF-8 read as an eight-bit table leaves all hold one of these.
    if not re.search("[\u00c2-\u00f4\u0413\u0420\u0421\u0432\u0433\u0440]", decoded.text[:2_000_000]):
        return decoded
    text = ftfy.fix_encoding(decoded.text)
    if text == decoded.text:
        return decoded
    return Decoded(
        text, decoded.encoding, (*decoded.flags, "Letters garbled by a wrong encoding were put right.")
    )
