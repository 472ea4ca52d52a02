import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { institutionNames } from "../../sdk/src";
import { declarationOf } from "../../sdk/src/institutions/registry";
import { surface } from "./surface";

const recorded = JSON.parse(readFileSync(path.join(__dirname, "surface.recorded.json"), "utf8")) as object;

/** The most names that the entry has which everybody imports from. */
const MAX_NAMES = 65;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe("the surface of the SDK", () => {
  let found: ReturnType<typeof surface>;

  before(() => {
    found = surface();
  });

  it("is as recorded by `npm run surface:record`, so that a change of it shows in review", () => {
    expect(found).to.deep.equal(recorded);
  });

  it("has few names at its main entry", () => {
    const { values, types } = found["@civitas/sdk"];
    expect(values.length + types.length).to.be.at.most(MAX_NAMES);
  });

  it("has an entry for each institution with a client", () => {
    const speaking = institutionNames.filter((name) => declarationOf(name).client !== undefined);
    expect(Object.keys(found)).to.include.members(speaking.map((name) => `@civitas/sdk/${kebab(name)}`));
  });
});
