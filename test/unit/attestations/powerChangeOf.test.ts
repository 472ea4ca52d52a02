import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Interface, ZeroAddress } from "ethers";
import { accredited, ANA, DAY, DEFINITION, EVE, now, REASONS, Schemas } from "./world";

const PowerChange = { AsMarked: 0n, Less: 1n, More: 2n } as const;

describe("Attestations", () => {
  describe("powerChangeOf()", () => {
    for (const [what, name, args, change] of [
      ["takes power back from whoever is disowned", "disown", () => [Schemas.plain, ANA, REASONS], "Less"],
      ["takes it back with an accreditation that ends at once", "accredit", async () => [1n, ANA, await now()], "Less"],
      ["takes it back with a shorter one", "accredit", async () => [1n, ANA, (await now()) + DAY], "Less"],
      ["gives power with a longer one", "accredit", async () => [1n, ANA, (await now()) + 3_650n * DAY], "More"],
      ["gives power with the first one", "accredit", async () => [1n, EVE, (await now()) + DAY], "More"],
      ["says nothing of a schema", "registerSchema", () => [DEFINITION, ZeroAddress, 1, true], "AsMarked"],
    ] as [string, string, () => unknown[] | Promise<unknown[]>, keyof typeof PowerChange][]) {
      it(what, async () => {
        const { attestations } = await loadFixture(accredited);
        const data = new Interface([...attestations.interface.fragments]).encodeFunctionData(name, await args());
        expect(await attestations.powerChangeOf(data)).to.equal(PowerChange[change]);
      });
    }
  });
});
