/*
 * The form of a job type's arguments, made from their JSON Schema. Each part can read itself into a value and write a
 * value into itself; the textarea with the JSON is what is sent, and the way in where a schema is beyond this form.
 */
(function () {
  "use strict";
  var root = {}, count = 0;

  /* ---- numbers as they were typed ---- */
  /* A number of this language would make 1.1 of 1.10. So numbers are texts here that begin with a sign which no text may have. */
  var MARK = "\u0000";
  function parse(json) {
    JSON.parse(json);
    return JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, function (token) {
      return token.charAt(0) === '"' ? token : JSON.stringify(MARK + token);
    }));
  }
  function print(value) {
    return JSON.stringify(value, null, 2).replace(/"\\u0000([^"]*)"/g, "$1");
  }
  function plain(value) { return typeof value === "string" && value.charAt(0) === MARK ? value.slice(1) : value; }
  /* What a number field holds is not always JSON: 007, .5. */
  function digits(typed) { return typed.replace(/^(-?)0+(?=\d)/, "$1").replace(/^(-?)\./, "$10."); }

  /* ---- schema ---- */
  function resolve(schema) {
    var seen = 0;
    while (schema && schema.$ref && seen++ < 20) {
      var target = schema.$ref.replace(/^#\/?/, "").split("/").filter(Boolean).reduce(function (at, key) {
        return at && at[decodeURIComponent(key).replace(/~1/g, "/").replace(/~0/g, "~")];
      }, root) || {};
      var rest = Object.assign({}, schema);
      delete rest.$ref;
      schema = Object.assign({}, target, rest);
    }
    if (schema && schema.allOf) {
      var all = Object.assign({}, schema);
      delete all.allOf;
      schema = schema.allOf.map(resolve).reduce(function (sum, part) { return Object.assign(sum, part); }, {});
      schema = Object.assign(schema, all);
    }
    var either = schema && (schema.anyOf || schema.oneOf);
    if (either) {
      var real = either.map(resolve).filter(function (part) { return part.type !== "null"; });
      if (real.length === 1) { schema = Object.assign({}, real[0], schema.description ? { description: schema.description } : {}); }
    }
    return schema || {};
  }
  function typeOf(schema) {
    var type = Array.isArray(schema.type) ? schema.type.filter(function (name) { return name !== "null"; })[0] : schema.type;
    return type || (schema.properties ? "object" : schema.enum ? "string" : schema.items ? "array" : "any");
  }
  function words(name) {
    var text = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[_-]/g, " ").toLowerCase();
    return text.charAt(0).toUpperCase() + text.slice(1);
  }
  function make(tag, css, text) {
    var part = document.createElement(tag);
    if (css) { part.className = css; }
    if (text) { part.textContent = text; }
    return part;
  }

  /* ---- parts: { element, read, write } ---- */
  function textPart(schema, id, name) {
    var long = (schema.maxLength || 0) > 500 || /^(content|body|text|script|query)$/.test(name);
    var input = make(long ? "textarea" : "input", "input" + (long ? " code" : ""));
    input.id = id;
    if (long) { input.rows = 5; } else { input.type = schema.format === "uri" ? "url" : "text"; }
    if (schema.maxLength) { input.maxLength = schema.maxLength; }
    if (schema.default !== undefined) { input.placeholder = String(schema.default); }
    input.spellcheck = false;
    var element = input;
    if (long) {
      element = make("div", "field");
      var line = make("label", "file"), file = make("input"), told = make("span", "", "or take it from a file");
      file.type = "file";
      file.addEventListener("change", function () {
        var chosen = file.files[0];
        if (!chosen) { return; }
        if (chosen.size > 900000) { told.textContent = chosen.name + " is too large to be sent along: at most 900 kB"; return; }
        chosen.text().then(function (content) { input.value = content; told.textContent = chosen.name + ", " + chosen.size.toLocaleString("en-US") + " bytes"; });
      });
      line.append(file, told);
      element.append(input, line);
    }
    return {
      element: element,
      read: function () { return input.value === "" ? undefined : input.value; },
      write: function (value) { input.value = value === undefined || value === null ? "" : String(plain(value)); }
    };
  }
  function numberPart(schema, id, whole) {
    var input = make("input", "input num");
    input.id = id;
    input.type = "number";
    input.step = whole ? "1" : "any";
    if (schema.minimum !== undefined) { input.min = schema.minimum; }
    if (schema.maximum !== undefined) { input.max = schema.maximum; }
    if (schema.default !== undefined) { input.placeholder = String(schema.default); }
    return {
      element: input,
      read: function () { return input.value === "" ? undefined : MARK + digits(input.value); },
      write: function (value) { input.value = value === undefined || value === null ? "" : plain(value); }
    };
  }
  function choicePart(values, id, required) {
    var input = make("select", "input");
    input.id = id;
    if (!required || values.length > 1) { input.add(new Option(required ? "Choose one" : "Default", "")); }
    values.forEach(function (value, i) { input.add(new Option(value === true ? "yes" : value === false ? "no" : String(value), String(i))); });
    return {
      element: input,
      read: function () { return input.value === "" ? undefined : values[Number(input.value)]; },
      write: function (value) { var i = values.map(String).indexOf(String(plain(value))); input.value = i < 0 ? (input.options[0] ? input.options[0].value : "") : String(i); }
    };
  }
  function jsonPart(id) {
    var input = make("textarea", "input code");
    input.id = id;
    input.rows = 3;
    input.placeholder = "JSON";
    return {
      element: input,
      read: function () { return input.value.trim() === "" ? undefined : parse(input.value); },
      write: function (value) { input.value = value === undefined ? "" : print(value); }
    };
  }
  function mapPart(schema, path) {
    var inner = resolve(schema.additionalProperties), element = make("div", "group"), rows = [];
    var add = make("button", "btn small add", "Add an entry");
    function row(key, value) {
      var line = make("div", "row plain"), name = make("input", "input"), part = partOf(inner, "value", path, false), drop = make("button", "btn small quiet", "Remove");
      name.placeholder = "Name";
      name.value = key || "";
      name.setAttribute("aria-label", "Name");
      drop.type = "button";
      var entry = { name: name, part: part };
      drop.addEventListener("click", function () { rows.splice(rows.indexOf(entry), 1); line.remove(); });
      if (value !== undefined) { part.write(value); }
      line.append(name, part.element, drop);
      element.insertBefore(line, add);
      rows.push(entry);
    }
    add.type = "button";
    add.addEventListener("click", function () { row(); });
    element.append(add);
    return {
      element: element,
      read: function () {
        var value = {};
        rows.forEach(function (entry) { if (entry.name.value) { value[entry.name.value] = entry.part.read() === undefined ? "" : entry.part.read(); } });
        return Object.keys(value).length ? value : undefined;
      },
      write: function (value) {
        rows.slice().forEach(function (entry) { entry.name.parentNode.remove(); });
        rows = [];
        Object.keys(value || {}).forEach(function (key) { row(key, value[key]); });
      }
    };
  }
  function listPart(schema, path, name, required) {
    var inner = resolve(schema.items || {}), element = make("div", "group"), rows = [];
    var ofObjects = typeOf(inner) === "object" && inner.properties;
    var one = words(name).toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
    var add = make("button", "btn small add", "Add " + (/^[aeiou]/.test(one) ? "an " : "a ") + one);
    function number() {
      rows.forEach(function (entry, i) { entry.part.element.setAttribute("data-path", path + "[" + i + "]"); entry.rename(path + "[" + i + "]"); });
    }
    function row(value) {
      var line = make("div", ofObjects ? "row" : "row plain"), place = path + "[" + rows.length + "]";
      var part = ofObjects ? objectPart(inner, place, true) : partOf(inner, name, place, true);
      var drop = make("button", "btn small quiet", "Remove");
      drop.type = "button";
      var entry = { part: part, rename: function (now) {
        Nightshift.all("[data-path]", line).forEach(function (field) {
          if (field.getAttribute("data-path").indexOf(place) === 0) { field.setAttribute("data-path", now + field.getAttribute("data-path").slice(place.length)); }
        });
        place = now;
      } };
      drop.addEventListener("click", function () { rows.splice(rows.indexOf(entry), 1); line.remove(); number(); });
      if (value !== undefined) { part.write(value); }
      line.append(part.element, drop);
      element.insertBefore(line, add);
      rows.push(entry);
    }
    add.type = "button";
    add.addEventListener("click", function () { row(); });
    element.append(add);
    if (required || schema.minItems) { row(); }
    return {
      element: element,
      read: function () {
        var values = rows.map(function (entry) { return entry.part.read(); }).filter(function (value) { return value !== undefined; });
        return values.length || required ? values : undefined;
      },
      write: function (values) {
        Nightshift.all(":scope > .row", element).forEach(function (line) { line.remove(); });
        rows = [];
        (Array.isArray(values) ? values : []).forEach(row);
      }
    };
  }
  function objectPart(schema, path, inLine) {
    var element = make("div", inLine ? "fields-line" : "fields-2" + (path === "args" ? "" : " group")), parts = {}, required = schema.required || [];
    var names = Object.keys(schema.properties || {});
    /* What must be given comes first, else the order of the author. */
    names = names.filter(function (name) { return required.indexOf(name) >= 0; }).concat(names.filter(function (name) { return required.indexOf(name) < 0; }));
    names.forEach(function (name) {
      var inner = resolve(schema.properties[name]), must = required.indexOf(name) >= 0, part, place = path + "." + name, field = make("div", "field");
      if (/^(DIV|TEXTAREA)$/.test((part = partOf(inner, name, place, must)).element.tagName)) { field.className = "field full"; }
      var id = part.element.id || (part.element.querySelector("[id]") || {}).id;
      field.setAttribute("data-path", place);
      var label = make(/^(DIV)$/.test(part.element.tagName) && !id ? "span" : "label", /^(DIV)$/.test(part.element.tagName) && !id ? "label" : "", words(name));
      if (label.tagName === "LABEL" && id) { label.htmlFor = id; }
      if (must) { var need = make("span", "need", " *"); need.title = "Required"; label.append(need); }
      field.append(label, part.element);
      var hint = [inner.description, limits(inner)].filter(Boolean).join(" ");
      if (hint && !(inLine && !inner.description)) { field.append(make("span", "hint", hint)); }
      element.append(field);
      parts[name] = part;
    });
    return {
      element: element,
      read: function () {
        var value = {};
        names.forEach(function (name) { var read = parts[name].read(); if (read !== undefined) { value[name] = read; } });
        return Object.keys(value).length || path === "args" || (inLine && required.length) ? value : undefined;
      },
      write: function (value) { names.forEach(function (name) { parts[name].write(value ? value[name] : undefined); }); }
    };
  }
  function limits(schema) {
    var low = schema.minimum, high = schema.maximum;
    if (low !== undefined && high !== undefined) { return low.toLocaleString("en-US") + " to " + high.toLocaleString("en-US") + "."; }
    if (low !== undefined && typeOf(schema) !== "string") { return "At least " + low.toLocaleString("en-US") + "."; }
    return "";
  }
  function partOf(schema, name, path, required) {
    var id = "arg-" + (++count), type = typeOf(schema);
    if (schema.const !== undefined) { return choicePart([schema.const], id, true); }
    /* A pattern that only lists words is a choice too. */
    if (type === "string" && /^[A-Za-z0-9_.-]+(\|[A-Za-z0-9_.-]+)+$/.test(schema.pattern || "")) { return choicePart(schema.pattern.split("|"), id, required); }
    if (schema.enum) { return choicePart(schema.enum.filter(function (value) { return value !== null; }), id, required); }
    if (type === "boolean") { return choicePart([true, false], id, required); }
    if (type === "integer" || type === "number") { return numberPart(schema, id, type === "integer"); }
    if (type === "string") { return textPart(schema, id, name); }
    if (type === "array" && path.split(/[.[]/).length < 6) { return listPart(schema, path, name, required); }
    if (type === "object" && schema.properties && path.split(/[.[]/).length < 6) { return objectPart(schema, path, false); }
    if (type === "object" && schema.additionalProperties && typeof schema.additionalProperties === "object") { return mapPart(schema, path); }
    return jsonPart(id);
  }

  /* ---- the page ---- */
  document.addEventListener("DOMContentLoaded", function () {
    var made = document.querySelector("[data-schema]"), area = document.querySelector("[data-args]");
    if (!made || !area) { return; }
    var json = document.querySelector("[data-json]"), modes = document.querySelector("[data-modes]"), mode = "form", whole = null;
    root = JSON.parse(made.getAttribute("data-schema"));
    var schema = resolve(root);
    if (Object.keys(schema.properties || {}).length) { whole = objectPart(schema, "args", false); made.append(whole.element); }
    else { made.append(make("p", "soft", "This type takes no arguments.")); }
    /* Whether the form can show all of it: an argument it does not know would be lost. */
    function fits(value) {
      return whole && value && typeof value === "object" && Object.keys(value).every(function (key) { return schema.properties[key] !== undefined; });
    }
    function show(next) {
      mode = next;
      made.hidden = next !== "form";
      json.hidden = next === "form";
      Nightshift.all("[data-mode]").forEach(function (tab) { tab.setAttribute("aria-selected", String(tab.getAttribute("data-mode") === next)); });
    }
    function toJson() { area.value = print(whole ? whole.read() : {}); }
    modes.hidden = !whole;
    modes.addEventListener("click", function (event) {
      var next = event.target.getAttribute("data-mode");
      if (!next || next === mode) { return; }
      try {
        if (next === "json") { toJson(); }
        else {
          var value = area.value.trim() ? parse(area.value) : {};
          if (!fits(value)) { Nightshift.say("The form does not know all of these arguments: go on in JSON", "warn"); return; }
          whole.write(value);
        }
        show(next);
      } catch (wrong) { Nightshift.say("This is not JSON: " + wrong.message, "error"); }
    });
    if (area.value.trim()) {
      try {
        var given = parse(area.value);
        if (fits(given)) { whole.write(given); show("form"); } else { show(whole ? "json" : "form"); }
      } catch (notJson) { show("json"); }
    } else { show("form"); }
    area.form.addEventListener("submit", function (event) {
      if (mode !== "form") { return; }
      try { toJson(); } catch (wrong) { event.preventDefault(); Nightshift.say("A part of the form is not JSON: " + wrong.message, "error"); }
    });
    /* What the server refused, at the field it names. */
    Nightshift.all("[data-violation]").forEach(function (violation) {
      var path = violation.getAttribute("data-violation"), text = violation.lastElementChild.textContent;
      var option = document.querySelector("[data-field='" + CSS.escape(path) + "']");
      var field = Nightshift.all("[data-path]", made).filter(function (part) { return part.getAttribute("data-path") === path; })[0];
      var place = field || (option && option.closest(".field"));
      if (!place) { return; }
      var input = option || place.querySelector(".input");
      if (input) { input.setAttribute("aria-invalid", "true"); }
      place.append(make("span", "error", text));
    });
  });
})();
