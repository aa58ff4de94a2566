#!/usr/bin/env python3
"""Gappa proves every case, and refuses it when a bound is below the truth or a coefficient of the program is another.

environment: CERTIBOUND_SOURCE_DIR
"""
import concurrent.futures
import dataclasses
import os
import pathlib
import sys
import tempfile
import unittest
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"]) / "proofs_numeric/gappa"))
import kernel_program  # noqa: E402
import kernel_scripts  # noqa: E402
import replay  # noqa: E402

K = kernel_program.Constants()
BOUNDS = {"faithful": Fraction(865, 1000), "refined": Fraction(59, 100)}
QUICK = [case for case in kernel_scripts.CASES if case.cuts == 8]


class Scripts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def refusal(self, text, name="script"):
        return replay.prove(text, name, self.folder)[0]

    def test_every_case_is_proven(self):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            refusals = list(pool.map(lambda case: self.refusal(kernel_scripts.script(K, case), case.name), kernel_scripts.CASES))
        self.assertEqual(refusals, [""] * len(kernel_scripts.CASES))
        for kernel, bound in BOUNDS.items():
            self.assertEqual(max(case.bound for case in kernel_scripts.CASES if case.kernel == kernel), bound)

    def test_refuses_a_bound_below_the_truth(self):
        """The worst inputs known err by 0.8095 and 0.56 ULP; the cases that hold them cannot be proven below that."""
        for kernel, ulps in (("faithful", "0.30"), ("refined", "0.06")):
            case = max((case for case in kernel_scripts.CASES if case.kernel == kernel), key=lambda case: case.bound)
            text = kernel_scripts.script(K, dataclasses.replace(case, ulps=Fraction(ulps)))
            self.assertTrue(self.refusal(text), kernel)

    def test_refuses_another_coefficient(self):
        """In the program alone: the polynomial that Coq compares with P stays."""
        case = QUICK[-1]
        for place in (kernel_program.literal(K.c[0]), kernel_program.literal(K.c[3]), kernel_program.literal(K.c0)):
            numerator, exponent = place.split("b")
            changed = f"{int(numerator) + 1024}b{exponent}"
            text = kernel_scripts.script(K, case)
            before, after = text.split("My = ")
            self.assertIn(place, before)
            with self.subTest(place):
                self.assertTrue(self.refusal(before.replace(place, changed) + "My = " + after))

    def test_refuses_a_line_left_out(self):
        for case, line, left_out in ((QUICK[0], "rest1 = rnd(", "rest1 = 0 * rnd("), (QUICK[0], "e = rnd(", "e = 0 * rnd("),
                                     (QUICK[-1], "lost1 = rnd(", "lost1 = 0 * rnd("), (QUICK[-1], "slope = rnd(", "slope = 0 * rnd(")):
            text = kernel_scripts.script(K, case)
            self.assertIn(line, text)
            with self.subTest(line):
                self.assertTrue(self.refusal(text.replace(f"\n{line}", f"\n{left_out}")))

    def test_refuses_an_exact_value_out_of_its_binade(self):
        case = dataclasses.replace(QUICK[0], unit=QUICK[0].unit * 4, ulps=QUICK[0].ulps / 4)
        self.assertTrue(self.refusal(kernel_scripts.script(K, case)))


if __name__ == "__main__":
    unittest.main()
