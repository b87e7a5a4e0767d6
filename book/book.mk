# The book: a page for every chapter (0N_section/README.md) and every program (0N_section/*.c),
# and a front page that follows the slides. HTML with MathML, no script, nothing from the network.
#
# A page's Markdown is put together under build/markdown, from the source, what the program
# prints now, and its figures; pandoc makes the page from it. Each file is written under
# another name and renamed when it is whole.

book_sources := $(wildcard $(addsuffix /README.md,$(sections)) $(addsuffix /*.c,$(sections)))
book_chapters := $(patsubst %/README.md,%/index,$(filter %.md,$(book_sources)))
book_files    := $(patsubst %.c,%,$(filter %.c,$(book_sources)))
book_programs := $(filter $(book_files),$(programs))
book_pages    := index $(book_chapters) $(book_files)

book_text := build/markdown
book_html := build/book
book_done  = && mv $@.new $@

book: book_pandoc $(book_pages:%=$(book_html)/%.html)

.PHONY: book_pandoc
book_pandoc:
	@command -v pandoc >/dev/null || { echo "pandoc is missing; 'make deps' installs it" >&2; exit 1; }

# The list of pages changes only when a page or a title does.
$(book_text)/pages.txt: FORCE
	@mkdir -p $(@D)
	@awk -f book/pages.awk $(book_sources) >$@.new && { cmp -s $@.new $@ && rm $@.new || mv $@.new $@; }

$(book_pages:%=$(book_html)/%.html): $(book_html)/%.html: $(book_text)/%.md $(book_text)/pages.txt \
	$(addprefix book/,page.html nav.html style.css book.lua math.sed) | book_pandoc
	@mkdir -p $(@D)
	$(if $(V),,@echo '  PAGE  $@')
	$(quiet)pandoc --from markdown --to html5 --mathml --columns=10000 --wrap=preserve --fail-if-warnings \
	  --metadata pages=$(book_text)/pages.txt --lua-filter book/book.lua --template book/page.html \
	  --output $@.pandoc $< && sed -E -f book/math.sed $@.pandoc >$@.new && rm $@.pandoc $(book_done)

# --------------------------------------------------------------- what the pages are made from

$(book_text)/index.md: book/index.md book/contents.awk book/head.awk $(book_text)/pages.txt \
	$(wildcard README.md plots/*.mk plots/figures.txt)
	@{ awk -f book/head.awk -v page=index $(book_text)/pages.txt && cat $< && \
	   awk -f book/contents.awk -v figures='$(figures)' $(book_text)/pages.txt $(wildcard README.md); } >$@.new $(book_done)

$(book_chapters:%=$(book_text)/%.md): $(book_text)/%/index.md: %/README.md book/head.awk $(book_text)/pages.txt
	@mkdir -p $(@D)
	@{ awk -f book/head.awk -v page=$*/index -v source=$< $(book_text)/pages.txt && cat $<; } >$@.new $(book_done)

$(book_files:%=$(book_text)/%.md): $(book_text)/%.md: %.c book/code.awk book/head.awk $(book_text)/pages.txt
	@mkdir -p $(@D)
	@{ awk -f book/head.awk -v page=$* -v source=$< $(book_text)/pages.txt && \
	   awk -f book/code.awk -v results=$(filter %.results,$^) $< && \
	   cat /dev/null $(filter %.options,$^); } >$@.new $(book_done)

# ------------------------------------------------- of a program: its output, figures, options

$(foreach p,$(book_programs),$(eval $(book_text)/$p.md: $(book_text)/$p.results $(book_text)/$p.options))

# rprop's figures are those named *-rprop-*.
book_figures = $(foreach f,$(figures),$(if $(findstring -$(notdir $1)-,$f-),$f))
$(foreach p,$(book_programs),$(eval \
  $(book_text)/$p.results: $(patsubst %,$(book_text)/figures/%.html,$(call book_figures,$p))))

$(book_programs:%=$(book_text)/%.results): $(book_text)/%.results: % book/run.sh
	@mkdir -p $(@D)
	$(if $(V),,@echo '  RUN   $<')
	@{ printf '\n## The run\n' && sh book/run.sh $< && cat /dev/null $(filter %.html,$^); } >$@.new $(book_done)

$(book_programs:%=$(book_text)/%.options): $(book_text)/%.options: % book/run.sh
	@mkdir -p $(@D)
	@{ printf '\n<details>\n<summary>All options: `./%s --help`</summary>\n' $< && sh book/run.sh $< --help && \
	   printf '</details>\n'; } >$@.new $(book_done)

$(figures:%=$(book_text)/figures/%.html): $(book_text)/figures/%.html: \
	build/plots/%.svg build/plots/%.png book/figure.sh
	@mkdir -p $(@D)
	@sh book/figure.sh $* build/plots $(book_html) >$@.new $(book_done)
