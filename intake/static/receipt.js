// Looks again while papers are being read, and takes over only what changed.
(() => {
  "use strict";
  const EVERY = 4000;
  const look = async () => {
    const shown = document.querySelector("[data-live]");
    try {
      const response = await fetch(location.href);
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      const now = answer.querySelector("[data-live]");
      if (!now) return location.reload();
      if (now.innerHTML !== shown.innerHTML) shown.replaceWith(now);
      if (now.dataset.live !== "reading") return undefined;
    } catch {
      // No network for a moment: look again later.
    }
    return setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
})();
