import { ZeroAddress, type TransactionReceipt } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events, type Watch, type LogRange } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import type { Page, PageQuery } from "../../core/pages";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { multicall, readEncoder } from "../../core/reader";
import { signerAddress } from "../../core/typed-data";
import { wei, type Wei } from "../../core/units";
import { providerOf, type FeeOverrides } from "../../core/write";
import { Citizenship__factory, Court__factory, type Court } from "../../generated/contracts";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { payoutsAt, type Payouts } from "../payouts";
import { courtActs, toOpened, type CourtActs, type OpenedCase, type OpenedFields, type SettledRound } from "./acts";
import { tracks, type Case, type CaseTrack } from "./case";
import { readCase, type CourtReader } from "./cases";
import { listCases, type CaseQuery } from "./list";
import {
  claimAll,
  readClaimable,
  type CourtClaimable,
  type CourtClaimed,
  type CourtClaimOptions,
  type CourtClaimQuery,
} from "./claims";
import { drawPanel, type DrawOptions, type DrawTerms } from "./draws";
import { readDuties, type Duty, type DutyQuery } from "./duties";
import { NotACitizenError } from "./errors";
import { courtEventUnits, type CourtEventUnits } from "./events";
import { readEvidence, type SubmittedEvidence } from "./evidence";
import { extraDataOf, type DisputeTerms } from "./extra-data";
import type { CourtProvisions } from "./provisions";
import type { CaseId } from "./units";
import { watchCases } from "./watch";

/** The court. Cases are brought by contracts (ERC-792), and decided by citizens. */
export interface CourtClient extends CourtActs, Payouts, ProvisionActions<CourtProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Court;
  readonly events: Events<Court, CourtEventUnits>;

  /** What bringing a case costs in each track, in one request: the base price. */
  costs(): Promise<Readonly<Record<CaseTrack, Wei>>>;
  /**
   * What bringing a case costs: what `by` has to pay, each of whose open cases doubles it, or the base price if left out. The nation's
   * own institutions always pay the base price.
   */
  cost(parameters?: DisputeTerms & { readonly by?: Address }): Promise<Wei>;
  /** The cases that a transaction brought here, whichever contract it was sent to. */
  openedIn(parameters: { receipt: TransactionReceipt }): OpenedCase[];
  /** A case with its rounds, panels and votes, and what can be done about it: in one request. */
  case(parameters: { caseId: CaseId }): Promise<Case>;
  /**
   * Cases, the one brought last first.
   *
   * @example
   * const { items, cursor } = await nation.court.list({ phase: "evidence" });
   */
  list(query?: CaseQuery & PageQuery): Promise<Page<Case>>;
  /** How many cases were brought. */
  caseCount(): Promise<number>;
  /** The cases that a contract brought, as they were brought. */
  casesOf(parameters: { arbitrable: Address } & LogRange): Promise<OpenedCase[]>;
  /** Calls the listener with a case whenever something has happened in it; with every case if none is named. */
  readonly watch: Watch<Case, { readonly caseId: CaseId }>;
  /** The evidence submitted in a case. */
  evidence(parameters: { caseId: CaseId } & LogRange): Promise<SubmittedEvidence[]>;
  /** The seats that a juror holds, and what is to be done on them until when. */
  duties(query?: DutyQuery): Promise<Duty[]>;
  /** What the court owes somebody, and will once it is settled. */
  claimable(query?: CourtClaimQuery): Promise<CourtClaimable>;
  /** Where randomness comes from, for draws that begin from now on. */
  randomness(): Promise<Address>;

  /**
   * Draws until the panel is complete: makes the seed known first, if anyone can. Anyone's.
   *
   * @throws SeedAwaitedError if the seed is not to be had yet: it says what it waits for, and what to do then.
   */
  draw(terms: DrawTerms, options?: DrawOptions): Promise<Case>;
  /** Settles every round of a final case that is not settled. Anyone's. */
  settleAll(parameters: { caseId: CaseId }, options?: FeeOverrides): Promise<SettledRound[]>;
  /** Settles and claims all that is due to somebody, the connected account if left out. */
  claimAll(options?: CourtClaimOptions): Promise<CourtClaimed>;
}

