"""What an administrator of the server does from its command line."""
