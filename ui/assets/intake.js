// Documents of one's own, for admins: choose or drop files, see what was understood, save them; remove one.
(() => {
  "use strict";
  const place = () => document.querySelector(".zd-intake");
  const within = (selector) => place().querySelector(selector);
  const said = () => JSON.parse(place().dataset.words);
  let file = null;
  let wishes = {};
  let working = false;

  // --- What the page says ----------------------------------------------------------------------
  function say(words) {
    within(".zd-state").textContent = words;
    refuse("");
  }

  function refuse(words) {
    const alert = within(".zd-alert");
    alert.textContent = words;
    alert.hidden = !words;
    if (words) within(".zd-state").textContent = "";
  }

  // Only one thing at a time: what is pressed meanwhile does nothing.
  async function busy(words, work) {
    if (working) return;
    working = true;
    say(words);
    within(".zd-state").scrollIntoView({ block: "nearest" }); // the button may be far below it
    place().setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      refuse(error.cause === "server" ? error.message : said().failed);
    } finally {
      working = false;
      within("progress").hidden = true;
      place().removeAttribute("aria-busy");
    }
  }

  async function send(action, kind, body, values = {}) {
    const asked = new URLSearchParams({ ...values, language: document.documentElement.lang });
    const response = await fetch(`./staff/documents/${action}?${asked}`, {
      method: "POST",
      headers: { "Content-Type": kind },
      body,
    });
    if (response.ok) return response;
    const answer = await response.json().catch(() => ({}));
    const detail = said().of_status[response.status] ?? answer.detail;
    throw detail ? new Error(detail, { cause: "server" }) : new Error(response.statusText);
  }

  const sendFile = (action, sent, values) => send(action, "application/octet-stream", sent, { ...values, name: sent.name });

  // --- A file ----------------------------------------------------------------------------------
  function take(files) {
    if (working || !files.length) return;
    forget();
    if (files.length > Number(place().dataset.mostFiles)) refuse(said().too_many);
    else if (files.length > 1) lookAtAll(files);
    else if (files[0].size > Number(place().dataset.maxBytes)) refuse(said().too_large);
    else {
      file = files[0];
      look();
    }
  }

  function look() {
    return busy(said().reading, async () => {
      const response = await sendFile("preview", file, wishes);
      within(".zd-understood").innerHTML = await response.text(); // escaped by the server
      say(said().read);
      within(".zd-understood h2").focus();
    });
  }

  function forget() {
    file = null;
    many = [];
    wishes = {};
    within(".zd-understood").replaceChildren();
    within("#zd-file").value = "";
    say("");
  }

  function save() {
    return busy(said().saving, async () => {
      setSaving(true);
      try {
        const line = await added(file, wishes);
        forget();
        say(line);
        changed();
      } finally {
        setSaving(false);
      }
    });
  }

  async function added(one, values) {
    const last = await lastLine(await sendFile("add", one, values));
    if (last.refused) throw new Error(last.refused, { cause: "server" });
    return last.said;
  }

  function setSaving(saving) {
    for (const one of place().querySelectorAll("button, input")) one.disabled = saving;
  }

  async function lastLine(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let last = {};
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return last;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        last = JSON.parse(line);
        showProgress(last);
      }
    }
  }

  function showProgress({ done, total }) {
    const progress = within("progress");
    progress.hidden = false;
    if (total > 1) Object.assign(progress, { max: total, value: done });
    else progress.removeAttribute("value");
  }

  // --- Several files ---------------------------------------------------------------------------
  let many = []; // each { file, item, box } as it stands in the list
  const filled = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name]);
  const lineOf = (error) => (error.cause === "server" ? error.message : said().failed);

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function lookAtAll(files) {
    return busy(said().reading, async () => {
      many = files.map(listed);
      const heading = element("h2", { tabIndex: -1, textContent: filled(said().files, { count: files.length }) });
      const list = element("ul", { className: "zd-many" }, ...many.map((one) => one.item));
      within(".zd-understood").replaceChildren(heading, list);
      for (const [place, one] of many.entries()) {
        within(".zd-state").textContent = `${said().reading} ${place + 1} / ${many.length}`;
        await lookAtOne(one);
      }
      const save = element("button", { type: "button", className: "zd-save-chosen", textContent: said().save_chosen });
      within(".zd-understood").append(element("div", { className: "zd-buttons" }, save, closing(said().cancel)));
      say(said().read);
      heading.focus();
    });
  }

  const closing = (words) => element("button", { type: "button", className: "zd-cancel", textContent: words });

  function listed(file) {
    const box = element("input", { type: "checkbox", disabled: true });
    const name = element("label", {}, box, " ", element("b", { textContent: file.name }));
    return { file, box, item: element("li", {}, name) };
  }

  async function lookAtOne(one) {
    try {
      if (one.file.size > Number(place().dataset.maxBytes)) throw new Error(said().too_large, { cause: "server" });
      const report = element("div", { className: "zd-report" });
      report.innerHTML = await (await sendFile("preview", one.file, { among: "several" })).text(); // escaped by the server
      one.item.append(report);
      one.id = report.firstChild.dataset.id;
      const same = many.find((other) => other !== one && other.id === one.id);
      if (same) tell(one, filled(said().same_id, same.file), true);
      one.box.disabled = Boolean(same);
      one.box.checked = !same;
    } catch (error) {
      tell(one, lineOf(error), true);
    }
  }

  function tell(one, words, isRefused) {
    one.item.querySelector(".zd-told")?.remove();
    one.item.append(element("p", { className: isRefused ? "zd-told zd-refused" : "zd-told", textContent: words }));
  }

  function saveChosen() {
    const chosen = many.filter((one) => one.box.checked);
    if (!chosen.length) return refuse(said().none_chosen);
    return busy(said().saving, async () => {
      setSaving(true);
      let refused = 0;
      for (const [number, one] of chosen.entries()) {
        within(".zd-state").textContent = `${said().saving} ${number + 1} / ${chosen.length}`;
        try {
          tell(one, await added(one.file, {}), false);
        } catch (error) {
          refused += 1;
          tell(one, lineOf(error), true);
        }
      }
      setSaving(false);
      for (const one of many) one.box.remove();
      within(".zd-buttons").replaceChildren(closing(said().close));
      say(filled(refused ? said().many_saved : said().all_saved, { done: chosen.length, refused }));
      within(".zd-understood h2").focus();
      changed();
    });
  }

  // The list follows the documents when it is asked for again.
  function changed() {
    dispatchEvent(new Event("zd-changed"));
  }

  // --- Removal ---------------------------------------------------------------------------------
  function button(words, name, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: name, textContent: words });
    made.addEventListener("click", act);
    return made;
  }

  function offerRemoval() {
    if (!place()) return;
    for (const entry of document.querySelectorAll(".zd-documents > li:not(:has(.zd-removal))")) {
      const box = document.createElement("div");
      box.className = "zd-removal";
      box.append(removeButton(entry, box));
      entry.append(box);
    }
  }

  function removeButton(entry, box) {
    const made = button(said().remove, "zd-tool", () => confirmRemoval(entry, box));
    made.setAttribute("aria-label", `${said().remove} ${entry.querySelector("h3 a").textContent}`);
    return made;
  }

  function confirmRemoval(entry, box) {
    const words = said();
    const question = Object.assign(document.createElement("p"), { textContent: words.confirm[entry.dataset.kind] });
    const keep = button(words.cancel_removal, "zd-tool", () => {
      box.replaceChildren(removeButton(entry, box));
      box.firstChild.focus();
    });
    const now = button(words.remove_now, "zd-tool zd-final", () => remove(entry.dataset.document));
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", question.textContent);
    box.replaceChildren(question, now, keep);
    keep.focus();
  }

  function remove(id) {
    return busy(said().removing, async () => {
      const response = await send("remove", "application/json", JSON.stringify({ document: id }));
      say((await response.json()).said);
      changed();
      within("#zd-file").focus({ preventScroll: true });
    });
  }

  // --- Wiring ----------------------------------------------------------------------------------
  document.addEventListener("change", (event) => {
    if (event.target.id === "zd-file") take([...event.target.files]);
    else if (event.target.closest?.(".zd-wishes")) wishes[event.target.name] = event.target.value.trim();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.closest?.(".zd-wishes")) return;
    event.preventDefault();
    look();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".zd-save")) save();
    else if (event.target.closest?.(".zd-save-chosen")) saveChosen();
    else if (event.target.closest?.(".zd-intake .zd-cancel") && !working) {
      forget();
      within("#zd-file").focus();
    }
  });

  for (const kind of ["dragover", "dragleave", "drop"])
    document.addEventListener(kind, (event) => {
      const zone = event.target.closest?.(".zd-drop");
      document.querySelector(".zd-drop")?.classList.toggle("zd-over", Boolean(zone) && kind === "dragover");
      if (!zone) return;
      event.preventDefault();
      if (kind === "drop") take([...event.dataTransfer.files]);
    });

  new MutationObserver(offerRemoval).observe(document.documentElement, { childList: true, subtree: true });
})();
