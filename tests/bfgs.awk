# bfgs.awk - BFGS once more, in another language, written from the textbook's product of
# three matrices and not from our C. tests/bfgs.c runs it and compares.
#
#   awk -v problem=rosenbrock -v start='-1.2 1' -v alphas='0.004 1 1' ... -f bfgs.awk
#
# problem    quadratic, rosenbrock, xor
# alphas     how far along each direction; the search is not repeated here, but its end is judged:
#            exit status 1 if a step breaks the strong Wolfe conditions with c1, c2
#
# Prints the weights after every step, then V row by row.

# E = (x^2 + 25 y^2)/2
function quadratic(w, g) {
    g[1] = w[1]
    g[2] = 25 * w[2]
    return (w[1] ^ 2 + 25 * w[2] ^ 2) / 2
}

# E = (1 - x)^2 + 100 (y - x^2)^2
function rosenbrock(w, g) {
    g[1] = 2 * (w[1] - 1) + 400 * w[1] ^ 3 - 400 * w[1] * w[2]
    g[2] = 200 * w[2] - 200 * w[1] ^ 2
    return (1 - w[1]) ^ 2 + 100 * (w[2] - w[1] ^ 2) ^ 2
}

function logistic(s) { return 1 / (1 + exp(-s)) }

# A 2-2-1 net: hidden neuron j has w[j], w[2+j] and the bias w[4+j]; the output w[7], w[8], w[9].
function xor(w, g,    p, i, j, x, d, h, y, out, hid, e) {
    e = 0
    for (i = 1; i <= 9; i++) g[i] = 0
    for (p = 0; p < 4; p++) {
        x[1] = int(p / 2)
        x[2] = p % 2
        d = x[1] != x[2]
        for (j = 1; j <= 2; j++) h[j] = logistic(w[j] * x[1] + w[2 + j] * x[2] + w[4 + j])
        y = logistic(w[7] * h[1] + w[8] * h[2] + w[9])
        e += (y - d) ^ 2 / 4
        out = (y - d) / 2 * y * (1 - y)
        g[9] += out
        for (j = 1; j <= 2; j++) {
            hid = out * w[6 + j] * h[j] * (1 - h[j])
            g[6 + j] += out * h[j]
            g[j] += hid * x[1]
            g[2 + j] += hid * x[2]
            g[4 + j] += hid
        }
    }
    return e
}

function evaluate(w, g) {
    return problem == "quadratic" ? quadratic(w, g) : problem == "rosenbrock" ? rosenbrock(w, g) : xor(w, g)
}

function dot(a, b,    i, sum) {
    for (i = 1; i <= n; i++) sum += a[i] * b[i]
    return sum
}

function set_identity(scale,    i, j) {
    for (i = 1; i <= n; i++)
        for (j = 1; j <= n; j++) V[i, j] = scale * (i == j)
}

# V := (I - s r'/r's) V (I - r s'/r's) + s s'/r's, all four loops of it.
function update(    c, i, j, k, L, LV) {
    c = dot(r, s)
    for (i = 1; i <= n; i++)
        for (j = 1; j <= n; j++) L[i, j] = (i == j) - s[i] * r[j] / c
    for (i = 1; i <= n; i++)
        for (j = 1; j <= n; j++) {
            LV[i, j] = 0
            for (k = 1; k <= n; k++) LV[i, j] += L[i, k] * V[k, j]
        }
    for (i = 1; i <= n; i++)
        for (j = 1; j <= n; j++) {
            V[i, j] = s[i] * s[j] / c
            for (k = 1; k <= n; k++) V[i, j] += LV[i, k] * L[j, k]
        }
}

function step(alpha,    i, j, p, old, slope, new_slope) {
    for (i = 1; i <= n; i++) {
        p[i] = 0
        for (j = 1; j <= n; j++) p[i] -= V[i, j] * g[j]
    }
    slope = dot(g, p)
    for (i = 1; i <= n; i++) {
        s[i] = alpha * p[i]
        w[i] += s[i]
        r[i] = -g[i]
    }
    old = E
    E = evaluate(w, g)
    new_slope = dot(g, p)
    for (i = 1; i <= n; i++) r[i] += g[i]
    if (slope >= 0 || E > old + c1 * alpha * slope || new_slope ^ 2 > (c2 * slope) ^ 2) broken = 1
}

BEGIN {
    n = split(start, w, " ")
    steps = split(alphas, alpha, " ")
    for (i = 1; i <= n; i++) w[i] += 0
    E = evaluate(w, g)
    set_identity(1)
    for (t = 1; t <= steps; t++) {
        step(alpha[t])
        if (t == 1) set_identity(dot(r, s) / dot(r, r))
        update()
        for (i = 1; i <= n; i++) printf "%.17g\n", w[i]
    }
    for (i = 1; i <= n; i++)
        for (j = 1; j <= n; j++) printf "%.17g\n", V[i, j]
    exit broken
}
