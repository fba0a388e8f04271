"""Models that answer “what if”, computed alike in the browser (`static/js/explore/`)."""
