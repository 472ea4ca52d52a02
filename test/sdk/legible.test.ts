import { expect } from "chai";
import { illegible, type Layout } from "../../sdk/src/core/legible";

describe("illegible()", () => {
  for (const text of [
    "Aurelia",
    "Ærøskøbing",
    "Κύπρος 2",
    "Україна",
    "日本国",
    "ประเทศไทย",
    "جمهوری",
    "می\u200cخواهم",
    "DVD\u200cها",
    "۱۸\u200cساله",
    "葛\u{e0100}城市",
    "क्\u200dष",
    "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "👩\u200d🚀 and 👩🏽\u200d🚀",
    "❤\ufe0f",
    "🏳\ufe0f\u200d🌈",
    "1\ufe0f\u20e3",
    "",
  ]) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => {
      expect(illegible(text, "line")).to.equal(undefined);
    });
  }

  for (const [text, code] of [
    ["Aure\ud800lia", "U+D800"],
    ["Aure\udc00", "U+DC00"],
    ["Aure\u0000lia", "U+0000"],
    ["Aure\tlia", "U+0009"],
    ["Aure\u0085lia", "U+0085"],
    ["Aure\u200elia", "U+200E"],
    ["Aure\u202elia", "U+202E"],
    ["Aure\u2066lia", "U+2066"],
    ["Aure\u061clia", "U+061C"],
    ["Aure\u2028lia", "U+2028"],
    ["Aure\u200blia", "U+200B"],
    ["Aure\u200clia", "U+200C"],
    ["Aure\u200dlia", "U+200D"],
    ["Aure\u00adlia", "U+00AD"],
    ["Aure\u2060lia", "U+2060"],
    ["Aure\ufe0flia", "U+FE0F"],
    ["Aure\u3164lia", "U+3164"],
    ["Aure\u{e0041}lia", "U+E0041"],
    ["\u200dAurelia", "U+200D"],
    ["\ufeffAurelia", "U+FEFF"],
    ["Aure\ue000lia", "U+E000"],
    ["Aure\u{10ffff}lia", "U+10FFFF"],
    ["\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}", "U+E0068"],
    ["한\u200c국", "U+200C"],
    ["日\u200d本", "U+200D"],
    ["2\ufe0f", "U+FE0F"],
    ["🚀\u200dA", "U+200D"],
    ["\u2800", "U+2800"],
    ["Aure\ufff9lia", "U+FFF9"],
    ["Aure\ufffdlia", "U+FFFD"],
  ]) {
    it(`names ${code}`, () => {
      expect(illegible(text, "line")).to.contain(`(${code})`);
    });
  }

  for (const [text, layout, found] of [
    ["One\ntwo", "line", "holds a control character (U+000A)."],
    ["One\ntwo", "lines", undefined],
    ["One\r\ntwo", "lines", "holds a control character (U+000D)."],
    ["<svg>\r\n\t</svg>\n", "markup", undefined],
    ["<svg>\u202e</svg>", "markup", "holds a character that changes the direction of writing (U+202E)."],
    [" Aurelia", "line", "begins or ends with white space."],
    ["Aurelia\u00a0", "line", "begins or ends with white space."],
    ["Aurelia\n", "lines", undefined],
    ["\n\n", "lines", "holds nothing but white space."],
    ["\u0301Aurelia", "line", "begins with a mark that has no letter."],
  ] as const satisfies readonly (readonly [string, Layout, string | undefined])[]) {
    it(`says ${found ?? "nothing"} of ${JSON.stringify(text)} as ${layout}`, () => {
      expect(illegible(text, layout)).to.equal(found);
    });
  }
});
