import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { signedRequest } from "../../fixtures/citizenship";
import { against, inFavour, Proposal, State, type Call } from "../../fixtures/governance";
import { nation } from "../../fixtures/institutions";
import { DAY } from "../../fixtures/money";

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

type Kind = keyof typeof SMALLEST;

/** A nation by the charter's defaults of so many founding citizens, who hold no stake. */
function aNationOf(count: number) {
  return async function aNationByDefault() {
    const world = await nation({
      only: ["constitution", "timelock", "governor", "citizenship", "coin", "stake"],
      founding: { citizens: count, window: 7 * DAY },
    });
    const { citizenship, constitution } = world;
    const citizens: HardhatEthersSigner[] = [];
    for (let index = 0; index < count; ++index) {
      const wallet = new ethers.Wallet(ethers.id(`citizen ${index}`));
      await citizenship.admitFounder(await signedRequest(citizenship, { applicant: wallet.address, signer: wallet }));
      await setBalance(wallet.address, 10n ** 18n);
      citizens.push(await ethers.getImpersonatedSigner(wallet.address));
    }
    const board = await ethers.deployContract("Noticeboard");
    const calls: Record<Kind, Call> = {
      ordinary: { target: board.target as string, data: board.interface.encodeFunctionData("post", [7]) },
      constitutional: {
        target: constitution.target as string,
        data: constitution.interface.encodeFunctionData("labelRole", [77, "office"]),
      },
    };
    return { ...world, citizens, calls };
  };
}

// The figures are those of the simulation by which the quorums were chosen. Checks ELECT-2.
describe("Attack: a faction carries decisions because few others vote", () => {
  for (const total of [3, 5, 9, 12, 30, 100, 300] as const) {
    const fixture = aNationOf(total);

    for (const kind of ["ordinary", "constitutional"] as const) {
      for (const [index, smallest] of SMALLEST[kind][total].entries()) {
        const turnout = TURNOUTS[index];

        /** The state of a proposal that a faction of so many votes for, and so many per cent of the others against. */
        const outcome = async (heads: number) => {
          const { governor, citizens, calls } = await loadFixture(fixture);
          const opponents = Math.round(((total - heads) * turnout) / 100);
          const proposal = new Proposal(governor, citizens[0], [calls[kind]], "Ours");
          await proposal.propose();
          await proposal.open();
          await proposal.voteAll(citizens.slice(0, heads), inFavour);
          await proposal.voteAll(citizens.slice(heads, heads + opponents), against);
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
