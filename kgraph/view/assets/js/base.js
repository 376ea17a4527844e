"use strict";
/*
 * The one name this page adds. Each file is a block of its own and hangs what others need on `kgraph`; the files are
 * joined in the order of SCRIPTS in page.py, so a file may use at load time only what stands above it.
 */
const kgraph = {};
window.kgraph = kgraph;
{
  const source = JSON.parse(document.getElementById("kgraph-data").textContent);
  kgraph.source = source;
  kgraph.byId = (id) => document.getElementById(id);

  /*
   * A name in another direction, or with a control character that turns what follows it, is shut in, so that it cannot
   * turn the words around it.
   */
  const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;
  kgraph.isolated = (text) => (TURNING.test(text) ? `\u2068${text}\u2069` : text);

  /** A phrase of the interface; `{name}` is replaced, and a phrase of two forms is chosen by `values.n`. */
  kgraph.t = (key, values = {}) => {
    const phrase = source.page.strings[key];
    if (phrase === undefined) throw new Error(`no phrase ${key}`);
    const form = Array.isArray(phrase) ? phrase[values.n === 1 ? 0 : 1] : phrase;
    return form.replace(/\{(\w+)\}/g, (_, name) =>
      typeof values[name] === "number" ? kgraph.number(values[name]) : kgraph.isolated(String(values[name])),
    );
  };

  const numbers = new Intl.NumberFormat(source.page.strings.locale);
  kgraph.number = (value) => numbers.format(value);

  /**
   * An element. This is the only place where the page makes one, and text goes in only as text: no name or sentence
   * of an article is ever parsed as markup.
   * `attributes`: `class`, `text`, `on` ({event: listener}), anything else is an attribute; null and false are left out.
   */
  kgraph.el = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    return dress(element, attributes, children);
  };

  kgraph.svg = (name, attributes = {}, ...children) =>
    dress(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

  function dress(element, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "text") element.textContent = value;
      else if (key === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
      else if (key.startsWith("on")) throw new Error("listeners go into `on`");
      else element.setAttribute(key, value === true ? "" : String(value));
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  /** A button with a text. */
  kgraph.button = (text, act, attributes = {}) =>
    kgraph.el("button", { type: "button", class: "button", ...attributes, on: { click: act } }, text);

  /** An anchor to the web, or plain text where the address is none: only http and https ever become a link. */
  kgraph.link = (text, address, attributes = {}) =>
    /^https?:\/\//i.test(address)
      ? kgraph.el("a", { href: address, target: "_blank", rel: "noopener noreferrer", ...attributes }, text)
      : kgraph.el("span", attributes, text);

  /*
   * Text for comparison: no case, no diacritics; letters that Unicode does not take apart are spelt out, Cyrillic ones
   * in Latin, so that a reader of Kyiv's press finds Zelensky as Зеленський or Zelenskyy alike.
   */
  const SPELT = {
    ł: "l",
    ø: "o",
    đ: "d",
    ð: "d",
    þ: "th",
    ß: "ss",
    æ: "ae",
    œ: "oe",
    ı: "i",
    а: "a",
    б: "b",
    в: "v",
    г: "g",
    ґ: "g",
    д: "d",
    е: "e",
    є: "ie",
    ж: "zh",
    з: "z",
    и: "i",
    і: "i",
    к: "k",
    л: "l",
    м: "m",
    н: "n",
    о: "o",
    п: "p",
    р: "r",
    с: "s",
    т: "t",
    у: "u",
    ф: "f",
    х: "kh",
    ц: "ts",
    ч: "ch",
    ш: "sh",
    щ: "shch",
    ъ: "",
    ы: "y",
    ь: "",
    э: "e",
    ю: "iu",
    я: "ia",
  };
  kgraph.fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^\x00-\x7f]/g, (letter) => SPELT[letter] ?? letter)
      .replace(/[’'`´‘]/g, "")
      .replace(/[-–—\s]+/g, " ")
      .trim();

  /*
   * The consonants of a name as they sound, for spellings that no article used: Selenskyj, Zelenskyy and Zelensky
   * are all l-k-s-n-k.
   */
  kgraph.sound = (folded) =>
    folded
      .split(" ")
      .map((word) =>
        word
          .replace(/sz|sch|shch|sh|cz|ch|tsch|zh|rz/g, "s")
          .replace(/kh|ck|q/g, "k")
          .replace(/x/g, "ks")
          .replace(/ph/g, "f")
          .replace(/w/g, "v")
          .replace(/(.)\1/g, "$1")
          .replace(/(?!^)[aeiouyjh]/g, ""),
      )
      .join(" ");

  /** Runs `act` once, at the next frame, however often it is asked for. */
  kgraph.soon = (act) => {
    let asked = false;
    return () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        act();
      });
    };
  };

  const months = new Intl.DateTimeFormat(source.page.strings.locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const monthly = new Intl.DateTimeFormat(source.page.strings.locale, {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  /** "2020-08-16" as "16 Aug 2020", "2020-08" as "Aug 2020"; what is no date stays as it is. */
  kgraph.day = (date) => {
    if (!/^\d{4}-\d\d(-\d\d)?$/.test(date) || Number.isNaN(Date.parse(date))) return date;
    return (date.length > 7 ? months : monthly).format(new Date(date));
  };

  kgraph.shorten = (text, limit) => {
    const letters = [...text.replace(/\s+/g, " ").trim()];
    return letters.length <= limit
      ? letters.join("")
      : `${letters
          .slice(0, limit - 1)
          .join("")
          .trimEnd()}…`;
  };

  /** Says something to screen readers, and shows it for a moment. */
  let hiding;
  kgraph.say = (text) => {
    const live = kgraph.byId("live");
    live.textContent = text;
    live.classList.add("shown");
    clearTimeout(hiding);
    hiding = setTimeout(() => live.classList.remove("shown"), 4000);
  };

  kgraph.calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
}
