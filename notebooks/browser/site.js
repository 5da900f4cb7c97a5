// What every page of the site does by itself: say where Python cannot run, and search.
"use strict";

const warning = document.getElementById("warning");
const help = '<a href="pages/saving.html#When-it-does-not-start">What to do</a>';
if (warning && location.protocol === "file:") {
  warning.innerHTML =
    "<strong>This page was opened as a file.</strong> Pages, slides and search work; to run a lesson, open the site from its web address, " +
    "or ask your instructor. " + help;
} else if (warning && !window.isSecureContext) {
  warning.innerHTML =
    "<strong>This page cannot run Python here.</strong> Its address begins with <code>" + location.protocol +
    "//</code>; a browser runs Python only on <code>https://</code> pages and on <code>localhost</code>. Reading and slides work. " + help;
}

// once the page is read, fetch what running needs, so that a lesson starts from the browser's own store
if (location.protocol !== "file:" && window.isSecureContext && document.querySelector("a.run") && !(navigator.connection || {}).saveData) {
  const root = document.querySelector('link[rel="stylesheet"]').getAttribute("href").replace("look.css", "");
  window.addEventListener("load", () =>
    setTimeout(async () => {
      const answer = await fetch(root + "lite/static/pyodide/pyodide-lock.json");
      if (!answer.ok) return;
      const files = Object.values((await answer.json()).packages).map((entry) => entry.file_name);
      for (const name of ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide.mjs", "pyodide.asm.mjs", "course.zip", ...files]) {
        const hint = document.createElement("link");
        Object.assign(hint, { rel: "prefetch", href: root + "lite/static/pyodide/" + name, as: "fetch", crossOrigin: "anonymous" });
        document.head.append(hint);
      }
    }, 1500)
  );
}

// a table that is wider than the page scrolls by itself: let the keyboard reach it, under a name of its own
const wide = () => {
  const taken = {};
  for (const box of document.querySelectorAll(".wide")) {
    const about = [...document.querySelectorAll("h1, h2, h3")].filter((h) => h.compareDocumentPosition(box) & 4).pop();
    let name = "Table, scrolls sideways" + (about ? ": " + about.textContent : "");
    taken[name] = (taken[name] || 0) + 1;
    if (taken[name] > 1) name += ", table " + taken[name];
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", name);
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  }
};
wide();
window.addEventListener("resize", wide);

// the first page: a guess that is answered and not kept
const guess = document.getElementById("guess");
if (guess) {
  guess.hidden = false;
  guess.addEventListener("submit", (event) => {
    event.preventDefault();
    const told = document.getElementById("told");
    const [mine, full] = [Number(guess.elements.number.value), Number(told.dataset.full)];
    const apart = mine === full ? "your guess is right" : `your guess, ${mine}, is ${Math.abs(mine - full)} too ${mine > full ? "high" : "low"}`;
    told.textContent = `The article carries ${full} in full: ${apart}.`;
    guess.parentElement.querySelector("details").open = true;
  });
}

const words = document.getElementById("words");
if (words && window.MiniSearch) {
  // Japanese has no spaces: two signs that stand together are a word for the search, and each sign by itself
  const japanese = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]+/g;
  const inItsLanguage = (text) => {
    const parts = [];
    let end = 0;
    for (const found of text.matchAll(japanese)) {
      const span = document.createElement("span");
      span.lang = "ja";
      span.textContent = found[0];
      parts.push(text.slice(end, found.index), span);
      end = found.index + found[0].length;
    }
    return [...parts, text.slice(end)];
  };
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
  const meant = document.getElementById("meant");
  // words as they are written; only where that finds nothing, words with one letter, two or three changed
  const near = (letters) => (term) => Math.min(letters, term.length > 8 ? 3 : term.length > 5 ? 2 : term.length > 3 ? 1 : 0);
  const look = (asked) => {
    for (const letters of [0, 1, 2, 3]) {
      const how = { prefix: letters < 1, fuzzy: near(letters), combineWith: "AND", boost: { heading: 3 } };
      const found = search.search(asked, how);
      if (found.length) return { found, suggested: letters ? search.autoSuggest(asked, how)[0]?.suggestion : "" };
    }
    return { found: [], suggested: "" };
  };
  let timer;
  const say = (text) => {
    clearTimeout(timer);
    count.textContent = text;
  };
  const show = () => {
    const asked = words.value.trim();
    const { found, suggested } = asked ? look(asked) : { found: [], suggested: "" };
    const places = found.length === 1 ? "1 place" : found.length ? `${found.length} places` : "Nothing found";
    const like = suggested ? "with words like" : "for";
    const first = found.length > MOST ? `; the first ${MOST} are shown` : "";
    const said = asked ? `${places} ${like} \u201c${asked}\u201d${first}` : "";
    clearTimeout(timer);
    timer = setTimeout(say, 500, said); // a screen reader is not to speak at every letter
    if (suggested && suggested !== asked.toLowerCase()) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = suggested;
      button.addEventListener("click", () => {
        words.value = suggested;
        say(show());
        count.focus();
      });
      meant.replaceChildren("Did you mean ", button, "?");
    } else meant.replaceChildren();
    results.replaceChildren(
      ...found.slice(0, MOST).map((hit) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const about = document.createElement("p");
        link.href = hit.address;
        link.append(...inItsLanguage(hit.page === hit.heading ? hit.page : `${hit.page}: ${hit.heading}`));
        about.append(...inItsLanguage(around(hit.text, hit.queryTerms.concat(hit.terms))));
        item.append(link, about);
        return item;
      })
    );
    history.replaceState(null, "", location.pathname + (words.value ? "?q=" + encodeURIComponent(words.value) : ""));
    return said;
  };
  words.value = new URLSearchParams(location.search).get("q") || "";
  words.addEventListener("input", show);
  words.form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(show());
    (results.querySelector("a") || count).focus();
  });
  say(show());
}

function around(text, terms) {
  const places = terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0);
  const near = places.length ? Math.min(...places) - 60 : 0;
  const begin = near > 0 ? text.indexOf(" ", near) + 1 : 0;
  return (begin ? "… " : "") + text.slice(begin, begin + 200) + (text.length > begin + 200 ? " …" : "");
}
