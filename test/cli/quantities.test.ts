import { expect } from "chai";
import { civic, moment, seconds } from "../../sdk/src";
import { CommandError } from "../../cli/src/errors";
import { splitArguments, provisionValue } from "../../cli/src/input/calls";
import { divisionIn } from "../../cli/src/input/agreements";
import { coinsIn, lengthIn, momentIn, moneyIn, numberIn, shareIn } from "../../cli/src/input/quantities";

const refuses = (read: () => unknown, message: RegExp): void => {
  expect(read).to.throw(CommandError, message).with.property("exit", "usage");
};

describe("What people write", () => {
  const now = moment.of(new Date("2030-01-01T00:00:00Z"));

  describe("lengthIn()", () => {
    for (const [text, length] of [
      ["30d", 30n * 86_400n],
      ["36 hours", 36n * 3_600n],
      ["1 day 12 hours", 129_600n],
      ["2w", 1_209_600n],
      ["90 s", 90n],
    ] as const) {
      it(`reads ${text}`, () => {
        expect(lengthIn(text)).to.equal(length);
      });
    }

    it("refuses what is no length", () => {
      for (const text of ["", "30", "soon", "5 moons", "-3d"]) refuses(() => lengthIn(text), /no length of time/);
    });
  });

  describe("momentIn()", () => {
    it("reads a day in UTC", () => {
      expect(momentIn("2030-05-01", now)).to.equal(moment.of(new Date("2030-05-01T00:00:00Z")));
    });

    it("takes a time without a zone for UTC", () => {
      expect(momentIn("2030-05-01 12:30", now)).to.equal(moment.of(new Date("2030-05-01T12:30:00Z")));
    });

    it("reads a length from now", () => {
      expect(momentIn("30d", now)).to.equal(moment.after(now, seconds.days(30)));
    });

    it("reads never", () => {
      expect(momentIn("never", now)).to.equal(moment.never);
    });

    it("refuses what is no date", () => {
      for (const text of ["tomorrow", "2030-13-01", "01.05.2030"]) refuses(() => momentIn(text, now), /no date/);
    });
  });

  describe("moneyIn()", () => {
    it("reads civic coin, and native coin where it is named", () => {
      expect(moneyIn("12.5")).to.deep.equal({ coin: civic.parse("12.5") });
      expect(moneyIn("0.01 native")).to.deep.equal({ native: 10n ** 16n });
    });

    it("refuses what is no amount", () => {
      refuses(() => moneyIn("a lot"), /no amount/);
      refuses(() => coinsIn("-3"), /civic coin/);
    });
  });

  describe("shareIn(), numberIn()", () => {
    it("reads shares with and without their sign", () => {
      expect(shareIn("2.5 %")).to.equal(250n);
      expect(shareIn("2.5")).to.equal(250n);
    });

    it("reads numbers with and without a mark", () => {
      expect(numberIn("#7", "citizens")).to.equal(7);
      refuses(() => numberIn("seven", "citizens"), /no number of citizens/);
    });
  });

  describe("divisionIn()", () => {
    it("reads an amount for each party", () => {
      expect(divisionIn("160/200", 2)).to.deep.equal([{ coin: civic.parse("160") }, { coin: civic.parse("200") }]);
    });

    it("refuses another number of amounts", () => {
      refuses(() => divisionIn("360", 2), /divides among 1, and there are 2 parties/);
    });
  });

  describe("splitArguments()", () => {
    it("splits at commas, and not in thousands", () => {
      expect(splitArguments("taxRate, 2.5 %, 30 days")).to.deep.equal(["taxRate", "2.5 %", "30 days"]);
      expect(splitArguments("3, 1,000")).to.deep.equal(["3", "1,000"]);
    });

    it("reads quoted texts, lists and structures as JSON", () => {
      const text = '1, "The nation, and its \\"people\\"", [1, 2], {"asset": "coin", "more": {"deep": [1]}}';
      expect(splitArguments(text)).to.deep.equal([
        "1",
        'The nation, and its "people"',
        [1, 2],
        { asset: "coin", more: { deep: [1] } },
      ]);
    });

    it("reads nothing where nothing stands", () => {
      expect(splitArguments(" ")).to.deep.equal([]);
    });

    it("refuses what has no end", () => {
      refuses(() => splitArguments('"open'), /has no end/);
    });
  });

  describe("provisionValue()", () => {
    const share = {
      key: "taxRate",
      unit: "BasisPoints",
      current: 250n,
      standing: 250n,
      tried: undefined,
      min: 0n,
      max: 1_000n,
      text: "2.5 %",
    } as const;

    it("reads a value in the provision's unit", () => {
      expect(provisionValue(share, "1.25 %")).to.equal(125n);
      for (const text of ["5", "5 %", "5 % of the citizens"])
        expect(provisionValue({ ...share, unit: "CitizenShare" }, text), text).to.equal(500n);
      expect(provisionValue({ ...share, unit: "Seconds", max: 10n ** 9n }, "2 days")).to.equal(172_800n);
      expect(provisionValue({ ...share, unit: "Days", max: 1_000n }, "365")).to.equal(365n);
    });

    it("reads days in other units, and refuses what is no whole number of them", () => {
      const epoch = { ...share, unit: "Days", key: "epoch", min: 7n, max: 365n } as const;
      expect(provisionValue(epoch, "192 hours")).to.equal(8n);
      for (const text of ["191 hours", "7 days 23 hours 59 min"])
        refuses(() => provisionValue(epoch, text), /no whole number of days/);
    });

    it("refuses a value out of bounds, and names them", () => {
      refuses(() => provisionValue(share, "50 %"), /out of the bounds of taxRate/);
    });

    it("refuses what is no value", () => {
      refuses(() => provisionValue({ ...share, unit: "Heads" }, "many"), /no value of taxRate/);
    });
  });
});
