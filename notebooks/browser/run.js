// In a lesson that runs in the browser: say how far Python is, where work is kept, and when the lesson has changed.
"use strict";

(() => {
  const path = new URLSearchParams(location.search).get("path") || "";
  const name = path.split("/").pop().replace(/^NEW (\d+ )?/, "").replace(/\.ipynb$/, "");
  const top = new URL("../../", location.href);
  // only a lesson has a page of its own; the workbook has none
  const reading = /^\d\d-/.test(name)
    ? `<a href="${top}pages/${name}.html" target="_blank">read it with its figures</a>`
    : `<a href="${top}index.html" target="_blank">read a lesson</a>`;
  const saving = `<a href="${top}pages/saving.html" target="_blank">How to save it and hand it in</a>`;
  const home = `<a href="${top}index.html" target="_blank">All lessons</a>`;
  const help = `<a href="${top}pages/saving.html#When-it-does-not-start" target="_blank">What to do</a>`;
  // what every lesson reads, in one piece and compiled: file by file a browser's disk takes seconds for it. It is laid over
  // the files themselves and read-only, so that nothing is written where it would be gone after a restart.
  const COURSE = new URL("lite/static/pyodide/course.zip", top);
  const FOLDERS = document.currentScript.dataset.course.split(" ");
  const PREPARE = `
async def _prepare():
    import os
    import sys
    from pyodide.http import pyfetch
    from pyodide_js import FS

    course = await pyfetch("${COURSE}")
    course.raise_for_status()
    for folder in ${JSON.stringify(FOLDERS)}:
        FS.mount(FS.filesystems.MEMFS, None, f"/drive/{folder}")
    await course.unpack_archive(format="zip", extract_dir="/drive")
    for folder in ${JSON.stringify(FOLDERS)}:
        for place, _, files in os.walk(f"/drive/{folder}", topdown=False):
            for name in (*files, "."):
                os.chmod(f"{place}/{name}", 0o555)
    sys.path.insert(0, "/drive/notebooks")
    import summit
    sys.path.pop(0)
    get_ipython().execution_count -= 1  # this is no cell of the lesson

await _prepare()
del _prepare
`;
  const LONG = 30e3; // milliseconds until we say that it is slow, and that it does not come
  const NEVER = 120e3;

  // a strip below the lesson, which gets smaller by it: so it covers nothing
  const bar = document.createElement("aside");
  bar.id = "summit-bar";
  bar.setAttribute("aria-label", "This lesson in your browser");
  bar.innerHTML = '<p role="status"></p><button type="button">Close</button>';
  const [words, close] = bar.children;
  const style = document.createElement("style");
  style.textContent = `
    #summit-bar { position: fixed; z-index: 9999; left: 0; right: 0; bottom: 0; box-sizing: border-box; display: flex; flex-wrap: wrap; gap: 4px 12px;
      align-items: center; padding: 6px 12px; font: 15px/1.4 system-ui, sans-serif; border-top: 3px solid #0072b2;
      color: var(--jp-ui-font-color1, #1a1a1a); background: var(--jp-layout-color1, #fff); }
    #summit-bar p { margin: 0; flex: 1 1 16rem; } #summit-bar a { color: inherit; text-decoration: underline; }
    #summit-bar button { font: inherit; padding: 2px 10px; color: inherit; background: var(--jp-layout-color2, #eee); border: 1px solid #767676; border-radius: 3px; }
    #summit-bar :focus-visible { outline: 3px solid #0072b2; outline-offset: 2px; }
    .jp-OutputArea-output pre { overflow-wrap: break-word; word-break: normal !important; }
    .jp-RenderedMarkdown img { max-height: 62vh; object-fit: contain; object-position: left; }
    @media (forced-colors: active) { .jp-Notebook .jp-Cell.jp-mod-active { outline: 2px solid Highlight; } }
    body.summit-bar #main { height: calc(100vh - var(--summit-bar)) !important; height: calc(100dvh - var(--summit-bar)) !important; bottom: auto; }`;

  function fit() {
    document.body.classList.toggle("summit-bar", bar.isConnected);
    document.body.style.setProperty("--summit-bar", `${bar.offsetHeight}px`);
    window.dispatchEvent(new Event("resize")); // JupyterLab lays itself out anew
  }

  function say(html) {
    if (!bar.isConnected) {
      document.body.prepend(bar); // empty first: a screen reader announces only what changes in it
      new ResizeObserver(fit).observe(bar);
    }
    setTimeout(() => (words.innerHTML = html));
  }

  close.addEventListener("click", () => {
    bar.remove();
    fit();
    window.jupyterapp?.shell.currentWidget?.activate(); // the keyboard goes on in the lesson
  });

  const wait = (test) =>
    new Promise((done) => {
      const timer = setInterval(() => {
        const found = test();
        if (found) {
          clearInterval(timer);
          done(found);
        }
      }, 50);
    });

  // a lesson that is downloaded has its own name, not that of its folders
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) this.download = this.download.split("/").pop();
    return click.call(this);
  };

  // the cheat sheet as a page: the app would open its source in an editor
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a");
      if (!link || link.download || !/cheat-sheet\.md/.test(link.outerHTML)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      window.open(`${top}pages/cheat-sheet.html`, "_blank");
    },
    true
  );

  // the menus choose what a pointer moves over, and a finger does not move
  document.addEventListener(
    "pointerdown",
    (event) => {
      const item = event.pointerType === "touch" && event.target.closest(".lm-Menu-item");
      const { clientX, clientY, pointerId, pointerType } = event;
      if (item) item.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX, clientY, pointerId, pointerType }));
    },
    true
  );

  // who closes the tab has saved
  document.addEventListener("visibilitychange", () => {
    const widget = window.jupyterapp?.shell.currentWidget;
    if (document.hidden && widget?.context?.model.dirty) widget.context.save();
  });

  async function begin() {
    document.head.append(style);
    if (location.protocol === "file:") {
      say(`<strong>This page was opened as a file</strong>, and Python cannot run in it. Open the site from its web address, or ask
        your instructor. You can still ${reading}.`);
      return;
    }
    if (!window.isSecureContext) {
      say(`<strong>This page cannot run Python here</strong>: its address begins with ${location.protocol}//. A browser runs it
        only on https:// and on localhost. You can still ${reading}. ${help}`);
      return;
    }
    const loading = "<strong>Python is loading</strong> into this browser";
    say(`${loading}: about 15 seconds, on a small computer a minute. Meanwhile, begin to read, or ${reading}.`);
    const slow = [
      setTimeout(() => say(`${loading} still; this computer or its line is slow. Meanwhile, ${reading}.`), LONG),
      setTimeout(() => say(`<strong>Python has not started in two minutes.</strong> Close other tabs, and reload this page; what you saved stays. ${help}`), NEVER),
    ];
    const widget = await wait(() => window.jupyterapp?.shell.currentWidget);
    const session = widget.sessionContext;
    const first = new Promise((done) => {
      const begun = () => session.session?.kernel && done(session.session.kernel);
      session.kernelChanged.connect(begun);
      begun();
    });
    const kernel = await first;
    await Promise.all([prepared(kernel), widget.context.ready]);
    let restarted = false;
    kernel.statusChanged.connect((_, status) => (restarted ||= status === "restarting"));
    kernel.connectionStatusChanged.connect((_, status) => {
      if (restarted && status === "connected") {
        restarted = false;
        prepared(kernel);
      }
    });
    slow.forEach(clearTimeout);
    const cells = [...widget.content.model.cells];
    const title = cells.map((cell) => /^# (?:\d+\. )?(.+)/m.exec(cell.sharedModel.source)?.[1]).find(Boolean);
    if (title) document.title = `${title}: run it`;
    if (!(await newer(widget))) {
      say(`<strong>Python is ready.</strong> Shift + Enter, or ▶ above, runs a cell. What you write is kept in this browser, on this
        device. ${saving} · ${home}`);
    }
  }

  // before the student's first cell: what every lesson imports
  function prepared(kernel) {
    return kernel.requestExecute({ code: PREPARE, silent: true, store_history: false }).done;
  }

  // a copy that the student saved hides the newer lesson of the site
  async function newer(widget) {
    const mine = widget.content.model.sharedModel.metadata.summit;
    const answer = await fetch(new URL(`lite/files/notebooks/mine/${name}.ipynb`, top), { cache: "no-cache" });
    if (!mine || !answer.ok) return false;
    const theirs = await answer.json();
    if (theirs.metadata.summit.copy === mine.copy) return false;
    say("<strong>This lesson has changed</strong> since you began it. Yours stays as it is.");
    const open = document.createElement("button");
    open.type = "button";
    open.textContent = "Open the new version beside it";
    open.addEventListener("click", async () => {
      location.search = "?path=" + encodeURIComponent(await beside(theirs));
    });
    bar.insertBefore(open, close);
    return true;
  }

  // where the new version stands: beside the student's own, under the name that it would have on a computer
  async function beside(theirs) {
    const { contents } = window.jupyterapp.serviceManager;
    for (let n = 1; ; n++) {
      const place = `notebooks/mine/NEW ${n > 1 ? `${n} ` : ""}${name}.ipynb`;
      const there = await contents.get(place).catch(() => null);
      if (there?.content.metadata.summit?.copy === theirs.metadata.summit.copy) return place;
      if (!there) {
        await contents.save(place, { type: "notebook", format: "json", content: theirs });
        return place;
      }
    }
  }

  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
})();
