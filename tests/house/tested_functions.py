#!/usr/bin/env python3
"""Counts, for each public function of reference/, the tests that name it; fails on one that none names.

usage: tested_functions.py ROOT [--table]

A test is a TEST, TEST_F or TEST_P. `own` are those at the mirrored path, `other` those elsewhere; `shared` are mentions outside
of tests at the mirrored path: a table that a parametrised test runs over, a helper. Overloads count as one, by their name.
"""
import pathlib
import re
import sys

DECLARATION = re.compile(r"^(?!using|typedef|return|namespace|template|class|struct|enum|friend|#)(?:[\w:<>,&*\[\]]+\s+)+?[&*]?(\w+)\(", re.M)
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
TEST = re.compile(r"^TEST(?:_F|_P)?\(\w+,\s*\w+\)\s*\{.*?^\}", re.M | re.S)


def functions(header):
    return sorted(set(DECLARATION.findall(COMMENT.sub("", header.read_text()))))


def tests_of(root):
    """{room: ([bodies of tests], text outside of them)} for all of tests/."""
    found = {}
    for path in sorted((root / "tests").rglob("*")):
        if path.suffix in {".cpp", ".hpp", ".inc"}:
            bodies, outside = found.setdefault(path.parent.relative_to(root / "tests").as_posix(), ([], []))
            text = COMMENT.sub("", path.read_text())
            bodies += TEST.findall(text)
            outside.append(TEST.sub("", text))
    return found


def counts(root):
    """(room, function, own, other, shared) for each public function."""
    found = tests_of(root)
    for header in sorted((root / "reference").glob("*/include/**/*.hpp")):
        room = header.relative_to(root).parts[1]
        mirror = f"reference/{room}"
        for name in functions(header):
            word = re.compile(rf"\b{name}\b")
            tests = {place: sum(bool(word.search(body)) for body in bodies) for place, (bodies, _) in found.items()}
            own = tests.pop(mirror, 0)
            shared = sum(len(word.findall(text)) for text in found.get(mirror, ([], []))[1])
            yield room, name, own, sum(tests.values()), shared


def main():
    root = pathlib.Path(sys.argv[1])
    rows = list(counts(root))
    if len(rows) < 100:
        sys.exit(f"only {len(rows)} functions were found: the pattern of declarations no longer fits")
    if "--table" in sys.argv[2:]:
        print(f"{'room':16} {'function':36}  own other shared")
        for room, name, own, other, shared in rows:
            print(f"{room:16} {name:36} {own:4} {other:5} {shared:6}")
    missing = [f"{room}: no test names {name}" for room, name, own, other, shared in rows if own + other + shared == 0]
    print(f"{len(rows)} public functions in reference/, {len(missing)} named by no test")
    sys.exit("\n".join(missing) or 0)


if __name__ == "__main__":
    main()
