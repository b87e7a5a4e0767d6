-- What pandoc's Markdown has no word for. pages.txt is named in the metadata as `pages`.

local pages = {} -- every page there is, by its path
local folder = "" -- of this page, "04_optimizers/" or ""
local root = "" -- from here to the front page

local function read_metadata(meta)
  root = pandoc.utils.stringify(meta.root)
  folder = pandoc.utils.stringify(meta.page):match("^(.*/)") or ""
  for line in io.lines(pandoc.utils.stringify(meta.pages)) do
    pages[line:match("^[^\t]*")] = true
  end
end

-- "common/../04_optimizers/rprop" is "04_optimizers/rprop".
local function plain(path)
  local n
  repeat
    path, n = path:gsub("[^/]+/%.%./", "", 1)
  until n == 0
  return path
end

-- A link to a source becomes a link to its page; one to a file without a page, its bare text.
local function link(l)
  local target = l.target
  if target:match("^%a+:") or target:match("^#") or target:match("%.html$")
     or target:match("%.html#") then
    return nil
  end
  local page = plain(folder .. target):gsub("%.c$", ""):gsub("README%.md$", "index"):gsub("/$", "/index")
  if pages[page] then
    l.target = root .. page .. ".html"
    return l
  end
  return l.content
end

-- TeX sets these upright, MathML would set them in italics.
local function upright(text)
  return (text:gsub("\\(%a+)", function(name)
    if name == "Delta" or name == "nabla" or name == "Sigma" then
      return "\\mathrm{\\" .. name .. "}"
    end
  end))
end

-- A displayed formula that ends in "\qquad (1)" gets its number at the right margin.
local function formula(m)
  m.text = upright(m.text)
  if m.mathtype ~= "DisplayMath" then
    return m
  end
  local text, number = m.text:match("^(.-)%s*\\qquad%s*(%(%w+%))%s*$")
  local parts = { pandoc.Span({ pandoc.Math("DisplayMath", text or m.text) }, { class = "formula" }) }
  if number then
    table.insert(parts, pandoc.Span({ pandoc.Str(number) }, { class = "number" }))
  end
  return pandoc.Span(parts, { class = "equation" })
end

-- Wide tables scroll, not the page.
local function scrolling(t)
  return pandoc.Div({ t }, { class = "table" })
end

-- The window's title is the first heading; a source without one goes by its name.
local function window_title(doc)
  local first = doc.blocks[1]
  if not (first and first.t == "Header" and first.level == 1) then
    first = pandoc.Header(1, { pandoc.Str(pandoc.utils.stringify(doc.meta.source)) })
    table.insert(doc.blocks, 1, first)
  end
  doc.meta.pagetitle = pandoc.utils.stringify(first)
  return doc
end

return {
  { Meta = read_metadata },
  { Link = link, Math = formula, Table = scrolling },
  { Pandoc = window_title },
}
