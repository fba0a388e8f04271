"""Courses, chapters, sections, lessons; their revisions, import and search."""
