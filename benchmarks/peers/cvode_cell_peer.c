// CVODE of SUNDIALS with KLU on P3: cvode_cell_peer P3/25|P3/100|P3/400 p3.csv; rows of CSV to
// stdout.
//
// The cell around one conical channel, R of its radius, in r and z (per radian), two ways: finite
// volumes on Cartesian cells, where the wall cuts through cells and links between their centres
// take the resistances along them, averaged over the face; and finite volumes around the corners of
// triangles that fit the wall (linear elements, lumped). Unknowns are u over that of the full film.

#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <time.h>

#ifndef BUILD
#define BUILD ""  // of SUNDIALS, as the rows name it
#endif

// In um and s. Regions: three layers and the channel's fluid.
enum { fluid = 3, most_lines = 1000, most_times = 4 };
static const double face[4] = {0, 15, 95, 1095}, mouth = 35, depth = 150, film = 20;
static const double D[4] = {1e-2, 50, 100, 500}, K[4] = {1, 0.5, 0.5, 1}, loss[4] = {0, 0, 5e-4, 0};
static const double times[most_times] = {600, 3600, 14400, 86400};

static void check(int failed, const char* what) {
  if (!failed) return;
  fprintf(stderr, "cvode_cell_peer: %s failed\n", what);
  exit(1);
}

static void* allocate(size_t count, size_t size) {
  void* memory = calloc(count, size);
  check(!memory, "allocation");
  return memory;
}

// Node 0 is the film. capacity u' = sum of links - leak u, as a matrix by columns.
typedef struct {
  int size, entries, room;
  double *capacity, *leak, *above;  // above: the part of the capacity that is over 15 um
  int *from, *to;                   // links
  double* link;
  int *start, *row;
  double* rate;
} cell;

static cell make_cell(int size, int room) {
  cell c = {.size = size, .room = room};
  c.capacity = allocate(3 * size, sizeof(double));
  c.leak = c.capacity + size, c.above = c.leak + size;
  c.from = allocate(2 * room, sizeof(int)), c.to = c.from + room;
  c.link = allocate(room, sizeof(double));
  return c;
}

static void join(cell* c, int a, int b, double conductance) {
  if (a == b) return;
  check(c->entries == c->room, "room for links");
  c->from[c->entries] = a, c->to[c->entries] = b, c->link[c->entries++] = conductance;
}

static void add_volume(cell* c, int node, int region, int is_above, double volume) {
  c->capacity[node] += K[region] * volume;
  c->leak[node] += loss[region] * K[region] * volume;
  if (is_above) c->above[node] += K[region] * volume;
}

// Links to columns of the Jacobian; those between the same two nodes are added.
static void compress(cell* c) {
  const int n = c->size;
  int* last = allocate(n, sizeof(int));
  int* head = allocate(n, sizeof(int));
  int* next = allocate(2 * c->entries, sizeof(int));
  c->start = allocate(n + 1, sizeof(int));
  c->row = allocate(n + 2 * c->entries, sizeof(int));
  c->rate = allocate(n + 2 * c->entries, sizeof(double));
  for (int i = 0; i < n; ++i)
    head[i] = last[i] = -1;
  for (int e = 0; e < 2 * c->entries; ++e) {
    const int column = e % 2 ? c->to[e / 2] : c->from[e / 2];
    next[e] = head[column], head[column] = e;
  }
  int filled = 0;
  for (int i = 0; i < n; ++i) {
    const int diagonal = c->start[i] = filled;
    c->row[filled] = i, c->rate[filled++] = -c->leak[i] / c->capacity[i];
    for (int e = head[i]; e >= 0; e = next[e]) {
      const int other = e % 2 ? c->from[e / 2] : c->to[e / 2];
      if (last[other] < diagonal) {
        last[other] = filled;
        c->row[filled] = other, c->rate[filled++] = 0.0;
      }
      c->rate[last[other]] += c->link[e / 2] / c->capacity[other];
      c->rate[diagonal] -= c->link[e / 2] / c->capacity[i];
    }
  }
  c->start[n] = filled;
  free(last), free(head), free(next);
}

static void free_cell(cell* c) {
  free(c->capacity), free(c->from), free(c->link), free(c->start), free(c->row), free(c->rate);
}

