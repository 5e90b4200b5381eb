// Shows the chat inside another page:
//   <script defer src="https://HOST/embed.js" data-title="…" data-language="de" data-link="…" data-height="640"></script>
// The chat stands where the script stands. A code behind the # of the page's address goes to the
// chat and leaves the address; data-link is the text of a plain link below it, for a page of its own.
(() => {
  "use strict";
  const script = document.currentScript;
  const host = new URL(script.src).origin;
  const code = /^#[0-9A-Za-z-]{20,60}$/.test(location.hash) ? location.hash : "";
  const language = script.dataset.language ? "?language=" + encodeURIComponent(script.dataset.language) : "";
  const frame = document.createElement("iframe");
  frame.src = host + "/i" + language + code;
  frame.title = script.dataset.title || "Interview";
  frame.referrerPolicy = "no-referrer";
  frame.style.border = "0";
  frame.style.width = "100%";
  frame.style.height = (parseInt(script.dataset.height, 10) || 640) + "px";
  // Nothing is seen in the head of a page: from there it goes to the end of the body.
  if (document.head.contains(script)) document.body.append(frame);
  else script.after(frame);
  if (script.dataset.link) {
    const link = document.createElement("a");
    link.href = host + "/i" + language + code;
    link.textContent = script.dataset.link;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    frame.after(link);
  }
  if (code) history.replaceState(null, "", location.pathname + location.search);
})();
