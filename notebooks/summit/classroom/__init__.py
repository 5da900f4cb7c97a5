"""What makes a lesson a lesson: what is shown, errors in plain words, what a check says of a sentence."""
