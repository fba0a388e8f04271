"""The same question in the fields of a form."""
