# levenberg_marquardt.awk - the method once more, in another language, for two parameters, by
# Cramer's rule in place of Cholesky's. tests/levenberg_marquardt.c runs it and compares.
#
#   awk -v scaling=marquardt -v damping=nielsen -v accelerate=1 -v start='1 -0.2' -v steps=8 -f ...
#
# scaling     levenberg, marquardt, more        floor       least D beside the largest
# damping     nielsen, classic                  accelerate  0, 1
# mu, factor                                    avmax
#
# The curve is d = b1 exp(b2 x) through five points. Prints b1, b2, mu, the sum of squares and the
# number of rejected trials after every step.

function residual(i, b1, b2) { return d[i] - b1 * exp(b2 * x[i]) }

function squares(b1, b2,    i, s) {
    s = 0
    for (i = 1; i <= n; i++) s += residual(i, b1, b2) ^ 2
    return s
}

# H = J'J, g = J'e at (p, q).
function linearise(    i, u) {
    h11 = h12 = h22 = g1 = g2 = 0
    for (i = 1; i <= n; i++) {
        u = exp(q * x[i])
        h11 += u * u
        h12 += p * x[i] * u * u
        h22 += (p * x[i] * u) ^ 2
        g1 -= u * residual(i, p, q)
        g2 -= p * x[i] * u * residual(i, p, q)
    }
    if (scaling == "levenberg") { d1 = d2 = 1 }
    if (scaling == "marquardt") { d1 = h11; d2 = h22 }
    if (scaling == "more") { if (h11 > d1) d1 = h11; if (h22 > d2) d2 = h22 }
    if (d1 < floor * d2) d1 = floor * d2
    if (d2 < floor * d1) d2 = floor * d1
}

# (H + mu D) s = r.
function solve(r1, r2,    a, c, det) {
    a = h11 + mu * d1
    c = h22 + mu * d2
    det = a * c - h12 * h12
    s1 = (r1 * c - r2 * h12) / det
    s2 = (a * r2 - h12 * r1) / det
}

# The second derivative of the residuals along (v1, v2), exact: e = d - b1 exp(b2 x).
function curve(v1, v2,    i, u, evv) {
    r1 = r2 = 0
    for (i = 1; i <= n; i++) {
        u = exp(q * x[i])
        evv = -(2 * v1 * v2 * x[i] * u + p * v2 * v2 * x[i] * x[i] * u)
        r1 -= u * evv
        r2 -= p * x[i] * u * evv
    }
}

# One trial; whether it is better.
function trial(    v1, v2, bent, foretold, now, then) {
    solve(g1, g2)
    v1 = s1; v2 = s2
    t1 = v1; t2 = v2
    if (accelerate) {
        curve(v1, v2)
        solve(r1, r2)
        t1 += s1 / 2; t2 += s2 / 2
        bent = sqrt((d1 * s1 ^ 2 + d2 * s2 ^ 2) / (d1 * v1 ^ 2 + d2 * v2 ^ 2))
        if (bent > avmax) return 0
    }
    now = squares(p, q)
    then = squares(p - t1, q - t2)
    foretold = v1 * g1 + v2 * g2 + mu * (d1 * v1 ^ 2 + d2 * v2 ^ 2)
    rho = (now - then) / foretold
    return then < now
}

function step(    k, third) {
    for (k = 0; !trial(); k++) {
        if (k > 100) exit 1
        if (damping == "classic") mu *= factor
        else { mu *= nu; nu *= 2 }
    }
    p -= t1; q -= t2
    third = 1 - (2 * rho - 1) ^ 3
    if (damping == "classic") mu /= factor
    else mu *= third > 1 / 3 ? third : 1 / 3
    nu = 2
    linearise()
    printf "%.17g %.17g %.17g %.17g %d\n", p, q, mu, squares(p, q), k
}

BEGIN {
    n = split("0 1 2 3 4", x)
    split("5 3.1 2.2 1.1 0.9", d)
    split(start, b)
    p = b[1] + 0; q = b[2] + 0
    nu = 2
    linearise()
    mu *= h11 / d1 > h22 / d2 ? h11 / d1 : h22 / d2
    for (t = 1; t <= steps; t++) step()
}
