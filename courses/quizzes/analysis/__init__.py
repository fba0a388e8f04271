"""What the answers to a question say about the question."""
