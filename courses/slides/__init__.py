"""Deck text to a tree of slides. Pure Python, no Django."""
