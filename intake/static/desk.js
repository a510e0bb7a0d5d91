// Keys, zoom, the lit box, and saving one field without loading the pictures again. Every page works without it.
(() => {
  "use strict";
  const viewer = document.querySelector("[data-viewer]");
  const sheets = viewer && viewer.querySelector("[data-sheets]");
  const ZOOMS = 4;
  let zoom = 1;

  const setZoom = (level) => {
    zoom = Math.min(Math.max(level, 1), ZOOMS);
    for (let each = 1; each <= ZOOMS; each += 1) sheets.classList.toggle(`zoom-${each}`, each === zoom);
    const lit = sheets.querySelector(".lit");
    if (lit) centre(lit);
  };

  // Bring a box into the middle of the viewer without moving the page itself.
  const centre = (shape) => {
    const box = shape.getBoundingClientRect();
    const frame = sheets.getBoundingClientRect();
    sheets.scrollBy({
      top: box.top + box.height / 2 - frame.top - frame.height / 2,
      left: box.left + box.width / 2 - frame.left - frame.width / 2,
    });
  };

  const light = (name) => {
    if (!sheets) return;
    for (const lit of sheets.querySelectorAll(".lit")) lit.classList.remove("lit");
    const shape = document.getElementById(`box-${name}`);
    if (!shape) return;
    shape.classList.add("lit");
    centre(shape);
  };

  const prepareViewer = () => {
    viewer.querySelector("[data-zoom]").hidden = false;
    viewer.querySelector("[data-zoom-in]").addEventListener("click", () => setZoom(zoom + 1));
    viewer.querySelector("[data-zoom-out]").addEventListener("click", () => setZoom(zoom - 1));
    for (const link of viewer.querySelectorAll(".viewer-bar nav a")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const sheet = document.querySelector(link.hash);
        sheets.scrollTo({ top: sheet.offsetTop - sheets.offsetTop, left: 0 });
      });
    }
  };

  // Work begins at the entry that was refused, else at the first doubtful one.
  const focusFirst = () => {
    const entry = document.querySelector(".entry.wrong") || document.querySelector(".entry.doubt");
    const input = entry && entry.querySelector("[data-entry]");
    if (!input) return;
    input.focus({ preventScroll: true });
    entry.scrollIntoView({ block: "nearest" });
  };

  // Send one field, and take over what changed: fields, to-dos, head and boxes. The pictures stay.
  const takeOver = (answer) => {
    for (const part of ["#fields", ".case-head"]) {
      document.querySelector(part).replaceWith(answer.querySelector(part));
    }
    for (const box of sheets.querySelectorAll(".box")) {
      const now = answer.getElementById(box.id);
      if (now) box.setAttribute("class", now.getAttribute("class"));
    }
    focusFirst();
  };

  const send = async (form, submitter) => {
    const body = new URLSearchParams(new FormData(form, submitter));
    const response = await fetch(form.action, { method: "POST", body });
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    if (answer.getElementById("fields")) takeOver(answer);
    else location.reload();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!sheets || !form.matches(".entry")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    send(form, event.submitter || form.querySelector("button[value=take]")).catch(() => location.reload());
  });

  document.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-field]");
    if (field) light(field.dataset.field);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-light]");
    if (!link) return;
    event.preventDefault();
    light(link.dataset.light);
  });

  const typing = (element) => element.matches("input:not([type=radio], [type=checkbox]), textarea, select");

  const pressAlt = (event) => {
    const code = event.code.replace(/^(Key|Digit)/, "").toLowerCase(); // Alt writes other signs on some keyboards
    const form = document.activeElement && document.activeElement.closest(".entry");
    return form && form.querySelector(`[data-alt-key="${CSS.escape(code)}"]`);
  };

  const press = (event) => {
    const key = event.key.toLowerCase();
    return typing(event.target) ? null : document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  };

  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey;
    if (held && event.key === "Enter" && event.target.matches(".entry textarea")) {
      event.target.form.requestSubmit();
      return;
    }
    if (held) return;
    const target = event.altKey ? pressAlt(event) : press(event);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) target.focus();
    else target.click();
  });

  if (sheets) {
    prepareViewer();
    focusFirst();
  }
})();
