#!/usr/bin/env python3
"""Makes quick_rhat.inc: python3 quick_rhat.py > quick_rhat.inc (needs mpmath).

The polynomial through Chebyshev points of [0, 1] of f(v) = h3(v) v^(-3/2) (series.cpp), lowest degree first; the first
coefficients as sums of two doubles. How far it is from f is proven by the test QuickRhat.ApproximationErrorIsProven.
"""
from mpmath import binomial, cos, mp, mpf, pi, sqrt

mp.dps = 60
DEGREE, IN_TWO = 25, 7


def f(v):
    total, power = mpf(0), mpf(1)
    for k in range(220):
        total += binomial(2 * k, k) / (mpf(8) ** k * (2 * k + 1)) / (k + mpf(3) / 2) * power
        power *= v
    return sqrt(mpf(2)) / pi * total


n = DEGREE + 1
nodes = [(1 + cos(pi * (2 * i + 1) / (2 * n))) / 2 for i in range(n)]
# Newton's divided differences, then powers of v.
d = [f(x) for x in nodes]
for j in range(1, n):
    for i in range(n - 1, j - 1, -1):
        d[i] = (d[i] - d[i - 1]) / (nodes[i] - nodes[i - j])
c = [mpf(0)] * n
for i in range(n - 1, -1, -1):
    c = [(c[k - 1] if k else mpf(0)) - nodes[i] * c[k] for k in range(n)]
    c[0] += d[i]

print("// Made by quick_rhat.py, which says what they are; do not edit.")
high = [float(a) for a in c]
low = [float(a - mpf(h)) for a, h in zip(c[:IN_TWO], high)]
for name, values in (("kQuickHigh", high[:IN_TWO]), ("kQuickLow", low), ("kQuickTail", high[IN_TWO:])):
    print(f"inline constexpr double {name}[] = {{")
    for i in range(0, len(values), 4):
        print("    " + " ".join(a.hex() + "," for a in values[i:i + 4]))
    print("};")
