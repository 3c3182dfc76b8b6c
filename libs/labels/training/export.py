"""Writes students as one file of integer tables; ../src/model-file.ts reads it and says what each part means."""

import hashlib
import json

import numpy as np

from corpora import LABELS
from student import TAPS
from tokens import WINDOW, fnv

MAGIC = b"SITREPLM"
FORMAT = 1


LARGEST_ROW_VALUE = 85
"""Three table values and a guard bit must fit in ten bits: see ../src/lanes.ts."""


def _small(values, scale, largest=127):
    return np.clip(np.round(values / scale), -largest, largest).astype(np.int8)


def _one_scale(values):
    """One step for a whole table; the few largest values are clipped."""
    return float(max(np.percentile(np.abs(values), 99.97), 1e-6) / 127)


def _with_frozen(trained, rows):
    return np.vstack([trained, np.zeros((rows - len(trained), trained.shape[1]), np.float32)])


def _student_tables(weights, vocabulary):
    """(row, tap, channel): what each word adds to a channel when it stands before, in or after the middle."""
    vectors = vocabulary.vectors + _with_frozen(weights["shift"], len(vocabulary.vectors))
    tables = np.stack([vectors @ weights["taps"][tap] for tap in range(TAPS)], 1)
    tables[0] = 0
    return tables


def _joined_head(students, channels):
    """Students stand side by side; their outputs are averaged. Rows: first pool of all, then second pool of all."""
    parts = [[student["head"][pool * channels : (pool + 1) * channels] for student in students] for pool in range(2)]
    return np.vstack([np.vstack(pool) for pool in parts]) / len(students)


def model_bytes(students, vocabulary, settings, calibration, training_hash):
    tables = np.concatenate([_student_tables(student, vocabulary) for student in students], 2)
    tables = tables.astype(np.float32)
    steps = np.percentile(np.abs(tables), 99.97, axis=(0, 1)) / LARGEST_ROW_VALUE
    steps = np.maximum(steps, 1e-6).astype(np.float32)
    mean = lambda name: np.mean([student[name] for student in students], axis=0)
    single, pairs = _with_frozen(mean("words"), len(vocabulary.vectors)), mean("pairs")
    word_step, pair_step = _one_scale(single[single != 0]), _one_scale(pairs[pairs != 0])
    hashes = np.array([fnv(word) for word in vocabulary.rows], np.uint32)
    if len(set(hashes.tolist())) != len(hashes):
        raise SystemExit("two words of the vocabulary have one hash: leave one out")
    header = {
        "labels": LABELS,
        "channels": len(steps),
        "lead": settings.lead,
        "window": WINDOW,
        "suffixes": settings.suffixes,
        "words": len(hashes),
        "buckets": settings.buckets,
        "wordStep": word_step,
        "pairStep": pair_step,
        "bias": [float(value) for value in mean("bias")],
        "temperature": calibration.temperature,
        "reviewBelow": calibration.review_below,
        "training": training_hash,
    }
    thresholds = np.concatenate([student["threshold"] for student in students])
    head = _joined_head(students, settings.channels)
    parts = [hashes, steps, thresholds.astype("<f4"), head.astype("<f4"), _small(tables, steps, LARGEST_ROW_VALUE)]
    parts += [_small(single, word_step), _small(pairs, pair_step)]
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 16) % 8)
    body = MAGIC + np.array([FORMAT, len(text)], "<u4").tobytes() + text + b"".join(part.tobytes() for part in parts)
    return body + hashlib.sha256(body).digest()
