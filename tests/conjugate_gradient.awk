# conjugate_gradient.awk - conjugate gradients once more, in another language and in the textbooks'
# signs (d downhill, d = -g + beta d, x = x + alpha d), not from our C. tests/conjugate_gradient.c
# runs it and compares.
#
#   awk -v beta=fr -v problem=rosenbrock -v start='-1.2 1' -v steps=5 -v eta=0.01 ... -f this
#
# beta       fr, pr, pr+, hs
# problem    quadratic, rosenbrock
# lines      exact: each line but the first (which is eta long) to its bottom, on the quadratic only;
#            first: the step is the first guess, eta long and then by the slopes' ratio
# nu         Powell's; 0 is never
# mu, rho    the slide's momentum and decay
#
# Prints the weights after every step.

# E = (x^2 + 3 y^2)/2, E = (1 - x)^2 + 100 (y - x^2)^2
function slopes(at, g) {
    if (problem == "quadratic") {
        g[1] = at[1]
        g[2] = 3 * at[2]
    } else {
        g[1] = 2 * (at[1] - 1) + 400 * at[1] ^ 3 - 400 * at[1] * at[2]
        g[2] = 200 * at[2] - 200 * at[1] ^ 2
    }
}

function dot(a, b) { return a[1] * b[1] + a[2] * b[2] }

function kept(i) {
    for (i = 1; i <= 2; i++)
        y[i] = g[i] - g_old[i]
    if (beta == "fr")
        return dot(g, g) / dot(g_old, g_old)
    if (beta == "hs")
        return dot(g, y) / dot(d, y)
    if (beta == "pr+" && dot(g, y) < 0)
        return 0
    return dot(g, y) / dot(g_old, g_old)
}

function absolute(a) { return a < 0 ? -a : a }

function step(t, i, b, alpha, slope) {
    slopes(x, g)
    b = t == 1 || (nu > 0 && absolute(dot(g, g_old)) >= nu * dot(g, g)) ? 0 : kept()
    for (i = 1; i <= 2; i++) {
        d[i] = -g[i] + (b == 0 ? 0 : b * d[i])
        along[i] = d[i] - rho * x[i]
        begin[i] = x[i] + mu * change[i]
        g_old[i] = g[i]
    }
    slopes(begin, g_begin)
    slope = dot(g_begin, along)
    if (t == 1)
        alpha = eta / sqrt(dot(along, along))
    else if (lines == "exact")
        alpha = -slope / (along[1] ^ 2 + 3 * along[2] ^ 2)
    else
        alpha = alpha_old * slope_old / slope
    for (i = 1; i <= 2; i++) {
        change[i] = begin[i] + alpha * along[i] - x[i]
        x[i] += change[i]
    }
    alpha_old = alpha
    slope_old = slope
}

BEGIN {
    split(start, x, " ")
    change[1] = change[2] = 0
    for (t = 1; t <= steps; t++) {
        step(t)
        printf "%.17g %.17g\n", x[1], x[2]
    }
}
