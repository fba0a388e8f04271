"""Writes on courses and what they are made of."""
