// Shows a question at once, before the server has it; what the server then shows takes its place.
(() => {
  "use strict";
  const SHOWN = ".zd-question, .zd-waiting, .zd-answer, .zd-failure";
  const LONGEST_WAIT = 30_000; // a server that cannot be reached shows nothing
  let pending = null;

  function forget() {
    clearTimeout(pending?.timer);
    pending?.bubble?.remove();
    document.body.classList.remove("zd-asked");
    pending = null;
  }

  function bubbleOf(words) {
    const bubble = document.createElement("div");
    bubble.id = "zd-pending";
    const question = document.createElement("div");
    question.className = "zd-question";
    question.textContent = words;
    bubble.append(question);
    return bubble;
  }

  function show(words) {
    const chat = document.getElementById("zd-chat");
    const question = words.trim();
    if (!chat || !question || pending || chat.querySelector(".zd-waiting")) return;
    const edited = document.querySelector("#zd-hint .zd-editing") && [...chat.querySelectorAll(".zd-question")].at(-1);
    if (edited) edited.textContent = question; // an edited question takes the place of the last one
    const bubble = edited ? null : bubbleOf(question);
    if (bubble) chat.after(bubble);
    document.body.classList.add("zd-asked");
    pending = { bubble, timer: setTimeout(forget, LONGEST_WAIT) };
    bubble?.scrollIntoView({ block: "start" });
  }

  // The same moments at which gradio sends the question: of keys only those that no input method takes.
  document.addEventListener(
    "keypress",
    (event) => {
      const box = event.target.closest?.("#zd-question-box textarea");
      if (box && event.key === "Enter" && !event.shiftKey) show(box.value);
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("#zd-ask, .zd-example");
      if (!button || button.disabled) return;
      const asks = button.id === "zd-ask";
      show(asks ? document.querySelector("#zd-question-box textarea").value : button.textContent);
    },
    true,
  );

  function answers(node) {
    if (node.nodeType !== Node.ELEMENT_NODE || node.closest("#zd-pending")) return false;
    if (node.closest("#zd-hint")) return node.matches("p") || Boolean(node.querySelector("p"));
    return Boolean(node.closest("#zd-chat")) && (node.matches(SHOWN) || Boolean(node.querySelector(SHOWN)));
  }

  new MutationObserver((changes) => {
    if (pending && changes.some(({ addedNodes }) => [...addedNodes].some(answers))) forget();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
