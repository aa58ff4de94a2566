"""Gappa scripts for the error of the double Rhat kernels: one script a case, together all doubles in (-1, 1).

With v = rnd(1 - |rho|), T = (1 - |rho|) - v and MS = sqrt v the exact value is

  Rhat(rho) = EX = MS (v HP + T g) + max(rho, 0)

where HP = P(v) = h(v) / v^(3/2) is what the polynomial M0 approximates and g MS is the slope of h between v and v + T. A
script proves a bound for |z - EX|, z the number whose rounding is the result, and a lower bound for EX, hence for its ULP.

What a script supposes is in suppositions() and, as rewriting, in rules(); kernel_theorems.py states both for Coq.
"""
import math
from dataclasses import dataclass
from fractions import Fraction

from kernel_program import exact_polynomial, line_of_slope, literal, polynomial_lines, program

U = Fraction(1, 2**53)
FIRST, LAST = -1 + U, 1 - U  # the doubles beside -1 and 1

# What Gappa cannot know. Each is proven by Coq: the first three in rhat_exact_value, the last in two_sum.
APPROXIMATION = "6e-18"
P_RANGE = "0.3001", "0.31831"
SLOPE_RANGE = "0.4414", "0.5002"
SLOPE_ERROR = "0.0007"
TWO_SUM = "sum + error - (a + h) in [0, 0]"


def suppositions(k):
    return [f"M0 -/ HP in [-{APPROXIMATION}, {APPROXIMATION}]", f"HP in [{P_RANGE[0]}, {P_RANGE[1]}]",
            f"g in [{SLOPE_RANGE[0]}, {SLOPE_RANGE[1]}]", f"g - {line_of_slope(k)} in [-{SLOPE_ERROR}, {SLOPE_ERROR}]"]


@dataclass(frozen=True)
class Case:
    """|z - EX| <= ulps * unit, EX >= 2^52 unit; or, unit None, |z - EX| <= ulps * 2^-53 EX. For first <= rho <= last."""
    kernel: str
    ending: str
    first: Fraction
    last: Fraction
    unit: Fraction
    ulps: Fraction
    cuts: object  # where Gappa cuts: the number of equal pieces of |rho|, or places of 1 - |rho|

    @property
    def bound(self):
        """Of the error of the result in ULP: the last rounding is half of one (final_rounding in kernel_rounding.v)."""
        return Fraction(1, 2) + self.ulps

    @property
    def name(self):
        ends = "_".join(f"{float(end):.3g}".replace("-", "m").replace(".", "p") for end in (self.first, self.last))
        return f"{self.kernel}_{self.ending}_{ends}"


# v = 1 - |rho| by its binades from 1/2 down to 2^-53, the first of them in quarters.
BINADES = tuple(sorted({*(Fraction(1, 2**j) for j in range(2, 53)), *(Fraction(n, 16) for n in (5, 6, 7))}))
E = Fraction(1, 2**54)  # ulp on [1/4, 1/2)


def case(kernel, ending, first, last, unit, ulps, cuts):
    return Case(kernel, ending, Fraction(first), Fraction(last), unit, Fraction(ulps), cuts)


def negative(kernel, ulps):
    return [case(kernel, "negative", FIRST, "-0.5", None, ulps[0], BINADES),
            case(kernel, "negative", "-0.5", "-0.44", E / 4, ulps[1], 8),    # h in [1/16, 1/8)
            case(kernel, "negative", "-0.44", "-0.14", E / 2, ulps[2], 8),   # h >= 1/8
            case(kernel, "negative", "-0.14", 0, E, ulps[3], 8)]             # h >= 1/4


CASES = [*negative("faithful", ("0.16", "0.20", "0.22", "0.20")),
         case("faithful", "below", 0, "0.01", E, "0.20", 8),
         case("faithful", "below", "0.01", "0.106", E, "0.28", 8),
         case("faithful", "below", "0.106", "0.1875", E, "0.365", 8),
         case("faithful", "above", "0.1875", "0.5", E, "0.36", 8),
         case("faithful", "above", "0.5", LAST, 2 * E, "0.1", BINADES),
         *negative("refined", ("0.08", "0.08", "0.09", "0.07")),
         case("refined", "positive", 0, "0.125", E, "0.08", 16),
         case("refined", "positive", "0.125", "0.5", E, "0.08", 16),
         case("refined", "positive", "0.5", LAST, 2 * E, "0.05", BINADES)]


# ---- rewriting ----

ROOT = "((s - MS) / MS)"


def relative_core(k, kernel):
    """(s (product + rest) - MS (v HP + T g)) / (MS v), each rounding and each approximation by itself."""
    line = line_of_slope(k)
    if kernel == "faithful":
        lead, minor, half, slope = literal(k.c0), "w", literal(k.root_factor), literal(k.tail_factor)
        polynomial, excess, slope_error = "(w - Mw) + (M0 - HP)", f"HP - 2 * {half}", f"({slope} - {line}) - (g - {line})"
    else:
        lead, minor, half, slope = "lead", "minor", "half", "slope"
        c0, c1, lo = literal(k.c0), literal(k.c[0]), literal(k.lo)
        polynomial = (f"(minor - (y * w + lost)) + (lost - (lost1 + {lo})) + (lost1 - (v * {c1} + gap)) + (gap - ({c0} - lead))"
                      " + (y * w - My * Mw) + (M0 - HP)")
        excess = f"{lo} + My * Mw - (M0 - HP) - (lead - (v * {c1} + {c0})) - 2 * (half - lead * 1b-1)"
        slope_error = f"(slope - {line}) - (g - {line})"
    return (f"(1 + {ROOT}) * ((rest - (v * {minor} + rest3)) / v + (rest3 - (tail * {slope} + rest2)) / v"
            f" + (rest2 - (e * {half} + rest1)) / v + (rest1 - (v * {lead} - product)) / v + {polynomial}"
            f" + (e - (v - s * s)) / v * {half} + (tail - T) / v * {slope} + T / v * ({slope_error}))"
            f" + {ROOT} * ({excess} + T / v * g) - {half} * {ROOT} * {ROOT} * (3 + {ROOT})")


