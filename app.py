"""Build the application and run the `casefax` command."""
