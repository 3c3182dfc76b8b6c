"""Trains the model from labelled corpora and, if given, a teacher's soft labels. `npm run train -- --help` runs it."""

import argparse
import glob
import hashlib
import json
import os
import sys
import time

import numpy as np

from calibrate import calibrate
from corpora import BadCorpus, fingerprint, read_corpus, read_soft
from export import model_bytes
from student import Examples, Settings, build_vocabulary, encode, scores, train
from vectors import RandomVectors, load_vectors

HERE = os.path.dirname(os.path.abspath(__file__))
ALT_SHARE = 0.2
"""How much of the target goes to the second label that a careful colleague could defend."""
SMOOTHING = 0.06
TEACHER_SHARE = 0.65
TEACHER_SHARPNESS = 0.8


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", help="labelled NDJSON; default: the corpus of this repository")
    parser.add_argument("--soft", action="append", default=[], help="a teacher's probabilities, NDJSON")
    parser.add_argument("--leave-out", action="append", default=[], help="NDJSON whose texts must not be trained on")
    parser.add_argument("--vectors", help="word vectors written by word_vectors.py; without them: random ones")
    parser.add_argument("--out", default=os.path.join(HERE, "..", "model"), help="directory of the model")
    parser.add_argument("--seeds", type=int, default=3, help="how many students stand side by side")
    parser.add_argument("--channels", type=int, default=Settings.channels, help="channels of one student")
    parser.add_argument("--extra-words", type=int, default=Settings.extra_words, help="words that only the vectors know")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--folds", type=int, default=5, help="for calibration")
    parser.add_argument("--first-seed", type=int, default=0)
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


def _out_of_fold(vocabulary, examples, count, settings, folds):
    """Scores of each labelled sentence by a student that did not see its label."""
    fold = np.random.RandomState(11).permutation(count) % folds
    raw = np.zeros((count, 4), np.float32)
    for number in range(folds):
        held = np.where(fold == number)[0]
        kept = np.setdiff1d(np.arange(len(examples.rows)), held)
        weights = train(vocabulary, examples.take(kept), settings, 100 + number)
        raw[held] = scores(weights, vocabulary, settings, examples.rows[held], examples.pairs[held])
        print(f"fold {number + 1} of {folds} done", flush=True)
    return raw


def _read(arguments):
    paths = arguments.corpora or sorted(glob.glob(os.path.join(HERE, "..", "corpus", "*.ndjson")))
    left_out = {row.text for path in arguments.leave_out for row in read_corpus(path)}
    rows = {row.text: row for path in paths for row in read_corpus(path) if row.text not in left_out}
    soft = {}
    for path in arguments.soft:
        soft.update(read_soft(path))
    if len(rows) < 50:
        raise BadCorpus(f"{len(rows)} sentences are too few to train on; 50 are the least")
    return paths, list(rows.values()), soft, left_out


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
    examples = Examples(*encode(texts, vocabulary, settings), *targets)
    raw = _out_of_fold(vocabulary, examples, len(rows), settings, arguments.folds)
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.seeds)
    students = [train(vocabulary, examples, settings, seed) for seed in seeds]
    calibration = calibrate(raw, rows)
    data = [fingerprint(path) for path in [*paths, *arguments.soft]]
    training = {
        "data": data,
        "sentences": {"labelled": len(rows), "teacherOnly": len(texts) - len(rows)},
        "vectors": fingerprint(arguments.vectors)["sha256"] if arguments.vectors else None,
        "settings": {**settings.__dict__, "seeds": list(seeds), "folds": arguments.folds},
        "calibration": calibration.__dict__,
    }
    digest = hashlib.sha256(json.dumps(training, sort_keys=True).encode()).hexdigest()
    os.makedirs(arguments.out, exist_ok=True)
    with open(os.path.join(arguments.out, "model.bin"), "wb") as file:
        file.write(model_bytes(students, vocabulary, settings, calibration, digest))
    with open(os.path.join(arguments.out, "training.json"), "w", encoding="utf-8") as file:
        json.dump(training, file, indent=2)
        file.write("\n")
    print(f"Temperature {calibration.temperature}, review below {calibration.review_below}; {time.time() - began:.0f} s")


if __name__ == "__main__":
    try:
        main()
    except BadCorpus as error:
        sys.exit(str(error))
