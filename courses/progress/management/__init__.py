"""Commands about progress and the demonstration."""
