#!/usr/bin/env python3
"""Group rules by general solvers: rules.py highs|cpsat DIR [--alone N] [--times] [--limit SECONDS]

x[i,j]: mentee i goes to mentor j. --alone N: nobody of gender N alone (z[j]: mentor j has any; 2 z <= sum <= hi z,
and x <= z for each). --times: w[j,s], one meeting time for each mentor, x[i,j] <= sum of w[j,s] over times i can.
One thread; prints status, objective, bound, processor seconds."""
import argparse, csv, resource, time

def table(path):
    with open(path) as f: return [{k: int(v) for k, v in r.items()} for r in csv.DictReader(f)]

ap = argparse.ArgumentParser(); ap.add_argument("solver"); ap.add_argument("dir")
ap.add_argument("--alone", type=int); ap.add_argument("--times", action="store_true"); ap.add_argument("--limit", type=float, default=600)
o = ap.parse_args()
M, E, X = table(o.dir + "/mentors.csv"), table(o.dir + "/mentees.csv"), table(o.dir + "/edges.csv")
x = [(r["mentee"], r["mentor"], r["cost"]) for r in X]
by_e, by_m = [[] for _ in E], [[] for _ in M]
for k, (i, j, c) in enumerate(x): by_e[i].append(k); by_m[j].append(k)
n = len(x); cost = [c for _, _, c in x]; rows = []          # rows: (lo, hi, {var: coefficient})
for i in range(len(E)): rows.append((1, 1, {k: 1 for k in by_e[i]}))
for j, m in enumerate(M): rows.append((m["lo"], m["hi"], {k: 1 for k in by_m[j]}))
INF = 1 << 30
if o.alone is not None:
    for j, m in enumerate(M):
        w = [k for k in by_m[j] if E[x[k][0]]["gender"] == o.alone]; z = n; n += 1; cost.append(0)
        rows.append((0, INF, {**{k: 1 for k in w}, z: -2}))
        for k in w: rows.append((-INF, 0, {k: 1, z: -1}))
if o.times:
    for j, m in enumerate(M):
        t = {s: n + a for a, s in enumerate(s for s in range(20) if m["slots"] >> s & 1)}; n += len(t); cost += [0] * len(t)
        rows.append((1, 1, {v: 1 for v in t.values()}))
        for k in by_m[j]: rows.append((-INF, 0, {k: 1, **{v: -1 for s, v in t.items() if E[x[k][0]]["slots"] >> s & 1}}))
c0 = time.process_time()
if o.solver == "highs":
    import highspy, numpy as np
    h = highspy.Highs(); h.setOptionValue("threads", 1); h.setOptionValue("time_limit", o.limit); h.setOptionValue("output_flag", False)
    h.setOptionValue("mip_rel_gap", 1e-5)
    lp = highspy.HighsLp(); lp.num_col_, lp.num_row_ = n, len(rows); lp.col_cost_ = np.array(cost, float)
    lp.col_lower_, lp.col_upper_ = np.zeros(n), np.ones(n); lp.integrality_ = [highspy.HighsVarType.kInteger] * n
    f = lambda v: float("inf") * (1 if v > 0 else -1) if abs(v) == INF else float(v)
    lp.row_lower_ = np.array([f(r[0]) for r in rows]); lp.row_upper_ = np.array([f(r[1]) for r in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0] + [len(r[2]) for r in rows]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([k for r in rows for k in r[2]], np.int32); lp.a_matrix_.value_ = np.array([v for r in rows for v in r[2].values()], float)
    h.passModel(lp); h.run(); i = h.getInfo()
    print(o.dir, "highs", h.modelStatusToString(h.getModelStatus()), i.objective_function_value, "bound", i.mip_dual_bound, end=" ")
else:
    from ortools.sat.python import cp_model
    m = cp_model.CpModel(); v = [m.NewBoolVar("") for _ in range(n)]
    for lo, hi, t in rows: m.AddLinearConstraint(sum(a * v[k] for k, a in t.items()), lo, hi)
    m.Minimize(sum(c * v[k] for k, c in enumerate(cost) if c)); s = cp_model.CpSolver()
    s.parameters.num_workers = 1; s.parameters.max_time_in_seconds = o.limit; st = s.Solve(m)
    ok = st in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    print(o.dir, "cp-sat", s.StatusName(st), s.ObjectiveValue() if ok else None, "bound", s.BestObjectiveBound(), end=" ")
print("%.2f s cpu, %d MB" % (time.process_time() - c0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
