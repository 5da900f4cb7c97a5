const slides = [...document.querySelectorAll(".slide")];
const most = { title: 44, text: 52, exercise: 48, check: 46, readings: 40, table: 60, value: 46, figure: 28 };
const least = 24;  // of 720: what the back row reads
const kindOf = (slide) => Object.keys(most).find((kind) => slide.classList.contains(kind));
function over(sheet) {
  const end = sheet.getBoundingClientRect();
  const out = (box) => box.bottom > end.bottom - 8 || box.right > end.right - 8;
  const boxes = [...sheet.querySelectorAll(":scope > *, .body > *, .sides *, .evidence > *, .stack *, td, th, pre")];
  return boxes.some((box) => out(box.getBoundingClientRect()) || box.clientWidth && box.scrollWidth > box.clientWidth + 1)
    || [...sheet.querySelectorAll(".body, .stack, .sides, .evidence")].some((box) => box.scrollHeight > box.clientHeight + 1);
}

/* The largest letters with which all has room; of a table that has none, the rows that have. */
function fit(slide) {
  const sheet = slide.querySelector(".sheet");
  const open = [...slide.querySelectorAll("details")];
  open.forEach((fold) => { fold.open = true; });
  function seek() {
    let size = most[kindOf(slide)] ?? 36;
    const set = () => { slide.style.fontSize = size + "px"; };
    for (set(); over(sheet) && size > least; set()) size -= 1;
    return size;
  }
  const below = seek();
  const narrow = slide.matches(".table:has(.finding):not(:has(.code))") && slide.querySelector("table")?.offsetWidth < 600;
  if (narrow) {  // it is larger beside its finding
    slide.classList.add("beside");
    if (seek() <= below || over(sheet)) {
      slide.classList.remove("beside");
      slide.style.fontSize = below + "px";
    }
  }
  for (const cell of over(sheet) ? slide.querySelectorAll("td") : []) {
    const cut = document.createElement("div");  // of long words in a table, some lines
    cut.className = "cut";
    cut.append(...cell.childNodes);
    cell.append(cut);
  }
  for (const lines of [5, 4, 3, 2])
    if (over(sheet)) sheet.style.setProperty("--lines", lines);
  for (const table of slide.querySelectorAll("table")) {
    const rows = [...table.querySelectorAll("tbody tr")];
    let left = 0;
    const more = document.createElement("p");
    more.className = "more";
    while (over(sheet) && rows.length > 1) {
      rows.pop().remove();
      left += 1;
      more.textContent = left === 1 ? "… and 1 more row" : `… and ${left} more rows`;
      if (left === 1) table.after(more);
    }
  }
  open.forEach((fold) => { fold.open = false; });
}
slides.forEach(fit);
document.querySelector(".slides").classList.remove("fitting");

Reveal.initialize({
  width: 1280, height: 720, margin: 0, center: false, hash: true, transition: "none", defaultTiming: 60,
  controls: matchMedia("(pointer: coarse)").matches, controlsTutorial: false, navigationMode: "linear",
  slideNumber: false, scrollActivationWidth: null, pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1, plugins: [RevealNotes],
});

/* What a screen reader is told of a slide: its words, those of its figure, and no answer that is closed. */
function said(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches("aside, .top")) return "";
  if (node.matches(".fragment:not(.visible, .fade-out), .fade-out.visible")) return "";
  if (node.matches(".current-visible:not(.current-fragment)")) return "";
  if (node.matches("img")) return node.alt + " ";
  const parts = node.matches("details:not([open])") ? [node.querySelector("summary")] : [...node.childNodes];
  return parts.map(said).join("") + (node.matches("p, li, h1, h2, h3, td, th, summary") ? " " : "");
}
function announce() {
  const status = document.querySelector(".aria-status");
  const slide = Reveal.getCurrentSlide();
  if (status && slide) status.textContent = said(slide).replace(/\s+/g, " ").trim();
}
Reveal.on("ready", () => {
  document.querySelector(".reveal").removeAttribute("role");  // it holds a document, not an application
  announce();
});
for (const what of ["slidechanged", "fragmentshown", "fragmenthidden"]) Reveal.on(what, announce);
