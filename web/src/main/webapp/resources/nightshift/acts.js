/* What becomes of an act that a page sends without being loaded anew: none ends without a word. */
(function () {
  "use strict";
  var MAYBE = " What you did may or may not have happened: look before you repeat it.";
  var EXPIRED = "This page has expired, and nothing was done.";

  function reload() { return { text: "Load it again", href: location.href }; }
  /* What a problem document says. */
  function detail(xhr) {
    try { return JSON.parse(xhr.responseText).detail || ""; } catch (other) { return ""; }
  }
  /* A page instead of an answer: some are led to sign in without being told so. */
  function isOver(xhr) { return xhr.status === 401 || xhr.status === 200; }
  function words(xhr) {
    var status = xhr.status;
    if (status === 0 || status === 502 || status === 504) { return "The server cannot be reached." + MAYBE; }
    if (status === 403) { return "Your account may not do this: nothing was done."; }
    if (status < 500) { return "The server refused this (status " + status + "): nothing was done. " + detail(xhr); }
    return (detail(xhr) || "The server met an error") + " (status " + status + ")." + MAYBE;
  }
  function failed(xhr) {
    if (isOver(xhr)) { Nightshift.sayOver(", and what you did last was not carried out"); }
    else if (xhr.status === 400) { Nightshift.say(EXPIRED, "error", reload()); }
    else { Nightshift.say(words(xhr), "error"); }
  }
  /* PrimeFaces leaves a button without its label when there was no answer. */
  function free() {
    Nightshift.all(".ui-state-loading").forEach(function (button) {
      var widget = PrimeFaces.getWidgetById(button.id);
      if (widget) { PrimeFaces.buttonEndAjaxDisabled(widget, jQuery(button)); }
    });
  }
  function text(error, name) {
    var part = error.querySelector(name);
    return part ? part.textContent : "";
  }
  /* An answer that is an error: Faces writes it, and PrimeFaces keeps it to itself. */
  function answered(xhr) {
    var error = xhr.responseXML && xhr.responseXML.querySelector("partial-response > error");
    if (!error) { return; }
    var name = text(error, "error-name");
    if (/ViewExpiredException/.test(name)) { Nightshift.say(EXPIRED, "error", reload()); }
    else if (/SearchTimeoutException/.test(name)) { Nightshift.say(text(error, "error-message") + "." + MAYBE, "error"); }
    else { Nightshift.say("The server met an error." + MAYBE, "error"); }
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (!window.jQuery) { return; }
    /* An error of an act is told on its page; PrimeFaces would leave it for the page of errors. */
    PrimeFaces.settings.errorPages = null;
    jQuery(document).on("pfAjaxComplete", function () { Nightshift.ready(); });
    jQuery(document).on("pfAjaxSuccess", function (event, xhr) { answered(xhr); });
    jQuery(document).on("pfAjaxError", function (event, xhr) { free(); failed(xhr); });
  });
})();
