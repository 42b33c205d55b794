// What staff do with answers: copy, say if one is right, see an agency's tasks, mark a clause as checked,
// confirm, add or cut a link between two clauses.
(() => {
  "use strict";
  const language = () => document.documentElement.lang || "zh-Hans";

  async function send(path, values) {
    const response = await fetch(`./staff/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(values),
    });
    if (!response.ok) throw new Error(response.statusText);
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // --- Copying -------------------------------------------------------------------------------
  async function copied(words) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      // Browsers keep the clipboard from pages that come without encryption.
      const area = element("textarea", { value: words, readOnly: true });
      area.style.position = "fixed";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  function answerWords(turn) {
    const text = turn.querySelector(".zd-text").innerText.trim();
    const sources = [...turn.querySelectorAll(".zd-citation")].map((citation) => {
      const number = citation.querySelector(".zd-number").textContent;
      return `[${number}] ${citation.querySelector(".zd-cite-as").textContent}`;
    });
    return [text, ...sources].join("\n");
  }

  async function copy(button, words) {
    const ok = await copied(words);
    say(button.closest(".zd-turn"), ok ? "copied" : "not-copied");
    button.classList.toggle("zd-done", ok);
    setTimeout(() => button.classList.remove("zd-done"), 1500);
  }

  // What is said stands in the answer, in its language.
  function say(turn, kind) {
    const status = turn?.querySelector(".zd-said");
    if (status) status.textContent = turn.querySelector(`.zd-say-${kind}`).textContent;
  }

  // --- Opinions ------------------------------------------------------------------------------
  function answerOf(tools) {
    const [, conversation, place] = tools.querySelector("a.zd-note").href.match(/conversations\/([^/]+)\/(\d+)\//);
    return { conversation, place: Number(place) };
  }

  async function giveOpinion(tools, opinion, words) {
    try {
      await send("opinions", { ...answerOf(tools), opinion, words });
    } catch {
      say(tools.parentElement, "not-sent");
      return;
    }
    const right = opinion === "right";
    tools.querySelector(".zd-do-opinion").setAttribute("aria-pressed", String(right));
    tools.querySelector(".zd-do-reasons").setAttribute("aria-pressed", String(!right));
    showReasons(tools, false);
    say(tools.parentElement, "thanks");
  }

  function showReasons(tools, shown) {
    tools.querySelector(".zd-reasons").hidden = !shown;
    tools.querySelector(".zd-do-reasons").setAttribute("aria-expanded", String(shown));
    if (!shown) return;
    tools.querySelector(".zd-reasons input:checked").focus({ preventScroll: true });
    tools.querySelector(".zd-reasons").scrollIntoView({ block: "nearest" }); // not behind the composer
  }

  // --- An agency's tasks ---------------------------------------------------------------------
  function dialog() {
    const known = document.getElementById("zd-dialog");
    if (known) return known;
    const close = element("button", { type: "button", className: "zd-tool", textContent: "×" });
    close.addEventListener("click", () => made.close());
    const made = element("dialog", { id: "zd-dialog" }, close, element("div", { className: "zd-dialog-body" }));
    made.addEventListener("click", (event) => event.target === made && made.close());
    document.querySelector(".gradio-container").append(made);
    return made;
  }

  async function showTasks(button) {
    const shown = dialog();
    const spoken = button.closest("[lang]:not(b):not(i)")?.lang ?? language();
    const asked = new URLSearchParams({ agency: button.value, language: spoken });
    const response = await fetch(`./staff/tasks?${asked}`);
    if (!response.ok) return;
    shown.querySelector("button").ariaLabel = { en: "Close", "zh-Hant": "關閉" }[spoken] ?? "关闭";
    shown.setAttribute("aria-label", button.title);
    shown.querySelector(".zd-dialog-body").innerHTML = await response.text(); // escaped by the server
    shown.showModal();
  }

  // --- Marks on clauses ----------------------------------------------------------------------
  let marks = { marks: {}, words: {}, name: null };

  async function loadMarks(clauses) {
    const asked = new URLSearchParams({ language: language() });
    for (const clause of new Set(clauses)) asked.append("clause", clause);
    const response = await fetch(`./staff/marks?${asked}`);
    if (response.ok) marks = await response.json();
    return response.ok;
  }

  // A clause is named by its element or, in the chat, by the link to its document.
  function clauseOf(place) {
    if (place.dataset.clause) return place.dataset.clause;
    const asked = new URL(place.querySelector(".zd-in-document a").href).searchParams;
    return `${asked.get("doc")}#${asked.get("clause")}`;
  }

  async function showMarks(all) {
    const found = [...document.querySelectorAll("[data-clause], .zd-citation:has(.zd-in-document a)")];
    const places = found.filter((one) => all || !("marked" in one.dataset));
    if (!places.length) return;
    for (const place of places) place.dataset.marked = "";
    if (await loadMarks(places.map(clauseOf))) for (const place of places) showMark(place);
  }

  function showMark(place) {
    const clause = clauseOf(place);
    place.querySelectorAll(":scope .zd-mark, :scope .zd-marking").forEach((old) => old.remove());
    const words = marks.marks[clause];
    if (words) {
      const where = place.querySelector(".zd-where, .zd-mark-here") ?? place;
      where.append(element("span", { className: "zd-mark", textContent: words }));
    }
    place.querySelector(".zd-facts")?.after(marking(clause, Boolean(words)));
  }

  function marking(clause, isMarked) {
    const label = isMarked ? marks.words.takeBack : marks.words.check;
    const button = element("button", { type: "button", className: "zd-tool", textContent: label });
    const made = element("div", { className: "zd-marking" }, button);
    button.addEventListener("click", () => {
      if (isMarked) changeMark("marks/taken-back", { clause });
      else if (marks.name) changeMark("marks", { clause });
      else made.replaceChildren(...nameForm(clause));
    });
    return made;
  }

  function nameForm(clause) {
    const name = element("input", { type: "text", maxLength: 60, required: true, value: localStorage.zhengdaName ?? "" });
    const label = element("label", {}, `${marks.words.checker} `, name);
    const form = element("form", {}, label, element("button", { className: "zd-tool", textContent: marks.words.save }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!name.value.trim()) return;
      localStorage.zhengdaName = name.value.trim();
      changeMark("marks", { clause, name: name.value.trim() });
    });
    requestAnimationFrame(() => name.focus());
    return [form];
  }

  async function changeMark(path, values) {
    await send(path, values);
    await showMarks(true);
  }

  // --- Links between clauses -----------------------------------------------------------------
  function chosen(place) {
    return `${place.dataset.document}#${place.querySelector("input").value.trim()}`;
  }

  function link(button) {
    const place = button.closest(".zd-deciding");
    const input = place.querySelector("input");
    const isKnown = [...input.list.options].some((one) => one.value === input.value.trim());
    place.querySelector(".zd-said").textContent = isKnown ? "" : place.dataset.unknown;
    if (isKnown) decide(button);
    else input.focus();
  }

  async function decide(button) {
    const place = button.closest(".zd-deciding");
    const { first, second, failed } = place.dataset;
    const [verdict, kind] = button.value.split(" ");
    try {
      await send("links", { first, second: second ?? chosen(place), verdict, kind });
    } catch {
      place.querySelector(".zd-said").textContent = failed;
      return;
    }
    place.closest("details").querySelector("summary").focus(); // it is there again when the page is anew
    dispatchEvent(new Event("zd-changed"));
  }

  // --- Wiring --------------------------------------------------------------------------------
  const actions = {
    copy: (button) => copy(button, answerWords(button.closest(".zd-turn"))),
    cite: (button) => copy(button, button.parentElement.querySelector(".zd-cite-as").textContent),
    opinion: (button) => giveOpinion(button.closest(".zd-tools"), button.value, ""),
    reasons: (button) => showReasons(button.closest(".zd-tools"), button.closest(".zd-tools").querySelector(".zd-reasons").hidden),
    tasks: showTasks,
    decide,
    link,
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('button[class*="zd-do-"]');
    const action = button?.className.match(/zd-do-(\w+)/)[1];
    if (action in actions) actions[action](button);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.(".zd-reasons");
    if (!form) return;
    event.preventDefault();
    const reason = form.querySelector("input:checked").value;
    giveOpinion(form.closest(".zd-tools"), reason, form.querySelector(".zd-words").value);
  });

  // The address names the open conversation, so that a reload opens it again.
  let named = null;
  function nameConversation() {
    const chat = document.getElementById("zd-chat");
    if (!chat) return;
    const tools = chat.querySelectorAll(".zd-tools:has(a.zd-note)");
    const open = tools.length ? answerOf(tools[tools.length - 1]).conversation : "";
    if (open === named || (open === "" && !document.getElementById("zd-welcome")?.offsetParent)) return;
    if (open || named) history.replaceState(history.state, "", location.pathname + (open ? `?c=${open}` : ""));
    named = open;
  }

  // The drawer takes the keyboard when it opens, and gives it back when it closes.
  let drawer = null;
  function followDrawer() {
    const open = document.getElementById("zd-history");
    if (open && !drawer) open.querySelector("input, textarea")?.focus();
    if (drawer && !open) document.getElementById("zd-open-history")?.focus();
    drawer = open;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector("#zd-history #zd-close-history")?.click();
  });

  let scheduled = false;
  new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      nameConversation();
      followDrawer();
      showMarks(false);
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
