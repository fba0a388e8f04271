"""The kinds of question, one file each; `registry.py` lists them."""
