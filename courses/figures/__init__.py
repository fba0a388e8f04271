"""Figures drawn from text: a few lines a teacher writes become an accessible SVG. Pure Python."""
