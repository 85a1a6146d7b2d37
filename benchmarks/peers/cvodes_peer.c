// CVODE of SUNDIALS on the reference problems: cvodes_peer P1|P2|P5 p5.csv EVERY; rows of CSV to
// stdout. The same chain of finite volumes as in scipy_peer.py, Jacobian given, banded or with KLU.

#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <time.h>

#ifndef BUILD
#define BUILD ""  // of SUNDIALS, as the rows name it
#endif

enum { most_nodes = 1024, most_entries = 9 };

// Film thickness, D and K of three layers, loss in the third.
static const double p1[8] = {2e-5, 1e-14, 1.0, 5e-11, 0.5, 1e-10, 0.5, 5e-4};
// Film, three layers, cleared, receptor; of P2 also evaporated and via channels.
static const double p1_answer[8] = {0.08169574985757884,  0.03252385632462623, 0.001276092199980614,
                                    0.004953167965101547, 0.6940738398267475,  0.18547729382596523};
static const double p2_answer[8] = {
    8.478939082259784e-05, 0.0001893643125541257, 8.76866440270541e-06, 3.5298002850188625e-05,
    0.7543575024167138,    0.2021461409539383,    0.04317813624933841,  0.6763765407132148};
static const double day = 86400.0;

static void check(int failed, const char* what) {
  if (!failed) return;
  fprintf(stderr, "cvodes_peer: %s failed\n", what);
  exit(1);
}

// Node 0 is the film, 1 to n the cells, n + 1 the receptor; of P2, n + 2 is what evaporated and
// n + 3 what went through channels, a shunt from the film to the lower face of layer 1.
typedef struct {
  int moves, n, size, end[3];                                 // last cell of each layer
  double down[most_nodes], up[most_nodes], loss[most_nodes];  // i to i + 1, back, out of i
  double mouth, above, below, inverse_a, inverse_b;
  int to[6], of[3];  // what moves: rows and columns
  int order[most_nodes], place[most_nodes];
} chain;

static chain make_chain(const double* parameters, int cells, int moves) {
  static const double thickness[3] = {15e-6, 80e-6, 1000e-6}, growth[3] = {1.0, 1.0, 6.0};
  const int count[3] = {3 * cells / 8, cells / 8, cells / 2};
  chain c = {.moves = moves, .n = cells, .size = cells + 2 + 2 * moves};
  double half[most_nodes] = {0}, inverse[most_nodes] = {1.0 / parameters[0]};
  int i = 1;
  for (int layer = 0; layer < 3; ++layer) {
    const double D = parameters[1 + 2 * layer], K = parameters[2 + 2 * layer];
    double sum = 0.0;
    for (int k = 0; k < count[layer]; ++k)
      sum += pow(growth[layer], k / (count[layer] - 1.0));
    for (int k = 0; k < count[layer]; ++k, ++i) {
      const double width = thickness[layer] * pow(growth[layer], k / (count[layer] - 1.0)) / sum;
      half[i] = width / (2 * K * D);
      inverse[i] = 1 / (K * width);
      c.loss[i] = layer == 2 ? parameters[7] : 0.0;
    }
    c.end[layer] = i - 1;
  }
  for (i = 0; i <= cells; ++i) {
    const double link = 1 / (half[i] + half[i + 1]);
    c.down[i] = link * inverse[i];
    c.up[i] = link * inverse[i + 1];
  }
  for (i = 0; i < c.size; ++i)
    c.order[i] = i;
  const int a = c.end[0], b = a + 1;
  if (moves) {
    c.mouth = 1 / half[1], c.above = 1 / half[a], c.below = 1 / half[b];
    c.inverse_a = inverse[a], c.inverse_b = inverse[b];
    c.down[0] = c.down[a] = c.up[a] = 0.0;
    const int to[6] = {0, 1, a, b, cells + 2, cells + 3}, of[3] = {0, a, b};
    memcpy(c.to, to, sizeof to);
    memcpy(c.of, of, sizeof of);
    // Nodes by their distance from the film keep the band narrow.
    for (int distance = -1, filled = 0; filled < c.size; ++distance)
      for (i = 0; i < c.size; ++i) {
        const int by_face = i > a ? i - a : b - i, near = i < by_face ? i : by_face;
        if ((i == cells + 2 ? 1 : i == cells + 3 ? -1 : near) == distance) c.order[filled++] = i;
      }
  }
  for (i = 0; i < c.size; ++i)
    c.place[c.order[i]] = i;
  return c;
}

