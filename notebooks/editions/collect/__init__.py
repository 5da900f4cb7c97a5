"""A class collected: what sixty notebooks hold, as a marksheet, a page to project and a page for marking.

``python notebooks/editions collect FOLDER``. Nothing that a student wrote is run, unless --rerun asks for it;
nothing leaves the computer. command reads the command line; submissions and names find what was handed in and by
whom, records what a notebook holds, course what the lessons ask; marks, class_list, class_page, open_answers and
report write what an instructor is given; typed takes in the points that an instructor has typed; rerun runs the answers again.
"""

from .command import main

__all__ = ["main"]