# What the lines of ENDINGS round on the way to z.
ROUNDINGS = {
    ("faithful", "negative"): ["lo - s * rest"],
    ("faithful", "below"): ["lo - (s * rest + a)"],
    ("faithful", "above"): ["lo - s * rest", "h - (s * product + lo)"],
    ("refined", "negative"): ["lo - (s * rest + low)", "low - (s * product - h)"],
    ("refined", "positive"): ["lo - (s * rest + low)", "low - (s * product - h)", "small - (error + lo)", "sum + error - (a + h)"],
}


def exact_value(ending):
    return "MS * (v * HP + T * g)" + ("" if ending == "negative" else " + a")


def rules(k, case):
    """Rewriting rules left -> right: identities where MS^2 = v, and where MS and EX are not 0 (checked by Coq)."""
    lost, core = ROUNDINGS[case.kernel, case.ending], relative_core(k, case.kernel)
    common = [("tail - T", "(tail - (back - a)) + (back - (1 - v))"), ("v - s * s", "(MS - s) * (MS + s)")]
    if case.kernel == "refined":
        c0, product = literal(k.c0), f"v * {literal(k.c[0])}"
        common.append((f"{product} + gap", f"(gap - ({c0} - lead)) - (lead - ({product} + {c0}))"))
    if case.ending == "positive":
        common.append(("error + lo", "(sum + error - (a + h)) - (sum - (a + h)) + lo"))
    if case.unit is not None:
        return [("z - EX", "".join(f"({x}) + " for x in lost) + f"MS * v * ({core})"), *common]
    return [("(z - EX) / EX", "((z - EX) / (MS * v)) / (HP + T / v * g)"),
            ("(z - EX) / (MS * v)", "".join(f"({x}) / (MS * v) + " for x in lost) + core), *common]


# ---- the text ----

def rounded_down(x):
    return Fraction(math.floor(x * 2**100), 2**100)


def number(x):
    """Exact, as Gappa reads it."""
    text = literal(x) if (x.denominator & (x.denominator - 1)) == 0 else f"{float(x):.6f}"
    assert "b" in text or Fraction(text) == x
    return text


def hypotheses(k, case):
    ends = sorted((abs(case.first), abs(case.last)))
    return [f"a in [{number(ends[0])}, {number(ends[1])}]", *suppositions(k), *([TWO_SUM] if case.ending == "positive" else [])]


def goal(case):
    if case.unit is None:
        bound = literal(rounded_down(case.ulps * U))
        return f"(z - EX) / EX in [-{bound}, {bound}]"
    bound = literal(rounded_down(case.ulps * case.unit))
    return f"z - EX in [-{bound}, {bound}] /\\ EX >= {literal(case.unit * 2**52)}"


def cuts(case):
    return str(case.cuts) if isinstance(case.cuts, int) else f"({', '.join(literal(1 - v) for v in reversed(case.cuts))})"


def script(k, case):
    lines = ["@rnd = float<ieee_64, ne>", "a = rnd(a_)", *program(k, (case.kernel, case.ending)),
             *polynomial_lines(k, case.kernel, False, "M"), f"M0 = {exact_polynomial(k, case.kernel)}", "MS = sqrt(v)", "T = (1 - a) - v",
             f"EX = {exact_value(case.ending)}"]
    rewriting = [f"{left} -> {right}" for left, right in rules(k, case)]
    return "".join(f"{line};\n" for line in lines) + "{ " + " /\\\n  ".join(hypotheses(k, case)) + f" ->\n  {goal(case)} }}\n" + \
        "".join(f"{rule};\n" for rule in [*rewriting, f"$ a in {cuts(case)}"])


# ---- that the cases leave nothing out ----

def domains(k):
    """The range of rho of each ending, without -1 and 1, whose results are evaluated exactly."""
    limit = k.limit
    return {("faithful", "negative"): (FIRST, 0), ("faithful", "below"): (0, limit), ("faithful", "above"): (limit, LAST),
            ("refined", "negative"): (FIRST, 0), ("refined", "positive"): (0, LAST)}


def gaps(k, kernel, cases):
    """Sentences about what the cases do not cover; none if each domain of the kernel is the union of its cases."""
    for (name, ending), (first, last) in domains(k).items():
        if name != kernel:
            continue
        reached = None
        for one in sorted((c for c in cases if (c.kernel, c.ending) == (kernel, ending)), key=lambda c: c.first):
            if one.first > (first if reached is None else reached):
                break
            reached = one.last if reached is None else max(reached, one.last)
        if reached is None or reached < last:
            yield f"{kernel}, {ending}: rho beyond {first if reached is None else reached} up to {last} is in no case"
