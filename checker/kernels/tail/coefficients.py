#!/usr/bin/env python3
"""Makes tail_coeffs.inc: python3 coefficients.py > tail_coeffs.inc (needs mpmath).

Polynomials through Chebyshev points, in a variable y in [-1, 1], lowest degree first, of the functions of tail-inl.hpp:
  kMills      (1 + 2x) exp(x^2) erfc(x)/2, y = (x - 15/4)/(x + 15/4), x >= 0 (Shepherd & Laframboise, Math. Comp. 36, 1981)
  kNear[k]    d_k(x)/sqrt(2 pi), t = x/(x + 3/2) in [0, 4/7], y = (7t - 2)/2
  kFar[k]     e_k/e_0, k >= 1, t = 1/(1 + x) in [0, 1/3], y = 6t - 1
  kLower[k]   d_k(x) u^(k + 1/2)/sqrt(2 pi) for the other sign of w, u = 1 + x in [0, 1], y = 6 sqrt(u)/(sqrt(u) + 2) - 1
The comment behind each is the largest error at 300 other points, of a term k divided by 1000^k, its share at m = 1000
(kLower: by 400^k).
"""
from mpmath import cos, erfc, exp, log1p, mp, mpf, pi, sqrt

mp.dps = 120


def product(a, b, n):
    return [sum(a[j] * b[k - j] for j in range(k + 1)) for k in range(n)]


def odd_factorial(k):
    """(2k - 1)!!"""
    out = mpf(1)
    for j in range(1, 2 * k, 2):
        out *= j
    return out


def expansion(x, top):
    """e_0 .. e_top and d_0 .. d_top at the saddle u = 1 + x.

    K(l) - l s + psi = y^2/2 defines y near the saddle; f(y) = (dl/dy)/l has the coefficients f_k;
    e_k = (-1)^k (2k-1)!! f_2k, and d_k the same for f(y) - 1/(w + y).
    """
    u, n = 1 + x, 2 * top + 4
    root = [mpf(1)]  # (1 - 2u^2 d)^(-1/2) in powers of d = l - l*
    for k in range(1, n):
        root.append(root[-1] * 2 * u * u * (2 * k - 1) / (2 * k))
    half = [(1 + u) / 2] + [u * c / 2 for c in root[1:]]
    a = [c / half[0] for c in half]
    K = [mpf(0)] * n  # log of a
    for k in range(1, n):
        K[k] = a[k] - sum(j * K[j] * a[k - j] for j in range(1, k)) / k
    r = [sqrt(2 * K[2])]  # y = d r(d)
    for k in range(1, n - 2):
        r.append((2 * K[k + 2] - sum(r[j] * r[k - j] for j in range(1, k))) / (2 * r[0]))
    inverse = [1 / r[0]]
    for k in range(1, n - 2):
        inverse.append(-sum(r[j] * inverse[k - j] for j in range(1, k + 1)) / r[0])
    size = 2 * top + 2
    delta, power = [mpf(0)] * size, [mpf(1)] + [mpf(0)] * (size - 1)
    for k in range(1, size):  # Lagrange's inversion
        power = product(power, inverse[:size], size)
        delta[k] = power[k - 1] / k
    saddle = (1 - 1 / (u * u)) / 2
    f = []
    for k in range(size - 1):
        f.append(((k + 1) * delta[k + 1] - sum(delta[j] * f[k - j] for j in range(1, k + 1))) / saddle)
    w = sqrt(2 * (x * x / 2 + x / 2 - log1p(x / 2))) * (1 if x > 0 else -1)
    e = [(-1) ** k * odd_factorial(k) * f[2 * k] for k in range(top + 1)]
    return e, [e[k] - (-1) ** k * odd_factorial(k) * w ** (-2 * k - 1) for k in range(top + 1)]


def interpolate(f, degree):
    """The polynomial through the Chebyshev points of [-1, 1]."""
    n = degree + 1
    angles = [pi * (2 * i + 1) / (2 * n) for i in range(n)]
    values = [f(cos(t)) for t in angles]
    chebyshev = [2 / mpf(n) * sum(v * cos(j * t) for v, t in zip(values, angles)) for j in range(n)]
    chebyshev[0] /= 2
    before, now, out = [mpf(1)], [mpf(0), mpf(1)], [mpf(0)] * n
    for j, c in enumerate(chebyshev):
        term = before if j == 0 else now
        for i, b in enumerate(term):
            out[i] += c * b
        if j > 0:
            later = [mpf(0)] + [2 * b for b in now]
            for i, b in enumerate(before):
                later[i] -= b
            before, now = now, later
    return out


def show(name, f, degree, share=mpf(1)):
    c = [float(a) for a in interpolate(f, degree)]
    worst = mpf(0)
    for i in range(300):
        y = mpf(2 * i - 299) / 300
        value = mpf(0)
        for a in reversed(c):
            value = value * y + mpf(a)
        worst = max(worst, abs(value - f(y)))
    print(f"inline constexpr double {name}[] = {{  // {mp.nstr(worst * share, 2)}")
    for i in range(0, len(c), 4):
        print("    " + " ".join(a.hex() + "," for a in c[i:i + 4]))
    print("};")


known = {}


def at(x):
    if x not in known:
        known[x] = expansion(x, 5)
    return known[x]


def mills(y):
    x = mpf(15) / 4 * (1 + y) / (1 - y)
    return (1 + 2 * x) * exp(x * x) * erfc(x) / 2


def near(k):
    def f(y):
        t = (2 * y + 2) / 7
        return at(mpf(3) / 2 * t / (1 - t))[1][k] / sqrt(2 * pi)
    return f


def far(k):
    def f(y):
        e = at(6 / (1 + y) - 1)[0]
        return e[k] / e[0]
    return f


def lower(k):
    def f(y):
        root = 2 * (1 + y) / (5 - y)
        return at(root * root - 1)[1][k] * root ** (2 * k + 1) / sqrt(2 * pi)
    return f


print("// Made by coefficients.py, which says what they are; do not edit. Behind each: its largest error, measured.")
show("kMills", mills, 26)
for k, degree in enumerate([18, 14, 11, 8, 6]):
    show(f"kNear{k}", near(k), degree, mpf(1000) ** -k)
for k, degree in enumerate([15, 15, 12, 10, 7], 1):
    show(f"kFar{k}", far(k), degree, mpf(1000) ** -k)
for k, degree in enumerate([20, 18, 14, 12, 9, 7]):
    show(f"kLower{k}", lower(k), degree, mpf(400) ** -k)
