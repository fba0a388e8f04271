"""Who may enter each page: one rule a page, applied before any view runs."""
