"""The double kernels of Rhat as straight-line programs: one line for one rounding of checker/kernels/rhat/rhat-inl.hpp.

The text is at once Gappa's syntax and, with exact rationals, Python's: kernel_scripts.py puts it into the scripts that are
proven, evaluate() runs it, and the tests compare the bits with those of the compiled kernels. The constants are read from
the C++ sources.
"""
import math
import pathlib
import re
from fractions import Fraction

RHAT = pathlib.Path(__file__).resolve().parents[2] / "checker/kernels/rhat"


class Constants:
    """What the double kernels are made of: c0, lo, c[], the factors of the two corrections, the limit of RhatFaithful."""

    def __init__(self, coefficients=RHAT / "rhat_coeffs.inc", body=RHAT / "rhat-inl.hpp", tables=RHAT / "tables.hpp"):
        inc, cpp = coefficients.read_text(), body.read_text()
        table = re.search(r"struct Rhat<double> \{.*?hi = (\w+), lo = (\w+);.*?coefficients = (\w+);", tables.read_text(), re.S)
        hi, lo, array = table.groups()
        self.c0, self.lo = (hexadecimal(find(rf"double {name} = (\S+);", inc)) for name in (hi, lo))
        self.c = [hexadecimal(word) for word in find(rf"double {array}\[\] = \{{([^}}]*)\}}", inc).split(",") if word.strip()]
        self.root_factor = decimal(find(r"fma\(e, splat<K>\(d, T\(([\d.]+)\)\), rest\)", cpp))
        self.tail_factor = decimal(find(r"fma\(tail, splat<K>\(d, T\(([\d.]+)\)\), rest\)", cpp))
        self.limit = decimal(find(r"limit = splat<K>\(d, T\(([\d.]+)\)\)", cpp))

    def polynomial(self):
        """c0 + w(v) by ascending powers."""
        return [self.c0 + self.lo, *self.c]


def find(pattern, text):
    found = re.findall(pattern, text)
    if len(found) != 1:
        raise SystemExit(f"kernel_program.py: {len(found)} places look like {pattern}")
    return found[0]


def hexadecimal(word):
    return Fraction(float.fromhex(word.strip()))


def decimal(word):
    return Fraction(float(word))  # the double that the compiler makes of it


def literal(x):
    """A dyadic rational as Gappa writes it: 3b-2 = 3/4."""
    x = Fraction(x)
    return f"{x.numerator}b-{x.denominator.bit_length() - 1}"


def polynomial_lines(k, rounded, prefix=""):
    """odd_even() line by line; without roundings, what it would be in exact arithmetic."""
    op = (lambda text: f"rnd({text})") if rounded else (lambda text: text)
    lines = [f"{prefix}y = {op('v * v')}"]
    odd, even = literal(k.c[-1]), literal(k.c[-2])
    for i in range(len(k.c) - 3, -1, -2):
        lines.append(f"{prefix}odd{i} = {op(f'{odd} * {prefix}y + {literal(k.c[i])}')}")
        lines.append(f"{prefix}even{i} = {op(f'{even} * {prefix}y + {literal(k.c[i - 1] if i else k.lo)}')}")
        odd, even = f"{prefix}odd{i}", f"{prefix}even{i}"
    return lines + [f"{prefix}w = {op(f'{odd} * v + {even}')}"]


def factors(k):
    """factors(): from a = |rho|."""
    c0, k1, k2 = literal(k.c0), literal(k.root_factor), literal(k.tail_factor)
    return ["v = rnd(1 - a)",
            "back = rnd(1 - v)",
            "tail = rnd(back - a)",
            "s = rnd(sqrt(v))",
            "e = rnd(v - s * s)",
            *polynomial_lines(k, True),
            f"product = rnd(v * {c0})",
            f"rest1 = rnd(v * {c0} - product)",
            f"rest2 = rnd(e * {k1} + rest1)",
            f"rest3 = rnd(tail * {k2} + rest2)",
            "rest = rnd(v * w + rest3)"]


# The last lines by kernel and range of rho; positive is 0 for rho < 0 (adding it rounds nothing) and else rho = a. The last
# addition is `z`, whose rounding is the result.
ENDINGS = {
    ("faithful", "negative"): ["lo = rnd(s * rest)", "z = s * product + lo"],
    ("faithful", "below"): ["lo = rnd(s * rest + a)", "z = s * product + lo"],
    ("faithful", "above"): ["lo = rnd(s * rest)", "h = rnd(s * product + lo)", "z = h + a"],
    ("refined", "negative"): ["h = rnd(s * product)", "low = rnd(s * product - h)", "lo = rnd(s * rest + low)", "z = h + lo"],
    ("refined", "positive"): [
        "h = rnd(s * product)", "low = rnd(s * product - h)", "lo = rnd(s * rest + low)",
        "sum = rnd(a + h)", "part = rnd(sum - a)", "back1 = rnd(sum - part)", "error1 = rnd(a - back1)",
        "error2 = rnd(h - part)", "error = rnd(error1 + error2)", "small = rnd(error + lo)", "z = sum + small"],
}


def ending_of(kernel, rho, k):
    if rho < 0:
        return kernel, "negative"
    return kernel, "positive" if kernel == "refined" else "below" if rho < k.limit else "above"


def program(k, ending):
    return factors(k) + ENDINGS[ending]


# ---- exact evaluation ----

def rnd(x):
    """To the nearest double, ties to even. Division of integers is correctly rounded in Python."""
    return Fraction(x.numerator / x.denominator)


def sqrt(x):
    """A root to 300 bits with the last bit telling whether it is exact: rounded to 53 bits it is the rounded root."""
    scaled = (x.numerator << 2000) // x.denominator
    root = math.isqrt(scaled)
    exact = root * root == scaled and scaled * x.denominator == x.numerator << 2000
    return Fraction(2 * root + (0 if exact else 1), 2 << 1000)


def evaluate(k, kernel, rho):
    """The result of the kernel for the double rho in [-1, 1]."""
    values = {"a": abs(Fraction(rho)), "rnd": rnd, "sqrt": sqrt, "Fraction": Fraction}
    for line in program(k, ending_of(kernel, rho, k)):
        name, text = line.split(" = ")
        values[name] = eval(re.sub(r"(-?\d+)b-(\d+)", r"Fraction(\1, 1 << \2)", text), {"__builtins__": {}}, values)
    return float(rnd(values["z"]))
