# reference.awk - the training rules once more, in another language, written from the
# papers' pseudo-code and not from our C. tests/methods.c runs it and compares.
#
#   awk -v rule=iplus -v problem=rosenbrock -v start='-1.2 1' -v steps=60 ... -f reference.awk
#
# rule       gd, momentum, minus, plus, iminus, iplus (the last four are RProp's)
# problem    quadratic, rosenbrock, xor
# eta, mu    learning rate and momentum; for RProp eta is the first step size and
#            grow, shrink, max, min its factors and bounds
#
# Prints the weights after every step, and at last how often RProp's branches were taken.

function sign(x) { return (x > 0) - (x < 0) }

# ------------------------------------------------------- the problems: w -> E, g

# E = (x^2 + 25 y^2)/2
function quadratic() {
    E = (w[1] * w[1] + 25 * w[2] * w[2]) / 2
    g[1] = w[1]
    g[2] = 25 * w[2]
}

# E = (1 - x)^2 + 100 (y - x^2)^2
function rosenbrock() {
    E = (1 - w[1]) ^ 2 + 100 * (w[2] - w[1] ^ 2) ^ 2
    g[1] = -2 * (1 - w[1]) - 400 * w[1] * (w[2] - w[1] ^ 2)
    g[2] = 200 * (w[2] - w[1] ^ 2)
}

function logistic(s) { return 1 / (1 + exp(-s)) }

# One example of XOR through a 2-2-1 net: hidden neuron j has the weights w[j], w[2+j] of
# the two inputs and the bias w[4+j]; the output has w[7], w[8] and the bias w[9].
# dE/ds of the output is (2/4) (y - d) y (1 - y), the mean being over four examples.
function xor_example(x1, x2, d,    h1, h2, y, delta, delta1, delta2) {
    h1 = logistic(w[1] * x1 + w[3] * x2 + w[5])
    h2 = logistic(w[2] * x1 + w[4] * x2 + w[6])
    y = logistic(w[7] * h1 + w[8] * h2 + w[9])
    E += (y - d) ^ 2 / 4
    delta = (y - d) / 2 * y * (1 - y)
    delta1 = delta * w[7] * h1 * (1 - h1)
    delta2 = delta * w[8] * h2 * (1 - h2)
    g[1] += delta1 * x1; g[3] += delta1 * x2; g[5] += delta1
    g[2] += delta2 * x1; g[4] += delta2 * x2; g[6] += delta2
    g[7] += delta * h1; g[8] += delta * h2; g[9] += delta
}

function xor(    i) {
    E = 0
    for (i = 1; i <= 9; i++) g[i] = 0
    xor_example(0, 0, 0)
    xor_example(0, 1, 1)
    xor_example(1, 0, 1)
    xor_example(1, 1, 0)
}

function evaluate() {
    if (problem == "quadratic") quadratic()
    else if (problem == "rosenbrock") rosenbrock()
    else xor()
}

# ------------------------------------------------------------ the two of one rate

function gd(i) { w[i] -= eta * g[i] }

# v: the velocity, with the lecture's sign, so that it is subtracted.
function momentum(i) {
    v[i] = eta * g[i] + mu * v[i]
    w[i] -= v[i]
}

# ---------------------------------------------------- RProp, in the papers' letters
# Delta: the step size; dw: the change; old: the gradient one step ago.

function longer(i) {
    count["grow"]++
    Delta[i] *= grow
    if (Delta[i] > max) { Delta[i] = max; count["max"]++ }
}

function shorter(i) {
    count["shrink"]++
    Delta[i] *= shrink
    if (Delta[i] < min) { Delta[i] = min; count["min"]++ }
}

function go(i) {
    dw[i] = -sign(g[i]) * Delta[i]
    w[i] += dw[i]
    old[i] = g[i]
}

# Riedmiller 1994: whatever the sign did, go.
function minus(i) {
    if (old[i] * g[i] > 0) longer(i)
    else if (old[i] * g[i] < 0) shorter(i)
    else count["zero"]++
    go(i)
}

# Riedmiller and Braun 1993: on a change of sign, w(t+1) = w(t) - dw(t-1), and the stored
# gradient is 0 "to avoid a double punishment".
function plus(i) {
    if (old[i] * g[i] > 0) { longer(i); go(i) }
    else if (old[i] * g[i] < 0) { shorter(i); w[i] -= dw[i]; old[i] = 0; count["back"]++ }
    else { count["zero"]++; go(i) }
}

# Igel and Huesken 2000, iRprop-: on a change of sign g := 0, and then go, by sign(0).
function iminus(i) {
    if (old[i] * g[i] > 0) longer(i)
    else if (old[i] * g[i] < 0) { shorter(i); g[i] = 0 }
    else count["zero"]++
    go(i)
}

# The same, iRprop+: go back if the whole error has risen.
function iplus(i) {
    if (old[i] * g[i] > 0) { longer(i); go(i) }
    else if (old[i] * g[i] < 0) {
        shorter(i)
        if (E > E_old) { w[i] -= dw[i]; count["back"]++ }
        else count["stay"]++
        old[i] = 0
    }
    else { count["zero"]++; go(i) }
}

# ------------------------------------------------------------------------ the run

function step(i) {
    if (rule == "gd") gd(i)
    else if (rule == "momentum") momentum(i)
    else if (rule == "minus") minus(i)
    else if (rule == "plus") plus(i)
    else if (rule == "iminus") iminus(i)
    else iplus(i)
}

function print_weights(    i) {
    for (i = 1; i <= n; i++) printf "%.17g ", w[i]
    printf "\n"
}

BEGIN {
    n = split(start, w, " ")
    for (i = 1; i <= n; i++) { Delta[i] = eta; old[i] = v[i] = dw[i] = 0; w[i] += 0 }
    evaluate()
    E_old = E
    for (t = 1; t <= steps; t++) {
        for (i = 1; i <= n; i++) step(i)
        print_weights()
        E_old = E
        evaluate()
    }
    printf "%d %d %d %d %d %d %d\n", count["grow"], count["max"], count["shrink"],
        count["min"], count["zero"], count["back"], count["stay"]
}