/**
 * The court of a nation: `connect()` calls this.
 *
 * @example
 * const found = await nation.court.case({ caseId });
 * for (const { text } of found.next) show(text);
 * await nation.court.commit.wait({ caseId, choice: 1 });
 * await nation.court.reveal.wait({ caseId, justification: "The delivery was late." }); // Days later, on any device.
 */
export function courtClient(connection: Connection): CourtClient {
  const address = addressOf(connection, "court");
  const { runner } = connection;
  const contract = Court__factory.connect(address, runner);
  // Whom a signer could not ask for.
  const read = Court__factory.connect(address, providerOf(runner));
  const events = eventsOf(contract, connection, courtEventUnits(connection));
  const reader: CourtReader = { connection, contract };
  const acts = courtActs(reader);
  const payouts = payoutsAt(connection, address);

  const citizenOf = async (): Promise<CitizenId> => {
    const account = connection.account ?? (await signerAddress(runner, "asking for one's duties"));
    const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), runner);
    const id = await citizenship.citizenOf(account);
    if (id !== 0n) return idUnit.from(id);
    throw new NotACitizenError(account);
  };

  return {
    address,
    contract,
    events,
    ...provisionActions<CourtProvisions>(address, runner),
    ...acts,
    ...payouts,

    costs: () =>
      withNationErrors(async () => {
        const encodeRead = readEncoder(contract, address);
        const { values } = await multicall(
          providerOf(runner),
          tracks.map((track) => encodeRead(contract.arbitrationCost, [extraDataOf({ track })], wei.from)),
        );
        return Object.fromEntries(tracks.map((track, index) => [track, values[index]])) as Record<CaseTrack, Wei>;
      }),
    cost: ({ by, ...terms } = {}) =>
      withNationErrors(async () =>
        wei.from(await read.arbitrationCost(extraDataOf(terms), { from: by ?? ZeroAddress })),
      ),
    openedIn: ({ receipt }) =>
      receipt.logs
        .filter((log) => log.address.toLowerCase() === address.toLowerCase())
        .map((log) => contract.interface.parseLog(log))
        .filter((event) => event?.name === "CaseOpened")
        .map((event) => toOpened(event!.args.toObject() as unknown as OpenedFields)),
    case: ({ caseId }) => withNationErrors(() => readCase(reader, caseId)),
    list: (query = {}) => withNationErrors(() => listCases(reader, query)),
    caseCount: () => withNationErrors(async () => Number(await contract.caseCount())),
    casesOf: ({ arbitrable, ...range }) =>
      withNationErrors(async () => {
        const opened = await events.CaseOpened.query({ ...range, where: { arbitrable } });
        return opened.map(({ caseId, arbitrable: by, track, choices, fees }) => ({
          caseId,
          arbitrable: by,
          track,
          choices,
          fees,
        }));
      }),
    watch: (listener, options = {}) => withNationErrors(() => watchCases(reader, listener, options)),
    evidence: ({ caseId, ...range }) =>
      withNationErrors(async () => {
        const found = await events.Evidence.query({ ...range, where: { evidenceGroupId: caseId } });
        return found.map(({ party, evidence, block, transaction, logIndex }) => ({
          by: party,
          uri: evidence,
          statement: readEvidence(evidence),
          block,
          transaction,
          logIndex,
        }));
      }),
    duties: ({ citizenId, atMost } = {}) =>
      withNationErrors(async () => readDuties(reader, citizenId ?? (await citizenOf()), atMost)),
    claimable: (query = {}) => withNationErrors(() => readClaimable(reader, events, query)),
    randomness: () => withNationErrors(() => contract.randomness()),

    draw: (terms, options) => withNationErrors(() => drawPanel(reader, acts.drawSome, terms, options)),
    settleAll: ({ caseId }, options) =>
      withNationErrors(async () => {
        const { rounds } = await readCase(reader, caseId);
        const settled: SettledRound[] = [];
        for (const { round, isSettled } of rounds) {
          if (!isSettled) settled.push(await acts.settle.wait({ caseId, round }, options));
        }
        return settled;
      }),
    claimAll: (options = {}) =>
      withNationErrors(async () => {
        const claimable = await readClaimable(reader, events, options);
        return claimAll(reader, { ...acts, ...payouts }, claimable, options);
      }),
  };
}
