"use strict";
(() => {
  const root = document.documentElement;
  const form = document.querySelector("#tools form");
  root.classList.add("js");
  if (!form) return;

  const status = document.getElementById("status");
  const cards = document.getElementsByClassName("card");
  let current = null;
  // What is marked for the finding that is looked at.
  let lit = [];
  // The numbers of the findings that are shown, in the order of the page, until a filter changes which.
  let order = null;

  const all = (selector) => document.querySelectorAll(selector);
  const shown = () => (order ??= [...cards].filter((card) => !card.hidden).map((card) => card.dataset.n));
  // Looked up each time: where decisions are made, paragraphs and their cards come anew.
  const cardOf = (number) => document.getElementById(`f${number}`);
  const checked = (name) => new Set([...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value));
  const numbers = (node) => (node.dataset.c || node.dataset.f).split(" ");

  function leave() {
    for (const node of lit) node.classList.remove("on", "bears");
    lit = [];
    current = null;
  }

  function light(nodes, name) {
    for (const node of nodes) node.classList.add(name);
    lit.push(...nodes);
  }

  function look(card) {
    leave();
    current = card;
    const number = card.dataset.n;
    const mark = document.getElementById(`m${number}`);
    light([card, mark], "on");
    // Not in one list of selectors: in a long page such a list takes a browser ten times as long.
    for (const selector of [`[data-f~="${number}"]`, `[data-c="${number}"]`]) light(all(selector), "on");
    light(all(`[data-e~="${number}"]`), "bears");
    const besides = matchMedia("(min-width: 56.01rem)").matches && mark.offsetParent;
    (besides ? mark : card).scrollIntoView({ block: "center" });
    card.focus({ preventScroll: true });
    status.textContent = `${shown().indexOf(number) + 1} of ${shown().length}`;
  }

  function step(by) {
    const numbers = shown();
    if (!numbers.length) return;
    const at = current ? numbers.indexOf(current.dataset.n) : by > 0 ? -1 : 0;
    look(cardOf(numbers[(at + by + numbers.length) % numbers.length]));
  }

  // Of the whole page, or of the paragraphs that came anew.
  function filter(rows = [document]) {
    const names = ["severity", "safety", "family", "state"].filter((name) => form.querySelector(`[name="${name}"]`));
    const kept = names.map((name) => [name, checked(name)]);
    const within = (selector) => rows.flatMap((row) => [...row.querySelectorAll(selector)]);
    for (const card of within(".card")) {
      const hidden = !kept.every(([name, values]) => values.has(card.dataset[name]));
      if (hidden !== card.hidden) order = null;
      card.hidden = hidden;
    }
    const off = (number) => cardOf(number).hidden;
    for (const node of within(".text [data-f], .text [data-c]")) node.classList.toggle("off", numbers(node).every(off));
    for (const node of within(".text .n")) node.classList.toggle("off", off(node.getAttribute("href").slice(2)));
    for (const row of rows[0] === document ? all(".row") : rows) {
      row.classList.toggle("kept", Boolean(row.querySelector(".card:not([hidden])")));
    }
    document.body.classList.toggle("only", form.only.checked);
    if (current && current.hidden) leave();
    const left = shown().length;
    status.textContent = left === cards.length ? `${left} findings` : `${left} of ${cards.length} findings`;
  }

  function view(rows = [document]) {
    const name = form.view.value;
    if (name === "beside") {
      for (const text of rows.flatMap((row) => [...row.querySelectorAll(".text:not(.after)")])) {
        if (text.nextElementSibling?.matches(".after")) continue;
        const copy = text.cloneNode(true);
        copy.classList.add("after");
        for (const mark of copy.querySelectorAll("[id]")) mark.removeAttribute("id");
        text.after(copy);
      }
    }
    document.body.dataset.view = name;
  }

  const typing = (event) => event.target.closest("select, textarea, input:not([type=checkbox]):not([type=radio])");

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
    look(cardOf(link.getAttribute("href").slice(2)));
  });
  document.addEventListener("keydown", (event) => {
    if (!form.keys.checked || typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
    else if (event.key === "Escape") leave();
  });
  // A browser may keep what was ticked when a page is read again.
  form.reset();
  const named = /^#[fm](\d+)$/.exec(location.hash);
  if (named && cardOf(named[1])) look(cardOf(named[1]));
  // For the script of a review, which comes after this one.
  window.page = { cards, typing, shown, cardOf, look, step, view, filter, keys: () => form.keys.checked, current: () => current };
})();
