# adaptive.awk - AdaGrad, AdaDelta and weight decay once more, in another language, written
# from the papers' pseudo-code and not from our C. tests/adaptive.c runs it and compares.
#
#   awk -v rule=adadelta -v problem=rosenbrock -v start='-1.2 1' -v steps=60 ... -f adaptive.awk
#
# rule       adagrad, adadelta, decay
# problem    quadratic, rosenbrock
# eta, mu, rho, eps, alpha, beta    the slides' letters
#
# Prints the weights after every step.

# E = (x^2 + 25 y^2)/2, E = (1 - x)^2 + 100 (y - x^2)^2
function slopes() {
    if (problem == "quadratic") {
        g[1] = x[1]
        g[2] = 25 * x[2]
    } else {
        g[1] = 2 * (x[1] - 1) + 400 * x[1] ^ 3 - 400 * x[1] * x[2]
        g[2] = 200 * x[2] - 200 * x[1] ^ 2
    }
}

# Duchi, Hazan and Singer 2011: x := x - eta g / (delta + ||g_1..t||).
function adagrad(i) {
    history[i] = history[i] + g[i] ^ 2
    return g[i] / (eps + sqrt(history[i]))
}

# Zeiler 2012, algorithm 1: accumulate gradient; compute update RMS[dx]_(t-1) / RMS[g]_t g_t.
# Its line "accumulate updates" is at the end of step(), with the update as it was applied.
function adadelta(i) {
    Eg2[i] = alpha * Eg2[i] + (1 - alpha) * g[i] ^ 2
    return sqrt(Edx2[i] + eps) / sqrt(Eg2[i] + eps) * g[i]
}

# What is subtracted is eta times (the rule's g plus rho x), and mu times what was last time.
function step(    i, update, ruled) {
    slopes()
    for (i = 1; i <= n; i++) {
        ruled = rule == "adagrad" ? adagrad(i) : rule == "adadelta" ? adadelta(i) : g[i]
        update = eta * ruled + eta * rho * x[i] + mu * last[i]
        x[i] -= update
        last[i] = update
        Edx2[i] = beta * Edx2[i] + (1 - beta) * update ^ 2
    }
}

BEGIN {
    n = split(start, x)
    for (i = 1; i <= n; i++) x[i] += 0
    for (t = 1; t <= steps; t++) {
        step()
        for (i = 1; i <= n; i++) printf "%.17g\n", x[i]
    }
}
