"""Pages for administrators of cohorts."""
