import { expect } from "chai";
import { golden } from "./golden";
import recorded from "./golden.recorded.json";

describe("What a founding deploys and sends", () => {
  for (const [name, plan] of Object.entries(recorded)) {
    it(`is for "${name}" what was recorded`, async () => {
      const now = (await golden()) as Readonly<Record<string, unknown>>;
      expect(now[name]).to.deep.equal(plan, "if the change is meant, run `npm run golden:record`");
    });
  }

  it("is recorded altogether", async () => {
    expect(Object.keys((await golden()) as object)).to.deep.equal(Object.keys(recorded));
  });
});
