"""Markdown from the rows of all codes: report.py facts.txt rows.csv; called by scripts/bench-peers.

Facts are lines `what: value`. A row that occurs more than once was measured in several rounds.
"""

import csv
import statistics
import sys
from collections import namedtuple

PROBLEMS = {
    "P1": """## P1: layered tracer

Three layers of skin under a well-mixed film that holds the dose, clearance in the dermis, a sink
below; nothing moves with time. One run to 24 h, six inventories.""",
    "P2": """## P2: drying film

P1 with a film that dries, an active that evaporates and channels past the first layer that close.
One run to 24 h, eight inventories.""",
    "P3/25": """## P3/25: conical channels, 25 per cm²

P1 with conical channels, 35 µm in radius at the mouth and 150 µm deep, resolved in the cell around
one of them; nothing moves with time. One run to 24 h; errors are of what was delivered at four
times, as shares of the dose.""",
    "P3/100": "## P3/100: conical channels, 100 per cm²",
    "P3/400": "## P3/400: conical channels, 400 per cm²",
    "P5": """## P5: a thousand variations

P1 with other film thickness, diffusivities, partition coefficients and clearance, a thousand times;
six inventories of each at 24 h. Times are of one scenario, errors the largest over all.""",
}

HOW = """## How it was measured

- One run of one script, every program on the same core and in one thread. Rounds: {rounds}; in each
  every code solves every problem, so that a slow spell of the machine meets all. The time given is
  that of the fastest round; the slowest took {typical:.2f} times as long in the median over all
  rows, {worst:.2f} times at worst.
- Within a round a solution is repeated for 0.2 s or longer, after one that does not count, and the
  mean is taken. Starting a process and stating the problem do not count: meshes and matrices of the
  peers, problems of Percuta. Everything from there to the inventories does. In P3 meshing and
  assembly count too, for all; the imports of dolfinx and what it compiles once do not.
- Errors are against answers known to ten digits (P3: to seven): the largest of all inventories as a
  share of the dose, and of what was delivered, that is all below the first layer, relative to
  itself.
- Peers on P3: dolfinx with quadratic triangles that fit the wall of the channel and are graded to
  film, faces and tip, and an L-stable method of order 4 with a Cholesky factor for each of 14
  lengths of step, by CHOLMOD or MUMPS through PETSc; CVODE with KLU on finite volumes, Cartesian
  with resistances averaged where the wall cuts through, or around the corners of triangles that
  fit it (linear, lumped).
- Peers elsewhere: finite volumes of second order on a mesh that suits these problems (of the cells
  3/8 in the first layer, 1/8 in the second, 1/2 in the third, there growing with depth to six times
  the first); the exact Jacobian, banded or sparse, in an order that keeps the band narrow; an
  absolute tolerance of a hundredth of the relative one; derivatives in C for CVODE, NumPy for
  SciPy, R for deSolve.
  `expm` is the exponential of the same finite volumes as a dense matrix, exact in time, where
  nothing moves.
- On P5 the peers solve every tenth scenario: their largest error over all can only be larger.
- CVODE as packaged: Debian 12 compiles SUNDIALS without optimisation. Optimised: the source of that
  package with it."""

Row = namedtuple("Row", "code settings seconds error relative each")


def time_of(seconds):
    unit, size = next((u, s) for u, s in (("s", 1.0), ("ms", 1e-3), ("µs", 0.0)) if seconds >= s)
    return f"{seconds / (size or 1e-6):.3g} {unit}"


def error_of(value):
    return f"{value:.1e}".replace("e-0", "e-")


def bounds(problem):
    return ("1e-3", "1e-4", "1e-5") if problem.startswith("P3") else ("1e-4", "1e-5", "1e-6")


def number(value):
    return f"{value:.2g}" if value < 10 else f"{float(f'{value:.3g}'):,.0f}"


def table(head, rows, words=2):
    rule = ["---"] * words + ["--:"] * (len(head) - words)
    print("\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows]) + "\n")


def is_ours(row):
    return row.code.startswith("Percuta")


def fastest(rows, error):
    """The fastest of the rows that are at least as accurate; none where there is none."""
    enough = [row for row in rows if row.error <= error]
    return min(enough, key=lambda row: row.seconds, default=None)


def ratio(peer, own):
    return number(peer.seconds / own.seconds) if own else "–"


def by(key, rows):
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def summary(problems):
    print("""## At equal accuracy

The fastest setting of each peer whose largest error is no larger than the error stated, and how
many times as fast Percuta is with an error that is no larger than that either.
""")
    lines = []
    for problem, rows in problems.items():
        own = by(lambda row: row.code, filter(is_ours, rows))
        for bound in bounds(problem):
            for peers in by(lambda row: row.code.split()[0], rows).values():
                peer = fastest(peers, float(bound))
                if peer and not is_ours(peer):
                    mine = [fastest(own.get(code, []), float(bound))
                            for code in ("Percuta", "Percuta batch")]
                    lines.append([problem, bound, f"{peer.code}, {peer.settings}",
                                  time_of(peer.seconds),
                                  time_of(mine[0].seconds) if mine[0] else "–",
                                  *(ratio(peer, best) for best in mine)])
    table(["problem", "error, of the dose", "peer", "time", "Percuta's time", "times as fast",
           "in a batch"], lines, 3)


def details(problem, rows):
    print(PROBLEMS[problem] + "\n")
    many = problem == "P5"
    own = by(lambda row: row.code, filter(is_ours, rows))
    errors = ["largest error, of the dose", "relative error, delivered"]
    if rows[0].each:
        errors = [f"error at {when}" for when in ("10 min", "1 h", "4 h", "24 h")]
    table(["code", "settings", "time"] + ["per second"] * many + errors +
          [f"{code}: times as fast" for code in own],
          [[row.code, row.settings, time_of(row.seconds)] + [number(1 / row.seconds)] * many +
           [error_of(value) for value in row.each or (row.error, row.relative)] +
           ["" if is_ours(row) else ratio(row, fastest(mine, row.error)) for mine in own.values()]
           for row in rows])


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        facts = [line.rstrip("\n").split(": ", 1) for line in file]
    times, errors = {}, {}
    with open(sys.argv[2], encoding="ascii") as file:
        for problem, code, settings, seconds, error, relative, *each in csv.reader(file):
            key = problem, code, settings
            times.setdefault(key, []).append(float(seconds))
            errors[key] = float(error), float(relative), tuple(map(float, each))
    problems = {p: [Row(*key[1:], min(t), *errors[key]) for key, t in times.items() if key[0] == p]
                for p in PROBLEMS if any(key[0] == p for key in times)}
    spread = [max(t) / min(t) for t in times.values()]

    print("# Performance\n\nPercuta beside what one would use instead, measured and written by\n"
          "`scripts/bench-peers > docs/performance.md`.\n")
    table(["", ""], facts)
    summary(problems)
    print("""All settings follow. Beside each of a peer stands how many times as fast Percuta is, at
its fastest tolerance whose error is no larger than that peer's; –: none is that accurate.
""")
    for problem, rows in problems.items():
        details(problem, rows)
    print(HOW.format(rounds=max(map(len, times.values())), typical=statistics.median(spread),
                     worst=max(spread)))


main()
