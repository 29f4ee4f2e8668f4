"use strict";
(() => {
  const page = window.page;
  const status = document.getElementById("status");
  const version = Number(document.body.dataset.version);
  const tools = document.querySelector("#tools form");
  const DECISIONS = { t: "take", l: "leave", e: "edit", r: "reason" };
  let waiting = false;

  const say = (text) => {
    if (status) status.textContent = text;
  };

  // One after the other: a decision that is asked for while another one is made would be on what is no more.
  async function ask(what, given) {
    if (waiting) return false;
    waiting = true;
    document.body.ariaBusy = "true";
    try {
      const answer = await fetch(what, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ version, ...given }),
      });
      const told = await answer.json();
      if (told.reload) reload();
      else if (told.error) say(`Not done: ${told.error}.`);
      else show(told);
      return Boolean(told.rows);
    } catch {
      say("mtlint does not answer. Start the review again: what was decided is kept.");
      return false;
    } finally {
      waiting = false;
      document.body.ariaBusy = "false";
    }
  }

  // What there is to say stands at the top.
  function reload() {
    history.scrollRestoration = "manual";
    location.reload();
  }

  function show(told) {
    const rows = told.rows.map((row) => {
      // Made and escaped by the server, and scripts in it would not run.
      const made = document.createElement("template");
      made.innerHTML = row.html;
      document.getElementById(row.id).replaceWith(made.content);
      return document.getElementById(row.id);
    });
    tools.undo.disabled = !told.undoable;
    tools.save.disabled = !told.unsaved;
    document.getElementById("unsaved").textContent = told.unsaved || "";
    document.getElementById("decided").textContent =
      `${told.decided} of ${page.cards.length} decided`;
    page.view(rows);
    if (rows.length) page.filter(rows);
  }

  // After an action that is on no one finding: the one that was looked at, which may have come anew.
  async function act(what) {
    const number = page.current()?.dataset.n;
    if (await ask(what, {})) look(number);
  }

  function look(number) {
    const card = page.cardOf(number);
    if (card && !card.hidden) page.look(card);
  }

  // Once more on what is decided so takes the decision back.
  async function decide(card, decision, said, onward) {
    const again = card.dataset.state === decision && !said && decision !== "edit";
    const number = card.dataset.n;
    if (!(await ask("decide", { number: Number(number), decision: again ? null : decision, said }))) return;
    if (onward && !again) next(number);
    else look(number);
  }

  function next(number) {
    const shown = page.shown();
    const later = shown.filter((other) => Number(other) > Number(number));
    const open = [...later, ...shown].find((other) => page.cardOf(other).dataset.state === "open");
    if (open) page.look(page.cardOf(open));
    else {
      look(number);
      say("All that is shown is decided.");
    }
  }

  function begin(card, what, onward) {
    if (card !== page.current()) page.look(card);
    if (what === "take" && !card.querySelector('[data-do="take"]')) say("There is no fix to take; edit it, or leave it.");
    else if (what === "take" || what === "leave") decide(card, what, "", onward);
    else write(card, what, onward);
  }

  // A line to write in, on the card.
  function write(card, what, onward) {
    card.querySelector(".write")?.remove();
    const made = document.getElementById(what === "edit" ? "edit-form" : "reason-form").content.cloneNode(true);
    const form = made.querySelector("form");
    const field = form.elements.said;
    if (what === "edit") field.value = card.dataset.draft;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (what === "edit" || field.value.trim()) decide(card, what === "edit" ? "edit" : "leave", field.value, onward);
    });
    const close = () => {
      form.remove();
      card.focus();
    };
    form.querySelector("[type=button]").addEventListener("click", close);
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    card.append(made);
    field.focus();
    field.select();
  }

  const save = () => {
    if (!tools.save.disabled) ask("save", {});
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const card = button.closest(".card");
    if (button.dataset.check) ask("check", { number: Number(button.dataset.check) });
    else if (button.dataset.do) begin(card, button.dataset.do, false);
    else if (button.name === "safe" || button.name === "undo") act(button.name);
    else if (button.name === "save") save();
  });
  document.addEventListener("keydown", (event) => {
    if (!page) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "s") {
      event.preventDefault();
      save();
    }
    if (command || event.altKey || page.typing(event) || !page.keys()) return;
    if (event.key === "a") act("safe");
    else if (event.key === "u") act("undo");
    else if (DECISIONS[event.key]) {
      event.preventDefault();
      const card = page.current();
      if (card) begin(card, DECISIONS[event.key], true);
      else page.step(1);
    }
  });
})();
