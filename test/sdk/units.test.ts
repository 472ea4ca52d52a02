import { expect } from "chai";
import {
  bps,
  citizenId,
  civic,
  coins,
  days,
  gwei,
  heads,
  token,
  InvalidInputError,
  moment,
  seconds,
  wei,
} from "../../sdk/src";
import { proposalId } from "../../sdk/src/institutions/governor";

describe("units", () => {
  describe("civic", () => {
    it("reads what it writes", () => {
      expect(civic.format(civic.parse("1,250.75"))).to.equal("1,250.75");
    });

    it("reads one base unit", () => {
      expect(civic.parse("0.000000000000000001")).to.equal(1n);
    });

    for (const text of [
      "",
      "-1",
      "1e18",
      "12.",
      "a",
      "1,25",
      "0,500",
      "1.000,500",
      "1234,567",
      "0x10",
      "1.0000000000000000001",
    ]) {
      it(`refuses ${JSON.stringify(text)}`, () => {
        expect(() => civic.parse(text)).to.throw(InvalidInputError);
      });
    }

    it("refuses less than nothing", () => {
      expect(() => civic.from(-1n)).to.throw(InvalidInputError);
    });

    it("says what was found and what is allowed", () => {
      expect(() => civic.parse("ten")).to.throw('"ten" is not an amount of civic coin.');
    });
  });

  describe("wei", () => {
    it("writes native coins", () => {
      expect(wei.format(wei.parse("0.02"))).to.equal("0.02");
    });
  });

  describe("gwei", () => {
    it("counts billionths", () => {
      expect(gwei.parse("1.5")).to.equal(1_500_000_000n);
    });

    it("gives the same in wei", () => {
      expect(gwei.toWei(gwei.parse("0.02"))).to.equal(wei.parse("0.02"));
    });
  });

  describe("coins", () => {
    it("writes thousands", () => {
      expect(coins.format(coins.from(1_000))).to.equal("1,000");
    });
  });

  describe("token", () => {
    it("reads what it writes in the token's own decimals", () => {
      expect(token.format({ amount: token.parse({ amount: "12.5", decimals: 6 }), decimals: 6 })).to.equal("12.5");
    });

    it("reads a token without decimals", () => {
      expect(token.parse({ amount: "12", decimals: 0 })).to.equal(12n);
    });
  });

  describe("days", () => {
    it("writes one and many", () => {
      expect([days.format(days.from(1)), days.format(days.from(365))]).to.deep.equal(["1 day", "365 days"]);
    });
  });

  describe("bps", () => {
    it("reads a percentage", () => {
      expect(bps.percent("2.5")).to.equal(250n);
    });

    it("writes a percentage", () => {
      expect([bps.format(bps.from(500)), bps.format(bps.from(1)), bps.format(bps.from(100_00))]).to.deep.equal([
        "5 %",
        "0.01 %",
        "100 %",
      ]);
    });

    it("refuses a share finer than a basis point", () => {
      expect(() => bps.percent("0.001")).to.throw(InvalidInputError);
    });
  });

  describe("seconds", () => {
    it("writes each part that is not zero", () => {
      expect(seconds.format(seconds.from(90_061))).to.equal("1 day 1 hour 1 minute 1 second");
    });

    it("writes nothing as 0 seconds", () => {
      expect(seconds.format(seconds.from(0))).to.equal("0 seconds");
    });

    it("reads days, hours and minutes", () => {
      expect([seconds.days(2), seconds.hours(3), seconds.minutes(4)]).to.deep.equal([172_800n, 10_800n, 240n]);
    });

    it("refuses half a second", () => {
      expect(() => seconds.from(0.5)).to.throw(InvalidInputError);
    });
  });

  describe("moment", () => {
    it("writes a date as UTC", () => {
      expect(moment.format(moment.of(new Date("2030-01-01T00:00:00Z")))).to.equal("2030-01-01T00:00:00Z");
    });

    it("writes what has no end as never", () => {
      expect(moment.format(moment.never)).to.equal("never");
    });

    it("adds a length", () => {
      expect(moment.after(moment.from(10), seconds.from(5))).to.equal(15n);
    });
  });

  describe("heads", () => {
    it("writes thousands", () => {
      expect(heads.format(heads.from(1_234_567))).to.equal("1,234,567");
    });
  });

  describe("citizenId", () => {
    it("takes the chain's number", () => {
      expect(citizenId.from(7)).to.equal(7n);
    });
  });

  describe("proposalId", () => {
    it("reads decimal and hexadecimal digits", () => {
      expect([proposalId.parse("31"), proposalId.parse("0x1f")]).to.deep.equal([31n, 31n]);
    });

    it("refuses anything else", () => {
      expect(() => proposalId.parse("#31")).to.throw(InvalidInputError);
    });
  });
});
