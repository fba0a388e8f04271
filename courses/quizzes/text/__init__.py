"""A question as plain text: read with every mistake in its place, written without loss."""
