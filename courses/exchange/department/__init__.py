"""A department of invented people, as large as one wants, to measure and to show the site with."""
