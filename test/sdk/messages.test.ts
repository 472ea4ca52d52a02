import { expect } from "chai";
import { InvalidInputError, RevertError } from "../../sdk/src";
import { catalogue, decodeRevert, message, toNationError, translate } from "../../sdk/src/core";
import { REVERTS } from "../fixtures/node-answers";

const garden = catalogue("garden", {
  ready: "The garden is ready.",
  watered: "{who} watered {count} plants: {plants}.",
  said: "{who} said: {what}",
});

describe("catalogue()", () => {
  describe("say()", () => {
    it("gives a sentence's key, arguments and English words", () => {
      expect(garden.say("watered", { who: "Maya", count: 2, plants: ["fern", "rose"] })).to.deep.equal({
        key: "garden.watered",
        args: { who: "Maya", count: 2, plants: ["fern", "rose"] },
        text: "Maya watered 2 plants: fern, rose.",
      });
    });

    it("puts the words of a sentence that stands inside another", () => {
      const said = garden.say("said", { who: "Maya", what: garden.say("ready") });
      expect(said.text).to.equal("Maya said: The garden is ready.");
    });

    it("leaves braces alone that an argument holds", () => {
      expect(garden.say("said", { who: "{what}", what: "hello" }).text).to.equal("{what} said: hello");
    });
  });
});

describe("translate()", () => {
  const said = garden.say("said", { who: "Maya", what: garden.say("ready") });

  it("says a sentence in another language", () => {
    const words = { "garden.ready": "Der Garten ist fertig." };
    expect(translate(garden.say("ready"), words)).to.equal("Der Garten ist fertig.");
  });

  it("translates what stands inside a sentence", () => {
    const words = { "garden.said": "{what} ({who})", "garden.ready": "Der Garten ist fertig." };
    expect(translate(said, words)).to.equal("Der Garten ist fertig. (Maya)");
  });

  it("gives arguments and message to a language's own function", () => {
    const words = {
      "garden.watered": ({ who }: Readonly<Record<string, string>>, { args }: { readonly args: object }) =>
        `${who}: ${"count" in args && args.count === 1 ? "eine Pflanze" : "Pflanzen"}`,
    };
    const watered = (count: number) => garden.say("watered", { who: "Maya", count, plants: [] });
    expect(translate(watered(1), words)).to.equal("Maya: eine Pflanze");
    expect(translate(watered(2), words)).to.equal("Maya: Pflanzen");
  });

  it("keeps English what the language lacks", () => {
    expect(translate(said, {})).to.equal("Maya said: The garden is ready.");
  });

  it("takes no key for a translation that every object has", () => {
    expect(translate(message({ key: "toString", template: "Hello." }), {})).to.equal("Hello.");
  });
});

describe("NationError.messages", () => {
  it("has the message and the advice, by key and arguments", () => {
    const error = new InvalidInputError({ what: "a number", found: "x", allowed: "digits" });
    expect(error.messages).to.deep.equal({
      problem: { key: "error.InvalidInputError", args: { found: '"x"', what: "a number" }, text: error.message },
      advice: {
        key: "error.InvalidInputError.advice",
        args: { allowed: "digits", what: "a number" },
        text: error.advice,
      },
    });
  });

  it("names a custom error, with its arguments", () => {
    const error = new RevertError({
      revert: "Coin_ZeroAmount" as never,
      args: { holder: "0x00", amounts: [1n, 2n] } as never,
      advice: "Pass more than nothing.",
    });
    expect(error.messages.advice).to.deep.equal({
      key: "revert.Coin_ZeroAmount",
      args: { holder: "0x00", amounts: "[1, 2]" },
      text: "Pass more than nothing.",
    });
  });

  it("gives the advice of the error inside another", () => {
    const inner = decodeRevert(REVERTS.panic);
    const outer = new RevertError({ revert: "FailedCall", args: {}, advice: "Look inside.", inner });
    expect(outer.messages.advice).to.deep.equal(inner.messages.advice);
  });

  it("is translated with the node's own words in them", () => {
    const error = toNationError({ code: -32603, message: "internal error" });
    const words = { "error.NodeFaultError": "Der Knoten hat versagt: {what}" };
    expect(translate(error.messages.problem, words)).to.equal("Der Knoten hat versagt: internal error");
  });
});
