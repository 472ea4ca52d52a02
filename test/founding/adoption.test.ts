import { loadFixture, setCode } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, concat, encodeBytes32String, getCreateAddress, id, Interface, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { connect, SignerNeededError } from "../../sdk/src";
import {
  adopt,
  CharterError,
  DependentsLeftError,
  LookalikeError,
  NeedsMissingError,
  NotAdoptableError,
  StepTooBigError,
  verifyFounding,
  type Adoption,
  type Mismatch,
  type OptionalName,
  type VerificationReport,
} from "../../sdk/src/founding";
import { creatorOf, interfaceOf } from "../../sdk/src/founding/institutions";
import { refuseLookalike } from "../../sdk/src/founding/adoption/examine";
import { parseSections } from "../../sdk/src/founding/charter";
import { RETRY_DEFAULTS } from "../../sdk/src/founding/retry";
import { chained, dataOf } from "../../sdk/src/founding/steps";
import { evidenceOf, inspectionOf } from "../../sdk/src/founding/verification/inspecting";
import { institutionNames } from "../../sdk/src/institutions/registry";
import {
  ACCUSED,
  aNationBeforeItsAdoption,
  aNationThatAdoptedJustice,
  aNationWithoutJustice,
  builtWith,
  decide,
  JUSTICE,
  lookalikeOf,
  prepare,
  suspend,
} from "../fixtures/adoption";
import { compiledCode } from "../fixtures/code";
import { creating, leftBehind } from "../fixtures/deployer";
import { failureOf } from "../fixtures/failure";
import { aNation, type FoundedNation } from "../fixtures/nation";
import { verdictsOf } from "../fixtures/verification";

const DAY = 86_400n;

const everything = new Interface(
  institutionNames.flatMap((name) => interfaceOf(name).fragments).filter(({ type }) => type === "function"),
);

/** What a proposal calls, as `institution.function(of what)`. */
const told = ({ founding }: FoundedNation, { calls, addresses }: Adoption): string[] =>
  calls.map(({ target, data }) => {
    const names = Object.entries({ ...founding.addresses, ...addresses });
    const nameOf = (account: string) => names.find(([, address]) => address === account)?.[0] ?? "another";
    const { name, args } = everything.parseTransaction({ data })!;
    const account = args.find((value) => typeof value === "string" && value.length === 42) as string;
    return `${nameOf(target)}.${name}(${nameOf(account)})`;
  });

const verifyAll = async ({ founding }: FoundedNation): Promise<VerificationReport[]> => [
  await verifyFounding(ethers.provider, founding.record, { code: compiledCode }),
  await verifyFounding(ethers.provider, founding.nation, { code: compiledCode }),
];

const faultsOf = async (world: FoundedNation): Promise<string[][]> =>
  (await verifyAll(world)).map(({ faults }) => faults.map(({ title, detail }) => `${title}: ${detail}`));

const changesOf = async (world: FoundedNation): Promise<string[]> =>
  (await verifyAll(world))[0].changes.map(({ title }) => title);

/** A nation whose tribunal was replaced. */
async function aNationWithAnotherTribunal() {
  const world = await loadFixture(aNation);
  const adoption = await prepare(world, {
    institutions: ["tribunal"],
    charter: { justice: { tribunal: { coolOff: "60 days" } } },
  });
  await decide(world, adoption.calls);
  return { ...world, adoption };
}

/** A nation whose government was talked into appointing a tribunal that obeys a stranger's court. */
async function aNationWithALookalike() {
  const world = await loadFixture(aNation);
  const { nation, stranger } = world;
  const address = await lookalikeOf(world, { name: "tribunal", knows: "court", account: stranger.address });
  const data = nation.interface.encodeFunctionData("appointInstitution", [encodeBytes32String("tribunal"), address]);
  await decide(world, [{ target: await nation.getAddress(), data }]);
  return { ...world, address };
}

/** In what a contract was found to differ from what it should be. */
async function mismatchesOf(world: FoundedNation, name: OptionalName, address: string): Promise<readonly Mismatch[]> {
  const refused = await prepare(world, { institutions: [name], addresses: { [name]: address } }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refused).to.be.instanceOf(LookalikeError);
  return (refused as LookalikeError).mismatches;
}

