/* The page of a job: progress and log follow it; when its state or attempt changes, the page is asked for anew. */
(function () {
  "use strict";
  var after = "", attempt = 0, wait = 1000, lines = 0, chosen = "", refreshing = false, kept = [];
  var order = { TRACE: 0, DEBUG: 1, INFO: 2, WARN: 3, ERROR: 4 };
  function box() { return document.getElementById("live-job"); }
  function text(selector, value) { var part = box().querySelector(selector); if (part && part.textContent !== value) { part.textContent = value; } }
  function number(value) { return value.toLocaleString("en-US"); }
  function shown(level) { return !chosen || (order[level] === undefined ? 2 : order[level]) >= order[chosen]; }
  function element(tag, css, words) { var part = document.createElement(tag); part.className = css; part.textContent = words; return part; }
  function draw(line) {
    var list = box().querySelector("[data-log]");
    if (line.attempt !== attempt) { attempt = line.attempt; list.appendChild(element("li", "attempt", "Attempt " + attempt)); }
    if (!shown(line.level)) { return; }
    var item = document.createElement("li"), at = new Date(line.at), time = element("time", "", at.toLocaleTimeString("en-GB"));
    item.className = line.level;
    time.title = at.toISOString();
    item.append(time, element("span", "level", line.level), element("span", "", line.message));
    list.appendChild(item);
  }
  function redraw() {
    box().querySelector("[data-log]").replaceChildren();
    attempt = 0;
    kept.forEach(draw);
  }
  function log(live) {
    live.log.forEach(function (line) { kept.push(line); draw(line); });
    if (kept.length > 5000) { kept = kept.slice(-4000); redraw(); }
    lines += live.log.length;
    if (live.after) { after = live.after; }
    var list = box().querySelector("[data-log]"), empty = box().querySelector("[data-log-empty]");
    empty.hidden = lines > 0;
    text("[data-log-count]", lines ? number(lines) + (lines === 1 ? " line" : " lines") + (lines > kept.length ? ", the last " + number(kept.length) + " shown" : "") : "");
    if (live.log.length && box().querySelector("[data-log-follow]").checked) { list.scrollTop = list.scrollHeight; }
  }
  function show(live) {
    var progress = box().querySelector("[data-progress]");
    if (live.percent >= 0 || live.done > 0 || live.note) {
      progress.hidden = false;
      var bar = progress.querySelector("progress");
      if (live.percent >= 0) { bar.value = live.percent; }
      text("[data-percent]", live.percent >= 0 ? live.percent + " %" : "");
      text("[data-counts]", live.total > 0 ? number(live.done) + " of " + number(live.total) : live.done ? number(live.done) : "");
      text("[data-note]", live.note || "");
    }
    if (live.ran) { text("[data-ran]", live.ran); }
    log(live);
    if (live.stamp !== box().getAttribute("data-stamp") && !document.querySelector("dialog[open]") && window.nightshiftJob && !refreshing) {
      refreshing = true;
      window.nightshiftJob();
    }
    return live.more ? 0 : live.terminal ? -1 : 1000;
  }
  function ask() {
    if (!box()) { return; }
    if (document.hidden || !Nightshift.live.on()) { setTimeout(ask, 1000); return; }
    fetch(Nightshift.context() + "/live/job?id=" + box().getAttribute("data-job") + "&after=" + after, { credentials: "same-origin", redirect: "error" })
      .then(function (reply) { if (!reply.ok) { throw new Error("status " + reply.status); } return reply.json(); })
      .then(function (live) { wait = 1000; var next = show(live); if (next >= 0) { setTimeout(ask, next); } else { asking = false; } },
        function () { wait = Math.min(30000, wait * 2); setTimeout(ask, wait); });
  }
  var asking = true;
  document.addEventListener("change", function (event) {
    if (event.target.hasAttribute("data-log-level")) { chosen = event.target.value; redraw(); }
  });
  /* After PrimeFaces replaced the page's parts: the log is drawn again from what was kept, the tab stays. */
  function replaced() {
    refreshing = false;
    if (!box()) { return; }
    var tab = location.hash && document.querySelector("[data-tab='" + CSS.escape(location.hash.slice(1)) + "']");
    if (tab) { tab.click(); }
    attempt = 0;
    kept.forEach(draw);
    box().querySelector("[data-log-empty]").hidden = lines > 0;
    text("[data-log-count]", lines ? number(lines) + (lines === 1 ? " line" : " lines") : "");
    if (!asking && box().getAttribute("data-ended") !== "true") { asking = true; ask(); }
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (!box()) { return; }
    if (window.jQuery) { jQuery(document).on("pfAjaxComplete", replaced); }
    ask();
  });
})();
