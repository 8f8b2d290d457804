#!/usr/bin/env python3
"""Other people's solvers on one scheme: rivals.py NAME FOLDER prints one line of JSON.

ortools        OR-Tools, SimpleMinCostFlow
lemon          LEMON's network simplex, block search, in pylmcf
highs-simplex  HiGHS, the linear program by simplex
highs-ipm      HiGHS, by interior points
scipy          SciPy, linear_sum_assignment, one column a seat

A flow has one node a mentee, one a mentor, and one for seats above the lower quota: mentors
consume what they must take and pass the rest on. `cpu` is processor seconds of the solving alone;
`model` is what building the solver's own model took before, `read` the files."""
import json
import sys
import time
from importlib import import_module
from importlib.metadata import version

import numpy as np

MODULES = {"ortools": "ortools.graph.python.min_cost_flow", "lemon": "pylmcf", "scipy": "scipy.optimize"}
PACKAGES = {"ortools": "ortools", "lemon": "pylmcf", "highs-simplex": "highspy", "highs-ipm": "highspy", "scipy": "scipy"}


class Scheme:
    def __init__(self, folder):
        quotas = np.loadtxt(f"{folder}/mentors.csv", delimiter=",", skiprows=1, usecols=(3, 4), dtype=np.int64)
        self.lo, self.hi = quotas[:, 0].copy(), quotas[:, 1].copy()
        pairs = np.loadtxt(f"{folder}/edges.csv", delimiter=",", skiprows=1, dtype=np.int64)
        self.mentee, self.mentor, self.cost = (pairs[:, at].copy() for at in range(3))
        self.mentees, self.mentors, self.pairs = int(self.mentee.max()) + 1, len(self.lo), len(pairs)

    def arcs(self):
        """Tails, heads, capacities and costs: pairs, then mentors' spare seats."""
        mentors = np.arange(self.mentees, self.mentees + self.mentors)
        spare = np.full(self.mentors, self.mentees + self.mentors)
        return (
            np.concatenate([self.mentee, mentors]),
            np.concatenate([self.mentor + self.mentees, spare]),
            np.concatenate([np.ones(self.pairs, np.int64), self.hi - self.lo]),
            np.concatenate([self.cost, np.zeros(self.mentors, np.int64)]),
        )

    def supplies(self):
        above = self.mentees - int(self.lo.sum())
        return np.concatenate([np.ones(self.mentees, np.int64), -self.lo, [-above]])

    def objective(self, chosen):
        """Of the chosen pairs, which have to be an allocation."""
        assert (np.bincount(self.mentee[chosen], minlength=self.mentees) == 1).all(), "a mentee without one mentor"
        sizes = np.bincount(self.mentor[chosen], minlength=self.mentors)
        assert ((self.lo <= sizes) & (sizes <= self.hi)).all(), "a quota that is not kept"
        return int(self.cost[chosen].sum())


# Each builds its model and answers two functions: one that solves, and one that tells the pairs.


def ortools(scheme, _name):
    from ortools.graph.python import min_cost_flow

    flow = min_cost_flow.SimpleMinCostFlow()
    tails, heads, capacities, costs = scheme.arcs()
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    supplies = scheme.supplies()
    flow.set_nodes_supplies(np.arange(len(supplies)), supplies)

    def solve():
        assert flow.solve() == flow.OPTIMAL, "not optimal"

    return solve, lambda: np.nonzero(flow.flows(np.arange(scheme.pairs)))[0]


def lemon(scheme, _name):
    import pylmcf

    tails, heads, capacities, costs = scheme.arcs()
    supplies = scheme.supplies()
    graph = pylmcf.Graph(len(supplies), edge_starts=tails, edge_ends=heads)
    graph.set_node_supply(supplies)
    graph.set_edge_costs(costs)
    graph.set_edge_capacities(capacities)
    return graph.solve, lambda: np.nonzero(np.asarray(graph.result())[: scheme.pairs])[0]


def highs(scheme, name):
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = scheme.pairs, scheme.mentees + scheme.mentors
    model.col_cost_ = scheme.cost.astype(float)
    model.col_lower_, model.col_upper_ = np.zeros(scheme.pairs), np.full(scheme.pairs, highspy.kHighsInf)
    ones = np.ones(scheme.mentees)
    model.row_lower_, model.row_upper_ = np.concatenate([ones, scheme.lo]), np.concatenate([ones, scheme.hi])
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = 2 * np.arange(scheme.pairs + 1)
    matrix.index_ = np.column_stack([scheme.mentee, scheme.mentor + scheme.mentees]).ravel()
    matrix.value_ = np.ones(2 * scheme.pairs)
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("solver", name.split("-")[1])):
        solver.setOptionValue(option, value)
    solver.passModel(model)

    def solve():
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, "not optimal"

    return solve, lambda: np.nonzero(np.array(solver.getSolution().col_value) > 0.5)[0]


def scipy(scheme, _name):
    """Seats nobody needs are filled with nobody, whom the seats of the lower quotas all but refuse."""
    from scipy.optimize import linear_sum_assignment

    seats = np.repeat(np.arange(scheme.mentors), scheme.hi)
    place = np.arange(len(seats)) - np.repeat(np.cumsum(scheme.hi) - scheme.hi, scheme.hi)
    never = float(scheme.mentees + 1) * float(scheme.cost.max() + 1)
    pairs = np.full((scheme.mentees, scheme.mentors), never)
    pairs[scheme.mentee, scheme.mentor] = scheme.cost
    nobody = np.where(place < scheme.lo[seats], never, 0.0)
    matrix = np.vstack([pairs[:, seats], np.tile(nobody, (len(seats) - scheme.mentees, 1))])
    number = np.full((scheme.mentees, scheme.mentors), -1)
    number[scheme.mentee, scheme.mentor] = np.arange(scheme.pairs)
    found = []

    def solve():
        found.append(linear_sum_assignment(matrix)[1])

    return solve, lambda: number[np.arange(scheme.mentees), seats[found[0][: scheme.mentees]]]


def peak_megabytes():
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1e6


def main():
    name, folder = sys.argv[1:]
    import_module(MODULES.get(name, "highspy"))
    laps = [time.process_time()]
    scheme = Scheme(folder)
    laps.append(time.process_time())
    build = {"ortools": ortools, "lemon": lemon, "scipy": scipy}.get(name, highs)
    solve, chosen = build(scheme, name)
    start = time.perf_counter()
    laps.append(time.process_time())
    solve()
    laps.append(time.process_time())
    wall = time.perf_counter() - start
    read, model, cpu = (later - before for before, later in zip(laps, laps[1:]))
    objective = scheme.objective(chosen())
    figures = dict(objective=objective, pairs=scheme.pairs, read=read, model=model, cpu=cpu, wall=wall)
    print(json.dumps(dict(figures, megabytes=peak_megabytes(), version=f"{PACKAGES[name]} {version(PACKAGES[name])}")))


main()
