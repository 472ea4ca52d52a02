import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { nation } from "../../fixtures/institutions";

/** The shares of the others who vote, all of them against, in per cent. */
const TURNOUTS = [0, 20, 40, 60] as const;

/** The smallest faction that carries a decision, by the number of citizens and the turnout of the others. */
const SMALLEST = {
  ordinary: {
    3: [2, 2, 2, 2],
    5: [3, 3, 3, 3],
    9: [3, 3, 3, 4],
    12: [3, 3, 4, 5],
    30: [6, 6, 9, 12],
    100: [20, 20, 29, 38],
    300: [60, 60, 87, 113],
  },
  constitutional: {
    3: [2, 2, 2, 2],
    5: [3, 3, 3, 3],
    9: [4, 4, 4, 5],
    12: [5, 5, 6, 7],
    30: [12, 12, 14, 16],
    100: [40, 40, 44, 55],
    300: [120, 120, 134, 164],
  },
} as const;

// The figures are those of the simulation by which the quorums were chosen. Checks ELECT-2.
describe("Attack: a faction carries decisions because few others vote", () => {
  /** A nation by the charter's defaults, whose register the test sets by hand. One account can hold the votes of many. */
  async function aNationByDefault() {
    const [, faction, others] = await ethers.getSigners();
    const world = await nation({
      only: ["constitution", "timelock", "governor"],
      stub: { citizenship: "CitizenshipStub", stake: "CitizenshipStub" },
    });
    const board = await ethers.deployContract("Noticeboard");
    const calls = {
      ordinary: { target: board.target as string, data: board.interface.encodeFunctionData("post", [7]) },
      constitutional: {
        target: world.constitution.target as string,
        data: world.constitution.interface.encodeFunctionData("labelRole", [77, "office"]),
      },
    };
    return { ...world, faction, others, calls };
  }

  for (const kind of ["ordinary", "constitutional"] as const) {
    for (const [citizens, factions] of Object.entries<readonly number[]>(SMALLEST[kind])) {
      for (const [index, smallest] of factions.entries()) {
        const total = Number(citizens);
        const turnout = TURNOUTS[index];

        /** The state of a proposal that a faction of so many votes for, and so many per cent of the others against. */
        const outcome = async (heads: number) => {
          const { governor, citizenship, faction, others, calls } = await loadFixture(aNationByDefault);
          const opponents = Math.round(((total - heads) * turnout) / 100);
          await citizenship.setTotal(total);
          await citizenship.setVoter(1, faction, heads);
          if (opponents > 0) await citizenship.setVoter(2, others, opponents);
          const proposal = new Proposal(governor, faction, [calls[kind]], "Ours");
          await proposal.propose();
          await proposal.open();
          await proposal.vote(faction, inFavour);
          if (opponents > 0) await proposal.vote(others, against);
          await proposal.close();
          return proposal.state();
        };

        context(`given ${total} citizens, of whom ${turnout} % of the others vote against`, () => {
          it(`${smallest} citizens carry an ${kind} decision`.replace("an c", "a c"), async () => {
            expect(await outcome(smallest)).to.equal(State.Succeeded);
          });

          it(`${smallest - 1} citizens do not carry an ${kind} decision`.replace("an c", "a c"), async () => {
            expect(await outcome(smallest - 1)).to.equal(State.Defeated);
          });
        });
      }
    }
  }
});
