"""dolfinx on P3: dolfinx_peer.py P3/25|P3/100|P3/400 p3.csv; rows of CSV to stdout.

The cell around one conical channel in r and z: quadratic triangles that fit the wall, finer towards
the film, the faces of layers and the tip; an L-stable Runge-Kutta method of order 4, whose stages
share one Cholesky factor for each length of step. Lengths are in um, times in s, per radian.
"""

import csv
import logging
import sys
import time
from math import pi, sqrt

import numpy as np
import ufl
from dolfinx import fem
from dolfinx.fem.petsc import assemble_matrix, assemble_vector
from dolfinx.mesh import create_mesh
from mpi4py import MPI
from petsc4py import PETSc

MOUTH, DEPTH, FILM, BOTTOM = 35.0, 150.0, 20.0, 1095.0
FACES = (15.0, 95.0)
FLUID = 3  # region, after the three layers
D = np.array([1e-2, 50.0, 100.0, 500.0])
K = np.array([1.0, 0.5, 0.5, 1.0])
LOSS = np.array([0.0, 0.0, 5e-4, 0.0])

# SDIRK of order 4 (Hairer and Wanner, Solving Ordinary Differential Equations II, table IV.6.5).
GAMMA = 0.25
STAGES = ((), (1 / 2,), (17 / 50, -1 / 25), (371 / 1360, -137 / 2720, 15 / 544),
          (25 / 24, -49 / 48, 125 / 16, -85 / 12))
# Until each output time: how often, and by what, the step grows.
INTERVALS = ((600.0, 7, 4.0), (3600.0, 2, 2.0), (14400.0, 2, 2.0), (86400.0, 3, 2.0))


def spread(a, b, at_a, at_b, growth):
    """Points from a to b, from a spacing at each end that grows with the distance from it."""
    ends = (b - a) * np.geomspace(1e-5, 0.5, 1000)
    x = np.concatenate([[0.0], ends, (b - a - ends)[-2::-1], [b - a]])
    density = 1 / np.minimum(at_a + growth * x, at_b + growth * (b - a - x))
    index = np.concatenate([[0.0], np.cumsum(np.diff(x) * (density[1:] + density[:-1]) / 2)])
    n = max(1, round(index[-1]))
    return a + np.interp(np.linspace(0.0, index[-1], n + 1), index, x)


def make_mesh(R, scale):
    """Points, triangles and their regions: rows of points at equal depth, some from the axis to the
    wall, others from there to R; below the tip there are none of the first."""
    growth = 0.5 * scale
    parts = [spread(a, b, at_a * scale, at_b * scale, growth) for a, b, at_a, at_b in (
        (0.0, FACES[0], 1.0, 1.5), (*FACES, 1.5, 8.0), (FACES[1], DEPTH, 8.0, 2.0),
        (DEPTH, BOTTOM, 2.0, 150.0))]
    depths = np.concatenate([*(part[:-1] for part in parts[:3]), parts[3]])
    tip = sum(len(part) - 1 for part in parts[:3])
    outside = spread(0.0, 1.0, 1.5 * scale / R, 0.25 * scale, growth)
    inside = np.linspace(0.0, 1.0, max(2, round(4 / scale)) + 1)[:-1]
    n = len(inside)
    points, triangles, regions, above = [], [], [], None
    count = 0
    for j, z in enumerate(depths):
        wall = MOUTH * (1 - z / DEPTH) if j < tip else 0.0
        r = np.concatenate([wall * inside[:n if j < tip else 0], wall + (R - wall) * outside])
        below = count + np.arange(len(r))
        count += len(r)
        points.append(np.column_stack([r, np.full(len(r), z)]))
        if j > 0:
            fan = np.empty((0, 3), int)  # of triangles with a corner in the tip
            a, b = above, below
            if j == tip:
                fan = np.column_stack([above[:n], above[1:n + 1], np.full(n, below[0])])
                a = above[n:]
            halves = (np.column_stack([a[:-1], a[1:], b[1:]]),
                      np.column_stack([a[:-1], b[1:], b[:-1]]))
            region = np.full(len(a) - 1, np.searchsorted(FACES, (depths[j - 1] + z) / 2))
            region[:n if j < tip else 0] = FLUID
            triangles += [fan, *halves]
            regions += [np.full(len(fan), FLUID), region, region]
        above = below
    return np.concatenate(points), np.concatenate(triangles), np.concatenate(regions)


