/* What every page of the console does: theme, keyboard, confirmations, selection, live numbers. No frameworks. */
(function () {
  "use strict";
  var root = document.documentElement;
  var store = {
    get: function (key) { try { return localStorage.getItem("nightshift." + key); } catch (refused) { return null; } },
    set: function (key, value) { try { localStorage.setItem("nightshift." + key, value); } catch (refused) { /* lasts for this page */ } }
  };
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function rail() { return document.querySelector(".rail"); }
  function context() { return rail() ? rail().getAttribute("data-context") : ""; }
  function icon(name) { return rail().getAttribute("data-icons") + "#" + name; }

  /* ---- theme ---- */
  function dark() {
    var theme = root.getAttribute("data-theme");
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function showTheme() {
    all("[data-do=theme] use").forEach(function (use) { use.setAttribute("href", icon(dark() ? "sun" : "moon")); });
  }
  function toggleTheme() {
    var theme = dark() ? "light" : "dark";
    root.setAttribute("data-theme", theme);
    store.set("theme", theme);
    showTheme();
  }

  /* ---- times ---- */
  function span(ms) {
    var s = Math.round(ms / 1000);
    if (s < 60) { return s + " s"; }
    if (s < 3600) { return Math.floor(s / 60) + " min"; }
    if (s < 86400) { var m = Math.floor(s % 3600 / 60); return Math.floor(s / 3600) + " h" + (m && s < 36000 ? " " + m + " min" : ""); }
    return Math.floor(s / 86400) + " d";
  }
  function ago(instant) {
    var ms = Date.now() - instant;
    if (Math.abs(ms) < 2000) { return "now"; }
    return ms > 0 ? span(ms) + " ago" : "in " + span(-ms);
  }
  function showTimes(within) {
    all("time[data-ago]", within).forEach(function (time) {
      var instant = Date.parse(time.getAttribute("datetime"));
      if (isNaN(instant)) { return; }
      var words = ago(instant);
      if (time.textContent !== words) { time.textContent = words; }
      if (!time.hasAttribute("data-local")) {
        time.setAttribute("data-local", "");
        time.title = new Date(instant).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" }) + "\n" + time.title;
      }
    });
  }

  /* ---- messages leave after a while; errors stay ---- */
  function showMessages() {
    all(".messages li:not([data-seen])").forEach(function (item) {
      item.setAttribute("data-seen", "");
      if (!item.classList.contains("msg-error")) { setTimeout(function () { item.remove(); }, 7000); }
      else { item.addEventListener("click", function () { item.remove(); }); item.title = "Click to close"; }
    });
  }
  /* Says it; kind: info (the default), warn or error; link: { text, href } behind it. Answers the message. */
  function say(text, kind, link) {
    var list = document.querySelector(".messages");
    if (!list) {
      list = document.createElement("ul");
      list.className = "messages";
      (document.querySelector("#feedback [role=status]") || document.body).appendChild(list);
    }
    var item = document.createElement("li");
    item.className = "msg-" + (kind || "info");
    item.textContent = text;
    if (link) { item.append(" ", anchor(link)); }
    list.appendChild(item);
    showMessages();
    return item;
  }
  function anchor(link) {
    var part = document.createElement("a");
    part.textContent = link.text;
    part.href = link.href;
    return part;
  }
  /* The session is over: leads to the sign-in page and from there back to this one. */
  function sayOver(text) {
    var here = encodeURIComponent(location.pathname + location.search);
    return say("Your session is over" + (text || "") + ".", "error", { text: "Sign in again", href: context() + "/login.xhtml?to=" + here });
  }

  /* ---- ask before doing ---- */
  var confirmed = null;
  function ask(button) {
    var dialog = document.getElementById("confirm");
    var yes = dialog.querySelector("[value=yes]");
    dialog.querySelector("h2").textContent = words(button.getAttribute("data-confirm"));
    dialog.querySelector("p").textContent = words(button.getAttribute("data-confirm-text") || "");
    yes.textContent = button.getAttribute("data-confirm-yes") || button.textContent.trim() || "Yes";
    yes.classList.toggle("danger", button.classList.contains("danger"));
    var field = document.getElementById("confirm-reason"), name = button.getAttribute("data-confirm-reason");
    field.parentNode.hidden = !name;
    field.value = "";
    field.onkeydown = function (event) { if (event.key === "Enter") { event.preventDefault(); yes.click(); } };
    dialog.onclose = function () {
      if (name) { button.form.querySelector("input[name=" + name + "]").value = field.value; }
      if (dialog.returnValue === "yes") { confirmed = button; button.click(); confirmed = null; }
    };
    dialog.returnValue = "";
    dialog.showModal();
  }
  /* "{n}" in a question is the number of selected rows. */
  function words(text) { return text.replace("{n}", String(all("tbody [data-row]:checked").length)); }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-confirm]");
    if (button && button !== confirmed) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!button.disabled) { ask(button); }
    }
  }, true);

  /* ---- selection of rows ---- */
  function showSelection() {
    var rows = all("tbody [data-row]");
    var chosen = rows.filter(function (row) { return row.checked; }).length;
    all("[data-all]").forEach(function (box) {
      box.checked = chosen > 0 && chosen === rows.length;
      box.indeterminate = chosen > 0 && chosen < rows.length;
    });
    all("[data-selected]").forEach(function (part) { part.hidden = chosen === 0; });
    all("[data-selected-count]").forEach(function (part) { part.textContent = chosen + " selected"; });
  }
  var lastTicked = null;
  document.addEventListener("click", function (event) {
    var box = event.target;
    if (!box.matches || !box.matches("tbody [data-row]")) { return; }
    if (event.shiftKey && lastTicked) {
      var rows = all("tbody [data-row]"), from = rows.indexOf(lastTicked), to = rows.indexOf(box);
      if (from >= 0) { rows.slice(Math.min(from, to), Math.max(from, to) + 1).forEach(function (row) { row.checked = box.checked; }); }
    }
    lastTicked = box;
    showSelection();
  });
  document.addEventListener("change", function (event) {
    var box = event.target;
    if (box.hasAttribute("data-all")) { all("tbody [data-row]").forEach(function (row) { row.checked = box.checked; }); }
    if (box.getAttribute("data-do") === "keys") { store.set("keys", box.checked ? "on" : "off"); }
    if (box.hasAttribute("data-submit")) { box.form.submit(); }
    showSelection();
  });

  /* ---- a popover closes when something else is clicked ---- */
  document.addEventListener("click", function (event) {
    all("details.span[open], .bottom details[open]").forEach(function (part) { if (!part.contains(event.target)) { part.open = false; } });
  });

  /* ---- small buttons ---- */
  document.addEventListener("click", function (event) {
    var part = event.target.closest && event.target.closest("[data-do],[data-copy],dialog [value],[data-tab]");
    if (!part) { return; }
    var what = part.getAttribute("data-do");
    if (what === "theme") { toggleTheme(); }
    else if (what === "help") { help(); }
    else if (what === "live") { Nightshift.live.toggle(); }
    else if (what === "reload") { location.reload(); }
    else if (part.hasAttribute("data-copy")) {
      navigator.clipboard.writeText(part.getAttribute("data-copy")).then(
        function () { say("Copied"); }, function () { say("The browser does not allow copying here", "warn"); });
    }
    else if (part.hasAttribute("data-tab")) { showTab(part); }
    else if (part.closest("dialog") && (part.value === "yes" || part.value === "no")) { part.closest("dialog").close(part.value); }
  });
  function help() {
    var dialog = document.getElementById("help");
    dialog.querySelector("[data-do=keys]").checked = store.get("keys") !== "off";
    if (!dialog.open) { dialog.showModal(); }
  }
  function showTab(tab) {
    all("[data-tab]", tab.parentNode).forEach(function (other) {
      other.setAttribute("aria-selected", String(other === tab));
      document.getElementById(other.getAttribute("data-tab")).hidden = other !== tab;
    });
    var url = new URL(location.href);
    url.hash = tab.getAttribute("data-tab");
    history.replaceState(history.state, "", url);
  }

  /* ---- keyboard ---- */
  var places = { o: "index", j: "jobs", n: "submit", s: "schedules", q: "queues", t: "types", r: "rejects", a: "operations", d: "nodes", u: "users" };
  var going = false;
  function typing(element) {
    return element.isContentEditable || /^(SELECT|TEXTAREA)$/.test(element.tagName)
      || (element.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(element.type));
  }
  function step(by) {
    var rows = all("tr[data-href]");
    if (!rows.length) { return; }
    var now = rows.findIndex(function (row) { return row.classList.contains("at"); });
    var next = Math.max(0, Math.min(rows.length - 1, now < 0 ? 0 : now + by));
    rows.forEach(function (row, i) { row.classList.toggle("at", i === next); });
    rows[next].scrollIntoView({ block: "nearest" });
    var link = rows[next].querySelector("a");
    if (link) { link.focus({ preventScroll: true }); }
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && event.target.matches("[data-key=search]")) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) { return; }
    if (store.get("keys") === "off" && event.key !== "?") { return; }
    var key = event.key, at = document.querySelector("tr.at");
    if (going) {
      going = false;
      if (places[key]) { location.assign(context() + "/" + places[key] + ".xhtml"); return; }
    }
    if (key === "/") { event.preventDefault(); document.querySelector("[data-key=search]").focus(); }
    else if (key === "g") { going = true; setTimeout(function () { going = false; }, 1500); }
    else if (key === "j") { step(1); }
    else if (key === "k") { step(-1); }
    else if (key === "x" && at) { var box = at.querySelector("[data-row]"); if (box) { box.click(); } }
    else if (key === "Enter" && at && !event.target.closest("a,button")) { location.assign(at.getAttribute("data-href")); }
    else if (key === "t") { toggleTheme(); }
    else if (key === ".") { Nightshift.live.toggle(); }
    else if (key === "?") { help(); }
  });

  /* ---- parts of a page that are fetched again: <div id="…" data-refresh="10"> ---- */
  function busy(part) {
    return part.contains(document.activeElement) || part.querySelector("[data-row]:checked, details[open]") || document.querySelector("dialog[open]");
  }
  function refresh(part) {
    return fetch(location.href, { credentials: "same-origin", redirect: "error" })
      .then(function (reply) { if (!reply.ok) { throw new Error("status " + reply.status); } return reply.text(); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
        if (fresh && !busy(part)) { part.replaceChildren.apply(part, Array.prototype.slice.call(fresh.childNodes)); ready(part); }
      });
  }
  function startRefresh(part) {
    setInterval(function () {
      if (Nightshift.live.on() && !busy(part)) { refresh(part).catch(function () { /* the live indicator tells the age of the data */ }); }
    }, 1000 * Number(part.getAttribute("data-refresh")));
  }

  function ready(within) { showTimes(within); showSelection(); showMessages(); }
  document.addEventListener("DOMContentLoaded", function () {
    if (rail()) { showTheme(); }
    var tab = location.hash && document.querySelector("[data-tab='" + CSS.escape(location.hash.slice(1)) + "']");
    if (tab) { showTab(tab); }
    ready();
    setInterval(showTimes, 5000);
    all("[data-refresh]").forEach(startRefresh);
  });

  window.Nightshift = { all: all, store: store, context: context, icon: icon, span: span, ago: ago, say: say, sayOver: sayOver,
    refresh: refresh, ready: ready };
})();
