import type { JsonRpcApiProvider, Provider, Signer, TransactionReceipt } from "ethers";
import {
  civic,
  connect,
  moment,
  RevertError,
  wei,
  type Call,
  type CitizenId,
  type Civic,
  type NationClient,
  type Wei,
} from "../../sdk/src";
import { toNationError } from "../../sdk/src/core";
import type { Proposal, ProposalStatus, Support } from "../../sdk/src/institutions/governor";

/** Somebody who acts in the demonstration. */
export interface Person {
  readonly name: string;
  readonly address: string;
  readonly signer: Signer;
  /** The nation, as this person uses it. */
  readonly nation: NationClient;
}

/** What prints the demonstration. A test listens; `npm start` prints. */
export interface DemonstrationOutput {
  /** A new step begins. */
  step(title: string): void;
  /** Something happened; with what it cost, if it was an act. */
  say(sentence: string, receipt?: TransactionReceipt): void;
}

/** Where the demonstration runs: a local chain, its clock, and who is there. */
export interface DemonstrationContext {
  readonly output: DemonstrationOutput;
  readonly founder: Person;
  /** The founding citizens, in the charter's order. */
  readonly citizens: readonly Person[];
  /** Who holds the registrar's office. */
  readonly registrar: Person;
  /** Somebody who is no citizen yet. */
  readonly stranger: Person;
  /** Lets the chain's clock run so many seconds further. */
  pass(seconds: bigint): Promise<void>;
  /** Lets it run until a moment, in seconds since 1970. */
  passUntil(then: bigint): Promise<void>;
  now(): Promise<bigint>;
  /** The number of the last block. */
  height(): Promise<number>;
}

/** Thrown when the demonstration fails: something is wrong with the nation, not with the reader. */
export class DemonstrationError extends Error {
  override readonly name = "PlotError";
}

/** Ends the demonstration unless something is as expected. */
export function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new DemonstrationError(`The demonstration failed: ${what}`);
}

/** Everybody who takes part, connected to the nation. */
export async function castOf(details: {
  nation: string;
  people: readonly { readonly name: string; readonly signer: Signer }[];
}): Promise<Person[]> {
  return Promise.all(
    details.people.map(async ({ name, signer }) => ({
      name,
      signer,
      address: await signer.getAddress(),
      nation: await connect(signer, details.nation),
    })),
  );
}

/** Who somebody is as a citizen; the story ends if it is nobody. */
export async function idOf({ name, address, nation }: Person): Promise<CitizenId> {
  const citizenId = await nation.citizenship.citizenOf({ account: address });
  expectThat(citizenId !== undefined, `${name} is no citizen`);
  return citizenId;
}

/** The clock of a development chain. */
export function clockOf(provider: Provider & Pick<JsonRpcApiProvider, "send">) {
  const now = async () => BigInt((await provider.getBlock("latest"))?.timestamp ?? 0);
  const pass = async (seconds: bigint) => {
    await provider.send("evm_increaseTime", [Number(seconds)]);
    await provider.send("evm_mine", []);
  };
  const passUntil = async (then: bigint) => {
    const left = then - (await now());
    if (left > 0n) await pass(left);
  };
  return { now, pass, passUntil, height: () => provider.getBlockNumber() };
}

/** How the citizens vote on a proposal. */
export interface Votes {
  readonly for: readonly Person[];
  readonly against?: readonly Person[];
  readonly abstain?: readonly Person[];
  /** Those of the above whose ballots somebody else sends in one batch. */
  readonly byPost?: readonly Person[];
}

/** Proposes acts and lets the citizens vote on them, until the vote is over. */
export async function vote(
  context: DemonstrationContext,
  {
    proposer,
    calls,
    description,
    votes,
  }: { proposer: Person; calls: readonly Call[]; description: string; votes: Votes },
): Promise<{ proposal: Proposal; status: ProposalStatus }> {
  const { governor } = proposer.nation;
  const { proposal, receipt } = await governor.propose.wait({ calls, description });
  context.output.say(`${proposer.name} proposes: "${description}".`, receipt);
  await context.passUntil(proposal.opensAt + 1n);

  const choices: [Support, readonly Person[]][] = [
    ["for", votes.for],
    ["against", votes.against ?? []],
    ["abstain", votes.abstain ?? []],
  ];
  const ballots = choices.flatMap(([support, people]) => people.map((person) => ({ person, support })));
  const byPost = new Set(votes.byPost);
  const proposalId = proposal.id;

  const inPerson = ballots.filter(({ person }) => !byPost.has(person));
  let last: TransactionReceipt | undefined;
  for (const { person, support } of inPerson) {
    ({ receipt: last } = await person.nation.governor.vote.wait({ proposalId, support }));
  }
  context.output.say(`${inPerson.length} citizens cast their ballots, each at about the price of the last.`, last);

  const posted = ballots.filter(({ person }) => byPost.has(person));
  if (posted.length !== 0) {
    const signed = await Promise.all(
      posted.map(async ({ person, support }) => {
        const citizenId = await person.nation.citizenship.citizenOf({ account: person.address });
        expectThat(citizenId !== undefined, `${person.name} is no citizen`);
        return person.nation.governor.signBatchBallot({ proposalId, support, citizenId });
      }),
    );
    const sent = await context.stranger.nation.governor.votesBySignature.wait({ proposalId, ballots: signed });
    expectThat(sent.counted.length === posted.length, "a ballot of the batch was not counted");
    context.output.say(
      `${posted.length} more only sign theirs; ${context.stranger.name} posts them all at once and pays.`,
      sent.receipt,
    );
  }

  await context.passUntil((await governor.status({ proposalId })).closesAt + 1n);
  return { proposal, status: await governor.status({ proposalId }) };
}

/** Queues what was carried, waits the timelock out and does it. */
export async function enactDecision(context: DemonstrationContext, by: Person, proposal: Proposal): Promise<void> {
  const { governor } = by.nation;
  const queued = await governor.queue.wait(proposal);
  context.output.say(`${by.name} hands it to the timelock, where everybody can see it coming.`, queued.receipt);
  await context.passUntil(queued.executableAt);
  const executed = await governor.execute.wait(proposal);
  context.output.say(`The timelock has run out. ${by.name} carries it out, as anyone could have.`, executed.receipt);
}

/** An amount with no more digits than people read. */
export function brief(amount: string, digits = 4): string {
  const [whole, fraction = ""] = amount.split(".");
  // Small amounts keep their first digits, whatever their place.
  const leading = whole === "0" ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
  const kept = fraction.slice(0, leading + digits).replace(/0+$/, "");
  return kept === "" ? whole : `${whole}.${kept}`;
}

/** Civic coin as people read it. */
export const amountOf = (amount: Civic): string => brief(civic.format(amount));

/** Native coin as people read it. */
export const etherOf = (amount: Wei): string => `${brief(wei.format(amount))} ETH`;

/** A date and time that people read. */
export const dateOf = (then: bigint): string => moment.format(moment.from(then));

/** The error by which an act is refused; the story ends if it is not. */
export async function refusal(act: () => Promise<unknown>): Promise<RevertError> {
  const refused = await act().then(
    () => undefined,
    (error: unknown) => toNationError(error),
  );
  expectThat(refused !== undefined, "what must be refused was allowed");
  if (!(refused instanceof RevertError)) throw refused;
  return refused;
}
