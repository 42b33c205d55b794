"""The command line and the web front end."""
