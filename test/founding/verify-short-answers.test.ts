import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { BaseContract, Provider } from "ethers";
import { ethers } from "hardhat";
import { verifyFounding } from "../../sdk/src/founding";
import { aNationThatAdoptedJustice, decide, suspend } from "../fixtures/adoption";
import { compiledCode } from "../fixtures/code";
import type { Call } from "../fixtures/governance";
import { foundNation, type FoundedNation } from "../fixtures/nation";

interface RawLog {
  readonly address: string;
  readonly blockNumber: string;
  readonly logIndex: string;
}

type IsLost = (log: RawLog) => boolean;

/** A node that never tells of some logs, however it is asked for logs. */
const losing = (isLost: IsLost): Provider =>
  new Proxy(ethers.provider, {
    get: (target, key) => {
      if (key === "send")
        return async (method: string, params: unknown[]) => {
          const answer: unknown = await target.send(method, params);
          return method === "eth_getLogs" ? (answer as RawLog[]).filter((log) => !isLost(log)) : answer;
        };
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value as () => unknown).bind(target) : value;
    },
  });

const inBlock = (block: number): IsLost => {
  return ({ blockNumber }) => Number(blockNumber) === block;
};

const ofContract = (block: number, address: string): IsLost => {
  return (log) => inBlock(block)(log) && log.address.toLowerCase() === address.toLowerCase();
};

const callOf = (contract: BaseContract, method: string, values: readonly unknown[]): Call => ({
  target: contract.target as string,
  data: contract.interface.encodeFunctionData(method, values),
});

/** What is found through a node that loses logs: it is not asked again, as it would lose them again. */
const reportOf = ({ founding }: FoundedNation, isLost: IsLost, by: "record" | "nation" = "record") =>
  verifyFounding(losing(isLost), founding[by], { code: compiledCode, pollMs: 1, nodeTimeoutMs: 2 });

const aNation = () => foundNation(12);

/** A nation with an adoption, a ruling that was carried out, and a decision about powers. */
async function aNationWithAPast() {
  const world = await aNationThatAdoptedJustice();
  await suspend(world);
  const { constitution, nation, arbitrable } = world;
  await decide(world, [
    callOf(constitution, "grantRole", [1, arbitrable.target, 0]),
    callOf(nation, "setMotto", ["Grown up"]),
  ]);
  return world;
}

// Checks POWER-3.
describe("verifyFounding(), through a node that loses logs", () => {
  context("given a decision that gave a contract a role", () => {
    for (const role of [0, 1, 2, 3])
      it(`proves nothing where the log of role ${role} is lost, and asks who holds it`, async () => {
        const world = await loadFixture(aNation);
        const { constitution } = world;
        const holder = await ethers.deployContract("Bringer");
        await decide(world, [callOf(constitution, "grantRole", [role, holder.target, 0])]);
        const [log] = (await constitution.queryFilter(constitution.filters.RoleGranted())).slice(-1);
        for (const by of ["record", "nation"] as const) {
          const isLost = ofContract(log.blockNumber, constitution.target as string);
          const { verdict, faults, incomplete } = await reportOf(world, isLost, by);
          expect([verdict, faults]).to.deep.equal(["incomplete", []]);
          const told = incomplete.map(({ title, detail }) => `${title}: ${detail}`).join("\n");
          expect(told).to.match(/The logs of what was decided and ruled: some are missing: constitution.grantRole/);
          expect(told).to.match(/Role \w+ of 0x\w+: is held, though no log granted it/);
        }
      });
  });

  context("given a nation with an adoption, a ruling and decisions", () => {
    it("condemns nobody, whichever contract's logs of whichever block are lost, and never calls it whole", async () => {
      const world = await loadFixture(aNationWithAPast);
      const { founding, adoption } = world;
      const addresses = [
        ...Object.values(founding.record.institutions).map((one) => one.address),
        ...Object.values(adoption.addresses),
      ];
      const fromBlock = founding.record.handedOverIn! + 1;
      const logs = await ethers.provider.getLogs({ address: addresses, fromBlock, toBlock: "latest" });
      const after = await ethers.provider.getLogs({ fromBlock, toBlock: "latest" });
      // One block of each kind: what the same contracts do again and again is lost once.
      const kindOf = (block: number) =>
        after
          .filter((log) => log.blockNumber === block)
          .map((log) => `${log.address} ${log.topics[0]}`)
          .join();
      const blocks = [
        ...new Map([...new Set(after.map((log) => log.blockNumber))].map((n) => [kindOf(n), n])).values(),
      ];
      const wrong: string[] = [];
      const lose = async (what: string, isLost: IsLost) => {
        const { verdict, faults } = await reportOf(world, isLost);
        if (verdict === "fault" || verdict === "whole")
          wrong.push(
            `${verdict} without ${what}: ${faults.map(({ title, detail }) => `${title} ${detail}`).join("; ")}`,
          );
      };
      for (const block of blocks) {
        await lose(`block ${block}`, inBlock(block));
        const raisers = new Set(logs.filter((log) => log.blockNumber === block).map((log) => log.address));
        if (raisers.size > 1)
          for (const address of raisers) await lose(`${address} in block ${block}`, ofContract(block, address));
      }
      expect(wrong).to.deep.equal([]);
    });

    for (const by of ["record", "nation"] as const)
      it(`proves nothing where the tribunal's logs of a ruling are lost, by its ${by}`, async () => {
        const world = await loadFixture(aNationWithAPast);
        const tribunal = await ethers.getContractAt("Tribunal", world.adoption.addresses.tribunal!);
        const [{ blockNumber, index }] = await tribunal.queryFilter(tribunal.filters.SanctionCarriedOut());
        const cut: IsLost = (log) => inBlock(blockNumber)(log) && Number(log.logIndex) >= index;
        for (const isLost of [ofContract(blockNumber, tribunal.target as string), cut]) {
          const { verdict, faults } = await reportOf(world, isLost, by);
          expect([verdict, faults]).to.deep.equal(["incomplete", []]);
        }
      });
  });
});
