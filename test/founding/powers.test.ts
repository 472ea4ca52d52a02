import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { FunctionFragment, id, Interface, ZeroHash, type ParamType } from "ethers";
import { artifacts, ethers, network } from "hardhat";
import { RevertError } from "../../sdk/src/core/errors";
import { toNationError } from "../../sdk/src/core/refusals";
import { institutionNames, verifyFounding } from "../../sdk/src/founding";
import { contractsOf, interfaceOf } from "../../sdk/src/founding/institutions";
import { isManaged, poweredNames, powers, type PowerEntry, type PoweredName } from "../../sdk/src/founding/powers";
import { compiledCode, sourceOf } from "../fixtures/code";
import type { FoundedNation } from "../fixtures/nation";
import { aWholeNation } from "../fixtures/whole";

/** The contract of each name in the table; the first one where an institution can be built by several. */
const contracts = Object.fromEntries(
  poweredNames.map((name) => [name, name === "deployer" ? "NationDeployer" : contractsOf(name as never)[0]]),
) as Record<PoweredName, string>;

/** Powers that the code of a contract guards, whoever calls. */
const GUARDED = [
  "government",
  "registrar",
  "justice",
  "recovery",
  "governor",
  "court",
  "tribunal",
  "timelock",
  "constitution",
  "deployer",
];

const guarded = powers().filter(({ power }) => GUARDED.includes(power));

/** A value that a call can be encoded with: what it says does not matter to the check of access. */
function anyValue(type: ParamType): unknown {
  if (type.baseType === "array") return [];
  if (type.baseType === "tuple") return type.components?.map(anyValue);
  if (type.type === "string") return "";
  if (type.type === "bool") return false;
  if (type.type === "address") return ethers.ZeroAddress;
  if (type.type === "bytes") return "0x";
  if (type.type.startsWith("bytes")) return `0x${"00".repeat(Number(type.type.slice(5)))}`;
  return 0;
}

/** A call of a guarded function. Reinstating looks at the citizen first, so it takes one who is suspended. */
function callOf({ function: fragment }: PowerEntry): string {
  const values = fragment.name === "reinstate" ? [3n] : fragment.inputs.map(anyValue);
  return new Interface([fragment]).encodeFunctionData(fragment, values);
}

const TIMELOCK_ROLES: Readonly<Record<string, string>> = {
  schedule: id("PROPOSER_ROLE"),
  scheduleBatch: id("PROPOSER_ROLE"),
  cancel: id("CANCELLER_ROLE"),
  execute: id("EXECUTOR_ROLE"),
  executeBatch: id("EXECUTOR_ROLE"),
  grantRole: ZeroHash,
  revokeRole: ZeroHash,
};

/** Errors by which an institution turns away whoever is not another one. */
const STRANGERS: Readonly<Record<string, string>> = {
  juryRoll: "JuryRoll_NotTheCourt",
  agreements: "Agreements_NotTheCourt",
  tribunal: "Tribunal_NotTheCourt",
  recovery: "Recovery_NotTheCourt",
};

/** The error that turns a caller away. */
function refusal(
  { contract, power, function: { name } }: PowerEntry,
  caller: string,
  deployer: string,
): [error: string, ...args: unknown[]] {
  if (power === "deployer") return ["Citizenship_NotDeployer", caller, deployer];
  if (contract === "constitution") return ["AccessManagerUnauthorizedAccount", caller, 0n];
  if (contract === "timelock" && name in TIMELOCK_ROLES) {
    return ["AccessControlUnauthorizedAccount", caller, TIMELOCK_ROLES[name]];
  }
  if (power === "court") return [STRANGERS[contract], caller];
  if (power === "tribunal") return ["Enforcement_NotByRuling", caller];
  return ["AccessManagedUnauthorized", caller];
}

const REFUSALS = [
  "Citizenship_NotDeployer",
  "AccessManagerUnauthorizedAccount",
  "AccessControlUnauthorizedAccount",
  "AccessManagedUnauthorized",
  "Enforcement_NotByRuling",
  ...Object.values(STRANGERS),
];

/** What a call from an account reverts with; undefined if it goes through. */
async function outcome(from: string, to: string, data: string): Promise<RevertError | Error | undefined> {
  try {
    await ethers.provider.call({ from, to, data });
    return undefined;
  } catch (error) {
    return toNationError(error);
  }
}

/** The nation, with its third citizen suspended by the government, which gives the power to do so up again. */
async function aNationWithSuspended(): Promise<
  FoundedNation & { callers: Record<string, string>; at: Record<PoweredName, string> }
> {
  const world = await aWholeNation();
  const { founding, constitution, citizenship, timelock, founder, citizens, stranger } = world;
  const government = await ethers.getImpersonatedSigner(await timelock.getAddress());
  await network.provider.send("hardhat_setBalance", [government.address, "0x56bc75e2d63100000"]);
  await constitution.connect(government).grantRole(2, government, 0);
  const { timestamp } = (await ethers.provider.getBlock("latest"))!;
  await citizenship.connect(government).suspend(3, timestamp + 100 * 86_400, ZeroHash);
  await constitution.connect(government).revokeRole(2, government);

  const at = { ...founding.addresses, deployer: founding.record.deployer } as Record<PoweredName, string>;
  const callers = { founder: founder.address, "a citizen": citizens[0].address, "a stranger": stranger.address, ...at };
  return { ...world, at, callers };
}

