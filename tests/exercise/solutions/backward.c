/* The project's own: mlp_backward of common/mlp.c and loss_backward of common/loss.c. Their weights
   are one long vector, so they are copied there, and the gradient back. */

#include "exercise/exercise.h"
#include "loss.h"
#include "mlp.h"

static void copy_in(const exercise_net *from, const mlp *net, gsl_vector *w)
{
    for (size_t l = 1; l <= net->layers; l++) {
        gsl_matrix_view wl = mlp_weights(net, w, l);
        gsl_vector_view bl = mlp_bias(net, w, l);
        gsl_matrix_memcpy(&wl.matrix, from->w[l]);
        gsl_vector_memcpy(&bl.vector, from->b[l]);
    }
}

static void copy_out(const exercise_net *to, const mlp *net, gsl_vector *g)
{
    for (size_t l = 1; l <= net->layers; l++) {
        gsl_matrix_view gl = mlp_weights(net, g, l);
        gsl_vector_view gb = mlp_bias(net, g, l);
        gsl_matrix_memcpy(to->dw[l], &gl.matrix);
        gsl_vector_memcpy(to->db[l], &gb.vector);
    }
}

static void backward(const exercise_net *n, const mlp *net, gsl_vector *w, mlp_pass *pass)
{
    const size_t rows = n->y[0]->size1;
    gsl_matrix_view delta = mlp_pass_output_delta(net, pass, rows);
    copy_in(n, net, w);
    mlp_states(net, w, n->y[0], pass); /* Y_1 .. Y_L-1 */
    loss_backward(LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX, n->y[n->layers], n->d, &delta.matrix);
    gsl_matrix_memcpy(n->delta[n->layers], &delta.matrix);
    gsl_vector *g = gsl_vector_alloc(w->size);
    if (g && mlp_backward(net, w, n->y[0], pass, g) == GSL_SUCCESS)
        copy_out(n, net, g);
    gsl_vector_free(g);
}

void exercise_backward(const exercise_net *n)
{
    size_t width[EXERCISE_LAYERS + 1];
    for (size_t l = 0; l <= n->layers; l++)
        width[l] = n->y[l]->size2;
    mlp *net = mlp_alloc(n->layers, width, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    if (!net)
        return;
    gsl_vector *w = gsl_vector_alloc(net->n_weights);
    mlp_pass *pass = mlp_pass_alloc(net, n->y[0]->size1);
    if (w && pass)
        backward(n, net, w, pass);
    mlp_pass_free(net, pass);
    gsl_vector_free(w);
    mlp_free(net);
}