// What moves in P2: rates to film, first cell, a, b, air and channels (to) of film, a and b (of).
static void moving(const chain* c, double t, double rate[6][3]) {
  const double film = 4e-6 + 16e-6 * exp(-t / 1800.0);
  const double shunt = 1e-3 / 3e5 * exp(-t / 7200.0), star = c->above + c->below + shunt;
  const double to_a = c->above * shunt / star, to_b = c->below * shunt / star;
  const double across = c->above * c->below / star, a = c->inverse_a, b = c->inverse_b;
  const double rates[6][3] = {{-(c->mouth + 1e-10 + to_a + to_b) / film, to_a * a, to_b * b},
                              {c->mouth / film, 0.0, 0.0},
                              {to_a / film, -(to_a + across) * a, across * b},
                              {to_b / film, across * a, -(to_b + across) * b},
                              {1e-10 / film, 0.0, 0.0},
                              {(to_a + to_b) / film, -to_a * a, -to_b * b}};
  memcpy(rate, rates, sizeof rates);
}

static int slope(double t, N_Vector state, N_Vector derivative, void* data) {
  const chain* c = data;
  const int* place = c->place;
  const double* y = N_VGetArrayPointer(state);
  double* dy = N_VGetArrayPointer(derivative);
  double in = 0.0;
  for (int i = 0; i <= c->n; ++i) {
    const double here = y[place[i]];
    const double out = c->down[i] * here - c->up[i] * y[place[i + 1]];
    dy[place[i]] = in - out - c->loss[i] * here;
    in = out;
  }
  dy[place[c->n + 1]] = in;
  if (!c->moves) return 0;
  double rate[6][3];
  moving(c, t, rate);
  dy[place[c->n + 2]] = dy[place[c->n + 3]] = 0.0;
  for (int r = 0; r < 6; ++r)
    for (int k = 0; k < 3; ++k)
      dy[place[c->to[r]]] += rate[r][k] * y[place[c->of[k]]];
  return 0;
}

// Entries of the Jacobian in node i's column.
static int column(const chain* c, double rate[6][3], int i, int* rows, double* values) {
  int count = 0;
  rows[count] = i;
  values[count++] = i > c->n ? 0.0 : -c->down[i] - c->loss[i] - (i > 0 ? c->up[i - 1] : 0.0);
  if (i <= c->n) rows[count] = i + 1, values[count++] = c->down[i];
  if (i > 0 && i <= c->n) rows[count] = i - 1, values[count++] = c->up[i - 1];
  for (int k = 0; c->moves && k < 3; ++k)
    for (int r = 0; c->of[k] == i && r < 6; ++r) {
      int at = 0;
      while (at < count && rows[at] != c->to[r])
        ++at;
      if (at == count) rows[at] = c->to[r], values[count++] = 0.0;
      values[at] += rate[r][k];
    }
  return count;
}

static int jacobian(double t, N_Vector state, N_Vector derivative, SUNMatrix J, void* data,
                    N_Vector w1, N_Vector w2, N_Vector w3) {
  (void)state, (void)derivative, (void)w1, (void)w2, (void)w3;
  const chain* c = data;
  const int banded = SUNMatGetID(J) == SUNMATRIX_BAND;
  double rate[6][3], values[most_entries];
  int rows[most_entries], filled = 0;
  if (c->moves) moving(c, t, rate);
  for (int p = 0; p < c->size; ++p) {
    const int count = column(c, rate, c->order[p], rows, values);
    if (!banded) SM_INDEXPTRS_S(J)[p] = filled;
    for (int k = 0; k < count; ++k, ++filled) {
      const int row = c->place[rows[k]];
      if (banded) {
        SM_ELEMENT_B(J, row, p) = values[k];
      } else {
        SM_INDEXVALS_S(J)[filled] = row;
        SM_DATA_S(J)[filled] = values[k];
      }
    }
  }
  if (!banded) SM_INDEXPTRS_S(J)[c->size] = filled;
  return 0;
}

typedef struct {
  void* cvode;
  N_Vector state;
  SUNMatrix matrix;
  SUNLinearSolver linear;
} solver;

static solver make_solver(chain* c, int klu, double rtol, SUNContext context) {
  const int band = c->moves ? 4 : 1;
  solver s = {.cvode = CVodeCreate(CV_BDF, context), .state = N_VNew_Serial(c->size, context)};
  s.matrix = klu ? SUNSparseMatrix(c->size, c->size, most_entries * c->size, CSC_MAT, context)
                 : SUNBandMatrix(c->size, band, band, context);
  s.linear =
      klu ? SUNLinSol_KLU(s.state, s.matrix, context) : SUNLinSol_Band(s.state, s.matrix, context);
  check(CVodeInit(s.cvode, slope, 0.0, s.state), "CVodeInit");
  check(CVodeSStolerances(s.cvode, rtol, 1e-2 * rtol), "CVodeSStolerances");
  check(CVodeSetLinearSolver(s.cvode, s.linear, s.matrix), "CVodeSetLinearSolver");
  check(CVodeSetJacFn(s.cvode, jacobian), "CVodeSetJacFn");
  check(CVodeSetMaxNumSteps(s.cvode, 1000000), "CVodeSetMaxNumSteps");
  return s;
}

