#!/usr/bin/env python3
"""Makes general_coeffs.inc: python3 general_coefficients.py > general_coeffs.inc (needs mpmath).

The polynomial in s = y - 1/2 through Chebyshev points of y in [0, 1], lowest degree first, of
  B(y) = (2/pi) atan(sqrt y)/sqrt y.
B is analytic but for y <= -1: 2.5 bits a degree. The constant term is in two doubles. The figure in the comment is the largest
relative error at 1000 other points.
"""
from mpmath import atan, cos, mp, mpf, nstr, pi, sqrt

mp.dps = 60
DEGREE = 23


def B(y):
    return 2 / pi * atan(sqrt(y)) / sqrt(y)


def interpolate(n):
    """Coefficients in s of the polynomial through n Chebyshev points."""
    angles = [pi * (2 * i + 1) / (2 * n) for i in range(n)]
    values = [B((1 + cos(t)) / 2) for t in angles]
    chebyshev = [2 / mpf(n) * sum(v * cos(j * t) for v, t in zip(values, angles)) for j in range(n)]
    chebyshev[0] /= 2
    before, now, out = [mpf(1)], [mpf(0), mpf(2)], [mpf(0)] * n  # T_j(2s)
    for j, c in enumerate(chebyshev):
        for i, b in enumerate(before if j == 0 else now):
            out[i] += c * b
        if j > 0:
            later = [mpf(0)] + [4 * b for b in now]
            for i, b in enumerate(before):
                later[i] -= b
            before, now = now, later
    return out


exact = interpolate(DEGREE + 1)
high = float(exact[0])
low = float(exact[0] - mpf(high))
c = [float(a) for a in exact[1:]]
worst = mpf(0)
for k in range(1000):
    y = mpf(2 * k + 1) / 2000
    value = mpf(0)
    for a in reversed(c):
        value = (value + mpf(a)) * (y - mpf(1) / 2)
    worst = max(worst, abs((value + mpf(high) + mpf(low)) / B(y) - 1))
print("// Made by general_coefficients.py, which says what they are; do not edit. Largest relative error, measured: %s" % nstr(worst, 2))
print("inline constexpr double kArc_hi = %s;" % high.hex())
print("inline constexpr double kArc_lo = %s;" % low.hex())
print("inline constexpr double kArc[] = {")
for i in range(0, len(c), 4):
    print("    " + " ".join(a.hex() + "," for a in c[i:i + 4]))
print("};")
