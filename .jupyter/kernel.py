# Run in each kernel that JupyterLab starts, so that a cell which is run before the lesson's tools are loaded
# (the commonest slip on coming back another day) gets its sentence, too.
def _plain_words():
    import os
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(os.environ["PYTHONSTARTUP"]).parents[1] / "notebooks"))
    try:
        from summit.classroom import errors  # noqa: F401 - importing it is enough
    except Exception:  # noqa: BLE001 - lesson 00 says what is missing; a kernel must start
        pass
    finally:
        sys.path.pop(0)


_plain_words()
del _plain_words