def assemble(R, scale):
    """Capacity and conductance over the unknowns, of which the last is u in the film, and what to
    weigh them with for the film's content and all above the first face."""
    points, triangles, regions = make_mesh(R, scale)
    mesh = create_mesh(MPI.COMM_SELF, triangles, points,
                       ufl.Mesh(ufl.VectorElement("Lagrange", ufl.triangle, 1)))
    order = mesh.topology.original_cell_index
    first = points[triangles, 1].max(axis=1) <= FACES[0]

    space, constants = fem.FunctionSpace(mesh, ("Lagrange", 2)), fem.FunctionSpace(mesh, ("DG", 0))

    def coefficient(values):
        f = fem.Function(constants)
        f.x.array[:] = values[order]
        return f

    u, v, r = ufl.TrialFunction(space), ufl.TestFunction(space), ufl.SpatialCoordinate(mesh)[0]
    capacity = coefficient(K[regions])
    conductivity, loss = coefficient((K * D)[regions]), coefficient((K * LOSS)[regions])
    M = assemble_matrix(fem.form(capacity * u * v * r * ufl.dx))
    A = assemble_matrix(fem.form(
        (conductivity * ufl.inner(ufl.grad(u), ufl.grad(v)) + loss * u * v) * r * ufl.dx))
    content = assemble_vector(fem.form(coefficient(K[regions] * first) * v * r * ufl.dx))
    M.assemble()
    A.assemble()

    # All nodes at z = 0 are one unknown, u of the film; those in the sink are none.
    z = space.tabulate_dof_coordinates()[:, 1]
    film, sink = z < 1e-6, z > BOTTOM - 1e-6
    inner = ~film & ~sink
    size = inner.sum() + 1
    column = np.where(film, size - 1, np.cumsum(inner) - 1).astype(np.int32)
    start = np.concatenate([[0], np.cumsum(~sink)]).astype(np.int32)
    P = PETSc.Mat().createAIJ((len(z), size), comm=PETSc.COMM_SELF,
                              csr=(start, column[~sink], np.ones(start[-1])))
    M, A = M.PtAP(P), A.PtAP(P)
    dose = FILM * R**2 / 2
    M.setValue(size - 1, size - 1, dose, addv=True)
    M.assemble()
    weights = M.createVecLeft()
    P.multTranspose(content, weights)
    weights.setValue(size - 1, dose, addv=True)
    weights.assemble()
    return M, A, weights, dose


def solve(R, scale, steps, package):
    """Delivered at the output times, and the number of unknowns; takes `steps` of each length."""
    M, A, weights, dose = assemble(R, scale)
    same = PETSc.Mat.Structure.SAME_NONZERO_PATTERN
    S = M.duplicate(copy=True)
    solver = PETSc.KSP().create(PETSc.COMM_SELF)
    solver.setType("preonly")
    solver.getPC().setType("cholesky")
    solver.getPC().setFactorSolverType(package)
    rhs, state = M.createVecLeft(), M.createVecLeft()  # the state as amounts, M u
    state.setValue(M.size[0] - 1, dose)
    state.assemble()
    u = M.createVecLeft()
    slopes = [M.createVecLeft() for _ in STAGES]
    delivered, t = [], 0.0
    for end, lengths, ratio in INTERVALS:
        growing = ratio ** np.arange(lengths)
        for dt in (end - t) / steps * growing / growing.sum():
            M.copy(S, structure=same)
            S.axpy(GAMMA * dt, A, structure=same)
            solver.setOperators(S)
            for _ in range(steps):
                for stage, slope in zip(STAGES, slopes):
                    state.copy(rhs)
                    rhs.maxpy([-dt * a for a in stage], slopes[:len(stage)])
                    solver.solve(rhs, u)
                    A.mult(u, slope)
                M.mult(u, state)
        t = end
        delivered.append(1 - weights.dot(u) / dose)
    return np.array(delivered), M.size[0]


def seconds_of(run):
    """The answer and the seconds for one, by running for 0.2 s."""
    count, start = 0, time.perf_counter()
    while True:
        found = run()
        count += 1
        seconds = time.perf_counter() - start
        if seconds > 0.2:
            return found, seconds / count


# Size of elements; steps of each length.
SETTINGS = [(1.4, 2), (0.9, 2), (0.7, 3), (0.47, 3), (0.35, 4)]


def main():
    problem, table = sys.argv[1:]
    per_cm2 = float(problem.removeprefix("P3/"))
    with open(table, encoding="ascii") as file:
        rows = list(csv.reader(line for line in file if line[0] != "#"))[1:]
    answer = next(np.array(row[1:], float) for row in rows if float(row[0]) == per_cm2)
    R = 1e4 / sqrt(pi * per_cm2)
    logging.disable(logging.INFO)  # the compiler's commands
    for _ in range(4):  # compiles the forms where that was not yet done, under more than one name
        solve(R, *SETTINGS[0], "cholmod")
    for package in ("cholmod", "mumps"):
        for scale, steps in SETTINGS:
            solve(R, scale, steps, package)  # warms up
            (found, unknowns), seconds = seconds_of(lambda: solve(R, scale, steps, package))
            errors = found - answer
            print(f'{problem},dolfinx {package.upper()},"{unknowns} unknowns, '
                  f'{steps * sum(lengths for _, lengths, _ in INTERVALS)} steps",{seconds:.4g},'
                  f"{abs(errors).max():.3g},{(abs(errors) / answer).max():.3g},"
                  + ",".join(f"{error:.3g}" for error in errors), flush=True)


main()
