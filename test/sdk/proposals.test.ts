import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Log, type LogParams } from "ethers";
import { ethers } from "hardhat";
import { wei } from "../../sdk/src";
import { createdIn } from "../../sdk/src/institutions/governor/proposals";
import { aConnectedNation } from "../fixtures/connected";

/** A proposal of the first citizen, with the logs of its transaction. */
async function aProposal() {
  const world = await aConnectedNation();
  const { client, stranger } = world;
  const calls = [{ target: stranger.address, value: wei.from(0n), data: "0x" }];
  const { proposal, receipt } = await client.governor.propose.wait({ calls, description: "Pay nothing" });
  return { ...world, proposal, logs: receipt.logs as Log[] };
}

describe("createdIn()", () => {
  it("finds the proposal that the governor told of", async () => {
    const { client, proposal, logs } = await loadFixture(aProposal);
    const { contract, address } = client.governor;
    expect(createdIn(logs, { contract, address, proposalId: proposal.id })).to.deep.equal(proposal);
  });

  it("passes over what another contract tells of the same proposal", async () => {
    const { client, proposal, logs, stranger } = await loadFixture(aProposal);
    const { contract, address } = client.governor;
    const forged = logs.map(
      (log) => new Log({ ...(log.toJSON() as LogParams), address: stranger.address }, ethers.provider),
    );
    expect(createdIn([...forged, ...logs], { contract, address, proposalId: proposal.id })).to.deep.equal(proposal);
    expect(createdIn(forged, { contract, address, proposalId: proposal.id })).to.equal(undefined);
  });
});
