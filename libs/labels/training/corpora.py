"""Reads labelled corpora and soft labels (NDJSON), and says with file and line what is wrong with them."""

import hashlib
import json
from dataclasses import dataclass

LABELS = ("military", "diplomatic", "humanitarian")


class BadCorpus(Exception):
    """A line that cannot be used; the message names file and line."""


@dataclass(frozen=True)
class Row:
    text: str
    label: int
    alt: int | None
    none: bool


def _fail(path, number, why):
    raise BadCorpus(f"{path}:{number}: {why}")


def lines(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except json.JSONDecodeError as error:
                _fail(path, number, f"not JSON: {error}")
            if not isinstance(value, dict) or not isinstance(value.get("text"), str) or not value["text"].strip():
                _fail(path, number, "needs a text that is not empty")
            yield number, value


def _row(path, number, value):
    if value.get("label") not in LABELS:
        _fail(path, number, f"label must be one of {', '.join(LABELS)}, not {value.get('label')!r}")
    alt = value.get("alt")
    if alt is not None and alt not in LABELS:
        _fail(path, number, f"alt must be a label or null, not {alt!r}")
    if not isinstance(value.get("none", False), bool):
        _fail(path, number, "none must be true or false")
    second = None if alt is None or alt == value["label"] else LABELS.index(alt)
    return Row(value["text"], LABELS.index(value["label"]), second, value.get("none", False))


def read_corpus(path):
    """The training rows of a corpus; lines with `split` other than "train" are left out."""
    return [_row(path, number, value) for number, value in lines(path) if value.get("split", "train") == "train"]


def read_soft(path):
    """A teacher's probabilities by text: three of the labels, then `none` (-1 where the teacher does not say)."""
    soft = {}
    for number, value in lines(path):
        shares = [value.get(label) for label in LABELS]
        if not all(isinstance(share, (int, float)) and 0 <= share <= 1 for share in shares) or sum(shares) < 0.5:
            _fail(path, number, "needs military, diplomatic and humanitarian as probabilities")
        soft[value["text"]] = [share / sum(shares) for share in shares] + [value.get("none", -1)]
    return soft


def fingerprint(path):
    """What the model card says of a data file."""
    with open(path, "rb") as file:
        content = file.read()
    return {
        "file": path.split("/")[-1],
        "sha256": hashlib.sha256(content).hexdigest(),
        "lines": sum(1 for line in content.splitlines() if line.strip()),
    }
