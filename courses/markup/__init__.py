"""Markdown to safe HTML. Pure Python, no Django."""
