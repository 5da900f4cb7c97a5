"""What the lessons ask, read from the lessons themselves: their exercises, predictions and questions."""

import re
from dataclasses import dataclass, field

from .. import lessons, student
from . import records, safe

QUESTION = re.compile(r"^#\s*(.+\?)|#\s*([^#\n]+?\?)", re.M)
CHOSEN = re.compile(r"^chosen\s*=\s*(\[.*?\])", re.M | re.S)
CODING = (
    "6.1"  # the exercise in which a class codes commitments, without right or wrong
)
STUCK = re.compile(r"\s*Stuck\? Remove `# stuck\?` from the last line\.")


@dataclass
class Lesson:
    """What a lesson asks.

    file: its name without .ipynb; exercises: their numbers, in the order of the numbers; open: those whose answers a
    check cannot call correct; prompts, models: {number: text}; question, truth, what: of
    the prediction; chosen: the commitments that a class codes.
    """

    number: str
    file: str
    title: str
    exercises: list = field(default_factory=list)
    open: set = field(default_factory=set)
    prompts: dict = field(default_factory=dict)
    models: dict = field(default_factory=dict)
    question: str = ""
    truth: float | None = None
    what: str = ""
    chosen: list = field(default_factory=list)


def course(folder=lessons.NOTEBOOKS):
    """Return the lessons as {"01": Lesson}. Raises LessonError where one is not in order."""
    return {path.stem[:2]: _lesson(path) for path in student.lessons(folder)}


def _lesson(path):
    notebook = lessons.read(path)
    made = Lesson(path.stem[:2], path.stem, lessons.title(notebook) or path.stem)
    prompt = ""
    for cell in notebook.cells:
        tags = lessons.tags_of(cell)
        number = cell.metadata.get("exercise", "")
        if cell.cell_type == "markdown" and "Your turn" in cell.source:
            prompt = cell.source
        if "exercise" in tags:
            made.exercises.append(number)
            made.prompts[number] = prompt
        for record in records.stored(cell):
            if "solution" in tags and record.get("exercise") == number:
                made.models[number] = record.get("answer")
                if record.get("status") == "Complete" and number != CODING:
                    made.open.add(number)
            if "guess" in record:
                made.truth = records.finite(record.get("actual"))
                made.what = safe.line(record.get("what") or "")
        if found := CHOSEN.search(cell.source):
            made.chosen = records.literal(found[1]) or []
        if "my_guess = " in cell.source and (found := QUESTION.search(cell.source)):
            asked = (found[1] or found[2]).strip()
            made.question = asked[0].upper() + asked[1:]
    made.exercises = sorted(set(made.exercises), key=by_number)
    made.question = made.question or (f"How many {made.what}?" if made.what else "")
    return made


def by_number(exercise):
    """Return what sorts "1.10" behind "1.9"."""
    first, second = exercise.split(".")
    return int(first), int(second)


class Judge:
    """What the collection's own checks say of a stored answer. Runs no code of a student.

    Only where the stored answer of the lesson's own solution is called correct: the record
    of a chart holds its words, and words are no chart.
    """

    def __init__(self, course):
        self.models = {
            number: value
            for lesson in course.values()
            for number, value in lesson.models.items()
            if number not in lesson.open and number != CODING
        }
        self.known = {}

    def says(self, number, value):
        """Return the Feedback on a value, or None where nothing can be said."""
        key = number, repr(value)
        if key not in self.known:
            self.known[key] = self._feedback(number, value)
        return self.known[key]

    def _feedback(self, number, value):
        from summit.classroom.exercises import feedback

        if number not in self.models or not isinstance(value, (int, float, str, list)):
            return None
        if value is not self.models[number]:
            model = self.says(number, self.models[number])
            if model is None or model.status != "Correct":
                return None
        return feedback(number, value)

    def doubts(self, answer):
        """Say whether an answer is stored as correct and is not."""
        if answer.status != "Correct":
            return False
        said = self.says(answer.number, answer.value)
        return said is not None and said.status != "Correct"

    def advice(self, number, name, value):
        """Return what a check says of a wrong answer with the misconception of this name, or ""."""
        said = self.says(number, value)
        if said is None or said.status != "Not yet" or said.misconception != name:
            return ""
        return STUCK.sub("", said.message)


def table(name):
    """Return a table of data/ as a list of dicts. Raises LessonError where it is not in order."""
    from summit.data import DataError, load  # it takes seconds, and only this needs it

    try:
        return load(name).to_dict("records")
    except DataError as error:
        raise lessons.LessonError(str(error)) from error
