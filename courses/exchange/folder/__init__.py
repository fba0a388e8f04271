"""A course as a folder of text files, which a teacher keeps in git or carries as an archive."""
