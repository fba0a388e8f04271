"""Figure text -> accessible SVG. Pure Python."""
