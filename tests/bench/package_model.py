"""The package model of bench_simulate.c in numpy: 30 triangular inputs, cost per good package.

Usage: package_model.py DRAWS [SEED]. Prints seconds, mean, standard deviation, P5, P50, P95.
Draws are made in blocks that stay in the cache, which is several times faster than whole columns.
"""
import sys
import time

import numpy as np

BLOCK = 16384
SITES = 16

# Each min, typ, max; the same rows in the same order as in bench_simulate.c.
SUB_COST, SUB_BAD = (300, 350, 500), (0.001, 0.003, 0.01)
ASIC_COST, ASIC_BAD = (4800, 5200, 6100), (0.002, 0.004, 0.01)
ASIC_ATTACH, ASIC_STEP = (0.002, 0.005, 0.01), (25, 40, 80)
G1_COST, G1_SUB, G1_ASIC = (15, 25, 40), (0.8, 0.9, 0.97), (0.7, 0.85, 0.95)
G1_OVERKILL = (0.0002, 0.001, 0.005)
OE_COST, OE_BAD = (120, 145, 210), (0.001, 0.003, 0.01)
OE_ATTACH, OE_SITE, OE_ON_ASIC = (0.001, 0.002, 0.005), (5, 9, 15), (0.0001, 0.0002, 0.001)
G2_COST, G2_ASIC, G2_OE = (40, 60, 100), (0.4, 0.6, 0.8), (0.8, 0.9, 0.97)
G2_OVERKILL = (0.0005, 0.002, 0.008)
FAU_COST, FAU_BAD = (70, 85, 120), (0.002, 0.004, 0.01)
FAU_ATTACH, FAU_SITE, FAU_ON_OE = (0.005, 0.012, 0.03), (8, 14, 25), (0.0002, 0.001, 0.003)
G3_COST, G3_SUB, G3_ASIC = (90, 140, 250), (0.9, 0.98, 0.995), (0.9, 0.98, 0.995)
G3_OE, G3_FAU, G3_OVERKILL = (0.9, 0.985, 0.999), (0.9, 0.97, 0.99), (0.001, 0.003, 0.01)


def either(a, b):
    return a + b - a * b


def power(good, count):
    """good ** count by squaring, which numpy does not do by itself."""
    while count % 2 == 0:
        good = good * good
        count //= 2
    assert count == 1
    return good


def block(rng, n):
    def draw(three):
        return rng.triangular(*three, n)

    sub = draw(SUB_BAD)
    direct = draw(SUB_COST)
    asic = either(draw(ASIC_BAD), draw(ASIC_ATTACH))
    direct = direct + draw(ASIC_COST) + draw(ASIC_STEP)

    cost = draw(G1_COST)
    spend = direct + cost
    sub_found, asic_found = draw(G1_SUB), draw(G1_ASIC)
    sub_fails, asic_fails = sub * sub_found, asic * asic_found
    alive = (1 - draw(G1_OVERKILL)) * (1 - sub_fails) * (1 - asic_fails)
    sub = sub * (1 - sub_found) / (1 - sub_fails)
    asic = asic * (1 - asic_found) / (1 - asic_fails)

    engine = either(draw(OE_BAD), draw(OE_ATTACH))
    asic = either(asic, 1 - power(1 - draw(OE_ON_ASIC), SITES))
    cost = SITES * (draw(OE_COST) + draw(OE_SITE)) + draw(G2_COST)
    spend = spend + alive * cost
    asic_found, oe_found = draw(G2_ASIC), draw(G2_OE)
    asic_fails, oe_fails = asic * asic_found, engine * oe_found
    alive = alive * (1 - draw(G2_OVERKILL)) * (1 - asic_fails) * power(1 - oe_fails, SITES)
    asic = asic * (1 - asic_found) / (1 - asic_fails)
    engine = engine * (1 - oe_found) / (1 - oe_fails)

    fau = either(draw(FAU_BAD), draw(FAU_ATTACH))
    engine = either(engine, draw(FAU_ON_OE))
    cost = SITES * (draw(FAU_COST) + draw(FAU_SITE)) + draw(G3_COST)
    spend = spend + alive * cost
    found = draw(G3_SUB), draw(G3_ASIC), draw(G3_OE), draw(G3_FAU)
    bad = sub, asic, engine, fau
    alive = alive * (1 - draw(G3_OVERKILL))
    good = 1.0
    for b, c, sites in zip(bad, found, (1, 1, SITES, SITES)):
        fails = b * c
        alive = alive * power(1 - fails, sites)
        good = good * power(1 - b * (1 - c) / (1 - fails), sites)
    return spend / (alive * good)


def main():
    draws = int(sys.argv[1])
    rng = np.random.Generator(np.random.PCG64(int(sys.argv[2]) if len(sys.argv) > 2 else 1))
    start = time.perf_counter()
    values = np.empty(draws)
    for first in range(0, draws, BLOCK):
        n = min(BLOCK, draws - first)
        values[first : first + n] = block(rng, n)
    mean, deviation = values.mean(), values.std(ddof=1)
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    seconds = time.perf_counter() - start
    print(f"{seconds:.3f} {mean:.6f} {deviation:.6f} {low:.6f} {middle:.6f} {high:.6f}")


if __name__ == "__main__":
    main()
