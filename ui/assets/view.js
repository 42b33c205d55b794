// Runs once for the content of a page: its forms and links become addresses, without a new load.
function visit(query) {
  history.pushState(null, "", location.pathname + query);
  trigger("visit");
}

function queryOf(form, submitter) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) if (value) fields.append(name, value);
  const words = fields.toString();
  return words ? `?${words}` : "";
}

let wanted = false; // a form was sent, and what it asks for is on its way
element.addEventListener("submit", (event) => {
  event.preventDefault();
  wanted = true;
  visit(queryOf(event.target, event.submitter));
});

element.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-instant")) visit(queryOf(form));
});

element.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || link.hasAttribute("download") || link.getAttribute("href").startsWith("#")) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname) return;
  event.preventDefault();
  visit(link.search);
});

addEventListener("popstate", () => trigger("visit"));
addEventListener("zd-changed", () => trigger("visit")); // what is shown was changed on the server

// What was in focus stays so; a page that says where to begin is scrolled there.
let focused = "";
element.addEventListener("focusin", (event) => (focused = event.target.id));
// What a form asks for may stand far below it, or say what is wrong.
function showResult() {
  const result = element.querySelector(".zd-alert, [data-result]");
  if (wanted && result && result.getBoundingClientRect().top > innerHeight * 0.6) result.scrollIntoView({ block: "start" });
  wanted = false;
}

// The outline has a scroll bar of its own.
function showInOutline() {
  const here = element.querySelector(".zd-outline [aria-current]");
  const outline = here?.closest(".zd-outline");
  if (!outline) return;
  const below = here.getBoundingClientRect().top - outline.getBoundingClientRect().top;
  outline.scrollTop += below - outline.clientHeight / 3;
}

watch("value", () => {
  showInOutline();
  const goal = element.querySelector("[data-goal]");
  if (goal) {
    const { address } = goal.dataset; // of what has come to be on this page
    if (address) history.replaceState(null, "", new URL(address, document.baseURI));
    const show = () => goal.scrollIntoView({ block: "start" });
    show();
    requestAnimationFrame(() => requestAnimationFrame(show)); // the header may have grown with its words
    goal.focus({ preventScroll: true });
  } else if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  showResult();
});