// Lines from a to b, from a spacing at each end that grows with the distance from it; the last at
// line[returned].
static int spread(double a, double b, double at_a, double at_b, double growth, double* line) {
  enum { samples = 20000 };
  double total = 0.0, sum = 0.0;
  for (int pass = 0, n = 0, filled = 0; pass < 2; ++pass)
    for (int k = 0; k < samples; ++k) {
      const double x = (b - a) * (k + 0.5) / samples;
      const double left = at_a + growth * x, right = at_b + growth * (b - a - x);
      const double density = (b - a) / samples / (left < right ? left : right);
      if (pass == 0) {
        total += density;
        n = total < 1.5 ? 1 : (int)(total + 0.5);
        continue;
      }
      while (filled <= n && filled * total / n <= sum + density)
        line[filled] = a + (b - a) * (k + (filled * total / n - sum) / density) / samples, ++filled;
      sum += density;
      if (k == samples - 1) {
        line[0] = a, line[n] = b;
        return n;
      }
    }
  return 0;
}

// Rows of the mesh: fine at the film, at faces and at the tip.
static int make_rows(double scale, double growth, double* z, int* tip) {
  int n = spread(0, face[1], 1.0 * scale, 1.5 * scale, growth, z);
  n += spread(face[1], face[2], 1.5 * scale, 6 * scale, growth, z + n);
  n += spread(face[2], depth, 6 * scale, 2 * scale, growth, z + n);
  *tip = n;
  return n + spread(depth, face[3], 2 * scale, 150 * scale, growth, z + n);
}

static int layer_of(double z) {
  return z < face[1] ? 0 : z < face[2] ? 1 : 2;
}

// NaN wins.
static double larger(double a, double b) {
  return a >= b || isnan(a) ? a : b;
}

static double lesser(double a, double b) {
  return a < b ? a : b;
}

// Length, by region, of the line from z = a down to b at r; returns its resistance.
static double cut(double r, double a, double b, double length[4]) {
  const double end = lesser(b, larger(a, depth * (1 - r / mouth)));  // of the fluid
  double resistance = (end - a) / (K[fluid] * D[fluid]);
  length[fluid] = end - a;
  for (int layer = 0; layer < 3; ++layer) {
    length[layer] = larger(0, lesser(b, face[layer + 1]) - larger(end, face[layer]));
    resistance += length[layer] / (K[layer] * D[layer]);
  }
  return resistance;
}

static cell cartesian(double R, double scale) {
  enum { samples = 16 };
  static double r[most_lines], z[most_lines];
  int tip;
  const double growth = 0.2 * scale;
  const int inside = larger(4, 10 / scale);
  for (int i = 0; i <= inside; ++i)
    r[i] = mouth * i / inside;
  const int columns = inside + spread(mouth, R, 1.5 * scale, 0.25 * R * scale, growth, r + inside);
  const int rows = make_rows(scale, growth, z, &tip);
  cell c = make_cell(rows * columns + 1, 2 * rows * columns + columns);
  c.capacity[0] = film * R * R / 2;
  c.above[0] = c.capacity[0];
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i) {
      const int node = 1 + j * columns + i;
      const double middle = (z[j] + z[j + 1]) / 2;
      const double next = j + 1 < rows ? (z[j + 1] + z[j + 2]) / 2 : z[rows];
      const double side = K[layer_of(middle)] * D[layer_of(middle)];
      double up = 0.0, down = 0.0, out = 0.0, length[4];
      for (int k = 0; k < samples; ++k) {
        const double width = (r[i + 1] - r[i]) / samples, at = r[i] + (k + 0.5) * width;
        up += at * width / cut(at, 0, middle, length);
        down += at * width / cut(at, middle, next, length);
        cut(at, z[j], z[j + 1], length);
        for (int region = 0; region < 4; ++region)
          add_volume(&c, node, region, z[j + 1] <= face[1], at * width * length[region]);
        if (i + 1 == columns) continue;
        const double height = (z[j + 1] - z[j]) / samples;
        const double wall = mouth * (1 - (z[j] + (k + 0.5) * height) / depth);
        const double a = (r[i] + r[i + 1]) / 2, b = (r[i + 1] + r[i + 2]) / 2;
        const double end = lesser(b, larger(a, wall));
        out += height / (log(end / a) / (K[fluid] * D[fluid]) + log(b / end) / side);
      }
      if (j == 0) join(&c, 0, node, up);
      if (j + 1 < rows)
        join(&c, node, node + columns, down);
      else
        c.leak[node] += down;
      if (i + 1 < columns) join(&c, node, node + 1, out);
    }
  return c;
}

