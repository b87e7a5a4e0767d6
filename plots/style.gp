# style.gp - how every figure looks. A figure's script begins with
#
#     to = ARG2; load 'plots/style.gp'
#
# where `to` names the file to write, .png or .svg, and ends with `unset multiplot` or nothing.
# Scripts are run from the project's root: gnuplot -c plots/points.gp TABLES FILE.

set encoding utf8
set datafile missing '?'

# ------------------------------------------------------------------------------ paper
# 1600 x 900 pixels, for a projector. The terminals differ in what a font's, a marker's and a
# dash's size mean; the scales make them agree.

width = 1600; height = 900
font = 'DejaVu Sans'
small = font.',13'; normal = font.',15'; large = font.',22'

if (to[strlen(to)-3:] eq '.svg') {
    set terminal svg size width,height font normal fontscale 1.333 dashlength 0.6 \
        background '#ffffff' noenhanced
} else {
    if (!strstrt(GPVAL_TERMINALS, ' pngcairo ')) {
        exit error "this gnuplot has no pngcairo terminal; 'make deps' installs one that has"
    }
    set terminal pngcairo size width,height font normal pointscale 1.5 \
        background '#ffffff' noenhanced
}
set output to

# ---------------------------------------------------------------------------- colours
# Okabe and Ito's palette, told apart by colour-blind readers. Colour is never alone: the same
# number also has its own dash and its own marker, so that a figure reads in grey.

black = '#000000'; vermillion = '#D55E00'; blue = '#0072B2'; green = '#009E73'
purple = '#CC79A7'; orange = '#E69F00'; sky = '#56B4E9'; yellow = '#F0E442'; grey = '#767676'

set linetype 1 linecolor rgb vermillion linewidth 2.5 dashtype solid     pointtype 7  pointsize 0.5
set linetype 2 linecolor rgb blue       linewidth 2.5 dashtype (14,6)    pointtype 9  pointsize 0.6
set linetype 3 linecolor rgb green      linewidth 2.5 dashtype (3,4)     pointtype 5  pointsize 0.5
set linetype 4 linecolor rgb purple     linewidth 2.5 dashtype (14,5,3,5) pointtype 13 pointsize 0.7
set linetype 5 linecolor rgb black      linewidth 1.5 dashtype solid     pointtype 2  pointsize 0.6
set linetype 6 linecolor rgb orange     linewidth 2.5 dashtype (6,3)     pointtype 11 pointsize 0.6
set linetype 7 linecolor rgb sky        linewidth 2.5 dashtype (20,8)    pointtype 4  pointsize 0.6
set linetype 8 linecolor rgb grey       linewidth 2.5 dashtype (2,6)     pointtype 1  pointsize 0.6
set linetype cycle 8

# Tints for what lies behind lines and points: light, and of different lightness.
tint_1 = '#FBE3D2'; tint_2 = '#C3DDEF'

# ------------------------------------------------------------------------------- axes

set border linewidth 1.2 linecolor rgb '#303030'
set grid linewidth 1 dashtype (3,4) linecolor rgb '#909090'
set tics font small scale 0.6
set key font small noenhanced

# ----------------------------------------------------------------------------- panels
# Several plots on one sheet. Places are in pixels from the top left corner, as on a screen:
#
#     eval panel(left, right, top, bottom, 'title above', 'caption below')

at_x(x) = x / real(width)
at_y(y) = 1 - y / real(height)
quoted(s) = '"'.s.'"'

margins(l, r, t, b) = sprintf( \
    'set lmargin at screen %g; set rmargin at screen %g; set tmargin at screen %g; set bmargin at screen %g;', \
    at_x(l), at_x(r), at_y(t), at_y(b))
text(tag, s, x, y, how) = sprintf( \
    'set label %d %s at screen %g,%g %s noenhanced;', tag, quoted(s), at_x(x), at_y(y), how)

key(x, y) = sprintf('set key at screen %g,%g center center;', at_x(x), at_y(y))

below = 80 # from a panel's lower edge to its caption
panel(l, r, t, b, title, caption) = margins(l, r, t, b) \
    .text(1, title, (l + r) / 2., t - 18, 'center') \
    .text(2, caption, (l + r) / 2., b + below, 'center font small textcolor "#303030"')

# The head line of the whole sheet, and a smaller line under it. `eval headed` after the first
# panel, or it would be drawn once more with each.
head(s, under) = text(3, s, width / 2., 30, 'center font large') \
    .text(4, under, width / 2., 62, 'center font small textcolor "#303030"')
headed = 'unset label 3; unset label 4;'
