import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { hexlify, toUtf8Bytes } from "ethers";
import { ethers } from "hardhat";

const aHarness = () => ethers.deployContract("PlainTextHarness");

const bytes = (...parts: readonly (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...toUtf8Bytes(part)] : part)));

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Whether bytes are one character that may stand in a text. */
function isCharacter(candidate: Uint8Array, allowsLines: boolean): boolean {
  let text: string;
  try {
    text = decoder.decode(candidate);
  } catch {
    return false;
  }
  if ([...text].length !== 1) return false;
  return !/\p{Cc}/u.test(text) || (allowsLines && text === "\n");
}

/** The same by Node's decoder: reads character by character, and stops at what is none. */
function model(text: Uint8Array, allowsLines: boolean): number {
  let position = 0;
  while (position < text.length) {
    const size = [1, 2, 3, 4].find(
      (one) => position + one <= text.length && isCharacter(text.subarray(position, position + one), allowsLines),
    );
    if (size === undefined) return position;
    position += size;
  }
  return position;
}

/** Numbers that look random and are the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

// TEXT-1: the model is Node's strict decoder.
describe("PlainText", () => {
  describe("firstFault()", () => {
    for (const [what, text] of [
      ["nothing", ""],
      ["ASCII shorter than a word", "Every citizen has one voice."],
      ["ASCII of a word", "x".repeat(32)],
      ["ASCII longer than a word", "x".repeat(65)],
      ["the first and the last printable ASCII", " ~".repeat(20)],
      ["letters of two bytes", "Ærøskøbing i Østersøen, hvor øen ligger"],
      ["letters of three bytes", "光のない国はない。すべての市民は一つの声を持つ。"],
      ["characters of four bytes", "🏴🌍𐍈🎈".repeat(5)],
      ["the first characters of each length", "\u00a0\u0800\u{10000}"],
      ["the last characters of each length", "\u07ff\uffff\u{10ffff}"],
      ["the neighbours of the surrogates", "\ud7ff\ue000"],
    ] as const) {
      it(`is the length for ${what}`, async () => {
        const harness = await loadFixture(aHarness);
        const data = toUtf8Bytes(text);
        expect(await harness.firstFault(data, false)).to.equal(data.length);
      });
    }

    for (const [what, sequence] of [
      ["a continuation byte by itself", [0x80]],
      ["a byte that begins nothing", [0xff]],
      ["a long form of two bytes", [0xc0, 0xaf]],
      ["a long form of a letter", [0xc1, 0x81]],
      ["a long form of three bytes", [0xe0, 0x9f, 0xbf]],
      ["a long form of four bytes", [0xf0, 0x8f, 0xbf, 0xbf]],
      ["the first surrogate", [0xed, 0xa0, 0x80]],
      ["the last surrogate", [0xed, 0xbf, 0xbf]],
      ["a character above the last", [0xf4, 0x90, 0x80, 0x80]],
      ["the lead of a plane that is none", [0xf5, 0x80, 0x80, 0x80]],
      ["the lead of five bytes", [0xf8, 0x88, 0x80, 0x80]],
      ["two bytes of which the second continues nothing", [0xc3, 0x28]],
      ["three bytes of which the third continues nothing", [0xe2, 0x82, 0x28]],
      ["four bytes of which the fourth continues nothing", [0xf0, 0x9f, 0x8f, 0x28]],
      ["the first control character", [0x00]],
      ["a tab", [0x09]],
      ["a carriage return", [0x0d]],
      ["the last control character below the space", [0x1f]],
      ["the character of deletion", [0x7f]],
      ["the first control character of two bytes", [0xc2, 0x80]],
      ["the last control character of two bytes", [0xc2, 0x9f]],
    ] as const) {
      for (const before of [0, 1, 31, 32, 40]) {
        it(`is the position of ${what} after ${before} bytes`, async () => {
          const harness = await loadFixture(aHarness);
          const text = bytes("x".repeat(before), [...sequence], "y".repeat(40));
          expect(await harness.firstFault(text, true)).to.equal(before);
        });
      }
    }

    for (const [what, sequence] of [
      ["two", [0xc3]],
      ["three", [0xe2, 0x82]],
      ["four", [0xf0, 0x9f, 0x8f]],
    ] as const) {
      it(`is the position of a character of ${what} bytes that the end cuts`, async () => {
        const harness = await loadFixture(aHarness);
        // The next text's memory would complete the character.
        const texts = [bytes("x".repeat(7), [...sequence]), bytes("x".repeat(32 - sequence.length), [...sequence])];
        expect(await harness.firstFaults(texts, false)).to.deep.equal([7n, 32n - BigInt(sequence.length)]);
      });
    }

    it("is the position of a line feed where lines are not allowed", async () => {
      const harness = await loadFixture(aHarness);
      expect(await harness.firstFault(bytes("one\ntwo"), false)).to.equal(3);
    });

    it("is the length for lines where they are allowed", async () => {
      const harness = await loadFixture(aHarness);
      const text = bytes("A line that is longer than a word of the machine.\n\nAnother\n");
      expect(await harness.firstFault(text, true)).to.equal(text.length);
    });

    it("is what Node's decoder finds, for every first byte with each kind of second", async () => {
      const harness = await loadFixture(aHarness);
      const seconds = [0x00, 0x1f, 0x20, 0x7e, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xff];
      for (const second of seconds) {
        const texts = Array.from({ length: 0x100 }, (_, first) => Uint8Array.from([first, second]));
        const found = (await harness.firstFaults(texts, false)).map(Number);
        expect(found).to.deep.equal(texts.map((text) => model(text, false)));
      }
    });

    for (const allowsLines of [false, true]) {
      it(`is what Node's decoder finds in texts at random, with lines ${allowsLines ? "allowed" : "refused"}`, async () => {
        const harness = await loadFixture(aHarness);
        const random = randomNumbers(allowsLines ? 7 : 11);
        const pieces = ["a", "Voice ", "\n", "é", "光", "🏴", "\u0800", "\u{10ffff}", "x".repeat(33)];
        const texts = Array.from({ length: 300 }, () => {
          const text = bytes(...Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]));
          // Most have one byte changed, or their end cut off.
          if (random(3) !== 0) text[random(text.length)] = random(256);
          return random(4) === 0 ? text.subarray(0, random(text.length)) : text;
        });
        const found = (await harness.firstFaults(texts.map(hexlify), allowsLines)).map(Number);
        expect(found).to.deep.equal(texts.map((text) => model(text, allowsLines)));
      });
    }
  });
});
