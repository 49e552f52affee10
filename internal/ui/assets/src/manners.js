// Small manners: the summary of faults takes the focus, lists move by J and K, a question can be closed.

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

// A link in the summary moves the focus into the field, not only the view.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-error-summary] a[href^='#']");
  if (!link) return;
  const field = document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: "center" });
});

// The button that does not go through with it needs script; without, one simply does not press the other.
for (const close of document.querySelectorAll("[data-confirm] [data-close]")) {
  close.hidden = false;
  close.addEventListener("click", () => {
    const box = close.closest("details");
    box.open = false;
    box.querySelector("summary").focus();
  });
}

// J and K go to the next and previous row's first link of the list that has the focus, or of the first one.
const typing = "input, textarea, select, [contenteditable]";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(typing)) return;
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (!step) return;
  const list = document.activeElement?.closest?.("[data-keys]") ?? document.querySelector("[data-keys]");
  if (!list) return;
  const links = [...list.querySelectorAll("tbody > tr")].map((row) => row.querySelector("a[href]")).filter(Boolean);
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = links[here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step];
  if (next) next.focus();
});

// Escape closes an open menu or definition and gives the focus back.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details[open].s-menu, details[open].s-definition");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// What is asked for only with some choices is shown with them, and not sent with others.
for (const part of document.querySelectorAll("[data-given]")) {
  const form = part.closest("form");
  const wanted = part.dataset.givenOf.split(" ");
  const show = () => {
    const chosen = form.querySelector(`[name="${CSS.escape(part.dataset.given)}"]:checked`)?.value;
    part.disabled = part.hidden = !wanted.includes(chosen);
  };
  form.addEventListener("change", show);
  show();
}
