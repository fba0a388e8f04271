"""What a student has visited, finished and mastered; demonstration data."""
