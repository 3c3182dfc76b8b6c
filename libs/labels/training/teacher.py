"""Trains a teacher and writes its soft labels: out of fold for the labelled sentences, of all folds for the others.

Needs requirements-vectors.txt and a directory with all-mpnet-base-v2 (Apache-2.0: model.safetensors, tokenizer.json).
Half an hour a fold on two shared cores for 10,000 sentences and three epochs; nothing of it is needed to train or run the student.
"""

import argparse
import json

import jax
import jax.numpy as jnp
import numpy as np
import optax

from corpora import LABELS, lines, read_corpus
from encoder import WIDTH, Encoder, batches, dropped, padded
from train import hard_targets

FROZEN = 8
"""So many lower layers stay as they are; what they make of a sentence is worked out once."""
RATE, HEAD_RATE, TRAIN_TOKENS, READ_TOKENS = 5e-5, 1e-3, 1024, 4096


def _lower(encoder, texts):
    pieces = encoder.pieces(texts)
    run = jax.jit(lambda layers, ids, mask: encoder.through(layers, encoder.embed(ids), mask))
    hidden = [None] * len(texts)
    for size, members in batches([len(piece) for piece in pieces], READ_TOKENS):
        ids, mask = padded(pieces, members, size, READ_TOKENS // size, dtype=np.int32)
        block = np.asarray(run(encoder.layers[:FROZEN], ids, mask)).astype(np.float16)
        for row, member in enumerate(members):
            hidden[member] = block[row, : len(pieces[member])]
    return hidden


def _outputs(encoder, weights, x, mask, key=None):
    x = encoder.through(weights["layers"], x, mask, key)
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    pooled = dropped(jnp.concatenate([mean, x[:, 0]], 1), None if key is None else jax.random.fold_in(key, 99))
    return pooled @ weights["head"] + weights["bias"]


def _train(encoder, hidden, targets, none, epochs, seed):
    random, key = np.random.RandomState(seed), jax.random.PRNGKey(seed)
    weights = {"layers": encoder.layers[FROZEN:], "bias": jnp.zeros(4)}
    weights["head"] = jnp.asarray(random.randn(2 * WIDTH, 4) * 0.02, jnp.float32)
    lengths = [len(part) for part in hidden]
    steps = epochs * len(batches(lengths, TRAIN_TOKENS))
    shape = optax.warmup_cosine_decay_schedule(0, 1, max(1, steps // 12), steps, 0.02)
    rate = lambda by: optax.adamw(lambda step: by * shape(step), weight_decay=0.01)
    groups = {"layers": "layers", "head": "head", "bias": "head"}
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.partition({"layers": rate(RATE), "head": rate(HEAD_RATE)}, groups))
    state = optimiser.init(weights)

    def loss(weights, x, mask, target, unlike, share, key):
        out = _outputs(encoder, weights, x, mask, key)
        labels = -(target * jax.nn.log_softmax(out[:, :3])).sum(1)
        return (share * (labels + 0.3 * optax.sigmoid_binary_cross_entropy(out[:, 3], unlike))).sum() / share.sum()

    @jax.jit
    def step(weights, state, *batch):
        updates, state = optimiser.update(jax.grad(loss)(weights, *batch), state, weights)
        return optax.apply_updates(weights, updates), state

    for _ in range(epochs):
        for size, members in batches(lengths, TRAIN_TOKENS, random):
            rows = TRAIN_TOKENS // size
            x, mask = padded(hidden, members, size, rows, (WIDTH,))
            fill = np.resize(members, rows)
            share = (np.arange(rows) < len(members)).astype(np.float32)
            key, noise = jax.random.split(key)
            weights, state = step(weights, state, x, mask, targets[fill], none[fill], share, noise)
    return weights


def _predict(encoder, weights, hidden):
    run = jax.jit(lambda weights, x, mask: _outputs(encoder, weights, x, mask))
    found = np.zeros((len(hidden), 4), np.float32)
    for size, members in batches([len(part) for part in hidden], READ_TOKENS):
        x, mask = padded(hidden, members, size, READ_TOKENS // size, (WIDTH,))
        found[members] = np.asarray(run(weights, x, mask))[: len(members)]
    labels = np.exp(found[:, :3] - found[:, :3].max(1, keepdims=True))
    return np.hstack([labels / labels.sum(1, keepdims=True), 1 / (1 + np.exp(-found[:, 3:]))])


def _write(path, texts, shares):
    with open(path, "w", encoding="utf-8") as file:
        for text, values in zip(texts, shares.tolist()):
            named = {name: round(value, 4) for name, value in zip([*LABELS, "none"], values)}
            file.write(json.dumps({"text": text, **named}, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--texts", action="append", default=[], help="unlabelled NDJSON, a text a line")
    parser.add_argument("--encoder", required=True, help="directory of all-mpnet-base-v2")
    parser.add_argument("--out", required=True)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=3)
    arguments = parser.parse_args()
    rows = list({row.text: row for path in arguments.corpora for row in read_corpus(path)}.values())
    labelled = {row.text for row in rows}
    others = sorted({value["text"] for path in arguments.texts for _, value in lines(path)} - labelled)
    encoder = Encoder(arguments.encoder)
    hidden = _lower(encoder, [row.text for row in rows] + others)
    targets, none = hard_targets(rows), np.array([float(row.none) for row in rows], np.float32)
    fold = np.random.RandomState(7).permutation(len(rows)) % arguments.folds
    shares = np.zeros((len(hidden), 4))
    for number in range(arguments.folds):
        kept, held = np.where(fold != number)[0], np.where(fold == number)[0]
        weights = _train(encoder, [hidden[at] for at in kept], targets[kept], none[kept], arguments.epochs, number)
        shares[held] = _predict(encoder, weights, [hidden[at] for at in held])
        if others:
            shares[len(rows) :] += _predict(encoder, weights, hidden[len(rows) :]) / arguments.folds
        right = np.mean([shares[at, :3].argmax() == rows[at].label for at in held])
        print(f"fold {number + 1} of {arguments.folds}: accuracy {right:.3f} on what it did not see", flush=True)
    _write(arguments.out, [row.text for row in rows] + others, shares)


if __name__ == "__main__":
    main()