describe("Powers", () => {
  describe("the table", () => {
    for (const name of poweredNames) {
      it(`names every function of ${contracts[name]} that changes state, and no other`, () => {
        const { abi } = artifacts.readArtifactSync(`${sourceOf(contracts[name])}:${contracts[name]}`);
        const changing = new Interface(abi).fragments
          .filter((fragment) => FunctionFragment.isFragment(fragment))
          .filter(({ stateMutability }) => stateMutability !== "view" && stateMutability !== "pure")
          .map((fragment) => fragment.format("sighash"));
        const listed = powers()
          .filter(({ contract }) => contract === name)
          .map(({ signature }) => signature);
        expect(listed.sort()).to.deep.equal(changing.sort());
      });
    }

    it("knows of each source of randomness what it can do", () => {
      const { abi } = artifacts.readArtifactSync("BlockRandomness");
      const missing = new Interface(abi).fragments.filter(
        (fragment) =>
          FunctionFragment.isFragment(fragment) && !interfaceOf("randomness").hasFunction(fragment.selector),
      );
      expect(missing).to.deep.equal([]);
    });
  });

  describe("POWER-1: nobody but its holder reaches a guarded function", () => {
    for (const entry of guarded) {
      it(`${entry.contract}.${entry.signature} is the ${entry.power}'s`, async () => {
        const { callers, at } = await loadFixture(aNationWithSuspended);
        const holders: Readonly<Record<string, string | undefined>> = {
          government: at.timelock,
          registrar: at.admissions, // The government holds that role, too.
          justice: at.tribunal,
          recovery: at.recovery,
          governor: at.governor,
          court: at.court,
          tribunal: at.tribunal,
          timelock: at.timelock,
          constitution: at.constitution,
          deployer: at.deployer,
        };
        const others = Object.values(callers).filter(
          (caller) => caller !== holders[entry.power] && !(entry.power === "registrar" && caller === at.timelock),
        );
        for (const caller of others) {
          const error = await outcome(caller, at[entry.contract], callOf(entry));
          const [revert, ...args] = refusal(entry, caller, at.deployer);
          expect(error).to.be.instanceOf(RevertError);
          expect([(error as RevertError).revert, ...Object.values<unknown>((error as RevertError).args)]).to.deep.equal(
            [revert, ...args],
          );
        }
      });
    }
  });

  describe("POWER-8: there is no detour through the constitution", () => {
    for (const name of institutionNames.filter(isManaged)) {
      it(`turns everybody away from ${name} by execute()`, async () => {
        const { callers, at } = await loadFixture(aNationWithSuspended);
        const entries = guarded.filter(({ contract, power }) => contract === name && power !== "constitution");
        const others = Object.values(callers).filter((caller) => caller !== at.timelock);
        for (const entry of entries.filter(({ function: { name: method } }) => method !== "relay")) {
          const data = interfaceOf("constitution").encodeFunctionData("execute", [at[name], callOf(entry)]);
          // Whoever holds a role reaches through the constitution what it reaches anyway.
          const holder = { registrar: at.admissions, justice: at.tribunal, recovery: at.recovery }[
            entry.power as string
          ];
          for (const caller of others.filter((one) => one !== holder)) {
            const error = (await outcome(caller, at.constitution, data)) as RevertError;
            expect([error.revert, ...Object.values<unknown>(error.args)]).to.deep.equal([
              "AccessManagerUnauthorizedCall",
              caller,
              at[name],
              entry.selector,
            ]);
          }
        }
      });
    }
  });

  describe("POWER-9: the holder does reach it", () => {
    for (const entry of guarded) {
      it(`${entry.contract}.${entry.signature} lets the ${entry.power} in`, async () => {
        const { at } = await loadFixture(aNationWithSuspended);
        const holders: Readonly<Record<string, string>> = {
          ...at,
          government: at.timelock,
          registrar: at.timelock,
          justice: at.tribunal,
          deployer: at.deployer,
        };
        const error = await outcome(holders[entry.power], at[entry.contract], callOf(entry));
        // It may refuse what it is asked for, but not who asks.
        expect(REFUSALS).not.to.include(error instanceof RevertError ? error.revert : undefined);
      });
    }
  });

  describe("POWER-4: who is turned away leaves no trace", () => {
    it("leaves the nation as founded after its founder tried everything", async () => {
      const { founding, founder } = await loadFixture(aWholeNation);
      const at = { ...founding.addresses, deployer: founding.record.deployer };
      for (const entry of guarded) {
        const sent = founder.sendTransaction({ to: at[entry.contract], data: callOf(entry), gasLimit: 1_000_000 });
        await expect(sent).to.be.rejected;
      }
      const { checks } = await verifyFounding(ethers.provider, founding.record, { code: compiledCode });
      expect(checks.filter(({ finding }) => finding !== "founded")).to.deep.equal([]);
    });
  });
});
