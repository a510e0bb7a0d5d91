"""The web site, through a test client with CSRF on."""
