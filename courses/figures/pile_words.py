"""A pile in words, from the bottom up."""

from courses.figures.parts import plain
from courses.figures.pile import Cell, Pile, Stack
from courses.figures.words import Words, listed


def describe_pile(pile: Pile, words: Words) -> str:
    """What the figure shows, for those who do not see it."""
    said = []
    for stack in pile.stacks:
        text = _layers(stack, words)
        said.append(words.stack.format(plain(stack.title), text) if stack.title else text)
        for boundary in stack.boundaries:
            below = [_name(c, words) for c in stack.cells if c.row == boundary.row + 1]
            sides = plain(boundary.above), plain(boundary.below)
            said.append(words.boundary.format(*sides, listed(below, words)))
    labels = {cell.id: plain(cell.label) for cell in pile.cells}
    for path in pile.paths:
        way = " → ".join(labels[id_] for id_ in path.ids)
        label = words.labelled.format(plain(path.label)) if path.label else ""
        said.append(f"{words.path.format(way)}{label}.")
    return " ".join(said)


def _layers(stack: Stack, words: Words) -> str:
    layers = []
    for row in reversed(range(stack.rows)):
        names = [_name(cell, words) for cell in stack.cells if cell.bottom - 1 == row]
        if names:
            layers.append(listed(names, words))
    template = words.layers if len(layers) > 1 else words.one_layer
    return template.format(len(layers), words.semicolon.join(layers))


def _name(cell: Cell, words: Words) -> str:
    return plain(cell.label) + (words.marked.format(plain(cell.mark)) if cell.mark else "")
