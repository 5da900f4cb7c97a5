"""What a line of Python uses, named as the ladder names it (summit/classroom/ladder.py).

``steps_of`` walks the syntax tree of a cell. Each construct has a name, whether or not a
step teaches it: the tests compare the names with the steps. Comments are no syntax.
"""

import ast
import re
from typing import NamedTuple

MODULES = {"pd", "summit", "network", "nx"}
ROOMS = {"str", "dt", "plot"}  # what stands between a column and what it can do
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//",
    ast.Mod: "%", ast.Pow: "**", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
    ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">",
    ast.GtE: ">=", ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
    ast.Invert: "~", ast.Not: "not", ast.USub: "-", ast.UAdd: "+",
    ast.And: "and", ast.Or: "or",
}  # fmt: skip
NAMED = {
    ast.JoinedStr: "f-string", ast.For: "for", ast.While: "while", ast.If: "if",
    ast.IfExp: "if in a line", ast.With: "with", ast.Try: "try", ast.Raise: "raise",
    ast.FunctionDef: "def", ast.ClassDef: "class", ast.Lambda: "lambda",
    ast.Return: "return", ast.Import: "import", ast.ImportFrom: "import",
    ast.ListComp: "comprehension", ast.SetComp: "comprehension",
    ast.DictComp: "comprehension", ast.GeneratorExp: "comprehension",
    ast.Starred: "starred *", ast.AugAssign: "augmented assignment",
    ast.AnnAssign: "annotated assignment", ast.NamedExpr: ":=", ast.Assert: "assert",
    ast.Delete: "del", ast.Dict: "{ }", ast.Set: "set", ast.Tuple: "tuple",
    ast.List: "[ ]", ast.Slice: "a:b",
}  # fmt: skip


class Use(NamedTuple):
    """What is used, and where: id as the ladder names it, or what Python calls it."""

    id: str
    line: int
    text: str


def steps_of(source):
    """Return the uses in a cell's source, in the order of its lines.

    What is no Python, such as a line that begins with %, is one use, "no Python".
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return [Use("no Python", error.lineno or 1, (error.text or source).strip())]
    reader = _Reader(source)
    reader.visit(tree)
    return sorted(reader.found, key=lambda use: use.line)


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_condition(node):
    """Say whether what stands in square brackets keeps rows: a comparison, and what is made of them."""
    return (
        isinstance(node, (ast.Compare, ast.BoolOp, ast.Name))
        or (
            isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Invert, ast.Not))
        )
        or (
            isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr))
        )
        or isinstance(node, ast.Call)
        or (isinstance(node, ast.Subscript) and _is_text(node.slice))
    )


class _Reader(ast.NodeVisitor):
    def __init__(self, source):
        self.source, self.found = source, []

    def add(self, id, node):
        text = ast.get_source_segment(self.source, node) or ast.unparse(node)
        self.found.append(Use(id, node.lineno, text.splitlines()[0]))

    def generic_visit(self, node):
        if type(node) in NAMED:
            self.add(NAMED[type(node)], node)
        elif isinstance(node, ast.stmt) and not isinstance(node, ast.Expr):
            self.add(type(node).__name__.lower(), node)
        elif isinstance(node, ast.expr) and not isinstance(node, ast.Name):
            self.add(type(node).__name__.lower(), node)
        super().generic_visit(node)

    def visit_JoinedStr(self, node):
        self.add("f-string", node)  # what is in it need not be told apart
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Name(self, node):
        pass  # a name is taught with the sign =

    def visit_Assign(self, node):
        target = node.targets[0]
        if len(node.targets) > 1:
            self.add("several =", node)
        elif isinstance(target, ast.Name):
            self.add("=", node)
        elif isinstance(target, ast.Subscript) and _is_text(target.slice):
            self.add('t["new"] =', node)
            self.visit(target.value)
        else:
            self.add("assignment to " + ast.unparse(target), node)
        self.visit(node.value)

    def visit_Constant(self, node):
        kinds = {bool: "True, False", str: "text", int: "number", float: "number"}
        kinds[type(...)] = "..."
        self.add(kinds.get(type(node.value), repr(node.value)), node)

    def visit_BinOp(self, node):
        self.add(SIGNS[type(node.op)], node)
        self.visit(node.left)
        self.visit(node.right)

    def visit_BoolOp(self, node):
        self.add(SIGNS[type(node.op)], node)
        for value in node.values:
            self.visit(value)

    def visit_UnaryOp(self, node):
        self.add(SIGNS[type(node.op)], node)
        self.visit(node.operand)

    def visit_Compare(self, node):
        if len(node.ops) > 1:
            self.add("a < b < c", node)
        for op, right in zip(node.ops, node.comparators):
            self.add(SIGNS[type(op)], node)
            if any(
                _is_text(side) and DATE.fullmatch(side.value)
                for side in (node.left, right)
            ):
                self.add("dates compared", node)
        self.visit(node.left)
        for right in node.comparators:
            self.visit(right)

    def visit_Call(self, node):
        self.add("( )", node)
        if isinstance(node.func, ast.Name):
            self.add(node.func.id, node)
        elif isinstance(node.func, ast.Attribute):
            self._attribute(node.func)
        else:
            self.add("call of " + ast.unparse(node.func), node)
            self.visit(node.func)
        for argument in node.args:
            self.visit(argument)
        for word in node.keywords:
            self.add(f"{word.arg}=" if word.arg else "**words", word)
            self.visit(word.value)

    def visit_Attribute(self, node):
        self._attribute(node)

    def _attribute(self, node):
        """Name what stands behind dots: pd.crosstab, .value_counts, .str.contains."""
        before, name = node.value, node.attr
        if isinstance(before, ast.Name) and before.id in MODULES:
            self.add(f"{before.id}.{name}", node)
        elif isinstance(before, ast.Attribute) and before.attr in ROOMS:
            self.add(f".{before.attr}.{name}", node)
            self.visit(before.value)
        else:
            self.add(f".{name}", node)
            self.visit(before)

    def visit_Subscript(self, node):
        inside = node.slice
        if isinstance(node.value, ast.Attribute) and node.value.attr in ("loc", "iloc"):
            self._located(node)
            return
        if _is_text(inside):
            self.add('t["c"]', node)
        elif isinstance(inside, ast.List):
            self.add('t[["a", "b"]]', node)
            for item in inside.elts:
                self.visit(item)
        elif _is_condition(inside):
            self.add("t[condition]", node)
            self.visit(inside)
        elif isinstance(inside, ast.Slice):
            self.visit(inside)
        else:
            self.add("t[number]", node)
            self.visit(inside)
        self.visit(node.value)

    def _located(self, node):
        name, inside = node.value.attr, node.slice
        pair = isinstance(inside, ast.Tuple) and len(inside.elts) == 2
        self.add(f".{name}[row, column]" if pair else f".{name}[row]", node)
        for part in inside.elts if pair else [inside]:
            self.visit(part)
        self.visit(node.value.value)