typedef struct {
  double r, z;
  int node;  // -1: in the sink
} corner;

static void add_triangle(cell* c, corner p, corner q, corner s, int region) {
  const corner* at[3] = {&p, &q, &s};
  const double twice = fabs((q.r - p.r) * (s.z - p.z) - (s.r - p.r) * (q.z - p.z));
  const double mean = (p.r + q.r + s.r) / 3;
  for (int i = 0; i < 3; ++i) {
    const corner *a = at[i], *b = at[(i + 1) % 3], *o = at[(i + 2) % 3];
    const double dot = (a->r - o->r) * (b->r - o->r) + (a->z - o->z) * (b->z - o->z);
    const double conductance = K[region] * D[region] * mean * dot / (2 * twice);
    if (a->node >= 0 && b->node >= 0)
      join(c, a->node, b->node, conductance);
    else if (a->node >= 0)
      c->leak[a->node] += conductance;
    else if (b->node >= 0)
      c->leak[b->node] += conductance;
    if (a->node >= 0)
      add_volume(c, a->node, region, larger(p.z, larger(q.z, s.z)) <= face[1],
                 twice / 24 * (3 * mean + a->r));
  }
}

// Rows of corners, `inside` from the axis to the wall and `outside` from there to R; below the tip
// there is no inside.
static cell fitted(double R, double scale) {
  static double g[most_lines], z[most_lines];
  int tip;
  const double growth = 0.2 * scale;
  const int inside = larger(2, 4 / scale);
  const int outside = spread(0, 1, 1.5 * scale / R, 0.25 * scale, growth, g);
  const int rows = make_rows(scale, growth, z, &tip), across = inside + outside;
  cell c = make_cell(1 + rows * (across + 1), 6 * rows * (across + 1));
  corner* old = allocate(2 * (across + 1), sizeof(corner));
  corner* row = old + across + 1;
  int node = 1;
  for (int j = 0; j <= rows; ++j) {
    const double wall = j < tip ? mouth * (1 - z[j] / depth) : 0.0;
    for (int i = 0; i <= across; ++i) {
      row[i].r = i < inside ? wall * i / inside : wall + (R - wall) * g[i - inside];
      row[i].z = z[j];
      row[i].node = j == 0                             ? 0
                    : j == rows                        ? -1
                    : j >= tip && 0 < i && i <= inside ? node - 1
                                                       : node++;
    }
    for (int i = j > tip ? inside : 0; j > 0 && i < across; ++i) {
      const int region = i < inside ? fluid : layer_of((z[j - 1] + z[j]) / 2);
      if (j != tip || i >= inside) add_triangle(&c, old[i], row[i], row[i + 1], region);
      add_triangle(&c, old[i], old[i + 1], row[i + 1], region);
    }
    memcpy(old, row, (across + 1) * sizeof(corner));
  }
  free(old);
  c.size = node;
  // The film, and the halves of the volumes at its face, which fill from it.
  c.capacity[0] += film * R * R / 2;
  c.above[0] += film * R * R / 2;
  return c;
}

static int slope(double t, N_Vector state, N_Vector derivative, void* data) {
  (void)t;
  const cell* c = data;
  const double* u = N_VGetArrayPointer(state);
  double* du = N_VGetArrayPointer(derivative);
  memset(du, 0, c->size * sizeof(double));
  for (int i = 0; i < c->size; ++i)
    for (int e = c->start[i]; e < c->start[i + 1]; ++e)
      du[c->row[e]] += c->rate[e] * u[i];
  return 0;
}

static int jacobian(double t, N_Vector state, N_Vector derivative, SUNMatrix J, void* data,
                    N_Vector w1, N_Vector w2, N_Vector w3) {
  (void)t, (void)state, (void)derivative, (void)w1, (void)w2, (void)w3;
  const cell* c = data;
  for (int i = 0; i <= c->size; ++i)
    SM_INDEXPTRS_S(J)[i] = c->start[i];
  for (int e = 0; e < c->start[c->size]; ++e)
    SM_INDEXVALS_S(J)[e] = c->row[e], SM_DATA_S(J)[e] = c->rate[e];
  return 0;
}

typedef struct {
  int unknowns;
  double delivered[most_times];
} answer;

