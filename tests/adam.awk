# adam.awk - RMSprop, Adam, AdamW and Muon once more, in another language, written from the papers'
# and the authors' pseudo-code and not from our C. tests/adam.c runs it and compares.
#
#   awk -v rule=adam -v problem=rosenbrock -v start='-1.2 1' -v steps=60 ... -f adam.awk
#
# rule       rmsprop, adam, adamw, muon
# problem    quadratic, rosenbrock, xor
# eta, alpha, beta1, beta2, rho, mu, eps    as the programs' options
# rest, ns, cubic, look                     Muon's: eta of Adam, steps, polynomial, look ahead
#
# Prints the weights after every step.

# E = (x^2 + 25 y^2)/2, E = (1 - x)^2 + 100 (y - x^2)^2, XOR by a 2-2-1 net.
function slopes() {
    if (problem == "quadratic") {
        g[1] = w[1]
        g[2] = 25 * w[2]
    } else if (problem == "rosenbrock") {
        g[1] = 2 * (w[1] - 1) + 400 * w[1] ^ 3 - 400 * w[1] * w[2]
        g[2] = 200 * w[2] - 200 * w[1] ^ 2
    } else
        xor()
}

function squash(x) { return 1 / (1 + exp(-x)) }

# Four examples, E = mean (y - d)^2. Hidden unit j: w[j], w[2 + j] from the inputs, bias w[4 + j];
# the output: w[7], w[8], bias w[9].
function xor(    k, j, in1, in2, h, out, back, d) {
    for (j = 1; j <= 9; j++) g[j] = 0
    for (k = 0; k < 4; k++) {
        in1 = int(k / 2); in2 = k % 2; d = in1 != in2
        for (j = 1; j <= 2; j++) h[j] = squash(in1 * w[j] + in2 * w[2 + j] + w[4 + j])
        out = squash(h[1] * w[7] + h[2] * w[8] + w[9])
        back = (out - d) * out * (1 - out) / 2
        g[9] += back
        for (j = 1; j <= 2; j++) {
            g[6 + j] += back * h[j]
            g[4 + j] += back * w[6 + j] * h[j] * (1 - h[j])
            g[j] += in1 * back * w[6 + j] * h[j] * (1 - h[j])
            g[2 + j] += in2 * back * w[6 + j] * h[j] * (1 - h[j])
        }
    }
}

# Tieleman and Hinton 2012, with the lecture's decay and momentum around it.
function rmsprop(i) {
    v[i] = alpha * v[i] + (1 - alpha) * g[i] ^ 2
    moved[i] = eta * (g[i] / (sqrt(v[i]) + eps) + rho * w[i]) + mu * moved[i]
    w[i] -= moved[i]
}

# Kingma and Ba 2014, algorithm 1: what theta_t is diminished by, but for alpha.
function adam_ratio(i, gt,    alpha_t) {
    m[i] = beta1 * m[i] + (1 - beta1) * gt
    v[i] = beta2 * v[i] + (1 - beta2) * gt ^ 2
    return (m[i] / (1 - beta1 ^ t)) / (sqrt(v[i] / (1 - beta2 ^ t)) + eps)
}

# L2: line 6 of Loshchilov and Hutter's algorithm 2; decoupled: line 12.
function adam(i) { w[i] -= eta * adam_ratio(i, g[i] + rho * w[i]) }
function adamw(i,    old) {
    old = w[i]
    w[i] -= eta * adam_ratio(i, g[i])
    w[i] -= eta * rho * old
}

# Muon keeps a matrix with a row for each unit, as PyTorch does: ours is its transpose. `rows`
# units, `columns` inputs; weight (r, c) is the (c - 1) rows + r-th of the vector.
function place(r, c) { return (c - 1) * rows + r }

function newton_schulz(a, b, c,    i, j, k) {
    for (i = 1; i <= rows; i++)
        for (j = 1; j <= rows; j++) {
            A[i, j] = 0
            for (k = 1; k <= columns; k++) A[i, j] += X[i, k] * X[j, k]
        }
    for (i = 1; i <= rows; i++)
        for (j = 1; j <= rows; j++) {
            B[i, j] = b * A[i, j]
            for (k = 1; k <= rows; k++) B[i, j] += c * A[i, k] * A[k, j]
        }
    for (i = 1; i <= rows; i++)
        for (j = 1; j <= columns; j++) {
            Y[i, j] = a * X[i, j]
            for (k = 1; k <= rows; k++) Y[i, j] += B[i, k] * X[k, j]
        }
    for (i = 1; i <= rows; i++)
        for (j = 1; j <= columns; j++) X[i, j] = Y[i, j]
}

# momentum.lerp_(grad, 1 - mu); update = grad.lerp_(momentum, mu); and sqrt(max(1, rows/columns)).
function muon_matrix(    i, j, k, p, norm, scale) {
    for (i = 1; i <= rows; i++)
        for (j = 1; j <= columns; j++) {
            p = place(i, j)
            m[p] += (1 - mu) * (g[p] - m[p])
            X[i, j] = look ? g[p] + mu * (m[p] - g[p]) : m[p]
            norm += X[i, j] ^ 2
        }
    for (i = 1; i <= rows; i++)
        for (j = 1; j <= columns; j++) X[i, j] /= sqrt(norm)
    for (k = 1; k <= ns; k++)
        if (cubic) newton_schulz(1.5, -0.5, 0)
        else newton_schulz(3.4445, -4.7750, 2.0315)
    scale = rows > columns ? sqrt(rows / columns) : 1
    for (i = 1; i <= rows; i++)
        for (j = 1; j <= columns; j++) {
            p = place(i, j)
            w[p] = w[p] * (1 - eta * rho) - eta * scale * X[i, j]
        }
}

function muon(    i) {
    muon_matrix()
    for (i = rows * columns + 1; i <= n; i++)
        w[i] = w[i] * (1 - rest * rho) - rest * adam_ratio(i, g[i])
}

function step(    i) {
    slopes()
    if (rule == "muon") { muon(); return }
    for (i = 1; i <= n; i++)
        if (rule == "rmsprop") rmsprop(i)
        else if (rule == "adam") adam(i)
        else adamw(i)
}

BEGIN {
    n = split(start, w)
    for (i = 1; i <= n; i++) { w[i] += 0; m[i] = v[i] = moved[i] = 0 }
    rows = problem == "xor" ? 2 : 1 # of the hidden matrix; a vector is one unit
    columns = 2
    for (t = 1; t <= steps; t++) {
        step()
        for (i = 1; i <= n; i++) printf "%.17g\n", w[i]
    }
}
