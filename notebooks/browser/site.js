// What every page of the site does by itself: say where Python cannot run, and search.
"use strict";

const warning = document.getElementById("warning");
if (warning && !window.isSecureContext) {
  warning.innerHTML =
    "<strong>This page cannot run Python here.</strong> Its address begins with <code>" + location.protocol +
    "//</code>; a browser runs Python only on <code>https://</code> pages and on <code>localhost</code>. Reading and slides work. " +
    '<a href="pages/saving.html#When-it-does-not-start">What to do</a>';
}

// once the page is read, fetch what running needs, so that a lesson starts from the browser's own store
if (window.isSecureContext && document.querySelector("a.run") && !(navigator.connection || {}).saveData) {
  const root = document.querySelector('link[rel="stylesheet"]').getAttribute("href").replace("look.css", "");
  window.addEventListener("load", () =>
    setTimeout(async () => {
      const answer = await fetch(root + "lite/static/pyodide/pyodide-lock.json");
      if (!answer.ok) return;
      const files = Object.values((await answer.json()).packages).map((entry) => entry.file_name);
      for (const name of ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide.mjs", "pyodide.asm.mjs", ...files]) {
        const hint = document.createElement("link");
        Object.assign(hint, { rel: "prefetch", href: root + "lite/static/pyodide/" + name, as: "fetch", crossOrigin: "anonymous" });
        document.head.append(hint);
      }
    }, 1500)
  );
}

// a table that is wider than the page scrolls by itself: let the keyboard reach it
const wide = () => {
  for (const box of document.querySelectorAll(".wide")) {
    if (box.scrollWidth > box.clientWidth) {
      const about = [...document.querySelectorAll("h1, h2, h3")].filter((h) => h.compareDocumentPosition(box) & 4).pop();
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", "Table, scrolls sideways" + (about ? ": " + about.textContent : ""));
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  }
};
wide();
window.addEventListener("resize", wide);

const words = document.getElementById("words");
if (words && window.MiniSearch) {
  // Japanese has no spaces: two signs that stand together are a word for the search, and each sign by itself
  const japanese = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]+/g;
  const tokens = (text, asked) => {
    const found = MiniSearch.getDefault("tokenize")(text.replace(japanese, " "));
    for (const [run] of text.matchAll(japanese)) {
      const signs = [...run];
      found.push(...signs.slice(1).map((sign, n) => signs[n] + sign));
      if (!asked || signs.length === 1) found.push(...signs);
    }
    return found.filter(Boolean);
  };
  const search = new MiniSearch({
    fields: ["heading", "text"],
    storeFields: ["page", "heading", "text", "address"],
    tokenize: (text) => tokens(text, false),
    searchOptions: { tokenize: (text) => tokens(text, true) },
  });
  search.addAll(window.SECTIONS);
  const MOST = 40;
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  const show = () => {
    const found = words.value.trim()
      ? search.search(words.value, { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: "AND", boost: { heading: 3 } })
      : [];
    const shown = found.length > MOST ? `${found.length} places; the first ${MOST} are shown` : `${found.length} places`;
    count.textContent = !words.value.trim() ? "" : found.length > 1 ? shown : ["Nothing found", "1 place"][found.length];
    results.replaceChildren(
      ...found.slice(0, MOST).map((hit) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const about = document.createElement("p");
        link.href = hit.address;
        link.textContent = hit.page === hit.heading ? hit.page : `${hit.page}: ${hit.heading}`;
        about.textContent = around(hit.text, hit.queryTerms.concat(hit.terms));
        item.append(link, about);
        return item;
      })
    );
    history.replaceState(null, "", location.pathname + (words.value ? "?q=" + encodeURIComponent(words.value) : ""));
  };
  words.value = new URLSearchParams(location.search).get("q") || "";
  words.addEventListener("input", show);
  words.form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

function around(text, terms) {
  const places = terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0);
  const begin = places.length ? Math.max(0, Math.min(...places) - 60) : 0;
  return (begin ? "… " : "") + text.slice(begin, begin + 200) + (text.length > begin + 200 ? " …" : "");
}