// Everything from the mesh on.
static answer solve(double R, int fits, double scale, double rtol, SUNContext context) {
  cell c = fits ? fitted(R, scale) : cartesian(R, scale);
  compress(&c);
  const double dose = film * R * R / 2;
  void* cvode = CVodeCreate(CV_BDF, context);
  N_Vector state = N_VNew_Serial(c.size, context);
  SUNMatrix matrix = SUNSparseMatrix(c.size, c.size, c.start[c.size], CSC_MAT, context);
  SUNLinearSolver linear = SUNLinSol_KLU(state, matrix, context);
  N_VConst(0.0, state);
  double* u = N_VGetArrayPointer(state);
  u[0] = dose / c.capacity[0];
  check(SUNLinSol_KLUSetOrdering(linear, 0), "SUNLinSol_KLUSetOrdering");  // AMD
  check(CVodeInit(cvode, slope, 0.0, state), "CVodeInit");
  check(CVodeSStolerances(cvode, rtol, 1e-2 * rtol), "CVodeSStolerances");
  check(CVodeSetLinearSolver(cvode, linear, matrix), "CVodeSetLinearSolver");
  check(CVodeSetJacFn(cvode, jacobian), "CVodeSetJacFn");
  check(CVodeSetUserData(cvode, &c), "CVodeSetUserData");
  check(CVodeSetMaxNumSteps(cvode, 1000000), "CVodeSetMaxNumSteps");
  check(CVodeSetStopTime(cvode, times[most_times - 1]), "CVodeSetStopTime");
  answer found = {.unknowns = c.size};
  for (int k = 0; k < most_times; ++k) {
    double t;
    check(CVode(cvode, times[k], state, &t, CV_NORMAL) < 0, "CVode");
    double remains = 0.0;
    for (int i = 0; i < c.size; ++i)
      remains += c.above[i] * u[i];
    found.delivered[k] = 1 - remains / dose;
  }
  CVodeFree(&cvode);
  SUNLinSolFree(linear);
  SUNMatDestroy(matrix);
  N_VDestroy(state);
  free_cell(&c);
  return found;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

// Reads the row of the density.
static void read_answer(const char* path, double per_cm2, double right[most_times]) {
  FILE* file = fopen(path, "r");
  check(!file, "opening the answers");
  int known = 0;
  for (char line[1024]; !known && fgets(line, sizeof line, file);) {
    char* at = line;
    known = strtod(at, &at) == per_cm2;
    for (int k = 0; known && k < most_times; ++k)
      right[k] = strtod(at + 1, &at);
  }
  fclose(file);
  check(!known, "finding the density among the answers");
}

int main(int argc, char** argv) {
  check(argc != 3 || strncmp(argv[1], "P3/", 3) != 0, "reading the arguments P3/PER_CM2 p3.csv");
  const double per_cm2 = atof(argv[1] + 3), R = 1e4 / sqrt(acos(-1.0) * per_cm2);
  double right[most_times];
  read_answer(argv[2], per_cm2, right);

  static const struct {
    int fits, digits;
    double scale;
  } settings[] = {{0, 3, 1.0}, {0, 3, 0.5}, {1, 3, 1.0}, {1, 3, 0.5}, {1, 4, 0.21}};
  SUNContext context;
  check(SUNContext_Create(NULL, &context), "SUNContext_Create");
  for (size_t k = 0; k < sizeof settings / sizeof *settings; ++k) {
    const int fits = settings[k].fits, digits = settings[k].digits;
    const double scale = settings[k].scale, rtol = pow(10.0, -digits);
    answer found = solve(R, fits, scale, rtol, context);  // warms up
    const double start = now();
    double seconds = 0.0, errors[most_times], error = 0.0, relative = 0.0;
    int rounds = 0;
    for (; seconds < 0.2; ++rounds, seconds = now() - start)
      found = solve(R, fits, scale, rtol, context);
    for (int i = 0; i < most_times; ++i) {
      errors[i] = found.delivered[i] - right[i];
      error = larger(error, fabs(errors[i]));
      relative = larger(relative, fabs(errors[i]) / right[i]);
    }
    printf("%s,CVODE KLU %s" BUILD ",\"%d unknowns, rtol 1e-%d\",%.4g,%.3g,%.3g", argv[1],
           fits ? "fitted" : "Cartesian", found.unknowns, digits, seconds / rounds, error,
           relative);
    for (int i = 0; i < most_times; ++i)
      printf(",%.3g", errors[i]);
    printf("\n");
    fflush(stdout);
  }
  SUNContext_Free(&context);
  return 0;
}
