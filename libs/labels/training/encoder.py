"""The sentence encoder all-mpnet-base-v2 in JAX: its lower layers as they come, its upper ones to be trained."""

import math
import os

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

HEADS, WIDTH, LAYERS, LONGEST = 12, 768, 12, 96
BUCKETS = (16, 24, 32, 40, 56, LONGEST)
"""Sentences are padded to the next of these lengths, so that few programs are compiled."""
_NEAR, _FAR = 8, 128


def _relative_places():
    """MPNet's 32 buckets of relative position: exact up to 8 tokens, then by logarithm up to 128."""
    distance = np.arange(LONGEST)[:, None] - np.arange(LONGEST)[None, :]
    later, distance = (distance < 0) * 2 * _NEAR, np.abs(distance)
    logarithm = np.log(np.maximum(distance, 1) / _NEAR) / math.log(_FAR / _NEAR) * _NEAR
    return later + np.where(distance < _NEAR, distance, np.minimum(_NEAR + logarithm.astype(int), 2 * _NEAR - 1))


def _layer_weights(stored, number):
    prefix = f"encoder.layer.{number}."
    parts = {"query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "out": "attention.attn.o"}
    parts |= {"inner": "intermediate.dense", "outer": "output.dense"}
    layer = {name: (stored[f"{prefix}{path}.weight"].T, stored[f"{prefix}{path}.bias"]) for name, path in parts.items()}
    for name, path in (("first", "attention.LayerNorm"), ("second", "output.LayerNorm")):
        layer[name] = (stored[f"{prefix}{path}.weight"], stored[f"{prefix}{path}.bias"])
    return layer


class Encoder:
    """Weights and tokeniser out of a directory with model.safetensors and tokenizer.json."""

    def __init__(self, directory):
        stored = load_file(os.path.join(directory, "model.safetensors"))
        stored = {name.removeprefix("mpnet."): part for name, part in stored.items()}
        self.layers = jax.tree.map(jnp.asarray, [_layer_weights(stored, number) for number in range(LAYERS)])
        self.words = stored["embeddings.word_embeddings.weight"]
        self.places = stored["embeddings.position_embeddings.weight"][2 : 2 + LONGEST]
        self.norm = tuple(stored[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias"))
        relative = stored["encoder.relative_attention_bias.weight"][_relative_places()]
        self.relative = jnp.asarray(relative.transpose(2, 0, 1))
        self._tokenizer = Tokenizer.from_file(os.path.join(directory, "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def pieces(self, texts):
        return [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]

    def embed(self, ids):
        return _normed(jnp.asarray(self.words)[ids] + jnp.asarray(self.places)[None, : ids.shape[1]], self.norm)

    def through(self, layers, x, mask, key=None):
        length = mask.shape[1]
        bias = self.relative[None, :, :length, :length] + (1 - mask[:, None, None, :]) * -1e9
        for number, layer in enumerate(layers):
            x = _block(layer, x, bias, None if key is None else jax.random.fold_in(key, number))
        return x


def _normed(x, norm):
    mean = x.mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(jnp.square(x - mean).mean(-1, keepdims=True) + 1e-5) * norm[0] + norm[1]


def dropped(x, key, rate=0.1):
    return x if key is None else x * jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate)


def _block(layer, x, bias, key):
    keys = (None,) * 3 if key is None else jax.random.split(key, 3)
    batch, length, _ = x.shape
    linear = lambda part, name: part @ layer[name][0] + layer[name][1]
    split = lambda name: linear(x, name).reshape(batch, length, HEADS, -1).transpose(0, 2, 1, 3)
    query, key_, value = split("query"), split("key"), split("value")
    shares = jax.nn.softmax(query @ key_.transpose(0, 1, 3, 2) / math.sqrt(WIDTH // HEADS) + bias)
    seen = (dropped(shares, keys[0]) @ value).transpose(0, 2, 1, 3).reshape(batch, length, WIDTH)
    x = _normed(dropped(linear(seen, "out"), keys[1]) + x, layer["first"])
    inner = jax.nn.gelu(linear(x, "inner"), approximate=False)
    return _normed(dropped(linear(inner, "outer"), keys[2]) + x, layer["second"])


def batches(lengths, tokens, random=None):
    """(padded length, members) with about so many tokens in each; members of one batch have like lengths."""
    by_bucket = {}
    for member, length in enumerate(lengths):
        by_bucket.setdefault(next(size for size in BUCKETS if length <= size), []).append(member)
    found = []
    for size, members in by_bucket.items():
        members = np.array(members) if random is None else random.permutation(members)
        found += [(size, members[at : at + tokens // size]) for at in range(0, len(members), tokens // size)]
    if random is not None:
        random.shuffle(found)
    return found


def padded(arrays, members, size, rows, shape=(), dtype=np.float32):
    """Arrays of uneven length as one (rows, size, …) array and its mask; rows beyond the members are empty."""
    block, mask = np.zeros((rows, size, *shape), dtype), np.zeros((rows, size), np.float32)
    mask[:, 0] = 1
    for row, member in enumerate(members):
        block[row, : len(arrays[member])], mask[row, : len(arrays[member])] = arrays[member], 1
    return block, mask
