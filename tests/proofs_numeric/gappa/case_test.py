#!/usr/bin/env python3
"""Coq accepts Gappa's own proof of a case and the theorem about the result of the kernel that follows; it refuses a smaller
bound and another coefficient. Some minutes; needs libcoq-gappa.

environment: CERTIBOUND_SOURCE_DIR
"""
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"]) / "proofs_numeric/gappa"))
import kernel_coq  # noqa: E402
import kernel_program  # noqa: E402
import kernel_scripts  # noqa: E402
import kernel_theorems  # noqa: E402
import replay  # noqa: E402

K = kernel_program.Constants()
CASE = max((case for case in kernel_scripts.CASES if case.kernel == "faithful"), key=lambda case: case.bound)


class Case(unittest.TestCase):
    def test_is_a_theorem_and_a_changed_one_is_not(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            replay.compile_library(folder)
            (folder / "kernel_rhat.v").write_text(kernel_theorems.theorems(K, kernel_scripts.CASES))
            self.assertEqual(replay.refused_by_coq("kernel_rhat", folder)[0], "")
            self.assertEqual(replay.prove(kernel_scripts.script(K, CASE), CASE.name, folder)[0], "")
            self.assertEqual(replay.prove_in_coq(K, CASE, kernel_scripts.CASES, folder)[0], "")
            text = (folder / f"{CASE.name}_bound.v").read_text()
            for old, new in (("<= (173 / 200) *", "<= (172 / 200) *"), (str(K.c[0].numerator), str(K.c[0].numerator + 2))):
                self.assertIn(old, text)
                (folder / "changed.v").write_text(text.replace(old, new, 1))
                with self.subTest(old):
                    self.assertTrue(replay.refused_by_coq("changed", folder)[0])


if __name__ == "__main__":
    unittest.main()
