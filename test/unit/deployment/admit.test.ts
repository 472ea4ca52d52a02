import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash, type Signer } from "ethers";
import { ethers } from "hardhat";
import { namesIn, parseCharter } from "../../../sdk/src/founding/charter";
import { codesOf } from "../../../sdk/src/founding/codes";
import { admissionRequest } from "../../../sdk/src/founding/consents";
import { ADMISSION, planOf } from "../../../sdk/src/founding/plan";
import { dataOf, type SignedConsent } from "../../../sdk/src/founding/steps";
import { compiledCode } from "../../fixtures/code";
import { planned } from "../../fixtures/deployer";
import { charterOf } from "../../fixtures/nation";

const PERIOD = 30n * 86_400n;
const FOUNDER_PERIOD = 7n * 86_400n;

/** A founding that has come to its founding citizens: three persons, or accounts of contracts in their place. */
async function aFoundingOf(accounts: readonly string[]) {
  const [founder, stranger] = await ethers.getSigners();
  const charter = parseCharter(
    charterOf(accounts, {
      citizenship: { invitation: "30 days" },
      offices: [
        { role: "registrar", citizen: "Citizen 1", term: "100 days" },
        { role: "registrar", citizen: "Citizen 2", term: "200 days" },
      ],
    }),
  );
  const chainId = 31_337n;
  const names = namesIn(charter);
  const codes = await codesOf(compiledCode, names);
  const plan = planOf(
    {
      charter,
      founder: founder.address,
      citizens: accounts,
      chainId: String(chainId),
      variants: { randomness: "block" },
    },
    codes,
  );
  const world = await planned(plan.steps);
  const at = plan.steps.findIndex(({ id }) => id.startsWith(ADMISSION));
  for (let index = 0; index < at; ++index) await world.perform(index);

  const addressOf = async (name: string) => world.deployer.addressOf(names.indexOf(name as never));
  const citizenship = await ethers.getContractAt("Citizenship", await addressOf("citizenship"));
  const constitution = await ethers.getContractAt("Constitution", await addressOf("constitution"));
  const step = plan.steps[at];
  const dossier = step.kind === "admit" ? step.dossier : ZeroHash;
  const consentOf = async (
    applicant: string,
    signer: Signer,
    { deadline, charterHash = dossier }: { deadline?: number; charterHash?: string } = {},
  ): Promise<[string, SignedConsent]> => {
    const until = deadline ?? (await time.latest()) + 86_400;
    const verifyingContract = await citizenship.getAddress();
    const request = admissionRequest({
      chainId,
      citizenship: verifyingContract,
      charterHash,
      applicant,
      deadline: until,
    });
    const signature = await signer.signTypedData(request.domain, request.types, request.message);
    return [applicant, { deadline: until, signature }];
  };
  const admit = (consents: readonly [string, SignedConsent][], by?: Signer) =>
    world.perform(at, by, Object.fromEntries(consents));
  /** The powers, and then the last step. */
  const handOver = async () => {
    await world.perform(at + 1);
    return world.perform(at + 2);
  };
  return { ...world, plan, at, citizenship, constitution, founder, stranger, dossier, consentOf, admit, handOver };
}

const people = async () => (await ethers.getSigners()).slice(2, 5);

async function aFoundingOfThree() {
  const citizens = await people();
  const world = await aFoundingOf(citizens.map(({ address }) => address));
  const consents = await Promise.all(citizens.map((citizen) => world.consentOf(citizen.address, citizen)));
  return { ...world, citizens, consents };
}

