#!/usr/bin/env python3
"""A guard that has never said no has not been tested: each one meets a small tree with one planted defect."""
import os
import pathlib
import tempfile
import unittest

import hygiene
import layout
import tested_functions
import trusted_base


class Planted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        for name in ("reference", "proofs_numeric", "checker", "bench", "tests"):
            (self.root / name).mkdir()
        for script in hygiene.SCRIPTS:
            self.write(script, "#!/bin/sh\n")
            (self.root / script).chmod(0o755)
        self.write("reference/a/CMakeLists.txt",
                   "certibound_room(a TRUSTED SOURCES a.cpp HEADERS include/certibound/a/a.hpp)")
        self.write("reference/a/a.cpp", '#include <certibound/a/a.hpp>\n#include <vector>\n#include <mpfr.h>\n')
        self.write("reference/a/include/certibound/a/a.hpp", "#pragma once\n")
        self.write("reference/README.md", "`a`: the first room\n")
        self.write("HACKING.md", "`a`\n")
        self.write("tests/CMakeLists.txt", "foreach(room reference/a)")
        self.write("tests/reference/a/CMakeLists.txt", "certibound_test(a SOURCES a_test.cpp)")
        self.write("tests/reference/a/a_test.cpp", "TEST(A, Holds) { EXPECT_TRUE(true); }\n")

    def write(self, path, text):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def assert_one(self, found, pattern):
        self.assertEqual(len(found), 1, found)
        self.assertRegex(found[0], pattern)


class TrustedBase(Planted):
    FILES = ["reference/a/a.cpp", "reference/a/include/certibound/a/a.hpp"]

    def found(self):
        return trusted_base.problems(self.root, self.FILES)[0]

    def test_accepts_the_clean_tree_and_counts_its_lines_of_code(self):
        self.write("reference/a/a.cpp", "// why\n\n#include <vector>\n#include <certibound/a/a.hpp>  // beside\n")
        self.assertEqual(trusted_base.problems(self.root, self.FILES), ([], {"reference/a": 3}))

    def test_rejects_includes_from_outside(self):
        for line in ("#include <iostream>", "#include <cmath>", "  #  include <flint/arb.h>", "#include <fmt/format.h>",
                     "#include <certibound/prover/prover.hpp>", '#include "helper.hpp"', "#include MACRO", "import std;",
                     "%:include <thread>", '#include "../../include/certibound/prover/prover.hpp"'):
            with self.subTest(line):
                self.write("reference/a/a.cpp", "// first line\n" + line + "\n")
                self.assert_one(self.found(), r"a\.cpp:2: includes .* outside the trusted base")

    def test_rejects_a_base_over_the_ceiling(self):
        self.write("reference/a/a.cpp", "int x;\n" * trusted_base.CEILING)
        self.assert_one(self.found(), "ceiling")

    def test_rejects_missing_files_and_an_empty_list(self):
        self.assert_one(trusted_base.problems(self.root, ["reference/a/gone.cpp"])[0], "not there")
        self.assert_one(trusted_base.problems(self.root, [])[0], "empty")


class TestedFunctions(Planted):
    def found(self):
        return [row[1:] for row in tested_functions.counts(self.root)]

    def test_counts_tests_and_tables(self):
        self.write("reference/a/include/certibound/a/a.hpp", "#pragma once\n// int gone(int);\nint twice(int x);\n  int inner(int);\n")
        self.write("tests/reference/a/a_test.cpp", "int (*table[])(int) = {twice};\nTEST(A, Doubles) {\n  EXPECT_EQ(twice(1), 2);\n}\n")
        self.assertEqual(self.found(), [("twice", 1, 0, 1)])

    def test_finds_what_no_test_names(self):
        self.write("reference/a/include/certibound/a/a.hpp", "#pragma once\nconst std::vector<int>& all_of_them();\n")
        self.write("tests/reference/a/a_test.cpp", "// all_of_them\nTEST(A, Holds) {\n  int all_of_them_not = 1;\n}\n")
        self.assertEqual(self.found(), [("all_of_them", 0, 0, 0)])


