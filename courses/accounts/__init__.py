"""People, their sessions, sign-in codes and the audit log."""
