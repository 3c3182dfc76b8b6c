"""Trains the model from labelled corpora and, if given, a teacher's soft labels. `npm run train -- --help` runs it."""

import argparse
import collections
import glob
import hashlib
import json
import os
import sys
import time

import numpy as np

from calibrate import calibrate
from corpora import BadCorpus, fingerprint, lines, read_corpus, read_soft
from export import model_bytes
from student import Examples, Settings, build_vocabulary, encode, scores, train
from vectors import RandomVectors, load_vectors

HERE = os.path.dirname(os.path.abspath(__file__))
ALT_SHARE = 0.2
"""How much of the target goes to the second label that a careful colleague could defend."""
SMOOTHING = 0.06
TEACHER_SHARE = 0.65
TEACHER_SHARPNESS = 0.8
GOLDEN = 40
"""So many sentences are scored for the test that holds the product to the trainer."""


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", help="labelled NDJSON; default: the corpus of this repository")
    parser.add_argument("--soft", action="append", default=[], help="a teacher's probabilities, NDJSON")
    parser.add_argument("--leave-out", action="append", default=[], help="NDJSON whose texts must not be trained on")
    parser.add_argument("--vectors", help="word vectors written by word_vectors.py; without them: random ones")
    parser.add_argument("--out", default=os.path.join(HERE, "..", "model"), help="directory of the model")
    parser.add_argument("--channels", type=int, default=Settings.channels)
    parser.add_argument("--extra-words", type=int, default=Settings.extra_words, help="words that only the vectors know")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--folds", type=int, default=5, help="for calibration")
    parser.add_argument("--held-folds", type=int, help="so many of the folds are held out, one after the other; default: all")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def hard_targets(rows):
    targets = np.zeros((len(rows), 3), np.float32)
    for at, row in enumerate(rows):
        targets[at, row.label] = 1 if row.alt is None else 1 - ALT_SHARE
        if row.alt is not None:
            targets[at, row.alt] = ALT_SHARE
    return targets * (1 - SMOOTHING) + SMOOTHING / 3


def _sharpened(shares):
    powers = np.maximum(shares, 1e-4) ** (1 / TEACHER_SHARPNESS)
    return powers / powers.sum(1, keepdims=True)


def _dataset(rows, soft, left_out):
    """All training texts: the labelled ones first, then those that only the teacher labelled."""
    targets, none = hard_targets(rows), np.array([float(row.none) for row in rows], np.float32)
    for at, row in enumerate(rows):
        if row.text in soft:
            targets[at] = (1 - TEACHER_SHARE) * targets[at] + TEACHER_SHARE * np.array(soft[row.text][:3])
    labelled = {row.text for row in rows}
    others = [text for text in soft if text not in labelled and text not in left_out]
    taught = np.array([soft[text] for text in others], np.float32).reshape(-1, 4)
    texts = [row.text for row in rows] + others
    weights = np.concatenate([np.full(len(rows), 1.5 if others else 1.0), np.ones(len(others))])
    every = [np.vstack([targets, _sharpened(taught[:, :3])]), np.concatenate([none, taught[:, 3]]), weights]
    return texts, [part.astype(np.float32) for part in every]


def _folds(arguments):
    return {"folds": arguments.folds, "held_folds": arguments.held_folds or arguments.folds}


def _out_of_fold(vocabulary, examples, count, settings, arguments):
    """Labelled sentences, and their scores by a student that did not see their labels."""
    fold = np.random.RandomState(11).permutation(count) % arguments.folds
    found = []
    for number in range(_folds(arguments)["held_folds"]):
        held = np.where(fold == number)[0]
        kept = np.setdiff1d(np.arange(len(examples.rows)), held)
        weights = train(vocabulary, examples.take(kept), settings, 100 + number)
        found.append((held, scores(weights, vocabulary, settings, examples.rows[held])))
        print(f"fold {number + 1} of {arguments.folds} done", flush=True)
    return tuple(np.concatenate(part) for part in zip(*found))


def _read_teachers(paths):
    """A text that several teachers know gets the mean of what they say."""
    said = collections.defaultdict(list)
    for path in paths:
        for text, shares in read_soft(path).items():
            said[text].append(shares)
    means = {text: np.mean(shares, 0).tolist() for text, shares in said.items()}
    for text, shares in said.items():
        means[text][3] = float(np.mean([none for *_, none in shares if none >= 0] or [-1]))
    return means


def _read(arguments):
    paths = arguments.corpora or sorted(glob.glob(os.path.join(HERE, "..", "corpus", "*.ndjson")))
    left_out = {row.text for path in arguments.leave_out for row in read_corpus(path)}
    rows = {row.text: row for path in paths for row in read_corpus(path) if row.text not in left_out}
    if len(rows) < 50:
        raise BadCorpus(f"{len(rows)} sentences are too few to train on; 50 are the least")
    return paths, list(rows.values()), _read_teachers(arguments.soft), left_out


def _golden(student, vocabulary, settings):
    """What the student itself says of sentences of this repository: the exported tables must say the same, but for rounding."""
    path = os.path.join(HERE, "..", "corpus", "hard-cases.ndjson")
    texts = [value["text"] for _, value in lines(path) if value.get("split") == "test"][:GOLDEN]
    raw = scores(student, vocabulary, settings, encode(texts, vocabulary, settings))
    return [{"text": text, "scores": [round(float(value), 3) for value in values]} for text, values in zip(texts, raw)]


def _write_json(directory, name, value):
    with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
        json.dump(value, file, indent=2, ensure_ascii=False)
        file.write("\n")


def _vectors(path):
    if path:
        return load_vectors(path)
    print("No word vectors: starting from random ones. The model will be weaker; see docs/labels.md.", flush=True)
    return RandomVectors()


def main():
    arguments, began = _arguments(), time.time()
    paths, rows, soft, left_out = _read(arguments)
    settings = Settings(channels=arguments.channels, epochs=arguments.epochs, extra_words=arguments.extra_words)
    texts, targets = _dataset(rows, soft, left_out)
    print(f"{len(rows)} labelled sentences, {len(texts) - len(rows)} labelled by a teacher only", flush=True)
    vocabulary = build_vocabulary(texts, _vectors(arguments.vectors), settings)
    examples = Examples(encode(texts, vocabulary, settings), *targets)
    student = train(vocabulary, examples, settings, arguments.seed)
    held, raw = _out_of_fold(vocabulary, examples, len(rows), settings, arguments)
    calibration = calibrate(raw, [rows[at] for at in held])
    data = [fingerprint(path) for path in [*paths, *arguments.soft]]
    training = {
        "data": data,
        "sentences": {"labelled": len(rows), "teacherOnly": len(texts) - len(rows)},
        "vectors": fingerprint(arguments.vectors)["sha256"] if arguments.vectors else None,
        "settings": {**settings.__dict__, "seed": arguments.seed, **_folds(arguments)},
        "calibration": calibration.__dict__,
    }
    digest = hashlib.sha256(json.dumps(training, sort_keys=True).encode()).hexdigest()
    os.makedirs(arguments.out, exist_ok=True)
    with open(os.path.join(arguments.out, "model.bin"), "wb") as file:
        file.write(model_bytes(student, vocabulary, settings, calibration, digest))
    _write_json(arguments.out, "training.json", training)
    _write_json(arguments.out, "golden-scores.json", _golden(student, vocabulary, settings))
    print(f"Temperature {calibration.temperature}, review below {calibration.review_below}; {time.time() - began:.0f} s")


if __name__ == "__main__":
    try:
        main()
    except BadCorpus as error:
        sys.exit(str(error))
