"""Sets of words, written as a sentence so that they stay readable."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text parted by spaces."""
    return frozenset(words.split())
