import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { caseView } from "../fixtures/case-view";
import { DAY as LONG_DAY } from "../fixtures/citizenship";
import { Phase } from "../fixtures/court";
import { coins, DAY } from "../fixtures/money";
import { foundJury, Trial, type Jury } from "../fixtures/trial";
import { fine, Ground, revocation, Ruling, SanctionKind, suspension, type SanctionTerms } from "../fixtures/tribunal";
import { verdictsOf } from "../fixtures/verification";

const JURORS = 20;
const ACCUSED = 21;
const CITIZENS = 22;
const NEWCOMER = 23;

/** So long no ruling is carried out any more, by then. */
const LAPSE = 400 * DAY;

async function aCourt(): Promise<Jury> {
  return foundJury(CITIZENS, JURORS, {
    offices: [{ role: "registrar", citizen: "Citizen 1", term: "1461 days" }],
    citizenship: { term: "1095 days" },
  });
}

/** The account of a citizen of the founding. */
const holderOf = ({ citizens }: Jury, citizenId: number): HardhatEthersSigner => citizens[citizenId - 1];

async function challenge(world: Jury, of: number, sanctions: readonly SanctionTerms[] = []): Promise<bigint> {
  const { tribunal, court, citizens } = world;
  const by = citizens[CITIZENS - 1];
  const isOffence = sanctions.length > 0;
  const isEnding = !isOffence || sanctions.some(({ kind }) => kind === SanctionKind.Revoke);
  const { fees, bond } = await tribunal.challengeCost(by, of, isEnding);
  const ground = isOffence ? Ground.Offence : Ground.FalseDossier;
  await tribunal
    .connect(by)
    .challenge(of, ground, isOffence ? 1 : 0, [...sanctions], "What happened.", { value: fees + bond });
  return court.caseCount();
}

/** Lets panels decide, or all citizens, and delivers the ruling. */
async function rule(world: Jury, caseId: bigint, ruling: number): Promise<void> {
  const { court, citizens } = world;
  const trial = new Trial(world, caseId);
  for (;;) {
    const { phase, choices } = await caseView(court, caseId);
    const choice = Math.min(ruling, Number(choices));
    if (phase === Phase.Draw) {
      await trial.pin();
      await trial.draw();
    } else if (phase === Phase.Commit) {
      await trial.vote(Object.fromEntries((await trial.panel()).map((citizenId) => [citizenId, choice])));
    } else if (phase === Phase.Plenary) {
      for (const one of citizens)
        await court
          .connect(one)
          .voteInPlenary(caseId, choice, "")
          .catch(() => undefined);
      await trial.pass();
    } else if (phase >= Phase.Final) {
      break;
    } else {
      await trial.pass();
    }
  }
  await court.execute(caseId);
}

async function enforced(world: Jury, of: number, sanctions: readonly SanctionTerms[] = []): Promise<bigint> {
  const caseId = await challenge(world, of, sanctions);
  await rule(world, caseId, Ruling.grant);
  await world.tribunal.enforce(caseId);
  return caseId;
}

async function admit(world: Jury, account: HardhatEthersSigner): Promise<void> {
  await world.citizenship.connect(account).requestAdmission(ZeroHash);
  await world.citizenship.connect(holderOf(world, 1)).admit(account);
}

async function reopened(world: Jury, caseId: bigint): Promise<bigint> {
  const { tribunal, court, stranger } = world;
  await tribunal.connect(stranger).reopen(caseId, "I was away.", { value: await tribunal.reopeningCost() });
  return court.caseCount();
}

