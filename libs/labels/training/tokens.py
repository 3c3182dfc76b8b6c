"""The tokeniser and the hashes of the model: the twin of ../src/tokeniser.ts, held to it by golden tokens in the tests."""

import unicodedata

LETTER, DIGIT, PUNCTUATION = 1, 2, 3
WINDOW = 64
"""Tokens beyond this many are not read."""

_APOSTROPHES = (39, 0x2019)
_FNV_OFFSET, _FNV_PRIME, _MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def _character_classes():
    kind, reads = bytearray(0x10000), list(range(0x10000))
    lowered = lambda unit: unit + 32 if 65 <= unit <= 90 else unit
    for unit in (*range(65, 91), *range(97, 123)):
        kind[unit], reads[unit] = LETTER, lowered(unit)
    for unit in range(48, 58):
        kind[unit] = DIGIT
    for unit in range(0xC0, 0x250):
        if unit not in (0xD7, 0xF7):
            kind[unit], reads[unit] = LETTER, lowered(ord(unicodedata.normalize("NFD", chr(unit))[0]))
    for first, end in ((0x370, 0x2000), (0x3040, 0xD800), (0xF900, 0xFE00)):
        kind[first:end] = bytes([LETTER]) * (end - first)
    for mark in '.,;:!?"()$%-':
        kind[ord(mark)] = PUNCTUATION
    for mark, same in (("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        kind[ord(mark)], reads[ord(mark)] = PUNCTUATION, ord(same)
    return kind, reads


KIND, READS = _character_classes()


def _units(text):
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[i] | data[i + 1] << 8 for i in range(0, len(data), 2)]


def _letters_end(units, at):
    while at < len(units) and KIND[units[at]] == LETTER:
        at += 1
    return at


def _word_end(units, start):
    """A word may hold one apostrophe: don't."""
    end = _letters_end(units, start)
    if end + 1 < len(units) and units[end] in _APOSTROPHES and KIND[units[end + 1]] == LETTER:
        return _letters_end(units, end + 1)
    return end


def tokens(text, window=WINDOW):
    """The tokens of a text as (what it reads as, start, end); offsets in UTF-16 code units."""
    units, at, found = _units(text), 0, []
    while at < len(units) and len(found) < window:
        kind, start = KIND[units[at]], at
        if kind == LETTER:
            at = _word_end(units, at)
            read = "".join("'" if unit in _APOSTROPHES else chr(READS[unit]) for unit in units[start:at])
        elif kind == DIGIT:
            while at < len(units) and KIND[units[at]] == DIGIT:
                at += 1
            read = "0000" if at - start == 4 else "0"
        else:
            at += 1
            if kind != PUNCTUATION:
                continue
            read = chr(READS[units[start]])
        found.append((read, start, at))
    return found


def words(text):
    return [read for read, _, _ in tokens(text)]


def fnv(word):
    """32-bit FNV-1a over UTF-16 code units."""
    value = _FNV_OFFSET
    for character in word:
        value = ((value ^ ord(character)) * _FNV_PRIME) & _MASK
    return value


def _mixed(value):
    return value ^ (value >> 15)


def suffix_row(word, suffixes):
    """The table row of a word that the vocabulary lacks: 1…suffixes, by its last three letters."""
    return 1 + _mixed(fnv(word[-3:])) % suffixes
