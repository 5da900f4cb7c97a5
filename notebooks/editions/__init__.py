"""What is made of the lessons, one file an edition; the command is `python notebooks/editions`."""
