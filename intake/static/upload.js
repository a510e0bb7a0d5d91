// Shows what was chosen, takes dropped files, and keeps a slow upload from being sent twice.
(() => {
  "use strict";
  const input = document.getElementById("files");
  const area = document.querySelector("[data-drop]");
  const list = document.querySelector("[data-chosen]");
  const size = (bytes) =>
    bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

  const show = () => {
    const rows = [...input.files].map((file) => {
      const row = document.createElement("li");
      row.textContent = `${file.name} (${size(file.size)})`;
      return row;
    });
    list.replaceChildren(...rows);
  };

  for (const name of ["dragover", "dragleave", "drop"]) {
    area.addEventListener(name, (event) => {
      event.preventDefault();
      area.classList.toggle("over", name === "dragover");
    });
  }
  area.addEventListener("drop", (event) => {
    input.files = event.dataTransfer.files;
    show();
  });
  input.addEventListener("change", show);

  const form = input.form;
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    button.disabled = true;
    button.textContent = "Sending ...";
  });
  window.addEventListener("pageshow", () => {
    const button = form.querySelector("button");
    button.disabled = false;
    button.textContent = "Send";
  });
})();
