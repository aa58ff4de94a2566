#!/usr/bin/env python3
"""The programs that the proofs are about are the kernels as compiled, bit for bit; a program with another line is not. The
cases leave nothing out; without one of them they do.

environment: CERTIBOUND_KERNEL_BITS, CERTIBOUND_SOURCE_DIR
"""
import math
import os
import pathlib
import random
import subprocess
import sys
import unittest
from unittest import mock

SOURCE = pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"])
sys.path.insert(0, str(SOURCE / "proofs_numeric/gappa"))
import kernel_program  # noqa: E402
import kernel_scripts  # noqa: E402

K = kernel_program.Constants()
KERNELS = ("faithful", "refined")


def arguments(count):
    """Ends, branches, the cuts of the cases, every binade of |rho| and of 1 - |rho|, uniform numbers; both signs."""
    generate = random.Random(20240607)
    ends = [0.0, 1.0, 5e-324, 2.0**-1022, 0.5, *(float(end) for case in kernel_scripts.CASES for end in (case.first, case.last))]
    near = [math.nextafter(x, to) for x in ends for to in (-2.0, 2.0)]
    small = [math.ldexp(generate.uniform(1, 2), -generate.randint(1, 1074)) for _ in range(count // 8)]
    close = [1 - math.ldexp(generate.uniform(1, 2), -generate.randint(2, 53)) for _ in range(count // 4)]
    uniform = [generate.uniform(0, 1) for _ in range(count)]
    all_of_them = [abs(x) for x in ends + near + small + close + uniform]
    return [sign * x for x in all_of_them if x <= 1 for sign in (-1, 1)]


def compiled(numbers):
    text = "\n".join(x.hex() for x in numbers)
    done = subprocess.run([os.environ["CERTIBOUND_KERNEL_BITS"]], input=text, capture_output=True, text=True, check=True)
    return [dict(zip(KERNELS, map(float.fromhex, line.split()))) for line in done.stdout.splitlines()]


def differing(numbers, constants=K):
    return [(kernel, rho) for rho, results in zip(numbers, compiled(numbers)) for kernel in KERNELS
            if kernel_program.evaluate(constants, kernel, rho) != results[kernel]]


class Program(unittest.TestCase):
    def test_gives_the_bits_of_the_compiled_kernels(self):
        numbers = arguments(1000)
        self.assertGreater(len(numbers), 2500)
        self.assertEqual(differing(numbers), [])

    def test_another_line_gives_other_bits(self):
        factors = kernel_program.factors
        for kernel, old, new in (
                ("faithful", "rest1 = ", "rest1 = rnd(v - v)"), ("faithful", "tail = ", "tail = rnd(v - v)"),
                ("faithful", "e = ", "e = rnd(v - v)"), ("faithful", "rest = ", "rest = rnd(rnd(v * w) + rest3)"),
                ("faithful", "odd0 = ", "odd0 = rnd(odd2 * v + odd2)"), ("refined", "gap = ", "gap = rnd(v - v)"),
                ("refined", "lost = ", "lost = rnd(lost1 + rnd(v - v))"), ("refined", "slope = ", "slope = rnd(v - v)"),
                ("refined", "half = ", "half = rnd(v - v)"), ("refined", "even2 = ", "even2 = rnd(even4 * v + even4)")):
            lines = factors(K, kernel)
            changed = [new if line.startswith(old) else line for line in lines]
            self.assertNotEqual(changed, lines)
            with self.subTest(kernel=kernel, line=old), \
                    mock.patch.object(kernel_program, "factors", lambda k, which: changed if which == kernel else factors(k, which)):
                self.assertIn(kernel, {which for which, _ in differing(arguments(200))})

    def test_is_exact_at_the_ends(self):
        for kernel in KERNELS:
            self.assertEqual([kernel_program.evaluate(K, kernel, rho) for rho in (-1.0, 1.0)], [0.0, 1.0])

    def test_cases_leave_nothing_out(self):
        for kernel in KERNELS:
            self.assertEqual(list(kernel_scripts.gaps(K, kernel, kernel_scripts.CASES)), [])
            for i, case in enumerate(kernel_scripts.CASES):
                if case.kernel == kernel:
                    rest = kernel_scripts.CASES[:i] + kernel_scripts.CASES[i + 1:]
                    self.assertEqual(len(list(kernel_scripts.gaps(K, kernel, rest))), 1, case.name)

    def test_nothing_lies_between_the_cases_and_the_ends(self):
        self.assertEqual(float(kernel_scripts.FIRST), math.nextafter(-1.0, 0))
        self.assertEqual(float(kernel_scripts.LAST), math.nextafter(1.0, 0))


if __name__ == "__main__":
    unittest.main()
