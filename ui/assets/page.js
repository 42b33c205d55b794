// Opens citations and follows links within a page, keeps the newest question in view, and names messages for screen readers.
(() => {
  "use strict";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "auto" : "smooth");

  function openCitation(link) {
    const citation = document.getElementById(link.getAttribute("href").slice(1));
    if (!citation) return;
    citation.open = true;
    citation.scrollIntoView({ behavior: behavior(), block: "nearest" });
    citation.querySelector("summary").focus({ preventScroll: true });
    citation.classList.remove("zd-flash");
    void citation.offsetWidth; // restarts the animation
    citation.classList.add("zd-flash");
  }

  function goTo(link) {
    const goal = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!goal) return;
    if (!goal.matches("a, button, input, select, summary, textarea")) goal.tabIndex = -1;
    goal.scrollIntoView({ behavior: behavior(), block: "start" });
    goal.focus({ preventScroll: true });
  }

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.('a[href^="#"]');
      if (!link) return;
      event.preventDefault(); // the shell's <base> would make "#…" another page
      event.stopPropagation();
      if (link.matches("a.zd-ref")) openCitation(link);
      else goTo(link);
    },
    true,
  );

  // Gradio labels a message with its source, which for us is HTML; its text reads itself.
  function unlabel(root) {
    for (const message of root.querySelectorAll('#zd-chat [data-testid="bot"], #zd-chat [data-testid="user"]'))
      message.removeAttribute("aria-label");
  }

  function showNewest() {
    const rows = document.querySelectorAll("#zd-chat .user-row");
    rows[rows.length - 1]?.scrollIntoView({ behavior: behavior(), block: "start" });
  }

  // Gradio has one title for all pages; the tab should say which one it holds.
  const app = document.title;
  function nameTab() {
    const here = document.querySelector("#zd-brand a[aria-current]");
    const name = here && here.getAttribute("href") !== "./" ? `${here.textContent} · 政答 Zhengda` : app;
    if (document.title !== name) document.title = name;
  }

  // What is scrolled to stands below the header, whose height is that of its words.
  const growth = new ResizeObserver(([{ target }]) =>
    document.documentElement.style.setProperty("--zd-top", `${target.offsetHeight}px`),
  );
  let header = null;
  function watchHeader() {
    const found = document.getElementById("zd-header");
    if (!found || found === header) return;
    growth.disconnect();
    growth.observe((header = found));
  }

  let messages = 0;
  new MutationObserver(() => {
    unlabel(document);
    nameTab();
    watchHeader();
    const count = document.querySelectorAll("#zd-chat .zd-question, #zd-chat .zd-answer, #zd-chat .zd-failure").length;
    if (count > messages) requestAnimationFrame(showNewest);
    messages = count;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
