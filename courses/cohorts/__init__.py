"""Groups of students, what they are given, and who may enter what."""
