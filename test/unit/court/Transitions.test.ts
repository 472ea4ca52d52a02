import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  aCourt,
  aCourtOf,
  aLargeCourt,
  COST,
  ENDING,
  Phase,
  PANELS_ONLY,
  PLENARY_AT_ONCE,
  SALT,
  type Case,
  type CaseTerms,
  type CourtWorld,
} from "../../fixtures/court";

interface Scene extends CourtWorld {
  readonly dispute: Case;
  /** The holder of the first panel's seat 0 if there is one, and citizen 1 otherwise. */
  readonly juror: CourtWorld["stranger"];
}

/** Each act, by an account that may do it if the phase allows it. */
const acts = {
  submitEvidence: ({ court, dispute }: Scene) => court.submitEvidence(dispute.id, "ipfs://evidence"),
  recuse: ({ court, dispute, citizen }: Scene) => court.connect(citizen(11)).recuse(dispute.id),
  advance: ({ court, dispute }: Scene) => court.advance(dispute.id),
  draw: ({ court, dispute }: Scene) => court.draw(dispute.id, 1),
  requestAgain: ({ court, dispute }: Scene) => court.requestAgain(dispute.id),
  commit: ({ court, dispute, juror }: Scene) => court.connect(juror).commit(dispute.id, 0, 0, SALT),
  reveal: ({ court, dispute, juror }: Scene) => court.connect(juror).reveal(dispute.id, 0, 0, 1, SALT, ""),
  voteInPlenary: ({ court, dispute, citizen }: Scene) => court.connect(citizen(11)).voteInPlenary(dispute.id, 1, ""),
  fundAppeal: ({ court, dispute }: Scene) => court.fundAppeal(dispute.id, 2, { value: 1n }),
  appeal: ({ arbitrable, dispute }: Scene) => arbitrable.appeal(dispute.id, { value: 11n * COST }),
  execute: ({ court, dispute }: Scene) => court.execute(dispute.id),
  settle: ({ court, dispute }: Scene) => court.settle(dispute.id, 0),
  settleContribution: ({ court, dispute, stranger }: Scene) => court.settleContribution(dispute.id, 0, 2, stranger),
} as const;

type Act = keyof typeof acts;

/** An act that is not listed reverts with the phase of the case. */
type Outcomes = Partial<
  Record<Act, "allowed" | "Court_PhaseNotOver" | "Court_SeedAwaited" | "Court_TooLate" | "Court_NothingToSettle">
>;

async function sceneOf(world: CourtWorld, dispute: Case): Promise<Scene> {
  const { rounds } = await dispute.caseView();
  const juror = rounds[0].panel.length === 0 ? world.citizen(1) : world.citizen(rounds[0].panel[0].citizenId);
  return { ...world, dispute, juror };
}

async function noCase(): Promise<Scene> {
  const world = await aCourt();
  const dispute = await world.open();
  return { ...world, dispute: Object.assign(Object.create(dispute) as Case, { id: 99n }), juror: world.citizen(1) };
}

async function evidence(): Promise<Scene> {
  const world = await aCourt();
  return sceneOf(world, await world.open());
}

async function draw(): Promise<Scene> {
  const world = await evidence();
  await world.dispute.pass();
  await world.dispute.seed();
  return world;
}

async function commit(): Promise<Scene> {
  const world = await draw();
  await world.dispute.draw();
  return sceneOf(world, world.dispute);
}

async function reveal(): Promise<Scene> {
  const world = await commit();
  for (const seat of [0, 1, 2]) await world.dispute.commit(seat, 1);
  await world.dispute.wait();
  return world;
}

async function appeal(): Promise<Scene> {
  const world = await reveal();
  for (const seat of [0, 1, 2]) await world.dispute.reveal(seat, 1);
  await world.dispute.pass();
  return world;
}

async function plenary(): Promise<Scene> {
  const world = await aCourtOf(12, 0)();
  const dispute = await world.open();
  await dispute.pass();
  return sceneOf(world, dispute);
}

async function final(): Promise<Scene> {
  const world = await appeal();
  await world.dispute.pass();
  return world;
}

async function executed(): Promise<Scene> {
  const world = await final();
  await world.court.execute(world.dispute.id);
  return world;
}

const [ACQUIT, END] = [1, 2];

/** A case about the end of a citizenship, with jurors enough for two panels. */
async function ending(terms: CaseTerms = {}): Promise<Scene> {
  const world = await aLargeCourt();
  return sceneOf(world, await world.open({ isEnding: true, ...terms }));
}

const anEnding = () => ending();
const aNewcomersEnding = () => ending({ marks: ENDING + PANELS_ONLY });
const anEndingAtOnce = () => ending({ marks: ENDING + PLENARY_AT_ONCE });

/** Four of five found that it ends, which eleven others have to confirm. */
async function confirmation(): Promise<Scene> {
  const world = await anEnding();
  await world.dispute.judge([END, END, END, END, ACQUIT]);
  return sceneOf(world, world.dispute);
}

/** They have. */
async function confirmed(): Promise<Scene> {
  const world = await confirmation();
  await world.dispute.judge(Array<number>(11).fill(END));
  return world;
}

