"use strict";
(() => {
  const root = document.documentElement;
  const form = document.querySelector("#tools form");
  root.classList.add("js");
  if (!form) return;

  const cards = [...document.querySelectorAll(".card")];
  const byNumber = new Map(cards.map((card) => [card.dataset.n, card]));
  const status = document.getElementById("status");
  let current = null;

  const all = (selector) => document.querySelectorAll(selector);
  const checked = (name) => new Set([...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value));
  const numbers = (node) => (node.dataset.c || node.dataset.f).split(" ");

  function leave() {
    for (const node of all(".on, .bears")) node.classList.remove("on", "bears");
    current = null;
  }

  function look(card) {
    leave();
    current = card;
    const number = card.dataset.n;
    card.classList.add("on");
    for (const node of all(`[data-f~="${number}"], [data-c="${number}"], #m${number}`)) node.classList.add("on");
    for (const node of all(`[data-e~="${number}"]`)) node.classList.add("bears");
    const mark = document.getElementById(`m${number}`);
    const besides = matchMedia("(min-width: 56.01rem)").matches && mark.offsetParent;
    (besides ? mark : card).scrollIntoView({ block: "center" });
    card.focus({ preventScroll: true });
    const shown = cards.filter((one) => !one.hidden);
    status.textContent = `${shown.indexOf(card) + 1} of ${shown.length}`;
  }

  function step(by) {
    const shown = cards.filter((card) => !card.hidden);
    if (!shown.length) return;
    const at = current ? shown.indexOf(current) : by > 0 ? -1 : 0;
    look(shown[(at + by + shown.length) % shown.length]);
  }

  function filter() {
    const kept = { severity: checked("severity"), safety: checked("safety"), family: checked("family") };
    const wanted = (card) => Object.entries(kept).every(([name, values]) => values.has(card.dataset[name]));
    for (const card of cards) card.hidden = !wanted(card);
    const off = (number) => byNumber.get(number).hidden;
    for (const node of all(".text [data-f], .text [data-c]")) node.classList.toggle("off", numbers(node).every(off));
    for (const node of all(".text .n")) node.classList.toggle("off", off(node.getAttribute("href").slice(2)));
    for (const row of all(".row")) row.classList.toggle("kept", Boolean(row.querySelector(".card:not([hidden])")));
    document.body.classList.toggle("only", form.only.checked);
    if (current && current.hidden) leave();
    const shown = cards.filter((card) => !card.hidden).length;
    status.textContent = shown === cards.length ? `${shown} findings` : `${shown} of ${cards.length} findings`;
  }

  function view() {
    const name = form.view.value;
    if (name === "beside" && !document.querySelector(".after")) {
      for (const text of all(".text")) {
        const copy = text.cloneNode(true);
        copy.classList.add("after");
        for (const mark of copy.querySelectorAll("[id]")) mark.removeAttribute("id");
        text.after(copy);
      }
    }
    document.body.dataset.view = name;
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const name = event.target.name;
    if (name === "view") view();
    else if (name === "theme") root.dataset.theme = event.target.value;
    else if (name !== "keys") filter();
  });
  form.previous.addEventListener("click", () => step(-1));
  form.next.addEventListener("click", () => step(1));
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".n");
    if (!link) return;
    event.preventDefault();
    look(byNumber.get(link.getAttribute("href").slice(2)));
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("select, textarea, input:not([type=checkbox]):not([type=radio])");
    if (!form.keys.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
    else if (event.key === "Escape") leave();
  });
  // A browser may keep what was ticked when a page is read again.
  form.reset();
  const named = /^#[fm](\d+)$/.exec(location.hash);
  if (named && byNumber.has(named[1])) look(byNumber.get(named[1]));
})();
