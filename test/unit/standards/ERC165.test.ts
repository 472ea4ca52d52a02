import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { BaseContract } from "ethers";
import { artifacts, ethers } from "hardhat";
import { institutionNames, type InstitutionName } from "../../../sdk/src/institutions/registry";
import { nation } from "../../fixtures/institutions";

/** What each institution says that it implements, beside its own interface. */
const claims = {
  constitution: ["IConstitution", "IAccessManager"],
  nation: ["INation"],
  passport: ["IPassport"],
  treasury: ["ITreasury", "IProvisions"],
  coin: ["ICivicCoin", "IProvisions", "IERC3009", "IERC3009Cancel", "IERC5267"],
  stake: ["IStake", "IProvisions", "IVotes", "IERC6372", "IERC1363Receiver", "IERC5267"],
  timelock: ["INationTimelock", "IProvisions"],
  governor: ["INationGovernor", "IProvisions"],
  randomness: ["IBlockRandomness", "IRandomness"],
  juryRoll: ["IJuryRoll", "IProvisions", "IERC1363Receiver"],
  court: ["ICourt", "IProvisions", "IArbitrator"],
  tribunal: ["ITribunal", "IProvisions", "IArbitrable"],
  admissions: ["IAdmissions", "IProvisions", "IPayouts", "IERC5267"],
  recovery: ["IRecovery", "IProvisions", "IArbitrable", "IERC5267"],
  attestations: ["IAttestations", "IERC5267"],
  dividends: ["IDividends", "IProvisions"],
  upkeep: ["IUpkeep", "IProvisions"],
  petitions: ["IPetitions", "IProvisions", "IERC5267"],
  merit: ["IMerit", "IProvisions"],
  grants: ["IGrants", "IPayouts", "IProvisions", "IERC1363Receiver"],
  residency: ["IResidency", "IPermits", "IPayouts", "IProvisions", "IERC5267"],
  agreements: ["IAgreements", "IPayouts", "IArbitrable", "IERC5267"],
  didRegistry: ["IDidRegistry", "IERC5267"],
} as const satisfies Partial<Record<InstitutionName, readonly string[]>>;

/** The interfaces whose functions an interface inherits: Solidity leaves them out of its id. */
const inherits: Readonly<Record<string, readonly string[]>> = {
  IConstitution: ["IAccessManager"],
  ICivicCoin: ["contracts/token/ERC20/IERC20.sol:IERC20"],
  ICourt: ["IArbitrator", "IEvidence", "IPayouts"],
  ITribunal: ["IArbitrable", "IEvidence", "IEnforcement", "IPayouts"],
  IAdmissions: ["IPayouts"],
  IResidency: ["IPayouts", "IPermits"],
  IGrants: ["IPayouts"],
  IRecovery: ["IArbitrable", "IEvidence"],
  IAgreements: ["IArbitrable", "IPayouts"],
  IBlockRandomness: ["IRandomness"],
  IDrandRandomness: ["IBlockRandomness"],
};

async function selectorsOf(name: string): Promise<string[]> {
  const paths = (await artifacts.getAllFullyQualifiedNames()).filter((path) =>
    name.includes(":") ? path.endsWith(name) : path.endsWith(`/${name}.sol:${name}`) || path.endsWith(`:${name}`),
  );
  const { abi } = await artifacts.readArtifact(paths[0]);
  const selectors: string[] = [];
  ethers.Interface.from(abi).forEachFunction(({ selector }) => selectors.push(selector));
  return selectors;
}

/** The id of an interface as ERC-165 computes it. */
async function idOf(name: string): Promise<string> {
  const inherited = new Set((await Promise.all((inherits[name] ?? []).map(selectorsOf))).flat());
  const own = (await selectorsOf(name)).filter((selector) => !inherited.has(selector));
  return ethers.toBeHex(
    own.reduce((id, selector) => id ^ BigInt(selector), 0n),
    4,
  );
}

const names = Object.keys(claims) as (keyof typeof claims)[];

async function everything() {
  const drand = await ethers.deployContract("DrandRandomness", [16, 900]);
  return { ...(await nation({ only: institutionNames })), drand };
}

const supports = (contract: BaseContract, id: string): Promise<boolean> =>
  contract.getFunction("supportsInterface").staticCall(id) as Promise<boolean>;

describe("ERC-165", () => {
  it("is answered by every institution", () => {
    // The citizenship's has a test of its own.
    expect([...names, "citizenship"].sort()).to.deep.equal([...institutionNames].sort());
  });

  describe("supportsInterface()", () => {
    for (const name of names) {
      for (const one of claims[name]) {
        it(`returns true of the ${name} for ${one}`, async () => {
          const world = await loadFixture(everything);
          expect(await supports(world[name], await idOf(one))).to.equal(true);
        });
      }

      it(`returns true of the ${name} for ERC-165`, async () => {
        const world = await loadFixture(everything);
        expect(await supports(world[name], "0x01ffc9a7")).to.equal(true);
      });

      for (const id of ["0xffffffff", "0x00000000"]) {
        it(`returns false of the ${name} for ${id}`, async () => {
          const world = await loadFixture(everything);
          expect(await supports(world[name], id)).to.equal(false);
        });
      }
    }

    for (const one of ["IDrandRandomness", "IBlockRandomness", "IRandomness"]) {
      it(`returns true of randomness by drand for ${one}`, async () => {
        const { drand } = await loadFixture(everything);
        expect(await supports(drand, await idOf(one))).to.equal(true);
      });
    }

    for (const [id, expected] of [
      ["0x01ffc9a7", true],
      ["0xffffffff", false],
    ] as const) {
      it(`returns ${String(expected)} of randomness by drand for ${id}`, async () => {
        const { drand } = await loadFixture(everything);
        expect(await supports(drand, id)).to.equal(expected);
      });
    }
  });
});
