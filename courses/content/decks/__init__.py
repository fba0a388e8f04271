"""A deck on its way to a chapter: planned, edited, compared with what exists, shown."""
