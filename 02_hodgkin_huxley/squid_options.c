#include "squid_options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CAPACITY = 0x300, G_NA, G_K, G_LEAK, V_NA, V_K, VL, CELSIUS, Q10 };

static const struct argp_option table[] = {
    {"capacity", CAPACITY, "UF", 0, "C of the membrane (default: 1 uF/cm^2)", 5},
    {"g-na", G_NA, "MS", 0, "largest conductance for sodium (default: 120 mS/cm^2)", 5},
    {"g-k", G_K, "MS", 0, "for potassium (default: 36 mS/cm^2)", 5},
    {"g-leak", G_LEAK, "MS", 0, "of the leak (default: 0.3 mS/cm^2)", 5},
    {"v-na", V_NA, "MV", 0, "sodium's potential, from rest (default: 115 mV)", 5},
    {"v-k", V_K, "MV", 0, "potassium's (default: -12 mV)", 5},
    {"vl", VL, "MV", 0, "the leak's (default: 10.6 mV; 1952: 10.613)", 5},
    {"celsius", CELSIUS, "T", 0, "temperature (default: 6.3 degrees)", 5},
    {"temperature", 0, NULL, OPTION_ALIAS, NULL, 5},
    {"q10", Q10, "F", 0, "10 degrees make gates F times as fast (default: 3)", 5},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    squid *s = state->input;
    switch (key) {
    case CAPACITY:
        s->c = argument_above("capacity", text, 0, 1e6);
        return 0;
    case G_NA:
        s->g_na = argument_number("g-na", text, 0, 1e6);
        return 0;
    case G_K:
        s->g_k = argument_number("g-k", text, 0, 1e6);
        return 0;
    case G_LEAK:
        s->g_l = argument_number("g-leak", text, 0, 1e6);
        return 0;
    case V_NA:
        s->v_na = argument_number("v-na", text, -500, 500);
        return 0;
    case V_K:
        s->v_k = argument_number("v-k", text, -500, 500);
        return 0;
    case VL:
        s->v_l = argument_number("vl", text, -500, 500);
        return 0;
    case CELSIUS:
        s->celsius = argument_number("celsius", text, -2, 60);
        return 0;
    case Q10:
        s->q10 = argument_above("q10", text, 0, 100);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp squid_argp = {table, parse, NULL, NULL, NULL, NULL, NULL};

int squid_misprints(const char *text)
{
    static const int which[] = {SQUID_PRINTED_SIGN, SQUID_PRINTED_ALPHA_H, SQUID_PRINTED_NO_LEAK};
    char words[64], *rest = NULL;
    int printed = 0;
    if (snprintf(words, sizeof words, "%s", text) >= (int)sizeof words)
        arguments_error("--misprint: '%.40s...' is not sign, alpha-h or no-leak", text);
    for (const char *word = strtok_r(words, ",", &rest); word; word = strtok_r(NULL, ",", &rest))
        printed |= which[argument_choice("misprint", word, "sign|alpha-h|no-leak")];
    if (!printed)
        arguments_error("--misprint: '' names no misprint");
    return printed;
}
