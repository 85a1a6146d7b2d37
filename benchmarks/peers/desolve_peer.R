# deSolve on the reference problems: Rscript desolve_peer.R P1|P2|P5 p5.csv EVERY; rows of CSV to
# stdout. The same chain of finite volumes as in scipy_peer.py, in R, with its banded Jacobian.

library(deSolve)

day <- 86400
# Film thickness, D and K of three layers, loss in the third.
p1 <- c(2e-5, 1e-14, 1, 5e-11, 0.5, 1e-10, 0.5, 5e-4)
# Film, three layers, cleared, receptor; of P2 also evaporated and via channels.
p1_answer <- c(0.08169574985757884, 0.03252385632462623, 0.001276092199980614, 0.004953167965101547,
               0.6940738398267475, 0.18547729382596523)
p2_answer <- c(8.478939082259784e-05, 0.0001893643125541257, 8.76866440270541e-06,
               3.5298002850188625e-05, 0.7543575024167138, 0.2021461409539383, 0.04317813624933841,
               0.6763765407132148)

# Node 1 is the film, 2 to n + 1 the cells, n + 2 the receptor; of P2, n + 3 is what evaporated and
# n + 4 what went through channels, a shunt from the film to the lower face of layer 1.
make_chain <- function(parameters, cells, moves) {
  mesh <- c(3 * cells %/% 8, cells %/% 8, cells %/% 2)
  third <- 6^seq(0, 1, length.out = mesh[3]) # its cells grow to six times the first
  width <- c(rep(c(15e-6, 80e-6) / mesh[1:2], mesh[1:2]), 1e-3 * third / sum(third))
  D <- rep(parameters[c(2, 4, 6)], mesh)
  K <- rep(parameters[c(3, 5, 7)], mesh)
  half <- c(0, width / (2 * K * D), 0) # resistance of half a cell
  link <- 1 / (half[-1] + half[-(cells + 2)])
  inverse <- 1 / c(parameters[1], K * width, Inf)
  down <- link * inverse[-(cells + 2)]
  up <- link * inverse[-1]
  loss <- c(rep(0, 1 + mesh[1] + mesh[2]), rep(parameters[8], mesh[3]), 0)
  a <- mesh[1] + 1 # the last cell of layer 1; b is the next
  b <- a + 1
  size <- cells + 2 + 2 * moves
  node <- seq_len(size)
  if (moves) {
    mouth <- link[1]
    above <- 1 / half[a]
    below <- 1 / half[b]
    inverse_a <- inverse[a]
    inverse_b <- inverse[b]
    down[c(1, a)] <- up[a] <- 0
    # Nodes by their distance from the film keep the band narrow.
    distance <- pmin(node - 1, abs(node - a - 0.5) + 0.5)
    distance[cells + 3:4] <- c(1, -1)
    node <- order(distance)
  }
  place <- order(node)
  leave <- loss + c(down, 0) + c(0, up)
  i <- seq_len(cells + 1)
  to <- c(1, 2, a, b, cells + 3, cells + 4)
  of <- c(1, a, b)
  band <- if (moves) 4 else 1

  # What moves in P2: rates to film, first cell, a, b, air and channels of film, a and b.
  moving <- function(t) {
    film <- 4e-6 + 16e-6 * exp(-t / 1800)
    shunt <- 1e-3 / 3e5 * exp(-t / 7200)
    star <- above + below + shunt
    to_a <- above * shunt / star
    to_b <- below * shunt / star
    across <- above * below / star
    matrix(c(-(mouth + 1e-10 + to_a + to_b) / film, mouth / film, to_a / film, to_b / film,
             1e-10 / film, (to_a + to_b) / film,
             to_a * inverse_a, 0, -(to_a + across) * inverse_a, across * inverse_a, 0,
             -to_a * inverse_a,
             to_b * inverse_b, 0, across * inverse_b, -(to_b + across) * inverse_b, 0,
             -to_b * inverse_b), 6)
  }
  chain_slope <- function(y) c(0, down * y[i]) + c(up * y[i + 1], 0) - leave * y[c(i, cells + 2)]
  slope <- function(t, y, parms) list(chain_slope(y))
  still <- matrix(0, 2 * band + 1, size)
  add <- function(packed, row, column, value) {
    at <- cbind(band + 1 + place[row] - place[column], place[column])
    packed[at] <- packed[at] + value
    packed
  }
  still <- add(still, seq_len(cells + 2), seq_len(cells + 2), -leave)
  still <- add(still, i + 1, i, down)
  still <- add(still, i, i + 1, up)
  jacobian <- function(t, y, parms) still
  if (moves) {
    slope <- function(t, y, parms) {
      y <- y[place]
      dy <- c(chain_slope(y), 0, 0)
      dy[to] <- dy[to] + moving(t) %*% y[of]
      list(dy[node])
    }
    jacobian <- function(t, y, parms) add(still, rep(to, 3), rep(of, each = 6), c(moving(t)))
  }
  layers <- split(place[seq_len(cells) + 1], rep(1:3, mesh))
  list(slope = slope, jacobian = jacobian, band = band, start = as.numeric(node == 1),
       inventories = function(y) {
         layer <- vapply(layers, function(at) sum(y[at]), 0)
         rest <- y[place[-seq_len(cells + 1)]] # receptor, evaporated, via channels
         # What is missing from the whole, to which the methods keep, is cleared.
         c(y[place[1]], layer, 1 - y[place[1]] - sum(layer, rest[1:(1 + moves)]), rest)
       })
}

solve_chain <- function(chain, method, rtol) {
  run <- ode(chain$start, c(0, day), chain$slope, NULL, method, rtol = rtol, atol = 1e-2 * rtol,
             jacfunc = chain$jacobian, jactype = "bandusr", bandup = chain$band,
             banddown = chain$band, maxsteps = 1e5)
  chain$inventories(run[2, -1])
}

arguments <- commandArgs(TRUE)
problem <- arguments[1]
moves <- problem == "P2"
parameters <- rbind(p1)
answers <- rbind(if (moves) p2_answer else p1_answer)
if (problem == "P5") {
  rows <- as.matrix(read.csv(arguments[2]))
  rows <- rows[seq(1, nrow(rows), as.integer(arguments[3])), ]
  parameters <- rows[, 1:8]
  answers <- rows[, 9:14]
}
delivered <- rowSums(answers[, 3:6, drop = FALSE])
settings <- list(c(32, 3), c(32, 4), c(64, 5), c(112, 5), c(112, 6), c(200, 6), c(400, 7),
                 c(560, 7), c(800, 8))
for (method in c("vode", "radau")) for (setting in settings) {
  chains <- apply(parameters, 1, make_chain, setting[1], moves)
  solve_each <- function(chain) solve_chain(chain, method, 10^-setting[2])
  solve_each(chains[[1]])
  rounds <- 0
  start <- proc.time()[["elapsed"]]
  repeat {
    found <- t(vapply(chains, solve_each, answers[1, ]))
    rounds <- rounds + 1
    seconds <- proc.time()[["elapsed"]] - start
    if (seconds > 0.2) break
  }
  error <- max(abs(found - answers))
  relative <- max(abs(rowSums(found[, 3:6, drop = FALSE]) - delivered) / delivered)
  cat(sprintf('%s,deSolve %s,"%d cells, rtol 1e-%d",%.4g,%.3g,%.3g\n', problem, method, setting[1],
              setting[2], seconds / rounds / length(chains), error, relative))
}
