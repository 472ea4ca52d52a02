import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

const aHarness = () => ethers.deployContract("TextWidthHarness");

/** In percent of the font size. */
const [NONE, NARROW, SMALL, CAPITAL, FULL] = [0n, 35n, 58n, 78n, 105n];

const character = (...codes: number[]): string => String.fromCodePoint(...codes);

describe("TextWidth", () => {
  describe("measure()", () => {
    const widths: readonly [string, string, bigint][] = [
      ["punctuation", " !,./:;", NARROW],
      ["narrow letters", "ijlft", NARROW],
      ["digits and small letters", "0189abcdeghknopqrsuvxyz", SMALL],
      ["the narrow capitals", "IJ", SMALL],
      ["capitals", "ABCDEFGHKLNOPQRSTUVXYZ", CAPITAL],
      ["the widest letters", "MWmw@", FULL],
      ["letters of Latin with marks, Greek and Cyrillic", "éßŁΩЖя", CAPITAL],
      ["letters of Hebrew and Arabic", "שלסم", SMALL],
      ["letters of Thai and Lao", "กขຄ", SMALL],
      ["letters of the scripts of India", "भजনগ", CAPITAL],
      ["Georgian and other scripts", "ქართ", CAPITAL],
      ["Hangul", character(0x1100, 0x11ff, 0xac00), FULL],
      ["Chinese and Japanese", "中国ひカ、", FULL],
      ["full-width Latin", "ＡＺ", FULL],
      ["half-width Japanese", character(0xff61, 0xff9f), CAPITAL],
      ["emoji", "🌍🏔", FULL],
      ["letters of the second plane", character(0x10400), CAPITAL],
      ["marks of Latin", character(0x300, 0x36f), NONE],
      ["points of Hebrew", character(0x591, 0x5c7), NONE],
      ["marks of Arabic", character(0x64b, 0x65f), NONE],
      ["marks of Thai", character(0xe31, 0xe34, 0xe3a, 0xe47, 0xe4e), NONE],
      ["marks of Lao", character(0xeb1, 0xeb4, 0xebc, 0xec8, 0xece), NONE],
      ["marks of the scripts of India", character(0x900, 0x902, 0x93c, 0x94d, 0x941, 0x948, 0x982, 0x9cd), NONE],
      ["joiners and variants", character(0x200d, 0xfe00, 0xfe0f), NONE],
    ];
    for (const [what, text, width] of widths) {
      it(`returns ${width} for each of ${what}`, async () => {
        const harness = await loadFixture(aHarness);
        for (const one of text) expect(await harness.measure(one), one).to.equal(width);
      });
    }

    it("returns the sum of a text's characters", async () => {
      const harness = await loadFixture(aHarness);
      expect(await harness.measure("Ça va, 中🌍")).to.equal(
        CAPITAL + SMALL + NARROW + SMALL + SMALL + NARROW + NARROW + FULL + FULL,
      );
    });

    it("returns 0 for an empty text", async () => {
      expect(await (await loadFixture(aHarness)).measure("")).to.equal(0n);
    });
  });

  describe("middleSpace()", () => {
    const places: readonly [string, bigint][] = [
      ["", 0n],
      ["word", 0n],
      [" word", 0n],
      ["one two", 3n],
      ["a bb ccc dddd", 8n],
      ["aaa bb c", 3n],
      ["aaaa bbb cc d", 8n],
    ];
    for (const [text, place] of places) {
      it(`returns ${place} for "${text}"`, async () => {
        expect(await (await loadFixture(aHarness)).middleSpace(text)).to.equal(place);
      });
    }
  });
});