class Layout(Planted):
    def test_accepts_the_clean_tree(self):
        self.assertEqual(layout.problems(self.root), [])

    def test_rejects_a_stray_source(self):
        self.write("reference/a/aa.cpp", "")
        self.assert_one(layout.problems(self.root), r"reference/a/aa\.cpp: not named")

    def test_rejects_a_header_that_nothing_includes(self):
        self.write("reference/a/detail.hpp", "")
        self.assert_one(layout.problems(self.root), r"detail\.hpp: not named .* nothing includes it")
        self.write("reference/a/a.cpp", '#include "detail.hpp"')
        self.assertEqual(layout.problems(self.root), [])

    def test_rejects_a_stray_test(self):
        self.write("tests/reference/a/b_test.cpp", "")
        self.assert_one(layout.problems(self.root), r"b_test\.cpp: not named")

    def test_rejects_tests_of_a_room_that_is_not_there(self):
        self.write("tests/CMakeLists.txt", "foreach(room reference/a reference/b)")
        self.write("tests/reference/b/CMakeLists.txt", "")
        self.assert_one(layout.problems(self.root), "there is no reference/b")

    def test_rejects_tests_that_are_never_run(self):
        self.write("tests/CMakeLists.txt", "foreach(room reference/ab)")
        self.assert_one(layout.problems(self.root), "never run")

    def test_rejects_a_room_without_a_readme(self):
        self.write("reference/README.md", "nothing\n")
        self.assert_one(layout.problems(self.root), "reference/a: no README.md")

    def test_rejects_a_room_that_is_not_on_the_map(self):
        self.write("HACKING.md", "`b`\n")
        self.assert_one(layout.problems(self.root), "reference/a: HACKING.md does not name `a`")


class Hygiene(Planted):
    def test_accepts_the_clean_tree(self):
        self.assertEqual(hygiene.problems(self.root), [])

    def test_rejects_what_does_not_belong(self):
        for line in ("// see /ho" "me/someone/x", "// TO" "DO later", "# FIX" "ME", "#if 0", "<" * 7 + " HEAD"):
            with self.subTest(line):
                self.write("reference/a/a.cpp", "\n" + line + "\n")
                self.assert_one(hygiene.problems(self.root), r"a\.cpp:2: ")

    def test_rejects_a_script_that_is_not_executable(self):
        os.chmod(self.root / "run", 0o644)
        self.assert_one(hygiene.problems(self.root), "run: not executable")

    def test_rejects_tests_that_assert_nothing(self):
        for test in ('TEST(A, B) { f("EXPECT_TRUE"); }', "TEST_F(A, B) {\n  // EXPECT_EQ(1, 1)\n}", "TEST_P(A, B) {}",
                     "void other() { if (x) { EXPECT_EQ(1, 1); } }\n"
                     "void helper(int x) { if (x) { g(x); } }\nTEST(A, B) { helper(1); }"):
            with self.subTest(test):
                self.write("tests/reference/a/a_test.cpp", test + "\nTEST(A, C) { EXPECT_TRUE(true); }\n")
                self.assert_one(hygiene.problems(self.root), "asserts nothing")

    def test_accepts_helpers_that_assert(self):
        self.write("tests/support.hpp", "template <class T> void shared(T x) { ASSERT_TRUE(x); }")
        self.write("tests/reference/a/a_test.cpp", """
            void inner(int x) { EXPECT_EQ(x, 1) << "}"; }
            void outer() { inner(1); }
            TEST(A, ByHelper) { outer(); }
            TEST(A, BySharedHelper) { shared<int>(1); }
            TEST(A, AfterABraceInText) { f('}', "}", R"x(})x"); EXPECT_TRUE(true); }
        """)
        self.assertEqual(hygiene.problems(self.root), [])


if __name__ == "__main__":
    unittest.main()
