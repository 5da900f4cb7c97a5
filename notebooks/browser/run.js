// In a lesson that runs in the browser: say how far Python is, where work is kept, and when the lesson has changed.
"use strict";

(() => {
  const path = new URLSearchParams(location.search).get("path") || "";
  const name = path.split("/").pop().replace(/^NEW (\d+ )?/, "").replace(/\.ipynb$/, "");
  const top = new URL("../../", location.href);
  const reading = `<a href="${top}pages/${name}.html" target="_blank">read it with its figures</a>`;
  const saving = `<a href="${top}pages/saving.html" target="_blank">How to save it and hand it in</a>`;
  const help = `<a href="${top}pages/saving.html#When-it-does-not-start" target="_blank">What to do</a>`;
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
    body.summit-bar #main { height: calc(100vh - var(--summit-bar)) !important; height: calc(100dvh - var(--summit-bar)) !important; bottom: auto; }`;

  function fit() {
    document.body.classList.toggle("summit-bar", bar.isConnected);
    document.body.style.setProperty("--summit-bar", `${bar.offsetHeight}px`);
    window.dispatchEvent(new Event("resize")); // JupyterLab lays itself out anew
  }

  function say(html) {
    words.innerHTML = html;
    if (!bar.isConnected) {
      document.body.prepend(bar);
      new ResizeObserver(fit).observe(bar);
    }
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
      }, 200);
    });

  async function begin() {
    document.head.append(style);
    if (!window.isSecureContext) {
      say(`<strong>Python cannot run on this page</strong>, because its address begins with ${location.protocol}//. A browser runs it
        only on https:// and on localhost. You can still ${reading}. ${help}`);
      return;
    }
    const loading = "<strong>Python is loading</strong> into this browser";
    say(`${loading}: about 15 seconds, on a small computer a minute. Meanwhile, begin to read, or ${reading}.`);
    const slow = [
      setTimeout(() => say(`${loading} still; this computer or its line is slow. Meanwhile, ${reading}.`), LONG),
      setTimeout(() => say(`<strong>Python has not started in two minutes.</strong> Reload the page; what you saved stays. ${help}`), NEVER),
    ];
    const widget = await wait(() => {
      const found = window.jupyterapp?.shell.currentWidget;
      return found?.context?.isReady && found;
    });
    const kernel = await wait(() => {
      const found = widget.sessionContext.session?.kernel;
      return ["idle", "busy"].includes(found?.status) && found;
    });
    await kernel.info;
    // while the student reads: what every lesson imports, so that its first cell need not wait
    await kernel.requestExecute({ code: "import pandas, matplotlib.pyplot", silent: true, store_history: false }).done;
    slow.forEach(clearTimeout);
    if (!(await newer(widget))) {
      say(`<strong>Python is ready.</strong> Shift + Enter runs a cell. What you write stays in this browser, on this device. ${saving}`);
    }
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