static void free_solver(solver s) {
  CVodeFree(&s.cvode);
  SUNLinSolFree(s.linear);
  SUNMatDestroy(s.matrix);
  N_VDestroy(s.state);
}

static void solve(solver s, chain* c, double* found) {
  double t;
  N_VConst(0.0, s.state);
  const double* y = N_VGetArrayPointer(s.state);
  N_VGetArrayPointer(s.state)[c->place[0]] = 1.0;
  check(CVodeSetUserData(s.cvode, c), "CVodeSetUserData");
  check(CVodeReInit(s.cvode, 0.0, s.state), "CVodeReInit");
  check(CVodeSetStopTime(s.cvode, day), "CVodeSetStopTime");
  check(CVode(s.cvode, day, s.state, &t, CV_NORMAL) < 0, "CVode");
  found[0] = y[c->place[0]];
  for (int layer = 0, i = 1; layer < 3; ++layer)
    for (found[1 + layer] = 0.0; i <= c->end[layer]; ++i)
      found[1 + layer] += y[c->place[i]];
  found[5] = y[c->place[c->n + 1]];
  found[6] = c->moves ? y[c->place[c->n + 2]] : 0.0;
  found[7] = c->moves ? y[c->place[c->n + 3]] : 0.0;
  // What is missing from the whole, to which the method keeps.
  found[4] = 1.0 - found[0] - found[1] - found[2] - found[3] - found[5] - found[6];
}

// NaN wins.
static double larger(double a, double b) {
  return a >= b || isnan(a) ? a : b;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char** argv) {
  check(argc != 4, "reading the arguments P1|P2|P5 p5.csv EVERY");
  const char* problem = argv[1];
  const int moves = strcmp(problem, "P2") == 0, every = atoi(argv[3]);
  static double parameters[1000][8], answers[1000][8], found[1000][8];
  static chain chains[1000];
  int scenarios = 1;
  memcpy(parameters[0], p1, sizeof p1);
  memcpy(answers[0], moves ? p2_answer : p1_answer, sizeof p1_answer);
  if (strcmp(problem, "P5") == 0) {
    FILE* file = fopen(argv[2], "r");
    check(!file, "opening the scenarios");
    char line[1024];
    scenarios = 0;
    for (int row = -1; fgets(line, sizeof line, file); ++row) {
      if (row < 0 || row % every != 0) continue;
      char* at = line;
      for (int k = 0; k < 14; ++k, ++at)
        *(k < 8 ? &parameters[scenarios][k] : &answers[scenarios][k - 8]) = strtod(at, &at);
      ++scenarios;
    }
    fclose(file);
  }

  static const struct {
    int cells, digits;
  } settings[] = {{32, 3},  {32, 4},  {64, 5},  {112, 5}, {112, 6},
                  {200, 6}, {400, 7}, {560, 7}, {800, 8}};
  SUNContext context;
  check(SUNContext_Create(NULL, &context), "SUNContext_Create");
  for (int klu = 0; klu <= moves; ++klu)  // without what moves, the band is all there is
    for (size_t k = 0; k < sizeof settings / sizeof *settings; ++k) {
      const int cells = settings[k].cells;
      for (int i = 0; i < scenarios; ++i)
        chains[i] = make_chain(parameters[i], cells, moves);
      const solver s = make_solver(chains, klu, pow(10.0, -settings[k].digits), context);
      solve(s, chains, found[0]);
      const double start = now();
      double seconds = 0.0, error = 0.0, relative = 0.0;
      int rounds = 0;
      for (; seconds < 0.2; ++rounds, seconds = now() - start)
        for (int i = 0; i < scenarios; ++i)
          solve(s, &chains[i], found[i]);
      for (int i = 0; i < scenarios; ++i) {
        const double *f = found[i], *right = answers[i];
        for (int part = 0; part < 8; ++part)
          error = larger(error, fabs(f[part] - right[part]));
        const double delivered = right[2] + right[3] + right[4] + right[5];
        relative = larger(relative, fabs(f[2] + f[3] + f[4] + f[5] - delivered) / delivered);
      }
      printf("%s,CVODE %s" BUILD ",\"%d cells, rtol 1e-%d\",%.4g,%.3g,%.3g\n", problem,
             klu ? "KLU" : "banded", cells, settings[k].digits, seconds / rounds / scenarios, error,
             relative);
      fflush(stdout);
      free_solver(s);
    }
  SUNContext_Free(&context);
  return 0;
}
