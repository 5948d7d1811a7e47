"""Health numbers of the code, tests, notebooks and scenarios.

Sizes are for a hard look and never fail. A cycle of imports, a notebook that is none, a scenario that is not
valid, or a search that finds no file, fails.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LARGE_MODULE = 300


class Health(NamedTuple):
    """One line of the report; ``ok`` is False where the check must fail."""

    name: str
    text: str
    ok: bool = True


def main() -> int:
    """Print every health number; return 1 if one of them fails the check."""
    measures: tuple[Callable[[Path], Health], ...] = (
        module_sizes,
        body_sizes,
        ratio_of_tests,
        import_cycles,
        scenarios,
        notebooks,
    )
    healthy = True
    for measure in measures:
        name, text, ok = measure(ROOT)
        healthy &= ok
        print(f"  {'' if ok else 'FAILED: '}{name:<16} {text}", flush=True)
    return 0 if healthy else 1


def module_sizes(root: Path) -> Health:
    """Lines of each module, all lines counted."""
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(root / "simulator")}
    large = [f"{path.relative_to(root).as_posix()} {count}" for path, count in lines.items() if count > LARGE_MODULE]
    text = f"{len(lines)}; median {median(lines.values()):.0f} lines, largest {largest(lines, root)}; "
    return Health("modules", text + f"over {LARGE_MODULE}: {', '.join(large) or 'none'}")


def body_sizes(root: Path) -> Health:
    """Lines of each function body, its docstring not counted."""
    bodies = {
        f"{path.relative_to(root).as_posix()}:{function.name}": body_lines(function)
        for path in python_files(root / "simulator")
        for function in functions(path)
    }
    name = max(bodies, key=lambda key: bodies[key])
    p90 = quantiles(bodies.values(), n=10)[-1]
    return Health("function bodies", f"{len(bodies)}; p90 {p90:.0f} lines, longest {name} {bodies[name]}")


def ratio_of_tests(root: Path) -> Health:
    """Lines of tests for each line of code, blank lines not counted."""
    tests, code = (sum(map(filled_lines, python_files(root / name))) for name in ("tests", "simulator"))
    return Health("test : code", f"{tests / code:.2f} ({tests} : {code} lines)")


def import_cycles(root: Path) -> Health:
    """Chain of modules that import one another in a ring, if there is one."""
    import grimp

    sys.path.insert(0, str(root))
    graph = grimp.build_graph("simulator", cache_dir=None)
    sys.path.remove(str(root))
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return Health("import cycles", " -> ".join(reversed(error.args[1])), ok=False)
    return Health("import cycles", f"none among {len(imports)} modules")


def scenarios(root: Path) -> Health:
    """Scenarios of the library that load, and how many of their inputs are only assumed."""
    from simulator.scenario import ScenarioError, load_scenario

    files = sorted((root / "datasets" / "scenarios").glob("*.yaml"))
    offices, problems = [], []
    for file in files:
        try:
            offices.append(load_scenario(file))
        except ScenarioError as error:
            problems.append(f"\n{error}")
    inputs = sum(len(office.inputs()) for office in offices)
    assumed = sum(len(office.assumptions()) for office in offices)
    text = f"{len(offices)} valid of {len(files)} found; of {inputs} inputs {assumed} are marked assumed"
    return Health("scenarios", text + "".join(problems), ok=bool(files) and not problems)


def notebooks(root: Path) -> Health:
    """Notebooks whose code is Python; `make test` runs each of them in a clean kernel."""
    files = sorted(path for path in (root / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
    problems = [problem for problem in map(notebook_fault, files) if problem]
    text = f"{len(files) - len(problems)} sound of {len(files)} found"
    return Health("notebooks", text + "".join(f"\n{problem}" for problem in problems), ok=bool(files) and not problems)


def notebook_fault(path: Path) -> str:
    """What is wrong with a notebook before it is run, or nothing."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                ast.parse("".join(cell["source"]))
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        return f"{path.name}: {error!r}"
    return ""


# --- reading code -----------------------------------------------------------------------------------------------------


def python_files(folder: Path) -> list[Path]:
    """List the Python files under a folder; a folder without any is an error, not an empty list."""
    files = sorted(path for path in folder.rglob("*.py") if "node_modules" not in path.parts)
    if not files:
        raise FileNotFoundError(f"no Python files under {folder}")
    return files


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function from its first statement to its last, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def filled_lines(path: Path) -> int:
    """Count the lines of a file that are not blank."""
    return sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def largest(lines: dict[Path, int], root: Path) -> str:
    """Name the file with the most lines, with its count."""
    path = max(lines, key=lambda key: lines[key])
    return f"{path.relative_to(root).as_posix()} {lines[path]}"


if __name__ == "__main__":
    sys.exit(main())
