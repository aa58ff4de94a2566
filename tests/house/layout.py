#!/usr/bin/env python3
"""Compares the tree with its lists: nothing may lie about unbuilt, untested by oversight, or out of its place.

usage: layout.py ROOT

 - every .cpp is named in a CMakeLists.txt or a paper's sources.cmake (lists are explicit, never globs), every header is named or included;
 - every folder of tests/ mirrors a room, is on the list in tests/CMakeLists.txt, and so is really run;
 - every room has a README.md, or the one above it names it; HACKING.md names every room.
"""
import pathlib
import re
import sys

ROOMS = ("reference", "proofs_numeric", "checker")
OWN_TESTS = ("house", "fuzz")  # folders of tests/ that mirror nothing
SOURCES = {".cpp", ".hpp", ".inc"}
SOURCE_NAME = re.compile(r"(?<![\w./-])[\w./-]+\.(?:cpp|hpp|inc)(?![\w.-])")
QUOTED_INCLUDE = re.compile(r'^\s*#\s*(?:include|define HWY_TARGET_INCLUDE)\s*"([^"]+)"', re.M)
SEPARATE = {"consumer"}  # a project of its own inside tests/house


def nearest(path, name, root):
    """The nearest file called `name` in or above the folder of path, or None."""
    for folder in path.parents:
        if (folder / name).is_file():
            return folder / name
        if folder == root:
            return None
    return None


def unlisted(root):
    tops = [root / top for top in ROOMS + ("bench", "tests")]
    lists = [cmake for top in tops for name in ("CMakeLists.txt", "sources.cmake") for cmake in top.rglob(name)]
    known = {(cmake.parent / name).resolve() for cmake in lists for name in SOURCE_NAME.findall(cmake.read_text())}
    files = [path for top in tops for path in sorted(top.rglob("*"))
             if path.suffix in SOURCES and not SEPARATE & set(path.parts)]
    for path in files:
        known |= {(folder / name).resolve() for name in QUOTED_INCLUDE.findall(path.read_text())
                  for folder in path.parents if root in folder.parents}
    for path in files:
        if path not in known:
            yield f"{path.relative_to(root)}: not named in any CMakeLists.txt" + (
                "" if path.suffix == ".cpp" else ", and nothing includes it")


def not_mirrored(root):
    lists = (root / "tests/CMakeLists.txt").read_text()
    for cmake in sorted((root / "tests").rglob("CMakeLists.txt")):
        room = cmake.parent.relative_to(root / "tests")
        if room == pathlib.Path(".") or SEPARATE & set(room.parts):
            continue
        if room.parts[0] not in OWN_TESTS and not (root / room).is_dir():
            yield f"tests/{room}: there is no {room}"
        if not re.search(rf"(?<![\w/-]){re.escape(room.as_posix())}(?![\w/-])", lists):
            yield f"tests/{room}: not on the list in tests/CMakeLists.txt, so its tests are never run"
    for path in sorted((root / "tests").rglob("*_test.cpp")):
        if not (path.parent / "CMakeLists.txt").is_file():
            yield f"{path.relative_to(root)}: its folder has no CMakeLists.txt"


def undescribed(root):
    for top in ROOMS:
        for cmake in sorted((root / top).rglob("CMakeLists.txt")):
            room = cmake.parent
            if "certibound_room(" not in cmake.read_text() or (room / "README.md").is_file():
                continue
            above = nearest(room, "README.md", root / top)
            if above is None or not re.search(rf"\b{re.escape(room.name)}\b", above.read_text()):
                yield f"{room.relative_to(root)}: no README.md of its own, and none above names it"


def unmapped(root):
    map_of_rooms = (root / "HACKING.md").read_text()
    for top in ROOMS:
        for cmake in sorted((root / top).rglob("CMakeLists.txt")):
            if "certibound_room(" in cmake.read_text() and f"`{cmake.parent.name}`" not in map_of_rooms:
                yield f"{cmake.parent.relative_to(root)}: HACKING.md does not name `{cmake.parent.name}`"


def problems(root):
    root = pathlib.Path(root).resolve()
    return [*unlisted(root), *not_mirrored(root), *undescribed(root), *unmapped(root)]


def main(root):
    found = problems(root)
    for sentence in found:
        print(sentence)
    print(f"layout: {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
