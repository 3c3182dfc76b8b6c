"""Word vectors that the student starts from. Optional: without them it starts from random ones and learns less."""

import numpy as np

WIDTH = 128
_SCALE = 0.3


class WordVectors:
    """Words, most frequent first, with a vector each."""

    def __init__(self, word_list, vectors):
        self.words, self._vectors = word_list, vectors
        self._place = {word: at for at, word in enumerate(word_list)}

    def table(self, rows, suffix_of):
        """One row a word; suffix rows hold the mean of their words; a word without a vector starts at its suffix row."""
        table = np.zeros((len(suffix_of), self._vectors.shape[1]), np.float32)
        count = np.zeros(len(suffix_of), np.float32)
        for word, row in rows.items():
            if word in self._place:
                table[row] = self._vectors[self._place[word]]
                table[suffix_of[row]] += table[row]
                count[suffix_of[row]] += 1
        table[count > 0] /= count[count > 0, None]
        for word, row in rows.items():
            if word not in self._place:
                table[row] = table[suffix_of[row]]
        return table


class RandomVectors:
    """For a machine that has no word vectors."""

    words = ()

    def table(self, rows, suffix_of):
        table = np.random.RandomState(1).randn(len(suffix_of), WIDTH).astype(np.float32) * _SCALE
        table[0] = 0
        return table


def load_vectors(path):
    """Reads what word_vectors.py wrote: GloVe (50 wide) beside the first 78 principal components of a sentence encoder's words."""
    with np.load(path) as stored:
        words, glove, encoder = [str(word) for word in stored["words"]], stored["glove"], stored["encoder"].astype(np.float32)
    encoder -= encoder.mean(0)
    _, _, directions = np.linalg.svd(encoder[:20_000], full_matrices=False)
    encoder = encoder @ directions[: WIDTH - glove.shape[1]].T
    return WordVectors(words, (np.hstack([glove / glove.std(), encoder / encoder.std()]) * _SCALE).astype(np.float32))
