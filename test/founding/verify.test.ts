import { loadFixture, setBalance, setCode, setStorageAt, takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { expect } from "chai";
import { AbiCoder, concat, dataLength, dataSlice, encodeBytes32String, id, keccak256, toBeHex, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { NationError } from "../../sdk/src/core/errors";
import {
  found,
  memoryJournal,
  NothingToVerifyError,
  reportText,
  VerificationFailedError,
  verifyFounding,
  type CharterInput,
  type FoundingOptions,
  type FoundingRecord,
  type VerificationReport,
} from "../../sdk/src/founding";
import { charterHashOf } from "../../sdk/src/founding/charter";
import { codesOf } from "../../sdk/src/founding/codes";
import { namesOf } from "../../sdk/src/founding/institutions";
import { planIn } from "../../sdk/src/founding/plan";
import { compiledCode } from "../fixtures/code";
import { planned } from "../fixtures/deployer";
import { aNation, charterOf, consentsOf, type FoundedNation } from "../fixtures/nation";

class Interrupted extends NationError {
  override readonly name = "Interrupted";

  constructor() {
    super("Interrupted.", "Call found() again.");
  }
}

const verify = (nation: FoundedNation): Promise<VerificationReport> =>
  verifyFounding(ethers.provider, nation.founding.record, { code: compiledCode });

const titles = (checks: VerificationReport["checks"]): string[] => checks.map(({ title }) => title);

/** An account that only Hardhat can speak for. */
async function impersonated(contract: { getAddress(): Promise<string> }): Promise<HardhatEthersSigner> {
  const address = await contract.getAddress();
  await setBalance(address, 10n ** 20n);
  return ethers.getImpersonatedSigner(address);
}

describe("verifyFounding()", () => {
  context("given a deployer that does more than its plan before the hand-over", () => {
    let snapshot: Awaited<ReturnType<typeof takeSnapshot>>;
    let charter: CharterInput;
    let json: string;
    let options: FoundingOptions;
    let founder: HardhatEthersSigner;
    let others: HardhatEthersSigner[];

    before(async () => {
      [founder, ...others] = await ethers.getSigners();
      const citizens = others.slice(0, 3);
      charter = charterOf(
        citizens.map(({ address }) => address),
        { offices: [{ role: "registrar", citizen: "Citizen 1" }] },
      );
      options = { code: compiledCode, consents: consentsOf(citizens) };
      const journal = memoryJournal();
      const interrupted = found(charter, founder, {
        ...options,
        journal,
        onProgress: ({ step, of }) => {
          if (step === of - 1) throw new Interrupted();
        },
      });
      await expect(interrupted).to.be.rejectedWith(Interrupted);
      json = JSON.stringify(await journal.load());
      snapshot = await takeSnapshot();
    });

    afterEach(() => snapshot.restore());

    /** The titles of the faults that the end of the founding finds. */
    async function faultsOf(): Promise<string[]> {
      const journal = memoryJournal();
      await journal.save(JSON.parse(json) as FoundingRecord);
      const error: unknown = await found(charter, founder, { ...options, journal }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(VerificationFailedError);
      return titles((error as VerificationFailedError).faults as VerificationReport["faults"]);
    }

    async function at() {
      const { institutions, deployer } = JSON.parse(json) as FoundingRecord;
      const address = (name: keyof FoundingRecord["institutions"]) => institutions[name]!.address;
      // No code of this software lets it: only Hardhat can speak for it.
      await setBalance(deployer, 10n ** 20n);
      const by = await ethers.getImpersonatedSigner(deployer);
      return {
        address,
        by,
        constitution: await ethers.getContractAt("Constitution", address("constitution"), by),
        nation: await ethers.getContractAt("Nation", address("nation"), by),
        citizenship: await ethers.getContractAt("Citizenship", address("citizenship"), by),
        treasury: await ethers.getContractAt("Treasury", address("treasury"), by),
        coin: await ethers.getContractAt("CivicCoin", address("coin"), by),
        stake: await ethers.getContractAt("Stake", address("stake"), by),
        court: await ethers.getContractAt("Court", address("court"), by),
      };
    }

    type Institutions = Awaited<ReturnType<typeof at>>;

    const shouldFind = (
      what: string,
      fault: string | ((institutions: Institutions) => string),
      act: (institutions: Institutions) => Promise<unknown>,
    ) => {
      it(`finds ${what}`, async () => {
        const institutions = await at();
        await act(institutions);
        const expected = typeof fault === "string" ? fault : fault(institutions);
        expect(await faultsOf()).to.include(expected);
      });
    };

    it("refuses it as long as the hand-over is due, by record and by address", async () => {
      const record = JSON.parse(json) as FoundingRecord;
      for (const nation of [record, record.institutions.nation.address])
        await expect(verifyFounding(ethers.provider, nation, { code: compiledCode })).to.be.rejectedWith(
          NothingToVerifyError,
          "its founding is not finished, and its deployer governs it",
        );
    });

    it("finds nothing if there is nothing", async () => {
      const journal = memoryJournal();
      await journal.save(JSON.parse(json) as FoundingRecord);
      const { verification } = await found(charter, founder, { ...options, journal });
      expect(verification.checks.filter(({ finding }) => finding !== "founded")).to.deep.equal([]);
    });

    shouldFind(
      "a second government",
      ({ address }) => `Role government of ${address("coin")}`,
      ({ constitution, coin }) => constitution.grantRole(0, coin, 0),
    );
    shouldFind(
      "an extra role",
      ({ address }) => `Role justice of ${address("stake")}`,
      ({ constitution, stake }) => constitution.grantRole(2, stake, 0),
    );
    shouldFind("justice taken from the tribunal", "Role justice of the tribunal", ({ constitution, address }) =>
      constitution.revokeRole(2, address("tribunal")),
    );
    shouldFind("a citizen in an office of justice", "Office of justice of citizen 1", async ({ constitution }) => {
      const { timestamp } = (await ethers.provider.getBlock("latest"))!;
      return constitution.appoint(2, 1, timestamp + 86_400);
    });
    shouldFind("another source of randomness", "The court's source of randomness", async ({ court }) =>
      court.appointRandomness(await ethers.deployContract("RandomnessStub")),
    );
    shouldFind("a constitutional function made ordinary", "Who may do what in court", ({ constitution, court }) =>
      constitution.setTargetFunctionRole(court, [court.interface.getFunction("appointRandomness").selector], 0),
    );
    shouldFind("a bond made impossible", "juryRoll.bond", async ({ address, by }) => {
      const juryRoll = await ethers.getContractAt("JuryRoll", address("juryRoll"), by);
      return juryRoll.setProvision(encodeBytes32String("bond"), 100_000);
    });
    shouldFind(
      "a role that nobody knows",
      ({ address }) => `Role role 77 of ${address("stake")}`,
      ({ constitution, stake }) => constitution.grantRole(77, stake, 0),
    );
    shouldFind("a function given to another role", "Who may do what in treasury", ({ constitution, treasury }) =>
      constitution.setTargetFunctionRole(treasury, [treasury.interface.getFunction("pay").selector], 1),
    );
    shouldFind("a function given to everyone", "Who may do what in coin", ({ constitution, coin }) =>
      constitution.setTargetFunctionRole(coin, [coin.interface.getFunction("mint").selector], 2n ** 64n - 1n),
    );
    shouldFind(
      "a role on a function beside the table",
      "Functions beside the table of powers",
      ({ constitution, address }) => constitution.setTargetFunctionRole(address("passport"), ["0x12345678"], 1),
    );
    shouldFind("an admin of a role", "The constitution's settings", ({ constitution }) =>
      constitution.setRoleAdmin(2, 1),
    );
    shouldFind("a guardian of a role", "The constitution's settings", ({ constitution }) =>
      constitution.setRoleGuardian(2, 1),
    );
    shouldFind("a delay of grants", "Admins, guardians and delays of roles, closed targets", ({ constitution }) =>
      constitution.setGrantDelay(2, 86_400),
    );
    shouldFind("a closed institution", "The constitution's settings", ({ constitution, coin }) =>
      constitution.setTargetClosed(coin, true),
    );
    shouldFind("an institution under another authority", "The authority over coin", ({ constitution, coin, address }) =>
      constitution.updateAuthority(coin, address("timelock")),
    );
    shouldFind(
      "an office that the charter does not name",
      "Office of justice of citizen 2",
      async ({ constitution }) => {
        const { timestamp } = (await ethers.provider.getBlock("latest"))!;
        return constitution.appoint(2, 2, timestamp + 86_400);
      },
    );
    shouldFind("a longer term of an office", "Office of registrar of citizen 1", async ({ constitution }) => {
      const { timestamp } = (await ethers.provider.getBlock("latest"))!;
      return constitution.appoint(1, 1, timestamp + 1000 * 86_400);
    });
    shouldFind("an article that the charter does not have", "Article 3", ({ constitution }) =>
      constitution.enact([{ title: "Fine print", text: "The founder is always right." }]),
    );
    shouldFind("an article that says otherwise", "Article 1", ({ constitution }) =>
      constitution.amend(1, "Voice", "Some have two."),
    );
    shouldFind("another motto", "The nation's motto", ({ nation }) => nation.setMotto("Mine"));
    shouldFind("another institution in the directory", "The directory's treasury", ({ nation, address }) =>
      nation.appointInstitution(encodeBytes32String("treasury"), address("coin")),
    );
    shouldFind("an institution more in the directory", "The directory's bank", ({ nation, address }) =>
      nation.appointInstitution(encodeBytes32String("bank"), address("coin")),
    );
    shouldFind("another tax", "coin.taxRate", ({ coin }) => coin.setProvision(encodeBytes32String("taxRate"), 900));
    shouldFind("a tax on trial", "coin.taxRate", ({ coin }) =>
      coin.tryProvision(encodeBytes32String("taxRate"), 0, 1000),
    );
    shouldFind("a tax set to another value and back", "coin.taxRate", async ({ coin }) => {
      await coin.setProvision(encodeBytes32String("taxRate"), 900);
      return coin.setProvision(encodeBytes32String("taxRate"), 100);
    });
    shouldFind("coins made for somebody", "The first coins", ({ coin }) => coin.mint(others[5], 1));
    shouldFind("somebody exempt from tax", "Exemptions from tax", ({ coin }) => coin.setExemption(others[5], 3));
    shouldFind("a budget", "Other acts of the founding", async ({ treasury, coin }) => {
      const { timestamp } = (await ethers.provider.getBlock("latest"))!;
      const terms = {
        purpose: "Me",
        spender: coin,
        asset: ethers.ZeroAddress,
        ceiling: 1,
        period: 1,
        until: timestamp + 9999,
      };
      return treasury.openBudget(terms);
    });
    shouldFind("an invitation of somebody else", "The founding citizens", async ({ constitution, citizenship }) => {
      // The registrar's functions are the government's again for a moment.
      const selectors = [citizenship.interface.getFunction("invite").selector];
      const { timestamp } = (await ethers.provider.getBlock("latest"))!;
      await constitution.setTargetFunctionRole(citizenship, selectors, 0);
      await citizenship.invite([others[5]], timestamp + 9999);
      return constitution.setTargetFunctionRole(citizenship, selectors, 1);
    });
  });

  context("given a nation that was tampered with from outside", () => {
    it("finds other code", async () => {
      const world = await loadFixture(aNation);
      const code = await ethers.provider.getCode(world.treasury);
      await setCode(await world.treasury.getAddress(), `${code.slice(0, 400)}00${code.slice(402)}`);
      expect(titles((await verify(world)).faults)).to.deep.equal(["treasury (Treasury)"]);
    });

    it("finds no code", async () => {
      const world = await loadFixture(aNation);
      await setCode(await world.passport.getAddress(), "0x");
      expect(titles((await verify(world)).faults)).to.deep.equal(["passport (Passport)"]);
    });

    it("finds another immutable value", async () => {
      const world = await loadFixture(aNation);
      const address = await world.coin.getAddress();
      const code = await ethers.provider.getCode(address);
      const { immutables } = await compiledCode("CivicCoin");
      const treasury = (await world.treasury.getAddress()).slice(2).toLowerCase().padStart(64, "0");
      const places = Object.values(immutables).find(
        ([{ start, length }]) => dataSlice(code, start, start + length) === `0x${treasury}`,
      );
      const [{ start }] = places!;
      const thief = world.stranger.address.slice(2).padStart(64, "0");
      await setCode(
        address,
        concat([dataSlice(code, 0, start), `0x${thief}`, dataSlice(code, start + 32, dataLength(code))]),
      );
      expect(titles((await verify(world)).faults)).to.deep.equal(["coin (CivicCoin)"]);
    });

    it("condemns nobody where a power is held of which no log tells", async () => {
      const world = await loadFixture(aNation);
      // Nothing but a forged state can give it back without a log.
      const role = keccak256(AbiCoder.defaultAbiCoder().encode(["uint64", "uint256"], [0, 1]));
      const member = keccak256(
        AbiCoder.defaultAbiCoder().encode(["address", "bytes32"], [world.founder.address, role]),
      );
      await setStorageAt(await world.constitution.getAddress(), member, toBeHex(1, 32));
      expect(await world.constitution.hasRole(0, world.founder)).to.deep.equal([true, 0n]);
      const { verdict, incomplete } = await verify(world);
      expect(verdict).to.equal("incomplete");
      expect(titles(incomplete)).to.deep.equal(["Role government of the founder"]);
    });

    it("finds another proposer, executor or admin of the timelock", async () => {
      const world = await loadFixture(aNation);
      const timelock = world.timelock.connect(await impersonated(world.timelock));
      await timelock.grantRole(id("PROPOSER_ROLE"), world.stranger);
      await timelock.grantRole(id("EXECUTOR_ROLE"), ethers.ZeroAddress);
      await timelock.grantRole(ZeroHash, world.stranger);
      expect(titles((await verify(world)).faults).sort()).to.deep.equal([
        "RoleGranted of timelock",
        "RoleGranted of timelock",
        "RoleGranted of timelock",
        "Timelock's admin",
        "Timelock's executor",
        "Timelock's proposer",
      ]);
    });

    it("finds a shorter delay that nobody decided on", async () => {
      const world = await loadFixture(aNation);
      await world.timelock
        .connect(await impersonated(world.timelock))
        .setProvision(encodeBytes32String("delay"), 2 * 86_400 + 1);
      expect(titles((await verify(world)).faults)).to.have.members([
        "MinDelayChange of timelock",
        "ProvisionSet of timelock",
        "timelock.delay",
      ]);
    });

    it("finds a power that was granted without a decision", async () => {
      const world = await loadFixture(aNation);
      await world.constitution.connect(await impersonated(world.timelock)).grantRole(2, world.coin, 0);
      expect(titles((await verify(world)).faults)).to.have.members([
        "RoleGranted of constitution",
        `Role justice of ${await world.coin.getAddress()}`,
      ]);
    });

    it("finds a power that was used in the transaction that carries out a decision, beside it", async () => {
      const world = await loadFixture(aNation);
      const { constitution, governor, coin, stranger } = world;
      const proposal = world.propose([{ target: stranger.address }], "We greet our friend");
      await proposal.passAndQueue(world.citizens);
      await proposal.mature();
      // Nothing but a forged state can give the role to a contract without a log.
      const agent = await ethers.deployContract("PlainAgent");
      const role = keccak256(AbiCoder.defaultAbiCoder().encode(["uint64", "uint256"], [0, 1]));
      const held = keccak256(
        AbiCoder.defaultAbiCoder().encode(["address", "bytes32"], [await agent.getAddress(), role]),
      );
      await setStorageAt(await constitution.getAddress(), held, toBeHex(1, 32));
      const { targets, values, calldatas, hash } = proposal;
      const calls = [
        constitution.interface.encodeFunctionData("execute", [
          await governor.getAddress(),
          governor.interface.encodeFunctionData("execute", [targets, values, calldatas, hash]),
        ]),
        constitution.interface.encodeFunctionData("setRoleAdmin", [2, 77]),
        constitution.interface.encodeFunctionData("execute", [
          await coin.getAddress(),
          coin.interface.encodeFunctionData("mint", [stranger.address, 5]),
        ]),
      ];
      await agent.perform(constitution, constitution.interface.encodeFunctionData("multicall", [calls]));
      const { faults } = await verify(world);
      expect(titles(faults)).to.have.members([
        "RoleAdminChanged of constitution",
        "Transfer of coin",
        "Admins, guardians and delays of roles, closed targets",
        "The constitution's settings",
      ]);
    });

    it("finds a charter that was edited in the record", async () => {
      const world = await loadFixture(aNation);
      const record = structuredClone(world.founding.record);
      record.charter.articles[0].text = "Some have two voices.";
      const { faults } = await verifyFounding(ethers.provider, record, { code: compiledCode });
      expect(titles(faults)).to.have.members(["The record's charter"]);
    });

    it("finds a charter that no founding takes, whatever its digest", async () => {
      const world = await loadFixture(aNation);
      const record = structuredClone(world.founding.record);
      record.charter.government.timelock = "1 second";
      record.charterHash = charterHashOf(record.charter);
      const { faults } = await verifyFounding(ethers.provider, record, { code: compiledCode });
      expect(titles(faults)).to.have.members(["The charter's limits", "The terms of the institutions"]);
    });

    it("finds terms that are not the charter's", async () => {
      const world = await loadFixture(aNation);
      const record = structuredClone(world.founding.record);
      record.charter.coin.symbol = "OTHER";
      const { faults } = await verifyFounding(ethers.provider, record, { code: compiledCode });
      expect(titles(faults)).to.have.members(["The record's charter", "The terms of the institutions"]);
    });
  });

  context("given a government that changed things by decisions that passed", () => {
    async function aChangedNation(): Promise<FoundedNation> {
      const world = await aNation();
      const { constitution, coin, nation, treasury, citizens } = world;
      const proposal = world.propose([
        {
          target: await coin.getAddress(),
          data: coin.interface.encodeFunctionData("setProvision", [encodeBytes32String("taxRate"), 50]),
        },
        { target: await nation.getAddress(), data: nation.interface.encodeFunctionData("setMotto", ["Grown up"]) },
        {
          target: await constitution.getAddress(),
          data: constitution.interface.encodeFunctionData("amend", [1, "Voice", "Louder."]),
        },
        {
          target: await constitution.getAddress(),
          data: constitution.interface.encodeFunctionData("grantRole", [2, await treasury.getAddress(), 0]),
        },
        {
          target: await constitution.getAddress(),
          data: constitution.interface.encodeFunctionData("setTargetFunctionRole", [
            await treasury.getAddress(),
            [treasury.interface.getFunction("closeBudget").selector],
            2,
          ]),
        },
      ]);
      await proposal.passAndExecute(citizens);
      return world;
    }

    it("finds no fault", async () => {
      const world = await loadFixture(aChangedNation);
      expect((await verify(world)).faults).to.deep.equal([]);
    });

    it("tells what changed", async () => {
      const world = await loadFixture(aChangedNation);
      expect(titles((await verify(world)).changes).sort()).to.deep.equal([
        "Article 1",
        `Role justice of ${await world.treasury.getAddress()}`,
        "The nation's motto",
        "Who may do what in treasury",
        "coin.taxRate",
      ]);
    });

    it("names the proposal of each change", async () => {
      const world = await loadFixture(aChangedNation);
      const { changes } = await verify(world);
      expect(changes.filter(({ detail }) => !/by proposal \d+… \("A proposal"\)/.test(detail))).to.deep.equal([]);
    });

    it("lists the decision with its calls", async () => {
      const world = await loadFixture(aChangedNation);
      const { checks } = await verify(world);
      const [decision] = checks.filter(({ topic, finding }) => topic === "decisions" && finding === "founded");
      expect(decision.detail).to.match(
        /coin\.setProvision\(key taxRate, newValue 50\); nation\.setMotto\(newMotto "Grown up"\)/,
      );
    });

    it("tells what was decided beside what a charter says: exemptions, budgets, coin, labels", async () => {
      const world = await loadFixture(aNation);
      const { coin, constitution, treasury, citizens, stranger } = world;
      const until = (await ethers.provider.getBlock("latest"))!.timestamp + 100 * 86_400;
      const terms = {
        purpose: "Bread",
        spender: citizens[1].address,
        asset: ethers.ZeroAddress,
        ceiling: 1,
        period: 86_400,
        until,
      };
      const call = async (contract: { getAddress(): Promise<string> }, data: string) => ({
        target: await contract.getAddress(),
        data,
      });
      await world
        .propose([
          await call(coin, coin.interface.encodeFunctionData("setExemption", [stranger.address, 3])),
          await call(coin, coin.interface.encodeFunctionData("mint", [stranger.address, 5])),
          await call(treasury, treasury.interface.encodeFunctionData("openBudget", [terms])),
          await call(constitution, constitution.interface.encodeFunctionData("labelRole", [9, "guild"])),
        ])
        .passAndExecute(citizens);
      const { verdict, changes } = await verify(world);
      expect(verdict).to.equal("changed");
      expect(titles(changes)).to.have.members([
        "ExemptionSet of coin",
        "Transfer of coin",
        "BudgetOpened of treasury",
        "RoleLabel of constitution",
      ]);
    });

    it("says so in its last line", async () => {
      const world = await loadFixture(aChangedNation);
      expect(reportText(await verify(world))).to.match(
        /the government has changed 5 of these things since the founding\.$/,
      );
    });
  });

  context("given nothing but a nation's address", () => {
    it("compares all but what only the charter says", async () => {
      const world = await loadFixture(aNation);
      const report = await verifyFounding(ethers.provider, await world.nation.getAddress(), { code: compiledCode });
      expect(report.faults).to.deep.equal([]);
      expect(report.comparedWithCharter).to.be.false;
      expect(report.checks.length).to.be.greaterThan(70);
    });

    it("finds a jury roll that was created to obey a stranger", async () => {
      const { founding, stranger } = await loadFixture(aNation);
      const { record } = founding;
      const names = Object.keys(record.institutions);
      const plan = planIn(record, await codesOf(compiledCode, namesOf(record.institutions)));
      const steps = plan.steps.map((step) => {
        if (step.id !== "institution:juryRoll" || step.kind !== "create") return step;
        const places = step.patches.slice(2).match(/.{8}/g)!;
        const court = places.find((place) => parseInt(place.slice(6), 16) === names.indexOf("court"))!;
        const start = 2 + 2 * parseInt(court.slice(0, 6), 16);
        const word = stranger.address.slice(2).toLowerCase().padStart(64, "0");
        return {
          ...step,
          template: step.template.slice(0, start) + word + step.template.slice(start + 64),
          patches: `0x${places.filter((place) => place !== court).join("")}`,
        };
      });
      const { deployer, perform } = await planned(steps);
      for (const index of steps.keys()) await perform(index);

      const nation = await deployer.addressOf(names.indexOf("nation"));
      const { faults } = await verifyFounding(ethers.provider, nation, { code: compiledCode });
      expect(faults.map(({ title, detail }) => `${title}: ${detail}`)).to.include(
        `Whom juryRoll knows: ${stranger.address} as court`,
      );
    });

    it("refuses an address without a contract", async () => {
      const { stranger } = await loadFixture(aNation);
      const verification = verifyFounding(ethers.provider, stranger.address, { code: compiledCode });
      await expect(verification).to.be.rejectedWith(NothingToVerifyError);
    });
  });

  context("given a founding that is not finished", () => {
    it("refuses it", async () => {
      const world = await loadFixture(aNation);
      const record = structuredClone(world.founding.record);
      record.institutions.tribunal!.address = world.stranger.address;
      await expect(verifyFounding(ethers.provider, record, { code: compiledCode })).to.be.rejectedWith(
        NothingToVerifyError,
      );
    });
  });
});
