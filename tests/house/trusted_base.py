#!/usr/bin/env python3
"""Guards the trusted base: what a `proved` rests on must stay small and see nothing but itself.

usage: trusted_base.py ROOT LIST      LIST: the file trusted_base.txt of the build folder, one path a line

Prints the number of lines that hold more than comment, in all and by room. Fails if it is over the ceiling, if a listed
file is missing, or if a listed file includes anything but another listed file, the libraries named below and a harmless
part of the standard library.
"""
import collections
import pathlib
import re
import sys

CEILING = 9650  # lines of code; raise it only with a reason in the change that does

LIBRARIES = {"mpfr.h", "gmp.h", "boost/multiprecision/gmp.hpp",
             "openssl/evp.h"}  # SHA-256: ties a certificate to the text of its claim, decides nothing

# Containers, text, integers and memory. Left out on purpose: <cmath> and <random> (unproven rounding), <cfenv> (the
# hardware's rounding mode), <thread> and its kin, <regex>, <iostream>.
STANDARD = set("""
    algorithm array bit cassert cctype cerrno cfloat charconv climits compare concepts cstddef cstdint cstdio cstdlib
    cstring deque exception filesystem fstream functional initializer_list iterator limits list map memory new numeric
    optional ostream queue ranges set span sstream stdexcept string string_view tuple type_traits unordered_map
    unordered_set utility variant vector
""".split())

INCLUDE = re.compile(r"^\s*(?:#|%:|\?\?=)\s*(?:include|include_next|import)\b\s*(.*)|^\s*(?:export\s+)?import\s+(.*)")
NAMED = re.compile(r'([<"])([^>"]+)[>"]')


def allowed(root, trusted, path, quote, name):
    """Whether `path`, relative to root like the list `trusted`, may include `name`."""
    if quote == '"':
        beside = (root / path).parent / name
        if any(beside.resolve() == (root / other).resolve() for other in trusted):
            return True
    return name in LIBRARIES or name in STANDARD or any(other.endswith("/include/" + name) for other in trusted)


def problems(root, trusted):
    """The sentences that say what is wrong, and the number of lines of code in each room."""
    root, found, lines_of = pathlib.Path(root), [], collections.Counter()
    if not trusted:
        found.append("the trusted base is empty: no room is TRUSTED")
    for path in trusted:
        if not (root / path).is_file():
            found.append(f"{path}: listed but not there")
            continue
        lines = (root / path).read_text().splitlines()
        code = sum(1 for line in lines if line.strip() and not line.lstrip().startswith("//"))
        lines_of["/".join(pathlib.Path(path).parts[:2])] += code
        for number, line in enumerate(lines, 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            what = (match[1] or match[2] or "").strip()
            name = NAMED.match(what)
            if not name or not allowed(root, trusted, path, name[1], name[2]):
                found.append(f"{path}:{number}: includes {what}, which lies outside the trusted base")
    if lines_of.total() > CEILING:
        found.append(f"{lines_of.total()} lines of code are more than the ceiling of {CEILING}")
    return found, lines_of


def main(root, list_file):
    trusted = pathlib.Path(list_file).read_text().split()
    found, lines_of = problems(root, trusted)
    for room, lines in lines_of.most_common():
        print(f"{lines:6} {room}")
    print(f"trusted base: {len(trusted)} files, {lines_of.total()} lines of code (ceiling {CEILING})")
    for sentence in found:
        print(sentence)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