/** Somebody has appealed against that. */
async function endingInPlenary(): Promise<Scene> {
  const world = await confirmed();
  await world.arbitrable.appeal(world.dispute.id, { value: await world.court.appealCost(world.dispute.id, "0x") });
  await world.dispute.pass();
  return world;
}

/** Three of five found that it ends, and eleven others after an appeal. */
async function newcomersEnd(): Promise<Scene> {
  const world = await aNewcomersEnding();
  await world.dispute.judge([END, END, END, ACQUIT, ACQUIT]);
  await world.arbitrable.appeal(world.dispute.id, { value: await world.court.appealCost(world.dispute.id, "0x") });
  await world.dispute.judge(Array<number>(11).fill(END));
  return sceneOf(world, world.dispute);
}

async function atOnce(): Promise<Scene> {
  const world = await anEndingAtOnce();
  await world.dispute.pass();
  return world;
}

/** The first panel's time is over. */
const late = { commit: "Court_TooLate", reveal: "Court_TooLate" } as const;
const heard = { submitEvidence: "allowed", recuse: "allowed", advance: "Court_PhaseNotOver" } as const;

const table: readonly [string, bigint, () => Promise<Scene>, Outcomes][] = [
  ["no case", Phase.None, noCase, {}],
  [
    "the evidence phase",
    Phase.Evidence,
    evidence,
    { submitEvidence: "allowed", recuse: "allowed", advance: "Court_PhaseNotOver" },
  ],
  ["the draw phase", Phase.Draw, draw, { draw: "allowed", requestAgain: "Court_SeedAwaited" }],
  ["the commit phase", Phase.Commit, commit, { commit: "allowed", advance: "Court_PhaseNotOver" }],
  [
    "the reveal phase",
    Phase.Reveal,
    reveal,
    { reveal: "allowed", commit: "Court_TooLate", advance: "Court_PhaseNotOver" },
  ],
  [
    "the appeal phase",
    Phase.Appeal,
    appeal,
    {
      fundAppeal: "allowed",
      appeal: "allowed",
      advance: "Court_PhaseNotOver",
      commit: "Court_TooLate",
      reveal: "Court_TooLate",
    },
  ],
  ["the plenary", Phase.Plenary, plenary, { voteInPlenary: "allowed", advance: "Court_PhaseNotOver" }],
  ["the evidence phase of an ending", Phase.Evidence, anEnding, heard],
  ["an ending that a second panel has to confirm", Phase.Evidence, confirmation, { ...heard, ...late }],
  [
    "an ending that two panels have found",
    Phase.Appeal,
    confirmed,
    { fundAppeal: "allowed", appeal: "allowed", advance: "Court_PhaseNotOver", ...late },
  ],
  [
    "an ending before the plenary, on appeal",
    Phase.Plenary,
    endingInPlenary,
    { voteInPlenary: "allowed", advance: "Court_PhaseNotOver", ...late },
  ],
  ["the evidence phase of a newcomer's ending", Phase.Evidence, aNewcomersEnding, heard],
  [
    "a newcomer's ending that eleven have found, after whom no plenary follows",
    Phase.Final,
    newcomersEnd,
    { execute: "allowed", settle: "allowed", settleContribution: "Court_NothingToSettle", ...late },
  ],
  ["the evidence phase of an ending before the plenary at once", Phase.Evidence, anEndingAtOnce, heard],
  [
    "an ending before the plenary at once",
    Phase.Plenary,
    atOnce,
    { voteInPlenary: "allowed", advance: "Court_PhaseNotOver" },
  ],
  [
    "a final ruling",
    Phase.Final,
    final,
    {
      execute: "allowed",
      settle: "allowed",
      settleContribution: "Court_NothingToSettle",
      commit: "Court_TooLate",
      reveal: "Court_TooLate",
    },
  ],
  [
    "a delivered ruling",
    Phase.Executed,
    executed,
    {
      settle: "allowed",
      settleContribution: "Court_NothingToSettle",
      commit: "Court_TooLate",
      reveal: "Court_TooLate",
    },
  ],
];

// Checks JUST-11.
describe("Court: each act in each phase", () => {
  for (const [name, phase, scene, outcomes] of table) {
    context(`given ${name}`, () => {
      for (const act of Object.keys(acts) as Act[]) {
        const outcome = outcomes[act];
        if (outcome === "allowed") {
          it(`allows ${act}`, async () => {
            const world = await loadFixture(scene);
            if (act !== "reveal") return void (await expect(acts[act](world)).not.to.be.reverted);
            await expect(world.dispute.reveal(0, 1)).not.to.be.reverted;
          });
        } else if (outcome !== undefined) {
          it(`reverts with ${outcome} on ${act}`, async () => {
            const world = await loadFixture(scene);
            await expect(acts[act](world)).to.be.revertedWithCustomError(world.court, outcome);
          });
        } else {
          it(`reverts with Court_WrongPhase on ${act}`, async () => {
            const world = await loadFixture(scene);
            await expect(acts[act](world))
              .to.be.revertedWithCustomError(world.court, "Court_WrongPhase")
              .withArgs(world.dispute.id, phase);
          });
        }
      }
    });
  }
});
