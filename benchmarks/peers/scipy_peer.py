"""SciPy on the reference problems: scipy_peer.py P1|P2|P5 p5.csv EVERY; rows of CSV to stdout.

Method of lines: finite volumes of second order, in a chain from the film to the receptor; cells are
even in two layers and grow with depth in the third. Unknowns are amounts as shares of the dose.
What is cleared is what is missing from the whole, which these methods keep.
"""

import csv
import sys
import time
from math import exp

import numpy as np
from scipy.integrate import solve_ivp
from scipy.linalg import expm
from scipy.sparse import csc_matrix

DAY = 86400.0
THICKNESS = (15e-6, 80e-6, 1000e-6)
# Film thickness, D and K of three layers, loss in the third.
P1 = (2e-5, 1e-14, 1.0, 5e-11, 0.5, 1e-10, 0.5, 5e-4)
# Film, three layers, cleared, receptor; of P2 also evaporated and via channels.
P1_ANSWER = (0.08169574985757884, 0.03252385632462623, 0.001276092199980614, 0.004953167965101547,
             0.6940738398267475, 0.18547729382596523)
P2_ANSWER = (8.478939082259784e-05, 0.0001893643125541257, 8.76866440270541e-06,
             3.5298002850188625e-05, 0.7543575024167138, 0.2021461409539383, 0.04317813624933841,
             0.6763765407132148)


class Chain:
    """Node 0 is the film, 1 to n the cells, n + 1 the receptor; of P2, n + 2 is what evaporated and
    n + 3 what went through channels, a shunt from the film to the lower face of layer 1."""

    def __init__(self, parameters, n, moves):
        film, *layers, loss = parameters
        mesh = 3 * n // 8, n // 8, n // 2
        a = mesh[0]  # the last cell of layer 1; b is the next
        b = a + 1
        D, K = np.repeat(layers[0::2], mesh), np.repeat(layers[1::2], mesh)
        third = 6.0 ** np.linspace(0, 1, mesh[2])  # its cells grow to six times the first
        width = np.concatenate([np.repeat(np.divide(THICKNESS[:2], mesh[:2]), mesh[:2]),
                                THICKNESS[2] * third / third.sum()])
        half = width / (2 * K * D)  # resistance of half a cell
        link = 1 / np.concatenate([half[:1], half[:-1] + half[1:], half[-1:]])
        inverse = 1 / np.concatenate([[film], K * width, [np.inf]])
        down, up = link * inverse[:-1], link * inverse[1:]
        if moves:
            self.mouth, self.above, self.below = link[0], 1 / half[a - 1], 1 / half[a]
            self.inverse_a, self.inverse_b = inverse[a], inverse[b]
            down[[0, a]] = up[a] = 0
        self.mesh, self.moves, self.size = mesh, moves, n + 2 + 2 * moves
        diagonal = np.zeros(self.size)
        diagonal[n + 1 - mesh[2]:n + 1] = -loss
        diagonal[:n + 1] -= down
        diagonal[1:n + 2] -= up

        # Nodes by their distance from the film keep the band narrow.
        node, i = np.arange(self.size), np.arange(n + 1)
        distance = np.minimum(node, abs(node - a - 0.5) + 0.5) if moves else node
        distance[n + 2:] = (1, -1)[:2 * moves]
        self.place = np.argsort(np.argsort(distance, kind="stable"))
        self.still = self.matrix(np.concatenate([diagonal, down, up]),
                                 np.concatenate([node, i + 1, i]), np.concatenate([node, i, i + 1]))
        self.to, self.of = self.place[[0, 1, a, b, -2, -1]], self.place[[0, a, b]]
        self.grid = np.repeat([0, 1, a, b, n + 2, n + 3], 3), np.tile([0, a, b], 6)
        self.band = 4 if moves else 1
        self.start = (self.place[0] == node).astype(float)

    def matrix(self, values, rows, columns):
        entries = values, (self.place[rows], self.place[columns])
        return csc_matrix(entries, shape=(self.size, self.size))

    def moving(self, t):
        """What moves in P2: rates to film, first cell, a, b, air and channels of film, a and b."""
        film = 4e-6 + 16e-6 * exp(-t / 1800.0)
        shunt = 1e-3 / 3e5 * exp(-t / 7200.0)
        star = self.above + self.below + shunt
        to_a, to_b = self.above * shunt / star, self.below * shunt / star
        across, a, b = self.above * self.below / star, self.inverse_a, self.inverse_b
        return np.array([
            [-(self.mouth + 1e-10 + to_a + to_b) / film, to_a * a, to_b * b],
            [self.mouth / film, 0.0, 0.0],
            [to_a / film, -(to_a + across) * a, across * b],
            [to_b / film, across * a, -(to_b + across) * b],
            [1e-10 / film, 0.0, 0.0],
            [(to_a + to_b) / film, -to_a * a, -to_b * b]])

    def slope(self, t, y):
        dy = self.still @ y
        if self.moves:
            dy[self.to] += self.moving(t) @ y[self.of]
        return dy

    def jacobian(self, t, y=None):
        return self.still + self.matrix(self.moving(t).ravel(), *self.grid) if self.moves \
            else self.still

    def banded(self, t, y):
        entries = self.jacobian(t).tocoo()
        packed = np.zeros((3 * self.band + 1, self.size))  # LSODA pivots in the last rows
        packed[self.band + entries.row - entries.col, entries.col] = entries.data
        return packed

    def inventories(self, y):
        y = y[self.place]
        a, b, c = np.cumsum(self.mesh) + 1
        parts = [y[0], y[1:a].sum(), y[a:b].sum(), y[b:c].sum()]
        return np.array([*parts, 1.0 - sum(parts) - y[c:c + 2].sum(), *y[c:]])


