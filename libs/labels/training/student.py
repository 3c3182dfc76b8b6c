"""The student: a width-3 convolution over word vectors and places, pooled by maximum, plus per-word scores.

Everything that it computes is a sum of table rows and maxima, so export.py can turn it into tables of small integers.
"""

import collections
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
import optax

from tokens import WINDOW, suffix_row, words

TAPS, OUTPUTS = 3, 4
"""Outputs: the three labels and `none`."""
PLACES = np.repeat(np.arange(12), (1, 1, 1, 1, 2, 2, 2, 5, 5, 10, 10, WINDOW - 40))
"""Places in a sentence that share one row, the farther the more."""


@dataclass(frozen=True)
class Settings:
    channels: int = 72
    """A multiple of three: see ../src/lanes.ts."""
    leads: tuple = (5, 10, 20)
    """Besides the pool of all tokens there is one of so many first tokens each: the main clause tends to come first."""
    suffixes: int = 256
    epochs: int = 9
    batch: int = 128
    rate: float = 4e-3
    extra_words: int = 22_000
    """Words that have a vector but were not seen in training; they keep it."""


@dataclass(frozen=True)
class Vocabulary:
    rows: dict
    """Word → table row. Row 0 is padding, the next `suffixes` rows stand for unknown words by suffix."""
    trained: int
    """Rows below this one are trained; the others keep their vector."""
    vectors: np.ndarray
    suffix_of: np.ndarray
    drop: np.ndarray
    """How often a row is replaced by its suffix row in training: rare words more, so that the suffix rows learn."""


@dataclass(frozen=True)
class Examples:
    rows: np.ndarray
    targets: np.ndarray
    none: np.ndarray
    weights: np.ndarray

    def take(self, index):
        return Examples(self.rows[index], self.targets[index], self.none[index], self.weights[index])


def build_vocabulary(texts, vectors, settings):
    counts = collections.Counter(word for text in texts for word in words(text))
    seen = sorted((word for word, count in counts.items() if count >= 2), key=lambda word: (-counts[word], word))
    known = set(seen)
    extra = [word for word in vectors.words if word not in known][: settings.extra_words]
    first = settings.suffixes + 1
    rows = {word: first + at for at, word in enumerate([*seen, *extra])}
    suffix_of = np.arange(first + len(rows))
    for word, row in rows.items():
        suffix_of[row] = suffix_row(word, settings.suffixes)
    drop = np.zeros(len(suffix_of), np.float32)
    for word, row in rows.items():
        drop[row] = 0.3 if counts[word] <= 3 else 0.1
    table = vectors.table(rows, suffix_of)
    return Vocabulary(rows, first + len(seen), table, suffix_of, drop)


def encode(texts, vocabulary, settings):
    rows = np.zeros((len(texts), WINDOW), np.int32)
    for at, text in enumerate(texts):
        read = words(text)
        rows[at, : len(read)] = [vocabulary.rows.get(word) or suffix_row(word, settings.suffixes) for word in read]
    return rows


def _initial(vocabulary, settings, seed):
    keys = jax.random.split(jax.random.PRNGKey(seed), 2)
    pooled = (len(settings.leads) + 1) * settings.channels
    width, channels = vocabulary.vectors.shape[1], settings.channels
    return {
        "shift": jnp.zeros((vocabulary.trained, width)),
        "taps": jax.random.normal(keys[0], (TAPS, width, channels)) * 0.08,
        "threshold": jnp.zeros(channels),
        "places": jnp.zeros((PLACES.max() + 1, channels)),
        "head": jax.random.normal(keys[1], (pooled, OUTPUTS)) * 0.05,
        "bias": jnp.zeros(OUTPUTS),
        "words": jnp.zeros((vocabulary.trained, OUTPUTS)),
    }


def _of_trained(table, rows):
    return jnp.where((rows < len(table))[..., None], table[jnp.minimum(rows, len(table) - 1)], 0)


def _dropped(values, key, rate, shape):
    return values * jax.random.bernoulli(key, 1 - rate, shape) / (1 - rate)


