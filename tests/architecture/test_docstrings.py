"""Public functions say what they take, what they return and in which unit, and say it of the arguments they have."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}$", flags=re.MULTILINE)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_functions(package: Path) -> Iterator[tuple[str, Function, bool]]:
    """Each function and method of a package: name, definition, and whether its package offers it."""
    for file in sorted(package.rglob("*.py")):
        module = file.relative_to(package.parent).as_posix()
        exported = exports(file, module.removesuffix(".py").replace("/", "."))
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, Function):
                yield f"{module}:{node.name}", node, node.name in exported
            elif isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, Function):
                        yield f"{module}:{node.name}.{method.name}", method, False


def exports(file: Path, module: str) -> set[str]:
    """Names of a module that its package offers: imported from it in `__init__` and listed in `__all__`."""
    face = ast.parse((file.parent / "__init__.py").read_text(encoding="utf-8")) if file.name != "__init__.py" else None
    offered, imported = set(), set()
    for node in face.body if face else ():
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            offered = set(ast.literal_eval(node.value))
        elif isinstance(node, ast.ImportFrom) and node.module == module:
            imported = {name.name for name in node.names}
    return offered & imported


def faults(function: Function, exported: bool) -> list[str]:
    """What is wrong with a function's docstring; one that is not exported may be short, but not wrong."""
    sections = numpy_sections(ast.get_docstring(function) or "")
    expected = parameters(function)
    found = [word for name in documented(sections.get("Parameters", "")) for word in name.split(", ")]
    if ("Parameters" in sections or (exported and expected)) and found != expected:
        return [f"Parameters are {found}, the signature has {expected}"]
    gives = function.returns is None or ast.unparse(function.returns) not in ("None", "NoReturn")
    if exported and gives and not sections.keys() & {"Returns", "Yields"}:
        return ["Returns is missing"]
    return []


def numpy_sections(docstring: str) -> dict[str, str]:
    """Text of each underlined section of a docstring."""
    parts = SECTION.split(docstring)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def documented(section: str) -> list[str]:
    """Names that a Parameters section lists: the lines that are not indented, up to the colon."""
    return [line.split(" :")[0].strip() for line in section.splitlines() if line and not line.startswith(" ")]


def parameters(function: Function) -> list[str]:
    """Names in a signature as numpy style writes them, without self."""
    spec = function.args
    names = [argument.arg for argument in (*spec.posonlyargs, *spec.args)]
    names += [f"*{spec.vararg.arg}"] if spec.vararg else []
    names += [argument.arg for argument in spec.kwonlyargs]
    names += [f"**{spec.kwarg.arg}"] if spec.kwarg else []
    return [name for name in names if name not in ("self", "cls")]


def test_docstrings_match_signatures():
    functions = list(public_functions(ROOT / "simulator"))
    assert len(functions) >= 450
    assert sum(exported for _, _, exported in functions) >= 70
    wrong = {name: faults(function, exported) for name, function, exported in functions}
    assert {name: found for name, found in wrong.items() if found} == {}


GOOD = '''
def mean_wait(rate, *, servers=1):
    """Mean waiting time.

    Parameters
    ----------
    rate : float
        Arrivals per minute.
    servers : int, optional
        At least 1.

    Returns
    -------
    float
        Minutes.
    """
'''


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", None),
        ("rate : float", "arrival : float", "Parameters are ['arrival', 'servers']"),
        ("servers=1", "servers=1, **more", "the signature has ['rate', 'servers', '**more']"),
        ("    servers : int, optional\n        At least 1.\n", "", "Parameters are ['rate'],"),
        ("Parameters", "Arguments", "Parameters are [],"),
        ("Returns", "Result", "Returns is missing"),
    ],
)
def test_a_docstring_that_does_not_match_is_found(old: str, new: str, fault: str | None):
    (function,) = ast.parse(GOOD.replace(old, new, 1)).body
    found = faults(function, exported=True)
    assert (not found) if fault is None else (fault in found[0])


def test_a_function_that_is_not_exported_may_be_short_but_not_wrong():
    (short,) = ast.parse('def plus(a, b):\n    """Sum of two numbers."""').body
    assert faults(short, exported=False) == []
    (wrong,) = ast.parse(GOOD.replace("rate : float", "arrival : float")).body
    assert faults(wrong, exported=False)