def solve(chain, method, rtol):
    if method == "expm":
        return chain.inventories(expm(DAY * chain.still.toarray()) @ chain.start)
    options = {"jac": chain.jacobian if chain.moves else chain.still}
    if method == "LSODA":
        options = {"jac": chain.banded, "lband": chain.band, "uband": chain.band}
    run = solve_ivp(chain.slope, (0.0, DAY), chain.start, method, t_eval=[DAY], rtol=rtol,
                    atol=1e-2 * rtol, **options)
    return chain.inventories(run.y[:, -1])


def seconds_of(run):
    """The answer and the seconds for one, by running for 0.2 s."""
    count, start = 0, time.perf_counter()
    while True:
        found = run()
        count += 1
        seconds = time.perf_counter() - start
        if seconds > 0.2:
            return found, seconds / count


# Cells; the negative exponent of rtol.
SETTINGS = [(32, 3), (32, 4), (64, 5), (112, 5), (112, 6), (200, 6), (400, 7), (560, 7), (800, 8)]


def main():
    problem, table, every = sys.argv[1], sys.argv[2], int(sys.argv[3])
    scenarios, answers = [P1], [P2_ANSWER if problem == "P2" else P1_ANSWER]
    if problem == "P5":
        with open(table, encoding="ascii") as file:
            rows = [[float(v) for v in row] for row in list(csv.reader(file))[1::every]]
        scenarios, answers = [row[:8] for row in rows], [row[8:] for row in rows]
    answers = np.array(answers)
    delivered = answers[:, 2:6].sum(axis=1)
    for method in ("LSODA", "BDF", "Radau", "expm"):
        settings = SETTINGS
        if method == "expm":  # of what does not move, exact in time; dense, so for few cells
            settings = [] if problem == "P2" else [(32, 0), (64, 0), (112, 0), (200, 0)]
        for cells, digits in settings:
            chains = [Chain(scenario, cells, problem == "P2") for scenario in scenarios]
            solve(chains[0], method, 10.0 ** -digits)  # warms up
            found, seconds = seconds_of(
                lambda: np.array([solve(chain, method, 10.0 ** -digits) for chain in chains]))
            error = abs(found - answers).max()
            relative = (abs(found[:, 2:6].sum(axis=1) - delivered) / delivered).max()
            rtol = f", rtol 1e-{digits}" if digits else ""
            print(f'{problem},SciPy {method},"{cells} cells{rtol}",{seconds / len(chains):.4g},'
                  f"{error:.3g},{relative:.3g}", flush=True)


main()
