/* Rettidig in the browser: receipts, panels, failed requests, drafts. Every page works without it.
   Hooks: data-panel, data-close, data-open, data-toast, data-retry, data-draft-url, data-error-summary, data-focus-after,
   data-write (where one begins to type when a panel opens; not where a keyboard on the screen would cover it). */
(function () {
  "use strict";

  var body = document.body;
  document.documentElement.classList.add("js");

  function one(selector, root) { return (root || document).querySelector(selector); }
  function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }
  function copyOf(id) { return document.getElementById(id).content.firstElementChild.cloneNode(true); }
  function copenhagen(options) { return new Intl.DateTimeFormat("sv-SE", Object.assign({ timeZone: "Europe/Copenhagen" }, options)).format(new Date()); }

  /* --- receipts: ten seconds, longer while looked at ------------------------------------------- */
  function watchToast(toast) {
    var timer;
    toast.dataset.watched = "1";
    function start() { clearTimeout(timer); timer = setTimeout(function () { toast.remove(); }, 10000); }
    function looked() { return toast.matches(":hover") || toast.contains(document.activeElement); }
    ["mouseenter", "focusin"].forEach(function (name) { toast.addEventListener(name, function () { clearTimeout(timer); }); });
    ["mouseleave", "focusout"].forEach(function (name) { toast.addEventListener(name, function () { if (!looked()) { start(); } }); });
    start();
  }
  function watchToasts() { all("[data-toast]:not([data-watched])").forEach(watchToast); }

  /* --- side panels and dialogs: native <dialog>, so Escape and the focus trap come with the browser */
  var opener = null;
  var KEYBOARD = window.matchMedia("(hover: hover) and (pointer: fine)");
  function openPanels() {
    all("dialog[data-panel]:not([open])").forEach(function (panel) {
      var errors = one("[data-error-summary]", panel);
      panel.showModal();
      (errors || (KEYBOARD.matches && one("[data-write]", panel)) || one(".h-panel", panel) || panel).focus();
      panel.addEventListener("close", function () { saveDrafts(panel); closed(panel); });
    });
  }
  function closed(panel) {
    var place = panel.parentElement;
    if (place && place.id === "dialog") { place.replaceChildren(); }
    if (opener && opener.isConnected) { opener.focus(); }
  }
  document.addEventListener("click", function (event) {
    var target = event.target.closest("[data-close],[data-open],[data-toast-close]");
    if (event.target.matches("dialog[data-panel]")) { return; }
    if (!target) { return; }
    if (target.hasAttribute("data-toast-close")) { target.closest("[data-toast]").remove(); }
    if (target.hasAttribute("data-close")) { target.closest("dialog").close(); }
    if (target.hasAttribute("data-open")) { document.getElementById(target.dataset.open).showModal(); }
  });

  /* a pulled-down menu closes by Escape and by a click beside it */
  var MENUS = ".jc-top details[open],.jc-more[open]";
  document.addEventListener("click", function (event) {
    all(MENUS).forEach(function (menu) { if (!menu.contains(event.target)) { menu.open = false; } });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    all(MENUS).forEach(function (menu) { menu.open = false; one("summary", menu).focus(); });
  });

  /* --- a strip that is wider than the phone begins at what is current: today, the tab, the counter - */
  function showCurrent() {
    all(".jc-week,.jc-tabs,.jc-tally").forEach(function (strip) {
      var current = one(".today,[aria-current]", strip);
      if (!current || strip.scrollWidth <= strip.clientWidth || strip.dataset.shown) { return; }
      strip.dataset.shown = "1";
      strip.scrollLeft += current.getBoundingClientRect().left - strip.getBoundingClientRect().left - 14;
    });
  }
  showCurrent();
  document.addEventListener("htmx:afterSettle", showCurrent);

  /* --- a form is sent once ---------------------------------------------------------------------- */
  function release(form) { delete form.dataset.sending; }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method === "dialog" || form.method === "get") { return; }
    if (form.dataset.sending) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sending = "1";
    delete form.dataset.changed;
  }, true);
  window.addEventListener("pageshow", function () { all("form[data-sending]").forEach(release); });

  /* --- focus stays where it was, or goes to the next row ---------------------------------------- */
  var before = null;
  function place(element) {
    var row = element.closest("[data-row]");
    return {
      id: element.id,
      name: element.getAttribute("name"),
      href: element.getAttribute("href"),
      row: row && row.id,
      next: row && row.nextElementSibling && row.nextElementSibling.id,
    };
  }
  function refocus(event) {
    var active = document.activeElement;
    if (!before || before.xhr !== event.detail.xhr) { return; }
    if ((active && active !== body) || one("dialog[open]")) { before = null; return; }
    var row = (before.row && document.getElementById(before.row)) || (before.next && document.getElementById(before.next));
    var found = (before.id && document.getElementById(before.id)) ||
      (before.href && all("a[href]").find(function (link) { return link.getAttribute("href") === before.href; })) ||
      (row && one("a,button", row)) || (before.row && one("[data-row] a")) || (opener && opener.isConnected && opener) || one("[data-focus-after]");
    before = null;
    if (found) { found.focus({ preventScroll: !found.closest("[data-row]") }); }
  }

  /* --- requests ---------------------------------------------------------------------------------- */
  var last = null;
  function busy(detail, on) {
    var target = detail.target;
    if (!target || !target.setAttribute) { return; }
    clearTimeout(target.dimmer);
    if (on) { target.dimmer = setTimeout(function () { target.setAttribute("aria-busy", "true"); }, 300); }
    else { target.removeAttribute("aria-busy"); }
  }
  function repeat(config) {
    var elt = config.elt;
    all(".jc-failed").forEach(function (bar) { bar.remove(); });
    if (elt.tagName === "FORM") { release(elt); elt.requestSubmit(); } else { elt.click(); }
  }
  function failed(event) {
    var elt = event.detail.requestConfig ? event.detail.requestConfig.elt : event.detail.elt;
    var bar = copyOf(elt.tagName === "FORM" ? "tpl-fejl" : "tpl-hent");
    var open = one("dialog[open]");
    var target = open || event.detail.target || one("main");
    all(".jc-failed").forEach(function (old) { old.remove(); });
    bar.retry = { elt: elt };
    if (open) { (one(".hd3", open) || open.firstElementChild).after(bar); } else if (/^(TR|TBODY|TABLE)$/.test(target.tagName)) { target.closest("table").before(bar); } else { target.prepend(bar); }
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-retry]")) { repeat(event.target.closest(".jc-failed").retry); }
    if (event.target.closest("[data-resume]")) { resume(); }
  });

  /* after a new log-in the page's token is old: fetch the fresh one, keep what was typed, send again */
  function resume() {
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) { return answer.text(); }).then(function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html").body;
      if (!fresh.dataset.user) { return; }
      if (fresh.dataset.user !== body.dataset.user) { location.reload(); return; }
      body.setAttribute("hx-headers", fresh.getAttribute("hx-headers"));
      var token = JSON.parse(fresh.getAttribute("hx-headers"))["X-CSRFToken"];
      all("input[name=csrfmiddlewaretoken]").forEach(function (field) { field.value = token; });
      document.getElementById("logget-ud").close();
      if (last) { repeat({ elt: last }); }
    });
  }
  function loggedOut(xhr) { return xhr.responseURL && new URL(xhr.responseURL).pathname === body.dataset.login; }

  body.addEventListener("htmx:beforeRequest", function (event) {
    last = event.detail.elt;
    if (document.activeElement !== body) { before = place(document.activeElement); before.xhr = event.detail.xhr; }
    if (!one("dialog[open]")) { opener = document.activeElement === body ? event.detail.elt : document.activeElement; }
    busy(event.detail, true);
  });
  body.addEventListener("htmx:afterRequest", function (event) {
    busy(event.detail, false);
    if (event.detail.elt.tagName === "FORM") { release(event.detail.elt); }
    if (event.detail.successful) { all(".jc-failed").forEach(function (bar) { bar.remove(); }); }
  });
  body.addEventListener("htmx:beforeSwap", function (event) {
    if (loggedOut(event.detail.xhr)) {
      event.detail.shouldSwap = false;
      document.getElementById("logget-ud").showModal();
    }
  });
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) { body.addEventListener(name, failed); });
  body.addEventListener("htmx:afterSettle", function (event) { openPanels(); watchToasts(); readForms(); refocus(event); });
  body.addEventListener("htmx:oobAfterSwap", watchToasts);

  /* --- drafts: a changed form is kept on the server every ten seconds ----------------------------- */
  function readForms() { all("form[data-draft-url]").forEach(function (form) { form.dataset.watched = "1"; }); }
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.dataset.draftUrl) { form.dataset.changed = "1"; }
  });
  function saveDraft(form) {
    delete form.dataset.changed;
    fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), credentials: "same-origin", keepalive: true })
      .then(function (answer) { return answer.ok && !answer.redirected; }, function () { return false; })
      .then(function (saved) {
        var status = one("[data-draft-status]", form);
        if (!saved) { form.dataset.changed = "1"; }
        if (status && saved) { status.textContent = "Kladde gemt kl. " + copenhagen({ hour: "numeric", minute: "2-digit" }).replace(/^0/, "").replace(":", "."); }
      });
  }
  function saveDrafts(root) { all("form[data-draft-url][data-changed]", root).forEach(saveDraft); }
  setInterval(saveDrafts, 10000);
  window.addEventListener("pagehide", function () { saveDrafts(); });

  /* --- a page left open overnight says that its dates are of yesterday ---------------------------- */
  var dayAtStart = copenhagen({ dateStyle: "short" });
  function checkDay() {
    if (copenhagen({ dateStyle: "short" }) === dayAtStart || one("[data-old-page]")) { return; }
    var banner = copyOf("tpl-gammel");
    banner.setAttribute("data-old-page", "");
    one("[data-day]", banner).textContent = body.dataset.todayText;
    one("a", banner).href = location.href;
    one("main").before(banner);
  }
  setInterval(checkDay, 60000);
  document.addEventListener("visibilitychange", checkDay);

  watchToasts();
  openPanels();
  var summary = one("[data-error-summary]");
  if (summary) { summary.focus(); }
}());
