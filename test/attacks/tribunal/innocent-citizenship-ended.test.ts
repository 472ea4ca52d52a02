import { impersonateAccount, loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  againstAnAppeal,
  againstSilence,
  othersWho,
  panelEnds,
  panelsEnd,
  plenaryEnds,
  type Nation,
} from "../../../scripts/generate/factions";
import { aCourtOf, type Case, type CourtWorld, foundCourt, Phase } from "../../fixtures/court";

const [INNOCENT, GUILTY] = [1, 2];

/** Citizens run from the faction to the accused, who is the last one and on no roll. */
async function tried(nation: Nation, faction: number, word: string) {
  const { citizens, roll } = nation;
  const enrolled = faction + Math.round((citizens - 1 - faction) * roll);
  const world = await loadFixture(aCourtOf(citizens, enrolled));
  const dispute = await world.open({ isEnding: true, excused: [citizens] });
  return { ...world, dispute, word, verdicts: await panels(world, dispute, faction, word) };
}

/** Lets panels vote, the faction for the end and the honest against it, until the plenary is open. Whoever lost appeals. */
async function panels({ court, arbitrable }: CourtWorld, dispute: Case, faction: number, word: string) {
  const verdicts: { seats: number; guilty: number; ends: boolean }[] = [];
  for (;;) {
    const phase = await dispute.phase();
    if (phase === Phase.Plenary) return verdicts;
    if (phase === Phase.Draw) {
      await dispute.seed(`${word} ${verdicts.length}`);
      await dispute.draw();
    } else if (phase === Phase.Commit) {
      const votes = (await dispute.panel()).map((id) => (id <= BigInt(faction) ? GUILTY : INNOCENT));
      await dispute.vote(votes);
      await court.advance(dispute.id);
      const { rounds } = await dispute.caseView();
      const { ruling } = rounds[verdicts.length];
      const guilty = votes.filter((vote) => vote === GUILTY).length;
      verdicts.push({ seats: votes.length, guilty, ends: ruling === BigInt(GUILTY) });
    } else if (phase === Phase.Appeal) {
      await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
    } else {
      await dispute.pass();
    }
  }
}

/** What the plenary rules: the faction for the end, and some of the others against it. */
async function inPlenary(world: CourtWorld, dispute: Case, faction: number, others: number): Promise<boolean> {
  for (let id = 1; id <= faction + others; ++id) {
    const choice = id <= faction ? GUILTY : INNOCENT;
    await world.court.connect(world.citizen(id)).voteInPlenary(dispute.id, choice, "");
  }
  await dispute.pass();
  return (await dispute.caseView()).ruling === BigInt(GUILTY);
}

// The model writes the tables in docs/justice.md.
describe("Attack: a faction ends an innocent citizenship", () => {
  for (const citizens of [9, 30]) {
    for (const roll of [0.1, 1]) {
      for (const turnout of [0.2, 0.6]) {
        const nation = { citizens, roll, turnout };
        const smallest = againstAnAppeal(nation);

        context(
          `given ${citizens} citizens, ${100 * roll} % on the roll, and ${100 * turnout} % of the others vote`,
          () => {
            for (const [faction, ends] of [
              [smallest, true],
              [smallest - 1, false],
            ] as const) {
              it(`${ends ? "ends" : "does not end"} it with ${faction}, panels and plenary ruling as the model says`, async () => {
                const world = await tried(nation, faction, "elm");
                for (const { seats, guilty, ends: found } of world.verdicts) {
                  expect(found).to.equal(panelEnds(seats, guilty), `${guilty} of ${seats}`);
                }
                const others = othersWho(nation, faction);
                expect(plenaryEnds(citizens, faction, faction + others)).to.equal(ends);
                expect(await inPlenary(world, world.dispute, faction, others)).to.equal(ends);
              });
            }
          },
        );
      }
    }
  }

  context("given 30 citizens, all of the honest on the roll, and panels by several seeds", () => {
    const nation = { citizens: 30, roll: 1, turnout: 0.6 };
    for (const word of ["ash", "birch", "cedar", "dogwood"]) {
      it(`rules as the model says, by the seed ${word}`, async () => {
        const { verdicts } = await tried(nation, 20, word);
        expect(verdicts).to.have.length.above(0);
        for (const { seats, guilty, ends } of verdicts) expect(ends).to.equal(panelEnds(seats, guilty));
      });
    }
  });

  context("given 300 citizens, and none on the roll", () => {
    const CITIZENS = 300;

    /** Most of whom have accounts that are made for this. */
    async function aLargeNation() {
      const world = await foundCourt(1, 0);
      const accounts = [world.citizen(1)];
      for (let id = 2; id <= CITIZENS; ++id) {
        const account = ethers.getAddress(ethers.dataSlice(ethers.id(`citizen ${id}`), 12));
        await impersonateAccount(account);
        await setBalance(account, 10n ** 18n);
        await world.citizenship.admit(account);
        accounts.push(await ethers.getSigner(account));
      }
      const dispute = await world.open({ isEnding: true, excused: [CITIZENS] });
      await dispute.pass();
      return { ...world, dispute, citizen: (id: bigint | number) => accounts[Number(id) - 1] };
    }

    for (const turnout of [0.2, 0.6]) {
      const nation = { citizens: CITIZENS, roll: 0, turnout };
      const smallest = againstAnAppeal(nation);
      for (const [faction, ends] of [
        [smallest, true],
        [smallest - 1, false],
      ] as const) {
        it(`${ends ? "ends" : "does not end"} it with ${faction} where ${100 * turnout} % of the others vote`, async () => {
          const world = await loadFixture(aLargeNation);
          expect(await inPlenary(world, world.dispute, faction, othersWho(nation, faction))).to.equal(ends);
        });
      }
    }
  });

  context("given the rules alone", () => {
    for (const [citizens, faction] of [
      [100, 24],
      [300, 67],
      [1_000, 225],
      [10_000, 2_243],
    ] as const) {
      it(`takes ${faction} of ${citizens} where nobody defends, and a tenth of the honest is on the roll`, () => {
        const nation = { citizens, roll: 0.1, turnout: 0.2 };
        expect(againstSilence(nation)).to.equal(faction);
        expect(panelsEnd(nation, faction)).to.be.at.least(0.5);
        expect(panelsEnd(nation, faction - 1)).to.be.below(0.5);
      });
    }

    for (const citizens of [9, 30, 100, 300, 1_000, 10_000]) {
      it(`takes 40 % of ${citizens} at least where somebody appeals, and a majority where the others vote`, () => {
        for (const turnout of [0, 0.2, 0.4, 0.6, 1]) {
          const faction = againstAnAppeal({ citizens, roll: 1, turnout });
          expect(faction).to.be.at.least(0.4 * citizens);
          if (turnout === 1) expect(faction).to.be.above(0.6666 * citizens);
        }
      });
    }
  });
});