describe("NationDeployer", () => {
  describe("admit()", () => {
    context("given everybody's consent", () => {
      it("admits everybody", async () => {
        const { citizenship, citizens, admit, consents } = await loadFixture(aFoundingOfThree);
        await admit(consents);
        const ids = await Promise.all(citizens.map((citizen) => citizenship.citizenOf(citizen)));
        expect(ids).to.deep.equal([1n, 2n, 3n]);
      });

      it("emits FounderAdmitted for each", async () => {
        const { deployer, citizens, admit, consents } = await loadFixture(aFoundingOfThree);
        await expect(admit(consents)).to.emit(deployer, "FounderAdmitted").withArgs(citizens[2], 3);
      });

      it("lets a stranger bring the step", async () => {
        const { citizenship, citizens, admit, consents, stranger } = await loadFixture(aFoundingOfThree);
        await admit(consents, stranger);
        expect(await citizenship.citizenOf(citizens[0])).to.equal(1);
      });
    });

    context("given a citizen without consent", () => {
      it("invites who gave none", async () => {
        const { deployer, citizens, admit, consents } = await loadFixture(aFoundingOfThree);
        const sent = await admit(consents.slice(1));
        const until = BigInt(await time.latest()) + PERIOD;
        await expect(sent).to.emit(deployer, "FounderInvited").withArgs(citizens[0], until);
      });

      it("admits the others", async () => {
        const { citizenship, citizens, admit, consents } = await loadFixture(aFoundingOfThree);
        await admit(consents.slice(1));
        expect(await citizenship.citizenOf(citizens[2])).not.to.equal(0);
      });

      it("lets the citizen in who accepts", async () => {
        const { citizenship, citizens, admit, consents } = await loadFixture(aFoundingOfThree);
        await admit(consents.slice(1));
        await citizenship.connect(citizens[0]).requestAdmission(ZeroHash);
        expect(await citizenship.citizenOf(citizens[0])).not.to.equal(0);
      });

      it("reverts with NationDeployer_ConsentMissing when a stranger brings it in the first seven days", async () => {
        const { deployer, citizens, admit, consents, stranger } = await loadFixture(aFoundingOfThree);
        const until = (await deployer.begunAt()) + FOUNDER_PERIOD;
        await expect(admit(consents.slice(1), stranger))
          .to.be.revertedWithCustomError(deployer, "NationDeployer_ConsentMissing")
          .withArgs(citizens[0], until);
      });

      it("lets a stranger bring it afterwards", async () => {
        const { deployer, citizens, admit, stranger } = await loadFixture(aFoundingOfThree);
        await time.increaseTo((await deployer.begunAt()) + FOUNDER_PERIOD);
        await expect(admit([], stranger))
          .to.emit(deployer, "FounderInvited")
          .withArgs(citizens[2], (until: bigint) => until > 0n);
      });
    });

    context("given a consent that does not hold", () => {
      const shouldInvite = (
        what: string,
        consent: (world: Awaited<ReturnType<typeof aFoundingOfThree>>) => Promise<[string, SignedConsent]>,
      ) => {
        it(`invites who ${what}`, async () => {
          const world = await loadFixture(aFoundingOfThree);
          const { deployer, citizens, admit, consents } = world;
          await expect(admit([await consent(world), ...consents.slice(1)]))
            .to.emit(deployer, "FounderInvited")
            .withArgs(citizens[0], (until: bigint) => until > 0n);
        });
      };
      shouldInvite("was signed for by another", ({ citizens, consentOf }) =>
        consentOf(citizens[0].address, citizens[1]),
      );
      shouldInvite("signed for another charter", ({ citizens, consentOf }) =>
        consentOf(citizens[0].address, citizens[0], { charterHash: ethers.id("another") }),
      );
      shouldInvite("signed until a moment that is past", async ({ citizens, consentOf }) =>
        consentOf(citizens[0].address, citizens[0], { deadline: (await time.latest()) - 1 }),
      );
      shouldInvite("gave something that is no signature", async ({ citizens }) => [
        citizens[0].address,
        { deadline: (await time.latest()) + 1000, signature: "0x12" },
      ]);
    });

    // Checks DEPLOY-3.
    context("given a hostile account", () => {
      for (const [manner, what] of ["burns its gas", "reverts", "returns much", "denies"].entries()) {
        it(`invites an account that ${what}, and admits the others`, async () => {
          const [, ada, bo] = await people();
          const wallet = await (await ethers.deployContract("HostileWallet", [manner])).getAddress();
          const { citizenship, deployer, admit, consentOf } = await aFoundingOf([wallet, ada.address, bo.address]);
          const consents = [
            await consentOf(wallet, ada),
            await consentOf(ada.address, ada),
            await consentOf(bo.address, bo),
          ];
          await expect(admit(consents))
            .to.emit(deployer, "FounderInvited")
            .withArgs(wallet, (until: bigint) => until > 0n);
          expect(await citizenship.citizenOf(bo)).not.to.equal(0);
        });
      }
    });

    it("admits the account of a contract that vouches for the signature", async () => {
      const [owner, ada, bo] = await people();
      const wallet = await (await ethers.deployContract("SignerWallet", [owner])).getAddress();
      const { citizenship, admit, consentOf } = await aFoundingOf([wallet, ada.address, bo.address]);
      await admit([await consentOf(wallet, owner)]);
      expect(await citizenship.citizenOf(wallet)).to.equal(1);
    });

    it("reverts with NationDeployer_GasTooLow when the gas would not suffice", async () => {
      const { deployer, plan, at, consents, founder } = await loadFixture(aFoundingOfThree);
      const data = dataOf(plan.steps[at], plan.rests[at], Object.fromEntries(consents));
      await expect(founder.sendTransaction({ to: deployer, data, gasLimit: 480_000 }))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_GasTooLow")
        .withArgs((gas: bigint) => gas < 456_349n, 456_349n);
    });

    it("reverts with NationDeployer_WrongCount for another number of consents", async () => {
      const { deployer, plan, at } = await loadFixture(aFoundingOfThree);
      const step = plan.steps[at];
      if (step.kind !== "admit") throw new Error("not the step");
      const { index, dossier, applicants, period } = step;
      await expect(deployer.admit(index, dossier, [...applicants], period, [], plan.rests[at]))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_WrongCount")
        .withArgs(0, 3);
    });

    it("reverts with NationDeployer_NotInPlan for other applicants", async () => {
      const { deployer, plan, at, stranger } = await loadFixture(aFoundingOfThree);
      const step = { ...plan.steps[at], applicants: [stranger.address] } as never;
      const [founder] = await ethers.getSigners();
      await expect(
        founder.sendTransaction({ to: deployer, data: dataOf(step, plan.rests[at]) }),
      ).to.be.revertedWithCustomError(deployer, "NationDeployer_NotInPlan");
    });
  });

  describe("handOver()", () => {
    it("appoints the officers for their terms", async () => {
      const { constitution, admit, handOver, consents } = await loadFixture(aFoundingOfThree);
      await admit(consents);
      await handOver();
      expect(await constitution.officeOf(1, 1)).to.equal((await time.latest()) + 100 * 86_400);
    });

    it("leaves an office open whose officer is not a citizen", async () => {
      const { deployer, admit, handOver, consents, citizens } = await loadFixture(aFoundingOfThree);
      await admit(consents.slice(1));
      await expect(handOver()).to.emit(deployer, "OfficeLeftOpen").withArgs(1, citizens[0]);
    });

    it("fills the other offices", async () => {
      const { constitution, citizenship, admit, handOver, consents, citizens } = await loadFixture(aFoundingOfThree);
      await admit(consents.slice(1));
      await handOver();
      expect(await constitution.officeOf(1, await citizenship.citizenOf(citizens[1]))).not.to.equal(0);
    });

    it("lets nobody hold a role before it", async () => {
      const { constitution, deployer, perform, at, admit, consents, citizens } = await loadFixture(aFoundingOfThree);
      await admit(consents);
      await perform(at + 1);
      expect((await constitution.hasRole(0, deployer)).isMember).to.equal(true);
      for (const citizen of citizens) expect((await constitution.hasRole(1, citizen)).isMember).to.equal(false);
    });

    it("takes the government's role from the deployer", async () => {
      const { constitution, deployer, admit, handOver, consents } = await loadFixture(aFoundingOfThree);
      await admit(consents);
      await handOver();
      expect((await constitution.hasRole(0, deployer)).isMember).to.equal(false);
    });
  });
});
