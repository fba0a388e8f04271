"""Questions as a page shows them to one person."""
