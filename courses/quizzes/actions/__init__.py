"""Writes on questions, quizzes and attempts."""
