#!/usr/bin/env python3
"""Coq accepts what the Gappa scripts suppose, and refuses it for another coefficient, a smaller error, a changed rule.

environment: CERTIBOUND_SOURCE_DIR
"""
import dataclasses
import os
import pathlib
import sys
import tempfile
import unittest
from fractions import Fraction
from unittest import mock

sys.path.insert(0, str(pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"]) / "proofs_numeric/gappa"))
import kernel_program  # noqa: E402
import kernel_scripts  # noqa: E402
import kernel_theorems  # noqa: E402
import replay  # noqa: E402

K = kernel_program.Constants()


class Theorems(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        replay.compile_library(cls.folder)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def refusal(self, text):
        (self.folder / "changed.v").write_text(text)
        return replay.refused_by_coq("changed", self.folder)[0]

    def test_accepts_the_theorems_and_what_they_assume(self):
        self.assertEqual(replay.prove_theorems(K, kernel_scripts.CASES, self.folder), [])

    def test_refuses_what_is_assumed_beyond_the_lists(self):
        with mock.patch.object(replay, "allowed", set):
            (self.folder / "kernel_rhat.v").write_text("Lemma by_hand : 0 = 0.\nProof. reflexivity. Qed.\n")
            replay.refused_by_coq("kernel_rhat", self.folder)
            self.assertIn("Classical_Prop.classic", replay.assumed(self.folder, ["kernel_rounding.two_sum"])[0])
        self.assertIn("Admitted", self.refusal("Lemma by_hand : 0 = 1.\nAdmitted.\n"))

    def test_refuses_another_coefficient(self):
        other = kernel_program.Constants()
        other.c[0] += Fraction(1, 2**59)  # one unit in its last place
        self.assertTrue(self.refusal(kernel_theorems.theorems(other, [])))

    def test_refuses_an_error_below_the_truth(self):
        with mock.patch.object(kernel_scripts, "APPROXIMATION", "5.7e-18"):  # 2^-57.277 = 5.73e-18
            self.assertTrue(self.refusal(kernel_theorems.theorems(K, [])))

    def test_refuses_a_changed_rule(self):
        lemma = kernel_theorems.identities(K, kernel_scripts.CASES)[0]
        head = kernel_theorems.HEAD + "Ltac by_nonzero := first [assumption | nra].\n"
        self.assertEqual(self.refusal(head + lemma), "")
        self.assertTrue(self.refusal(head + lemma.replace("(HP + ", "(2 * HP + ")))


if __name__ == "__main__":
    unittest.main()
