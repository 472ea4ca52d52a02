import { expect } from "chai";
import { civic, moment, wei } from "../../sdk/src";
import { toCsv } from "../../cli/src/output/csv";
import { toJson, toJsonLine } from "../../cli/src/output/json";
import { facts, table } from "../../cli/src/output/layout";
import { brief, civicOf, coins, moneyOf } from "../../cli/src/output/money";
import { columnsOf, hasColour, painter } from "../../cli/src/output/terminal";
import {
  counted,
  cut,
  inWords,
  listed,
  padded,
  printable,
  printableLines,
  quoted,
  widthOf,
  wrapped,
} from "../../cli/src/output/text";
import { about, dateOf, distance, whenOf } from "../../cli/src/output/time";
import { surroundingsOf } from "../fixtures/terminal";

describe("What civitas prints", () => {
  describe("texts of anybody's", () => {
    it("keeps what a terminal would obey out of them", () => {
      expect(printable("\u001b[31mred\u001b[0m\u0007 \u202eevil")).to.equal("[31mred[0m evil");
      expect(printableLines("one\n\u001b]0;title\u0007two")).to.deep.equal(["one", "]0;titletwo"]);
    });

    it("lets no quotation mark of a text end its quotation", () => {
      expect(quoted('Greet" (0x1)\u201d \u202eall', 60)).to.equal(`"Greet' (0x1)' all"`);
    });

    it("takes the width of letters that are wide or have none", () => {
      expect(widthOf("日本")).to.equal(4);
      expect(padded("日本", 6)).to.equal("日本  ");
      expect(cut("日本国民", 5)).to.equal("日本…");
    });

    it("wraps words, and leaves long ones whole", () => {
      expect(wrapped("one two three", 8, "  ")).to.deep.equal(["  one", "  two", "  three"]);
      expect(wrapped("0x70997970C51812dc3A010C7d01b50e0d17dc79C8", 10)).to.have.length(1);
    });

    it("counts and lists in words", () => {
      expect([counted(1, "act"), counted(2n, "act"), counted(0, "party", "parties")]).to.deep.equal([
        "1 act",
        "2 acts",
        "0 parties",
      ]);
      expect([listed([]), listed(["a"]), listed(["a", "b", "c"])]).to.deep.equal(["", "a", "a, b and c"]);
      expect(inWords("taxRate")).to.equal("tax rate");
    });
  });

  describe("table(), facts()", () => {
    const columns = [
      { title: "No", align: "right" as const },
      { title: "What", shrinks: true },
    ];

    it("aligns columns, and cuts the one that gives way", () => {
      expect(
        table(
          columns,
          [
            ["1", "a short one"],
            ["10", "a very long one that does not fit here"],
          ],
          24,
        ),
      ).to.deep.equal(["No  What", " 1  a short one", "10  a very long one tha…"]);
    });

    it("keeps every line within the terminal", () => {
      const lines = facts(
        [
          ["name", "x ".repeat(200).trim()],
          ["nothing", undefined],
        ],
        60,
      );
      expect(lines.every((line) => widthOf(line) <= 60)).to.equal(true);
      expect(lines.join(" ")).not.to.contain("nothing");
    });
  });

  describe("amounts", () => {
    it("shows what matters of them", () => {
      expect(brief("249985.753205128205128206")).to.equal("249985.753205");
      expect(brief("0.000041793000000001")).to.equal("0.000041793");
      expect(civicOf(civic.parse("1234.5"), "VIL")).to.equal("1,234.5 VIL");
      expect(coins(10n ** 18n)).to.equal("1");
    });

    it("names the kind of money", () => {
      const symbols = { civic: "VIL", native: "ETH" };
      expect(moneyOf({ native: wei.parse("0.5") }, symbols)).to.equal("0.5 ETH");
      expect(moneyOf({ token: "0xabc", amount: 3n as never }, symbols)).to.equal("3 units of token 0xabc");
    });
  });

  describe("times", () => {
    const now = moment.of(new Date("2030-01-01T12:00:00Z"));
    const later = moment.from(now + 3n * 86_400n + 5n);

    it("tells a moment in UTC, and how far it is", () => {
      expect(dateOf(now)).to.equal("2030-01-01 12:00 UTC");
      expect(distance(later, now)).to.equal("in 3 days");
      expect(distance(now, later)).to.equal("3 days ago");
      expect(whenOf(moment.never, now)).to.equal("never");
      expect([about(59n), about(7_300n)]).to.deep.equal(["59 seconds", "2 hours"]);
    });
  });

  describe("toJson(), toCsv()", () => {
    it("writes amounts as texts of digits", () => {
      expect(JSON.parse(toJson({ amount: 10n ** 30n }))).to.deep.equal({ amount: "1000000000000000000000000000000" });
      expect(toJsonLine({ a: [1n] })).to.equal('{"a":["1"]}');
    });

    it("quotes cells, and makes no formula of what somebody wrote", () => {
      const rows = [
        { id: 1n, text: 'a "word", and more' },
        { id: 2n, text: "=HYPERLINK(1)", more: undefined },
        { id: 3n, text: "-1\nnext" },
      ];
      expect(toCsv(rows)).to.deep.equal([
        "id,text,more",
        '1,"a ""word"", and more",',
        "2,'=HYPERLINK(1),",
        '3,"\'-1\nnext",',
      ]);
    });
  });

  describe("colour", () => {
    it("shows it on a terminal alone", () => {
      expect(hasColour(surroundingsOf({ isTTY: true }).terminal)).to.equal(true);
      expect(hasColour(surroundingsOf().terminal)).to.equal(false);
      expect(painter(surroundingsOf().terminal)("red", "no")).to.equal("no");
      expect(painter(surroundingsOf({ isTTY: true }).terminal)("red", "yes")).to.equal("\u001b[31myes\u001b[39m");
    });

    it("shows none where NO_COLOR is set, or the terminal has none", () => {
      expect(hasColour(surroundingsOf({ isTTY: true, env: { NO_COLOR: "1" } }).terminal)).to.equal(false);
      expect(hasColour(surroundingsOf({ isTTY: true, env: { TERM: "dumb" } }).terminal)).to.equal(false);
    });

    it("takes the terminal's width, within reason", () => {
      expect([20, 100, 400].map((columns) => columnsOf(surroundingsOf({ columns }).terminal))).to.deep.equal([
        40, 100, 120,
      ]);
    });
  });
});