describe("verifyFounding(), of a nation that does justice", () => {
  const acts: Record<string, (world: Jury) => Promise<unknown>> = {
    "a challenge of a newcomer": async (world) => {
      await admit(world, world.stranger);
      await challenge(world, NEWCOMER);
      expect(await world.citizenship.queryFilter(world.citizenship.filters.CitizenKeptAsleep())).to.have.lengthOf(1);
    },
    "the acquittal of a newcomer": async (world) => {
      await admit(world, world.stranger);
      await rule(world, await challenge(world, NEWCOMER), Ruling.dismiss);
      expect(await world.citizenship.queryFilter(world.citizenship.filters.CitizenKeptAsleep())).to.have.lengthOf(2);
    },
    "the end of a newcomer's citizenship": async (world) => {
      await admit(world, world.stranger);
      await enforced(world, NEWCOMER);
    },
    "a newcomer whom a stranger wakes, as the ruling lapsed": async (world) => {
      await admit(world, world.stranger);
      const caseId = await challenge(world, NEWCOMER);
      await rule(world, caseId, Ruling.grant);
      await time.increase(LAPSE);
      const sent = await world.tribunal.connect(world.stranger).wake(caseId);
      // No event of the tribunal stands beside it.
      const told = new Set((await sent.wait())!.logs.map(({ address }) => address));
      expect([...told]).to.deep.equal([world.citizenship.target]);
    },
    "a suspension, and its end by a stranger": async (world) => {
      await enforced(world, ACCUSED, [suspension(10 * DAY)]);
      await time.increase(12 * DAY);
      await world.citizenship.connect(world.stranger).reinstate(ACCUSED);
    },
    "a fine that is collected later": async (world) => {
      await enforced(world, ACCUSED, [fine(coins(20))]);
      await world.coin.connect(holderOf(world, ACCUSED))["transferAndCall(address,uint256)"](world.stake, coins(30));
      await world.tribunal.connect(world.stranger).collectFine(ACCUSED);
      expect(await world.stake.queryFilter(world.stake.filters.Slashed())).to.have.lengthOf(1);
    },
    "a suspension that follows a person to the next citizenship": async (world) => {
      await enforced(world, ACCUSED, [suspension(100 * DAY)]);
      await world.citizenship.connect(holderOf(world, ACCUSED)).renounce();
      await admit(world, holderOf(world, ACCUSED));
      await world.tribunal.connect(world.stranger).recognise(ACCUSED);
      expect((await world.citizenship.citizen(NEWCOMER)).standing).to.equal(2n);
    },
    "an ending that is reopened, and lifted": async (world) => {
      const caseId = await enforced(world, ACCUSED, [suspension(100 * DAY), revocation]);
      await rule(world, await reopened(world, caseId), Ruling.dismiss);
      expect((await world.citizenship.citizen(ACCUSED)).standing).to.equal(1n);
    },
    "an ending that is given back with the rest of a suspension": async (world) => {
      const { citizenship, tribunal } = world;
      const accused = holderOf(world, ACCUSED);
      const caseId = await enforced(world, ACCUSED, [suspension(100 * DAY), revocation]);
      await admit(world, accused);
      await tribunal.connect(world.stranger).recognise(ACCUSED);
      await citizenship.connect(accused).renounce();
      await reopened(world, caseId);
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(2n);
    },
    "an ending that is reopened after the term, and a renewal": async (world) => {
      const { citizenship } = world;
      const accused = holderOf(world, ACCUSED);
      await time.increase(2 * DAY);
      const until = (await citizenship.citizen(ACCUSED)).until + LONG_DAY;
      await citizenship.connect(holderOf(world, 1)).renew(ACCUSED, until);
      await time.increaseTo(until - 40n * LONG_DAY);
      for (const citizen of world.citizens) if (citizen !== accused) await citizenship.connect(citizen).renewOwn();
      const caseId = await enforced(world, ACCUSED);
      await time.increaseTo(until + 5n * LONG_DAY);
      await rule(world, await reopened(world, caseId), Ruling.dismiss);
      await citizenship.connect(accused).renewOwn();
      const renewals = await citizenship.queryFilter(citizenship.filters.CitizenRenewed(ACCUSED));
      expect(renewals[1].args.oldUntil).to.be.greaterThan(renewals[0].args.newUntil);
    },
  };

  for (const [what, act] of Object.entries(acts)) {
    it(`condemns nobody for ${what}`, async () => {
      const world = await loadFixture(aCourt);
      await act(world);
      expect(await verdictsOf(world)).to.deep.equal([["whole"], ["whole"]]);
    });
  }
});
