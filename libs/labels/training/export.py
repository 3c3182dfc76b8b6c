"""Writes students as one file of integer tables; ../src/model-file.ts reads it and says what each part means."""

import hashlib
import json

import numpy as np

from corpora import LABELS
from student import PLACES, TAPS
from tokens import WINDOW, fnv

MAGIC = b"SITREPLM"
FORMAT = 2


LARGEST_ROW_VALUE = 63
"""Four table values and a guard bit must fit in ten bits: see ../src/lanes.ts."""


def _small(values, scale, largest=127):
    return np.clip(np.round(values / scale), -largest, largest).astype(np.int8)


def _step(largest, steps):
    """No value is clipped: to cut off the few largest costs far more than coarser steps do."""
    return np.maximum(largest / steps, 1e-6).astype(np.float32)


def _with_frozen(trained, rows):
    return np.vstack([trained, np.zeros((rows - len(trained), trained.shape[1]), np.float32)])


def _student_tables(weights, vocabulary):
    """(row, tap, channel): what each word adds to a channel when it stands before, in or after the middle."""
    vectors = vocabulary.vectors + _with_frozen(weights["shift"], len(vocabulary.vectors))
    tables = np.stack([vectors @ weights["taps"][tap] for tap in range(TAPS)], 1)
    tables[0] = 0
    return tables


def model_bytes(student, vocabulary, settings, calibration, training_hash):
    tables = _student_tables(student, vocabulary).astype(np.float32)
    places = student["places"][PLACES].astype(np.float32)
    steps = _step(np.maximum(np.abs(tables).max((0, 1)), np.abs(places).max(0)), LARGEST_ROW_VALUE)
    single = _with_frozen(student["words"], len(vocabulary.vectors))
    word_step = float(_step(np.abs(single).max(), 127))
    hashes = np.array([fnv(word) for word in vocabulary.rows], np.uint32)
    if len(set(hashes.tolist())) != len(hashes):
        raise SystemExit("two words of the vocabulary have one hash: leave one out")
    header = {
        "labels": LABELS,
        "channels": settings.channels,
        "leads": settings.leads,
        "window": WINDOW,
        "suffixes": settings.suffixes,
        "words": len(hashes),
        "wordStep": word_step,
        "bias": [float(value) for value in student["bias"]],
        "temperature": calibration.temperature,
        "reviewBelow": calibration.review_below,
        "training": training_hash,
    }
    parts = [hashes, steps, student["threshold"].astype("<f4"), student["head"].astype("<f4")]
    parts += [_small(part, steps, LARGEST_ROW_VALUE) for part in (tables, places)]
    parts.append(_small(single, word_step))
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 16) % 8)
    body = MAGIC + np.array([FORMAT, len(text)], "<u4").tobytes() + text + b"".join(part.tobytes() for part in parts)
    return body + hashlib.sha256(body).digest()
