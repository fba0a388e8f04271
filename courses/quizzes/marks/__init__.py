"""Marks: made by a key, given by a person, corrected, added up."""
