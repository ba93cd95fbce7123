/** A mark that must never come back as markup, whatever it was typed into. */
export const markup = "<img src=x onerror=hong1>";

/** What goes wrong deepest; none of it is longer than a short field may hold. */
export const worstValues: Readonly<Record<string, string>> = {
  "quotes, wildcards, markup and braces": `';--"%_\\${markup}{n, plural,{{7*7}}`,
  "a zero byte": "a\u0000b",
  "the start of a formula and of a header": '=HYPERLINK("x")\r\nBcc: all@elsewhere.example',
  "a number beyond numbers": "9".repeat(40),
  "the name of a prototype": "__proto__",
};

/** Everything people send who try doors. */
export const hostileValues: Readonly<Record<string, string>> = {
  ...worstValues,
  "the end of a script": "</script><script>hong1()</script>",
  "marks that steer and turn the writing round": "a\u0007\u001b[31m\u202Etxt\u2066\u200F",
  "nothing but spaces": " \t\n ",
  "a number below": "-1e400",
  "a day that is none": "2026-02-31",
  "a day before the calendar": "-292277022657-01-27",
  "an id of nothing": "00000000-0000-0000-0000-000000000000",
};

/** Keys that belong to no form. */
export const hostileKeys = {
  __proto__x: "x",
  constructor: "x",
  prototype: "x",
  toString: "x",
  hasOwnProperty: "x",
  "constructor.prototype.isAdmin": "yes",
  "q.__proto__": "yes",
  "r.__proto__": ["a", "b"],
  "capacity.__proto__": "5",
  "": "x",
} as const;
