"""Rhat and Theorem 1's sums as a user of numpy writes them, in a process of their own: prints lines for bench/numpy_peer.cpp.

python3 numpy_peer.py rhat N       first 64 "x y" pairs in hex, then "ns MEDIAN" per element
python3 numpy_peer.py patches IMAGES SIDE    reads IMAGES 28 x 28 bytes from standard input; sums of the first image against all,
                                             then "ns MEDIAN" per pair
Times are CPU time of the thread. Exit status 1 without numpy.
"""
import statistics
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit(1)


def median_ns(work, items, repetitions=15):
    times = []
    for _ in range(repetitions):
        start = time.thread_time_ns()
        work()
        times.append((time.thread_time_ns() - start) / items)
    return statistics.median(times)


def rhat(x):
    return (np.sqrt(1 - x * x) + (np.pi - np.arccos(x)) * x) / np.pi


def box_sums(a, side):
    """Sums over all cyclic side x side windows of the last two axes, by cumulative sums (exact: integers)."""
    n = a.shape[-1]
    padded = np.pad(a, [(0, 0)] * (a.ndim - 2) + [(1, side - 1), (1, side - 1)], mode="constant")
    padded[..., 1 : n + 1, n + 1 :] = a[..., :, : side - 1]
    padded[..., n + 1 :, 1:] = padded[..., 1:side, 1:]
    total = padded.cumsum(-1).cumsum(-2)
    return total[..., side:, side:] - total[..., :-side, side:] - total[..., side:, :-side] + total[..., :-side, :-side]


def patches(images, side):
    norms = np.sqrt(box_sums(images * images, side))

    def sums():
        c = box_sums(images[0] * images, side)
        norm = norms[0] * norms
        rho = np.minimum(1, c / np.where(norm > 0, norm, 1))
        return (norm * rhat(rho)).sum((-1, -2))

    return sums


def main():
    if sys.argv[1] == "rhat":
        n = int(sys.argv[2])
        x = np.random.default_rng(1).uniform(-1, 1, n)
        for pair in zip(x[:64], rhat(x[:64])):
            print(*(float(v).hex() for v in pair))
        print("ns", median_ns(lambda: rhat(x), n))
    else:
        count, side = int(sys.argv[2]), int(sys.argv[3])
        images = np.frombuffer(sys.stdin.buffer.read(), np.uint8).reshape(count, 28, 28).astype(float)
        sums = patches(images, side)
        for value in sums():
            print(float(value).hex())
        print("ns", median_ns(sums, count))


main()
