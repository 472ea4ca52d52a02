import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { validators } from "../../fixtures/admissions";

describe("AdmissionsProvisions", () => {
  describe("powerChangeOf()", () => {
    for (const [what, name, args, change] of [
      ["takes power back where a validator is dismissed", "dismiss", [1], 1n],
      ["takes power back where an adapter is rejected", "rejectProof", [ZeroAddress], 1n],
      ["says nothing of an accreditation", "accredit", [1], 0n],
    ] as const) {
      it(what, async () => {
        const { admissions } = await loadFixture(validators);
        const data = admissions.interface.encodeFunctionData(name as "accredit", args as unknown as [number]);
        expect(await admissions.powerChangeOf(data)).to.equal(change);
      });
    }
  });
});
