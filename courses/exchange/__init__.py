"""Files in and out: rosters and tables."""
