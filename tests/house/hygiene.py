#!/usr/bin/env python3
"""Looks for what does not belong into a tree that others will read.

usage: hygiene.py ROOT

 - paths of one machine, marks of unfinished work, merge conflicts;
 - scripts that cannot be executed;
 - GoogleTest bodies that assert nothing (a helper that asserts counts, wherever under tests/ it is defined).
"""
import os
import pathlib
import re
import sys

TEXT = {".cpp", ".hpp", ".inc", ".py", ".sh", ".md", ".txt", ".cmake", ".in", ".json", ".claim", ".css", ".js", ".html"}
SCRIPTS = ("run", ".ci/run")
# Written so that this file does not find itself.
FORBIDDEN = [
    (re.compile(r"(?<![\w./])/(?:home|root|Users|work|mnt|media|workspace)/"), "a path of one machine"),
    (re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|place" r"holder(?!=)|not imple" r"mented|lorem" r" ipsum)\b"),
     "unfinished work"),
    (re.compile(r"^(?:<{7} |>{7} |={7}$)"), "a merge conflict"),
    (re.compile(r"^\s*#\s*if\s+0\b"), "code switched off"),
]

ASSERTION = re.compile(r"\b(?:EXPECT_|ASSERT_|ADD_FAILURE|FAIL\(|RC_ASSERT|RC_GTEST_PROP)")
TEST = re.compile(r"^[ \t]*(?:TYPED_)?TEST(?:_F|_P)?\s*\(([^)]*)\)\s*\{", re.M)
FUNCTION = re.compile(r"\b(\w+)\s*\([^;{}]*\)\s*(?:const\s*)?(?:noexcept\s*)?(?:->\s*[\w:<>]+\s*)?\{")
NO_FUNCTION = re.compile(r"if|for|while|switch|catch|(?:TYPED_)?TEST(?:_F|_P)?")
LITERAL_OR_COMMENT = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<d>[^()\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|'
    r'(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)


def tracked(root):
    for folder, below, names in os.walk(root):
        below[:] = sorted(b for b in below if b not in (".git", "build", "__pycache__"))
        for name in sorted(names):
            path = pathlib.Path(folder, name)
            if path.suffix in TEXT or path.relative_to(root).as_posix() in SCRIPTS:
                yield path


def forbidden(root):
    for path in tracked(root):
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            for pattern, what in FORBIDDEN:
                if pattern.search(line):
                    yield f"{path.relative_to(root)}:{number}: {what}: {line.strip()[:80]}"


def not_executable(root):
    for name in SCRIPTS:
        if not os.access(root / name, os.X_OK):
            yield f"{name}: not executable"


def body(code, start):
    """The text from the brace at `start` to the one that closes it."""
    depth = 0
    for end in range(start, len(code)):
        depth += {"{": 1, "}": -1}.get(code[end], 0)
        if depth == 0:
            return code[start:end + 1]
    return code[start:]


def stripped(path):
    return LITERAL_OR_COMMENT.sub(lambda m: "\n" * m[0].count("\n") or " ", path.read_text())


def asserting_helpers(codes):
    """Names of the functions that assert, themselves or through one that does."""
    functions = [(m[1], body(code, m.end() - 1)) for code in codes for m in FUNCTION.finditer(code)
                 if not NO_FUNCTION.fullmatch(m[1])]
    helpers, before = set(), None
    while before != len(helpers):
        before = len(helpers)
        helpers |= {name for name, text in functions if name not in helpers and asserts(text, helpers)}
    return helpers


def asserts(text, helpers):
    return ASSERTION.search(text) or any(name in helpers for name in re.findall(r"\b(\w+)\s*(?:<[^<>]*>)?\(", text))


def assert_nothing(root):
    codes = {path: stripped(path) for suffix in ("*.cpp", "*.hpp") for path in sorted((root / "tests").rglob(suffix))}
    shared = asserting_helpers(code for path, code in codes.items() if path.suffix == ".hpp")
    for path, code in codes.items():
        if not path.name.endswith("_test.cpp"):
            continue
        tests = list(TEST.finditer(code))
        if not tests:
            yield f"{path.relative_to(root)}: no TEST in it"
        helpers = shared | asserting_helpers([code])
        for match in tests:
            if not asserts(body(code, match.end() - 1), helpers):
                line = code.count("\n", 0, match.start()) + 1
                yield f"{path.relative_to(root)}:{line}: TEST({match[1].strip()}) asserts nothing"


def problems(root):
    root = pathlib.Path(root).resolve()
    return [*forbidden(root), *not_executable(root), *assert_nothing(root)]


def main(root):
    found = problems(root)
    for sentence in found:
        print(sentence)
    print(f"hygiene: {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
