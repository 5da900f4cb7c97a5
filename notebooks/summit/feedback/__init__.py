"""What each exercise expects and says, one file a lesson: lesson00.py, lesson01.py, ..."""
