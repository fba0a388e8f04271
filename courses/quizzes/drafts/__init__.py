"""Questions derived by rule from a lesson: for its teacher to accept, edit or refuse."""
