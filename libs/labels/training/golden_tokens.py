"""Writes golden-tokens.json: what tokens.py reads, so that the tests can hold ../src/tokeniser.ts to it. Needs no package."""

import json
import os

from tokens import fnv, suffix_row, tokens

SUFFIXES = 256
TEXTS = [
    "",
    "Rebels don’t hold Sao Tomé’s airfield.",
    "The “São” Türk's 1,200 U.S.-backed men — 2014 – left at 5 a.m.; why?",
    "IN 1988 THE FMLN ATTACKED (AGAIN) 30% OF $5M!",
    "ab'c'd 'quoted' rock'n'roll o'",
    "Войска вошли в 2022 году. 部队进入城市。",
    "Emoji 🚑 and lone \ud83d surrogate \udc00x",
    "a\u0000b\tc\nd×e÷f",
    "word " * 80,
]


def golden(text):
    read = tokens(text)
    return {
        "text": text,
        "starts": [start for _, start, _ in read],
        "ends": [end for _, _, end in read],
        "hashes": [fnv(word) for word, _, _ in read],
        "suffixRows": [suffix_row(word, SUFFIXES) for word, _, _ in read],
    }


if __name__ == "__main__":
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden-tokens.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump([golden(text) for text in TEXTS], file)
        file.write("\n")
