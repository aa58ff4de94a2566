"""Two double kernels of Rhat as straight-line programs: one line for one rounding of rhat-inl.hpp and rhat_refined-inl.hpp.

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
    """What the kernels are made of: c0, lo, c[]; of RhatFaithful the factors of the two corrections and the limit; of RhatRefined
    the line that stands for the slope."""

    def __init__(self, coefficients=RHAT / "rhat_coeffs.inc", body=RHAT / "rhat-inl.hpp", refined=RHAT / "rhat_refined-inl.hpp",
                 tables=RHAT / "tables.hpp"):
        inc, cpp = coefficients.read_text(), body.read_text()
        table = re.search(r"struct Rhat<double> \{.*?hi = (\w+), lo = (\w+);.*?coefficients = (\w+);", tables.read_text(), re.S)
        hi, lo, array = table.groups()
        self.c0, self.lo = (hexadecimal(find(rf"double {name} = (\S+);", inc)) for name in (hi, lo))
        self.c = [hexadecimal(word) for word in find(rf"double {array}\[\] = \{{([^}}]*)\}}", inc).split(",") if word.strip()]
        self.root_factor = decimal(find(r"fma\(e, splat<K>\(d, T\(([\d.]+)\)\), rest\)", cpp))
        self.tail_factor = decimal(find(r"fma\(tail, splat<K>\(d, T\(([\d.]+)\)\), rest\)", cpp))
        line = find(r"fma\(tail, fma\(v, splat<K>\(d, ([\d.]+)\), splat<K>\(d, ([\d.]+)\)\), rest\)", refined.read_text())
        self.line = tuple(decimal(word) for word in line)  # slope / sqrt v is near line[0] v + line[1]
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


def polynomial_lines(k, kernel, rounded, prefix=""):
    """odd_even() line by line; without roundings, what it would be in exact arithmetic."""
    op = (lambda text: f"rnd({text})") if rounded else (lambda text: text)
    first, constant = (0, k.lo) if kernel == "faithful" else (2, k.c[1])
    lines = [f"{prefix}y = {op('v * v')}"]
    odd, even = literal(k.c[-1]), literal(k.c[-2])
    for i in range(len(k.c) - 3, first - 1, -2):
        lines.append(f"{prefix}odd{i} = {op(f'{odd} * {prefix}y + {literal(k.c[i])}')}")
        lines.append(f"{prefix}even{i} = {op(f'{even} * {prefix}y + {literal(k.c[i - 1] if i > first else constant)}')}")
        odd, even = f"{prefix}odd{i}", f"{prefix}even{i}"
    return lines + [f"{prefix}w = {op(f'{odd} * v + {even}')}"]


def exact_polynomial(k, kernel):
    """c0 + w(v) or c0 + c1 v + v^2 w(v) in exact arithmetic, from the lines with prefix M."""
    c0 = literal(k.c0)
    return f"{c0} + Mw" if kernel == "faithful" else f"{c0} + {literal(k.lo)} + v * {literal(k.c[0])} + My * Mw"


def line_of_slope(k):
    return f"(v * {literal(k.line[0])} + {literal(k.line[1])})"


def factors(k, kernel):
    """factors() or refined_factors(): from a = |rho|."""
    root = ["v = rnd(1 - a)", "back = rnd(1 - v)", "tail = rnd(back - a)", "s = rnd(sqrt(v))", "e = rnd(v - s * s)",
            *polynomial_lines(k, kernel, True)]
    c0, c1 = literal(k.c0), literal(k.c[0])
    if kernel == "faithful":
        return root + [f"product = rnd(v * {c0})",
                       f"rest1 = rnd(v * {c0} - product)",
                       f"rest2 = rnd(e * {literal(k.root_factor)} + rest1)",
                       f"rest3 = rnd(tail * {literal(k.tail_factor)} + rest2)",
                       "rest = rnd(v * w + rest3)"]
    return root + [f"lead = rnd(v * {c1} + {c0})",
                   f"gap = rnd({c0} - lead)",
                   f"lost1 = rnd(v * {c1} + gap)",
                   f"lost = rnd(lost1 + {literal(k.lo)})",
                   "minor = rnd(y * w + lost)",
                   "product = rnd(v * lead)",
                   "rest1 = rnd(v * lead - product)",
                   "half = rnd(lead * 1b-1)",
                   "rest2 = rnd(e * half + rest1)",
                   f"slope = rnd{line_of_slope(k)}",
                   "rest3 = rnd(tail * slope + rest2)",
                   "rest = rnd(v * minor + rest3)"]


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
    return factors(k, ending[0]) + ENDINGS[ending]


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
