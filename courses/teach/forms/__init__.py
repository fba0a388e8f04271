"""The shape of what teachers send, one file a page."""
