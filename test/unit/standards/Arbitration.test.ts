import { expect } from "chai";
import type { Interface } from "ethers";
import { ethers } from "hardhat";

/** The ERC-165 id of an interface: its selectors, XORed. */
function idOf(contract: Interface): string {
  let id = 0n;
  contract.forEachFunction(({ selector }) => {
    id ^= BigInt(selector);
  });
  return ethers.toBeHex(id, 4);
}

async function interfaceOf(name: string): Promise<Interface> {
  return (await ethers.getContractAt(name, ethers.ZeroAddress)).interface;
}

describe("Standards of arbitration", () => {
  it("gives IArbitrable the id of ERC-792", async () => {
    expect(idOf(await interfaceOf("IArbitrable"))).to.equal("0x311a6c56");
  });

  it("gives IArbitrator the id of ERC-792", async () => {
    expect(idOf(await interfaceOf("IArbitrator"))).to.equal("0x2ef5e458");
  });

  const topics: [contract: string, event: string, signature: string][] = [
    ["IArbitrable", "Ruling", "Ruling(address,uint256,uint256)"],
    ["IArbitrator", "DisputeCreation", "DisputeCreation(uint256,address)"],
    ["IArbitrator", "AppealPossible", "AppealPossible(uint256,address)"],
    ["IArbitrator", "AppealDecision", "AppealDecision(uint256,address)"],
    ["IEvidence", "MetaEvidence", "MetaEvidence(uint256,string)"],
    ["IEvidence", "Evidence", "Evidence(address,uint256,address,string)"],
    ["IEvidence", "Dispute", "Dispute(address,uint256,uint256,uint256)"],
  ];
  for (const [contract, event, signature] of topics) {
    it(`gives ${contract}.${event} the topic that other arbitration software listens for`, async () => {
      expect((await interfaceOf(contract)).getEvent(event)?.topicHash).to.equal(ethers.id(signature));
    });
  }
});