def make_forward(vocabulary, settings):
    fixed, suffix_of, drop = (jnp.asarray(part) for part in (vocabulary.vectors, vocabulary.suffix_of, vocabulary.drop))

    def forward(weights, rows, key=None):
        mask = (rows > 0).astype(jnp.float32)[..., None]
        length = jnp.sqrt(mask.sum(1) + 1e-6)
        keys = (None,) * 3 if key is None else jax.random.split(key, 3)
        if key is not None:
            rows = jnp.where(jax.random.bernoulli(keys[0], drop[rows]), suffix_of[rows], rows)
        vectors = (fixed[rows] + _of_trained(weights["shift"], rows)) * mask
        if key is not None:
            vectors = _dropped(vectors, keys[1], 0.2, (len(rows), 1, vectors.shape[2]))
        padded = jnp.pad(vectors, ((0, 0), (1, 1), (0, 0)))
        channels = sum(padded[:, tap : tap + rows.shape[1]] @ weights["taps"][tap] for tap in range(TAPS))
        channels = jax.nn.relu(channels + weights["threshold"] + weights["places"][PLACES[: rows.shape[1]]]) * mask
        pooled = jnp.concatenate([channels[:, :lead].max(1) for lead in (*settings.leads, rows.shape[1])], 1)
        if key is not None:
            pooled = _dropped(pooled, keys[2], 0.4, pooled.shape)
        single = (_of_trained(weights["words"], rows) * mask).sum(1) / length
        return pooled @ weights["head"] + weights["bias"] + single

    return forward


def _make_loss(forward):
    def loss(weights, rows, targets, none, share, key):
        out = forward(weights, rows, key)
        labels = -(share * (targets * jax.nn.log_softmax(out[:, :3])).sum(1)).mean()
        unlike = jnp.where(none >= 0, share * optax.sigmoid_binary_cross_entropy(out[:, 3], jnp.clip(none, 0, 1)), 0).mean()
        size = sum(jnp.square(weights[name]).sum() * by for name, by in (("shift", 3e-6), ("words", 1e-5)))
        return labels + 0.2 * unlike + size

    return loss


def _batches(lengths, settings, random):
    """Short sentences go with short ones, so that padding costs little."""
    batches = []
    for shorter, width in ((-1, 24), (24, 36), (36, WINDOW)):
        members = np.where((lengths > shorter) & (lengths <= width))[0]
        order, size = random.permutation(members), min(settings.batch, max(len(members), 1))
        batches += [(width, order[at : at + size]) for at in range(0, len(order) - size + 1, size)]
    random.shuffle(batches)
    return batches


def train(vocabulary, examples, settings, seed):
    """Trains one student; the same data and seed give the same weights on the same machine and package versions."""
    loss = _make_loss(make_forward(vocabulary, settings))
    lengths = (examples.rows > 0).sum(1)
    random, key = np.random.RandomState(seed), jax.random.PRNGKey(1000 + seed)
    steps = settings.epochs * len(_batches(lengths, settings, np.random.RandomState(0)))
    schedule = optax.cosine_onecycle_schedule(max(steps, 2), settings.rate)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=1e-3))
    weights = _initial(vocabulary, settings, seed)
    state = optimiser.init(weights)

    @jax.jit
    def step(weights, state, *batch):
        slope = jax.grad(loss)(weights, *batch)
        updates, state = optimiser.update(slope, state, weights)
        return optax.apply_updates(weights, updates), state

    for _ in range(settings.epochs):
        for width, index in _batches(lengths, settings, random):
            key, noise = jax.random.split(key)
            part = examples.take(index)
            batch = (part.rows[:, :width], part.targets, part.none, part.weights, noise)
            weights, state = step(weights, state, *batch)
    return jax.tree.map(np.asarray, weights)


def scores(weights, vocabulary, settings, rows):
    """Raw outputs (three labels, none) of sentences, in blocks."""
    forward = jax.jit(make_forward(vocabulary, settings))
    blocks = [forward(weights, rows[at : at + 2000]) for at in range(0, len(rows), 2000)]
    return np.concatenate([np.asarray(block) for block in blocks])
