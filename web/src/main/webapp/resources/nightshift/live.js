/* Live: numbers come by web socket, else by asking; the indicator says how old they are and whether anybody answers. */
(function () {
  "use strict";
  /* Milliseconds: without a word until the server is asked; until an answer is given up; until numbers are old; until nobody is there. */
  var SILENCE = 4000, PATIENCE = 4000, STALE = 7000, AWAY = 10000, SIGNED_OUT_PAUSE = 15000, LONGEST_REOPEN = 300000;
  var WORDS = { wait: "connecting", live: "live", away: "cannot be reached", over: "signed out" };
  var TITLES = {
    away: "The server does not answer; asked again every few seconds",
    over: "Your session is over: sign in again",
    stale: "What you see is older than it should be",
    usual: "Live updates: click to stop or go on"
  };
  var listeners = [];
  var stopped = Nightshift.store.get("live") === "off";
  /* The clock of the page: that of the machine may be set. */
  var begun = 0, heard = 0, asked = 0, asking = false, failed = false, over = false;
  var shown = null, version = -1, said = "", message = null;
  /* Faces opens the socket again by itself, and gives up at some time. */
  var gone = false, reopenAt = 0, reopenWait = 5000;

  function now() { return performance.now(); }
  function element() { return document.querySelector(".live"); }
  function on() { return !stopped && !document.hidden; }
  function silence() { return now() - Math.max(heard, begun); }
  function age() { return shown ? now() - shown.at + shown.age : 0; }

  /* ---- the indicator ---- */
  function state() {
    if (stopped) { return "paused"; }
    if (over) { return "over"; }
    if (failed && silence() > AWAY) { return "away"; }
    if (!shown) { return "wait"; }
    return age() > STALE ? "stale" : "live";
  }
  function words(is) {
    if (is === "paused") { return "paused" + (shown ? " " + Nightshift.span(age()) : ""); }
    return is === "stale" ? Nightshift.span(age()) + " old" : WORDS[is];
  }
  function show() {
    var part = element();
    if (!part) { return; }
    var is = state();
    part.setAttribute("data-is", is);
    part.title = TITLES[is] || TITLES.usual;
    part.querySelector("b").textContent = words(is);
    tell(is);
  }
  /* What is worth more than a colour; taken back when it is no longer so. */
  function tell(is) {
    if (is === said) { return; }
    said = is;
    if (message) { message.remove(); message = null; }
    if (is === "away") {
      message = Nightshift.say("The server cannot be reached. What you see may be out of date; it goes on by itself when the server answers.", "error");
    }
    if (is === "over") { message = Nightshift.sayOver(); }
  }

  /* ---- numbers ---- */
  function put(part, tick) {
    var value = tick[part.getAttribute("data-live")];
    if (value === undefined) { return; }
    if (part.textContent !== value) { part.textContent = value; }
    if (part.hasAttribute("data-live-hide")) { part.hidden = value === part.getAttribute("data-live-hide"); }
  }
  function take(tick) {
    if (!on() || !tick || typeof tick.age !== "number") { return; }
    heard = now();
    failed = false;
    over = false;
    shown = { at: heard, age: tick.age };
    if (tick.v !== version) {
      version = tick.v;
      Nightshift.all("[data-live]").forEach(function (part) { put(part, tick); });
      listeners.forEach(function (listener) { listener(tick); });
    }
    show();
  }

  /* ---- asking, when the socket is silent ---- */
  function ask() {
    if (asking || !on()) { return; }
    asking = true;
    asked = now();
    var given = new AbortController(), alarm = setTimeout(function () { given.abort(); }, PATIENCE);
    fetch(Nightshift.context() + "/live/tick",
      { credentials: "same-origin", redirect: "manual", signal: given.signal, headers: { Accept: "application/json" } })
      .then(answered)
      .catch(function () { failed = true; })
      .then(function () { clearTimeout(alarm); asking = false; show(); });
  }
  function answered(reply) {
    /* What stands before a server says so when it is not there. */
    if (reply.status === 502 || reply.status === 504) { throw new Error("status " + reply.status); }
    heard = now();
    failed = false;
    over = isSignIn(reply);
    return reply.ok && !over ? reply.json().then(function (tick) { take(tick); reopen(); }) : null;
  }
  /* Some are led to a page to sign in instead of being told so. */
  function isSignIn(reply) {
    return reply.status === 401 || reply.type === "opaqueredirect"
      || (reply.ok && !/json/.test(reply.headers.get("Content-Type") || ""));
  }
  function beat() {
    if (now() - Math.max(heard, begun, asked) > (over ? SIGNED_OUT_PAUSE : SILENCE)) { ask(); }
    show();
  }

  /* ---- the socket ---- */
  function received(tick) {
    gone = false;
    reopenAt = 0;
    reopenWait = 5000;
    take(typeof tick === "string" ? JSON.parse(tick) : tick);
  }
  function reopen() {
    if (!gone || now() < reopenAt) { return; }
    gone = false;
    reopenAt = now() + reopenWait;
    reopenWait = Math.min(LONGEST_REOPEN, 2 * reopenWait);
    socket("open");
  }
  /* Who may not see the figures has no socket: their page asks. */
  function socket(what) {
    var channel = element().getAttribute("data-channel");
    if (channel && window.faces && faces.push) { faces.push[what](channel); }
  }

  /* ---- stopped or hidden: nothing is asked and nothing comes ---- */
  function change() {
    if (on()) {
      begun = now();
      failed = false;
      ask();
    } else if (!gone) { socket("close"); }
    show();
  }
  function toggle() {
    stopped = !stopped;
    Nightshift.store.set("live", stopped ? "off" : "on");
    change();
  }
  function start() {
    if (!element()) { return; }
    document.addEventListener("visibilitychange", change);
    begun = now();
    show();
    ask();
    setInterval(beat, 1000);
  }

  Nightshift.live = { on: on, toggle: toggle };
  Nightshift.onTick = function (listener) { listeners.push(listener); };
  /* Called by Faces. */
  Nightshift.tick = received;
  Nightshift.opened = function () {
    gone = false;
    if (!on()) { socket("close"); }
  };
  Nightshift.closed = function () { gone = true; };
  document.addEventListener("DOMContentLoaded", start);
})();