describe("Adoption", () => {
  describe("adopt()", () => {
    context("given a nation without justice", () => {
      it("says what its government has to do", async () => {
        const world = await loadFixture(aNationBeforeItsAdoption);
        expect(told(world, world.adoption)).to.deep.equal([
          "nation.appointInstitution(randomness)",
          "nation.appointInstitution(juryRoll)",
          "coin.fixExemption(juryRoll)",
          "constitution.setTargetFunctionRole(juryRoll)",
          "nation.appointInstitution(court)",
          "constitution.setTargetFunctionRole(court)",
          "nation.appointInstitution(agreements)",
          "coin.fixExemption(agreements)",
          "constitution.grantRole(agreements)",
          "nation.appointInstitution(tribunal)",
          "constitution.grantRole(tribunal)",
          "constitution.grantRole(tribunal)",
        ]);
      });

      it("says that it takes a constitutional majority", async () => {
        const { adoption } = await loadFixture(aNationBeforeItsAdoption);
        expect(adoption.class).to.equal("constitutional");
      });

      it("changes nothing in the nation", async () => {
        const world = await loadFixture(aNationBeforeItsAdoption);
        expect(await faultsOf(world)).to.deep.equal([[], []]);
        expect(await changesOf(world)).to.deep.equal([]);
      });

      it("tells of each transaction", async () => {
        const world = await loadFixture(aNationWithoutJustice);
        const titles: string[] = [];
        await prepare(world, {
          institutions: ["randomness"],
          onProgress: ({ step, of, title }) => titles.push(`${step}/${of} ${title}`),
        });
        expect(titles).to.deep.equal(["1/2 Create the deployer", "2/2 Build the randomness (BlockRandomness)"]);
      });

      it("says the same of what somebody else built", async () => {
        const world = await loadFixture(aNationBeforeItsAdoption);
        const { addresses, calls } = world.adoption;
        const charter = { justice: { tribunal: { coolOff: "60 days" } } };
        const options = {
          nation: world.founding.nation,
          institutions: JUSTICE,
          addresses,
          charter,
          code: compiledCode,
        };
        expect((await adopt(ethers.provider, options)).calls).to.deep.equal(calls);
      });

      it("names provisions that are other ones than given", async () => {
        const world = await loadFixture(aNationBeforeItsAdoption);
        const { addresses } = world.adoption;
        await expect(prepare(world, { institutions: JUSTICE, addresses })).to.be.rejectedWith(
          LookalikeError,
          `coolOff: ${60n * DAY} within `,
        );
      });

      it("refuses a tribunal without what it needs", async () => {
        const world = await loadFixture(aNationWithoutJustice);
        await expect(prepare(world, { institutions: ["tribunal"] })).to.be.rejectedWith(
          NeedsMissingError,
          "The tribunal needs juryRoll, court",
        );
      });

      it("refuses settings that are out of bounds", async () => {
        const world = await loadFixture(aNationWithoutJustice);
        const charter = { justice: { juryRoll: { noShowPenalty: 101 } } };
        await expect(prepare(world, { institutions: JUSTICE, charter })).to.be.rejectedWith(CharterError);
      });

      it("refuses settings of what is not adopted", async () => {
        const world = await loadFixture(aNationWithoutJustice);
        const charter = { justice: { tribunal: { coolOff: "60 days" } } };
        await expect(prepare(world, { institutions: ["randomness"], charter })).to.be.rejectedWith(
          CharterError,
          "justice.tribunal: is about the tribunal",
        );
      });

      it("builds nothing by a connection alone", async () => {
        const { founding } = await loadFixture(aNationWithoutJustice);
        const options = { nation: founding.nation, institutions: ["randomness"], code: compiledCode } as const;
        await expect(adopt(ethers.provider, options)).to.be.rejectedWith(SignerNeededError);
      });

      it("refuses what no transaction may hold, before anything is paid", async () => {
        const world = await loadFixture(aNationWithoutJustice);
        const nonce = await world.stranger.getNonce();
        const adoption = prepare(world, { institutions: JUSTICE, gasCap: 3_000_000n });
        await expect(adoption).to.be.rejectedWith(StepTooBigError, /^"Build the .* would take \d+ gas/);
        expect(await world.stranger.getNonce()).to.equal(nonce);
      });
    });

    context("given a nation with justice", () => {
      it("takes from the old tribunal what it gives to the new one", async () => {
        const world = await loadFixture(aNation);
        const { calls, addresses } = await prepare(world, { institutions: ["tribunal"] });
        const { constitution } = world;
        const data = (method: "grantRole" | "revokeRole", values: readonly unknown[]) =>
          constitution.interface.encodeFunctionData(method as never, values as never);
        expect(calls.slice(1).map((call) => call.data)).to.deep.equal([
          data("revokeRole", [2, await world.tribunal.getAddress()]),
          data("grantRole", [2, addresses.tribunal, 0]),
          // Of cases at the base price, which the old one keeps for those that it has brought.
          data("grantRole", [5, addresses.tribunal, 0]),
        ]);
      });

      it("exempts the new agreements for good, and leaves the old ones what they need to return coin and to go to court", async () => {
        const world = await loadFixture(aNation);
        const { calls, addresses } = await prepare(world, { institutions: ["agreements"] });
        expect(calls.slice(1).map((call) => call.data)).to.deep.equal([
          world.coin.interface.encodeFunctionData("fixExemption", [addresses.agreements!]),
          world.constitution.interface.encodeFunctionData("grantRole", [5, addresses.agreements!, 0]),
        ]);
      });

      it("tells the court of other randomness", async () => {
        const world = await loadFixture(aNation);
        const adoption = await prepare(world, { institutions: ["randomness"] });
        expect(told(world, adoption)).to.deep.equal([
          "nation.appointInstitution(randomness)",
          "court.appointRandomness(randomness)",
        ]);
      });

      it("refuses another court, whom those that stay would not know", async () => {
        const world = await loadFixture(aNation);
        await expect(prepare(world, { institutions: ["court"] })).to.be.rejectedWith(
          DependentsLeftError,
          "The court cannot be replaced alone: juryRoll, agreements, tribunal would know the old one for good.",
        );
      });

      it("refuses another stake, which every nation is founded with", async () => {
        const world = await loadFixture(aNation);
        await expect(prepare(world, { institutions: ["stake" as never] })).to.be.rejectedWith(NotAdoptableError);
      });

      for (const [what, options, failure] of [
        ["a name that it does not know", { institutions: ["randomnes" as never] }, "InvalidInputError"],
        ["no name", { institutions: [] }, "InvalidInputError"],
        ["what is no address", { institutions: ["tribunal"], nation: "Testland" }, "InvalidInputError"],
        ["an address without a nation", { institutions: ["tribunal"], nation: `0x${"5".repeat(40)}` }, "NoNationError"],
      ] as const) {
        it(`refuses ${what}, and sends nothing`, async () => {
          const world = await loadFixture(aNation);
          const before = await world.stranger.getNonce();
          expect(await failureOf(prepare(world, options))).to.have.property("name", failure);
          expect(await world.stranger.getNonce()).to.equal(before);
        });
      }

      it("refuses the tribunal that the nation has already", async () => {
        const world = await loadFixture(aNation);
        const addresses = { tribunal: await world.tribunal.getAddress() };
        const failure = await failureOf(prepare(world, { institutions: [], addresses }));
        expect(failure).to.have.property("name", "InvalidInputError");
      });

      it("takes justice from both former tribunals of a nation that replaces it again", async () => {
        const world = await loadFixture(aNationWithAnotherTribunal);
        const adoption = await prepare(world, { institutions: ["tribunal"] });
        const revoked = told(world, adoption).filter((call) => call.startsWith("constitution.revokeRole"));
        expect(revoked).to.have.length(2);
      });

      for (const [name, knows] of [
        ["tribunal", "court"],
        ["tribunal", "stake"],
        ["tribunal", "constitution"],
        ["agreements", "treasury"],
      ] as const) {
        it(`names the ${knows} of ${name} that knows another one`, async () => {
          const world = await loadFixture(aNation);
          const account = world.stranger.address;
          const address = await lookalikeOf(world, { name, knows, account });
          expect(await mismatchesOf(world, name, address)).to.deep.equal([
            { what: knows, found: account, expected: world.founding.addresses[knows] },
          ]);
        });
      }

      it("takes a former one again, which is exempt from tax already", async () => {
        const world = await loadFixture(aNation);
        const { calls, addresses } = await prepare(world, { institutions: ["agreements"], salt: id("second") });
        await decide(world, calls);
        await decide(world, (await prepare(world, { institutions: ["agreements"], salt: id("third") })).calls);
        await decide(world, (await prepare(world, { institutions: [], addresses })).calls);
        expect(await verdictsOf(world)).to.deep.equal([["changed"], ["changed"]]);
      });

      for (const name of ["agreements", "tribunal", "randomness"] as const)
        it(`takes the founded ${name} again`, async () => {
          const world = await loadFixture(aNation);
          await decide(world, (await prepare(world, { institutions: [name] })).calls);
          const addresses = { [name]: world.founding.addresses[name]! };
          await decide(world, (await prepare(world, { institutions: [], addresses })).calls);
          expect(await verdictsOf(world)).to.deep.equal([["changed"], ["changed"]]);
        });

      it("refuses the block's randomness where this software builds the beacon's", async () => {
        const { founding } = await loadFixture(aNation);
        const { addresses, nation } = founding;
        const inspection = inspectionOf(await evidenceOf(ethers.provider, { ask: RETRY_DEFAULTS }), { addresses });
        const charter = parseSections(["randomness"], { nation: "Testland", sections: {} });
        const terms = {
          charter,
          deployer: nation,
          citizens: [],
          chainId: 1n,
          variants: { randomness: "drand" },
          addresses,
        };
        const candidate = { name: "randomness", address: addresses.randomness!, terms, code: compiledCode } as const;
        const { mismatches } = (await failureOf(refuseLookalike(inspection, candidate))) as LookalikeError;
        expect(mismatches).to.deep.equal([{ what: "contract", found: "BlockRandomness", expected: "DrandRandomness" }]);
      });

      it("refuses one that no deployer created", async () => {
        const world = await loadFixture(aNation);
        const { citizenship, court, coin, treasury } = world;
        const plain = await ethers.deployContract("Agreements", [citizenship, court, coin, treasury]);
        const address = await plain.getAddress();
        const mismatches = await mismatchesOf(world, "agreements", address);
        expect(mismatches.map(({ what, found }) => `${what}: ${found}`)).to.deep.equal([
          `code: is told by no deployer to have been created at ${address}`,
        ]);
      });

      it("refuses one whose deployer another creation code left behind", async () => {
        const world = await loadFixture(aNation);
        const { contract, arguments: encoded } = world.founding.record.institutions.tribunal!;
        const { creation } = await compiledCode(contract as never);
        const plan = chained([creating(concat([creation, encoded]))]);
        const deployer = await ethers.getContractAt("NationDeployer", await leftBehind(plan.hash, ZeroAddress));
        const [step] = plan.steps;
        await world.stranger.sendTransaction({ to: deployer, data: dataOf(step, ZeroHash) });
        const mismatches = await mismatchesOf(world, "tribunal", await deployer.addressOf(0));
        expect(mismatches.map(({ what, found }) => `${what}: ${found}`)).to.deep.equal([
          "code: cannot be shown to have been created by the creation code of this software: the node does not have the transaction, or it was created by other means than the data of one",
        ]);
      });

      it("refuses one whose deployer could have created anything", async () => {
        const world = await loadFixture(aNation);
        const { court } = world;
        const knows = { name: "tribunal", knows: "court", account: await court.getAddress() } as const;
        const address = await lookalikeOf(world, knows);
        const [creator] = await ethers.getSigners();
        const deployer = getCreateAddress({ from: creator.address, nonce: (await creator.getNonce()) - 1 });
        await setCode(deployer, `${await ethers.provider.getCode(deployer)}00`);
        const mismatches = await mismatchesOf(world, "tribunal", address);
        expect(mismatches.map(({ what, found }) => `${what}: ${found}`)).to.deep.equal([
          `code: has other code at ${deployer}`,
        ]);
      });

      it("refuses an account with other code", async () => {
        const world = await loadFixture(aNation);
        const address = await world.stake.getAddress();
        const mismatches = await mismatchesOf(world, "tribunal", address);
        expect(mismatches.map(({ what, found }) => `${what}: ${found}`)).to.deep.equal([
          `code: has other code at ${address}`,
        ]);
      });
    });
  });

  context("given a nation that was founded without justice and adopted it", () => {
    it("finds no fault", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      expect(await faultsOf(world)).to.deep.equal([[], []]);
    });

    it("tells what was adopted", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      expect(await changesOf(world)).to.include.members([
        ...JUSTICE.map((name) => `The directory's ${name}`),
        "Role justice of the tribunal",
      ]);
    });

    it("compares code, wiring, provisions and powers of each as if it had been founded", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      const [{ checks }] = await verifyAll(world);
      expect(checks.map(({ title }) => title)).to.include.members([
        "The adopted court (Court)",
        "Whom the adopted juryRoll knows",
        "tribunal.coolOff",
        "Who may do what in court",
        "The authority over tribunal",
        "The exemption from tax of the adopted agreements",
        "The court's source of randomness",
      ]);
    });

    it("keeps the appointment of randomness constitutional", async () => {
      const { governor, adoption } = await loadFixture(aNationThatAdoptedJustice);
      const data = everything.encodeFunctionData("appointRandomness", [ethers.ZeroAddress]);
      expect(await governor.classOf([adoption.addresses.court!], [data])).to.equal(1n);
    });

    it("has jurors", async () => {
      const { asStranger } = await loadFixture(aNationThatAdoptedJustice);
      const { juryRoll, unreadable } = await asStranger.overview();
      expect(juryRoll?.jurors).to.equal(10n);
      expect(unreadable).to.deep.equal([]);
    });

    it("suspends a citizen by a ruling of a jury", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      await suspend(world);
      expect(await world.citizenship.isActive(ACCUSED)).to.be.false;
      expect(await faultsOf(world)).to.deep.equal([[], []]);
    });

    it("suspends a citizen by a tribunal and randomness that replaced the first ones", async () => {
      const world = await loadFixture(aNationThatAdoptedJustice);
      await decide(world, (await prepare(world, { institutions: ["tribunal", "randomness"] })).calls);
      const { randomness } = await (await connect(ethers.provider, world.founding.nation)).institutions();
      const another = await ethers.getContractAt("BlockRandomness", randomness);
      await suspend({ ...world, randomness: another });
      expect(await world.citizenship.isActive(ACCUSED)).to.be.false;
      expect(await faultsOf(world)).to.deep.equal([[], []]);
    });
  });

  context("given a nation whose tribunal was replaced by another one", () => {
    it("finds no fault", async () => {
      expect(await faultsOf(await loadFixture(aNationWithAnotherTribunal))).to.deep.equal([[], []]);
    });

    it("tells who has whose place", async () => {
      const world = await loadFixture(aNationWithAnotherTribunal);
      expect(await changesOf(world)).to.deep.equal([
        "The directory's tribunal",
        "Role bringer of the tribunal",
        "Role justice of the former tribunal",
        "Role justice of the tribunal",
      ]);
    });

    it("leaves the role of justice to the new one alone", async () => {
      const { constitution, tribunal, adoption } = await loadFixture(aNationWithAnotherTribunal);
      expect(await constitution.hasRole(2, tribunal)).to.deep.equal([false, 0n]);
      expect(await constitution.hasRole(2, adoption.addresses.tribunal!)).to.deep.equal([true, 0n]);
    });
  });

  context("given a nation whose courts were replaced together", () => {
    it("finds no fault", async () => {
      const world = await loadFixture(aNation);
      const institutions = ["juryRoll", "court", "agreements", "tribunal"] as const;
      await decide(world, (await prepare(world, { institutions })).calls);
      expect(await faultsOf(world)).to.deep.equal([[], []]);
    });
  });

  context("given a nation with other randomness than it was founded with", () => {
    it("tells of the court, which was told of it", async () => {
      const world = await loadFixture(aNation);
      await decide(world, (await prepare(world, { institutions: ["randomness"] })).calls);
      expect(await faultsOf(world)).to.deep.equal([[], []]);
      expect(await changesOf(world)).to.deep.equal([
        "Whom court knows",
        "The directory's randomness",
        "The court's source of randomness",
      ]);
    });
  });

  context("given a nation that appointed a look-alike", () => {
    it("names the account that it knows", async () => {
      const world = await loadFixture(aNationWithALookalike);
      for (const faults of await faultsOf(world)) {
        expect(faults).to.include(`Whom the adopted tribunal knows: ${world.stranger.address} as court`);
      }
    });

    it("names the powers that it was not given", async () => {
      const world = await loadFixture(aNationWithALookalike);
      expect((await faultsOf(world))[0]).to.include("Role justice of the tribunal: is not held");
    });
  });

  context("given a nation that adopted a tribunal with wider bounds than a charter can choose", () => {
    it("names the provision", async () => {
      const world = await loadFixture(aNation);
      const { nation, founding } = world;
      const { deploy } = creatorOf("tribunal", "Tribunal");
      const coder = AbiCoder.defaultAbiCoder();
      const decoded = coder.decode(deploy.inputs, founding.record.institutions.tribunal!.arguments);
      const [parts, terms] = decoded.toArray(true) as [string[], bigint[][]];
      // Fines of up to a thousand times of what a charter can allow, in whole coins.
      terms[2][2] = 10n ** 12n;
      const address = await builtWith(world, "tribunal", coder.encode(deploy.inputs, [parts, terms]));
      const data = nation.interface.encodeFunctionData("appointInstitution", [
        encodeBytes32String("tribunal"),
        address,
      ]);
      await decide(world, [{ target: await nation.getAddress(), data }]);
      for (const faults of await faultsOf(world)) {
        expect(faults.filter((fault) => fault.startsWith("tribunal.maxFine"))).to.have.length(1);
      }
    });
  });

  context("given a nation that appointed an account with other code", () => {
    it("names it", async () => {
      const world = await loadFixture(aNation);
      const [target, stake] = [await world.nation.getAddress(), await world.stake.getAddress()];
      const data = everything.encodeFunctionData("appointInstitution", [encodeBytes32String("tribunal"), stake]);
      await decide(world, [{ target, data }]);
      expect((await faultsOf(world))[1]).to.deep.equal([
        `The adopted tribunal (Tribunal): has other code at ${stake}`,
        "Role justice of the former tribunal: is held still, though another has its place",
      ]);
    });
  });

  context("given a nation that adopted a court without all that belongs to it", () => {
    it("names what is missing", async () => {
      const world = await loadFixture(aNationBeforeItsAdoption);
      const calls = world.adoption.calls.filter(
        ({ data }) => everything.parseTransaction({ data })!.name === "appointInstitution",
      );
      await decide(world, calls);
      expect((await faultsOf(world))[0]).to.deep.equal([
        "The exemption from tax of the adopted juryRoll: is not fixed: what it returns to citizens can be taxed",
        "The exemption from tax of the adopted agreements: is not fixed: what it returns to citizens can be taxed",
        "Role justice of the tribunal: is not held",
        "Role bringer of the agreements: is not held",
        "Role bringer of the tribunal: is not held",
        "Who may do what in juryRoll: slash(uint256,uint256,bytes32) is for government, not justice",
        "Who may do what in court: appointRandomness(address) is for government, not constitutional",
      ]);
    });
  });

  context("given a nation that closed institutions, and one that appointed what nobody knows", () => {
    async function aChangedDirectory() {
      const world = await loadFixture(aNation);
      const target = await world.nation.getAddress();
      const appoint = (name: string, account: string) => ({
        target,
        data: everything.encodeFunctionData("appointInstitution", [encodeBytes32String(name), account]),
      });
      const { ZeroAddress } = ethers;
      await decide(world, [
        appoint("stake", ZeroAddress),
        appoint("juryRoll", ZeroAddress),
        appoint("archive", await world.passport.getAddress()),
      ]);
      return world;
    }

    it("finds no fault", async () => {
      expect(await faultsOf(await loadFixture(aChangedDirectory))).to.deep.equal([[], []]);
    });

    it("tells them", async () => {
      expect(await changesOf(await loadFixture(aChangedDirectory))).to.include.members([
        "The directory's stake",
        "The directory's juryRoll",
        "The directory's archive",
      ]);
    });

    it("is told by an overview without them", async () => {
      const { founding } = await loadFixture(aChangedDirectory);
      const overview = await (await connect(ethers.provider, founding.nation)).overview();
      expect(overview).not.to.have.any.keys("stake", "juryRoll");
    });
  });
});
