import { ZeroAddress } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import type { NationError } from "../../core/errors";
import { eventsOf, type Events, type LogRange } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { decodeRevert, loadRefusals } from "../../core/reverts";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { multicall, readEncoder } from "../../core/reader";
import { moment, wei, type Moment, type Wei } from "../../core/units";
import { asyncWrite, providerOf, writer, type AsyncWrite, type ReceiptEvents, type Write } from "../../core/write";
import { Tribunal__factory, type Tribunal } from "../../generated/contracts";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { civic, type Civic } from "../coin/units";
import { requireShort } from "../court/evidence";
import { caseId as caseUnit, type CaseId } from "../court/units";
import { payoutsAt, type Payouts } from "../payouts";
import { findChallenges, type Challenge, type TribunalReader } from "./challenges";
import { encodeCharge, encodeGround, endsCitizenship, type Charge, type Ground } from "./charges";
import { tribunalEventUnits, type TribunalEventUnits } from "./events";
import type { TribunalProvisions } from "./provisions";

/** Whom to challenge, and with what. */
export type ChallengeTerms = Charge & {
  readonly citizenId: CitizenId;
  /** What happened, or the URI of a document: at most 2,048 bytes, which stay public. */
  readonly statement: string;
};

/** What a challenge is about, as far as its price goes. */
export interface ChallengedGoods {
  /** Whom it is against: a newcomer, whose vote sleeps, is judged by panels alone, which costs less. */
  readonly citizenId: CitizenId;
  /** Who would bring it, the connected account if left out: a person's later challenges cost more while earlier ones are open. */
  readonly challenger?: Address;
  /** Whether it asks for the end of the citizenship: on every ground but an offence, and by a revocation. */
  readonly endsCitizenship: boolean;
}

/** What a challenge costs. */
export interface ChallengeCost {
  /** What the court takes, with a second panel's fees where one may be needed: what is not used comes back, see `refund`. */
  readonly fees: Wei;
  /** What comes back unless the challenge is dismissed. */
  readonly bond: Wei;
  /** What is to be paid: both. */
  readonly total: Wei;
}

/** A challenge as it was brought. */
export interface OpenedChallenge {
  /** The challenge's number, which is its case's before the court. */
  readonly caseId: CaseId;
  readonly citizenId: CitizenId;
  readonly bond: Wei;
}

/** A challenge that goes before the plenary again. */
export interface ReopenedChallenge {
  /** The challenge's number. */
  readonly caseId: CaseId;
  /** The number of the case before the plenary. */
  readonly reopenedAs: CaseId;
  readonly citizenId: CitizenId;
}

/** Whether somebody can be challenged on a ground now. */
export interface Challengeability {
  readonly isChallengeable: boolean;
  /** The same challenge, if it waits for its ruling, or to end the citizenship: what else is known is evidence in that case. */
  readonly pending: CaseId | undefined;
  /** Until when it cannot be brought again; undefined if such a challenge never failed. */
  readonly coolOffEndsAt: Moment | undefined;
}

/** A ground, and the article of an offence: what the cool-off after a challenge is counted by. */
export type CoolOffKey =
  { readonly ground: Exclude<Ground, "offence"> } | { readonly ground: "offence"; readonly article: number };

/** What enforcing a ruling came to. */
export interface Enforced {
  readonly caseId: CaseId;
  /** The numbers of the sanctions that took effect. */
  readonly carriedOut: readonly number[];
  /** Those that have nothing left to take effect on: the citizenship has ended. */
  readonly moot: readonly number[];
  /** Those that could not be carried out, and why; they can be tried again. */
  readonly failed: readonly { readonly index: number; readonly reason: NationError }[];
}

/** A part of a fine that was taken for the treasury. */
export interface CollectedFine {
  /** Whose: of a person who came back, the present citizenship. */
  readonly citizenId: CitizenId;
  readonly fromStake: Civic;
  readonly fromBond: Civic;
  /** What is still owed. */
  readonly unpaid: Civic;
}

/** Which citizenship serves the rest of another one's suspension, and until when. */
export interface RecognisedPerson {
  readonly formerId: CitizenId;
  readonly citizenId: CitizenId;
  readonly until: Moment;
}

/** Where citizenships, and what citizens did, are brought before the court. */
export interface TribunalClient extends ProvisionActions<TribunalProvisions>, Payouts {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Tribunal;
  readonly events: Events<Tribunal, TribunalEventUnits>;

  /**
   * What a challenge costs now: the court's fees are higher where an established citizenship is at stake, and double with each
   * challenge that the challenger has open.
   */
  cost(parameters: ChallengedGoods): Promise<ChallengeCost>;
  /** What it costs to reopen a challenge: a plenary's fees. */
  reopeningCost(): Promise<Wei>;
  /** What is there to repay those whose challenges were right. */
  fund(): Promise<Wei>;
  /** A challenge, whole. */
  challengeOf(parameters: { caseId: CaseId } & LogRange): Promise<Challenge>;
  /** Every challenge of a citizen, in the order in which they were brought. */
  challengesOf(parameters: { citizenId: CitizenId } & LogRange): Promise<Challenge[]>;
  /** Whether a citizen can be challenged on a ground now. */
  challengeable(parameters: { citizenId: CitizenId } & CoolOffKey): Promise<Challengeability>;
  /** How many challenges of a citizen were founded, on any ground; of whoever came back, with those from before. */
  offencesOf(parameters: { citizenId: CitizenId }): Promise<number>;
  /** What a citizen owes of fines; of whoever came back, with those from before. */
  unpaidFineOf(parameters: { citizenId: CitizenId }): Promise<Civic>;

  /**
   * The citizenship that a challenge ended, also if it was given back since: of whoever came back before the ruling, the later one;
   * undefined if it ended none.
   */
  endedBy(parameters: { caseId: CaseId }): Promise<CitizenId | undefined>;

  /**
   * From when on a ruling can end one more established citizenship; undefined if it can now. Those that were challenged in their
   * waiting period have a line of their own.
   */
  nextEndingAt(parameters?: { readonly ofNewcomer?: boolean }): Promise<Moment | undefined>;

  /** Challenges a citizen: pays the court's fees and the bond, exactly. Anyone's. */
  readonly challenge: AsyncWrite<ChallengeTerms, OpenedChallenge, bigint>;
  /** Publishes what the accused has to say, while the court hears evidence. */
  readonly answer: Write<
    { readonly caseId: CaseId; readonly statement: string },
    { readonly caseId: CaseId; readonly citizenId: CitizenId; readonly statement: string }
  >;
  /**
   * Has the plenary decide again on the end of a citizenship, within a year of the end, where panels decided and the accused never
   * answered. Until then the citizenship is restored. Anyone's.
   */
  readonly reopen: AsyncWrite<{ readonly caseId: CaseId; readonly statement: string }, ReopenedChallenge, bigint>;
  /**
   * Credits whoever paid for a case with what the court gives back of it and, if the challenge was right, with what the jurors cost, as
   * far as the fund reaches: then it can be claimed. Anyone's.
   */
  readonly refund: Write<{ readonly caseId: CaseId }, { readonly caseId: CaseId; readonly amount: Wei }, bigint>;
  /** Ends that a challenge keeps a newcomer's vote asleep, where its ruling has not done so. Anyone's. */
  readonly wake: Write<{ readonly caseId: CaseId }, { readonly caseId: CaseId }>;
  /** Lets a vote wake that no challenge here keeps asleep, where a tribunal that was replaced has left it so. Anyone's. */
  readonly wakeCitizen: Write<{ readonly citizenId: CitizenId }, { readonly citizenId: CitizenId }>;
  /** Lifts the suspension that a challenge imposed, where the plenary decided otherwise and its ruling has not lifted it. Anyone's. */
  readonly lift: Write<{ readonly caseId: CaseId }, { readonly caseId: CaseId }>;
  /** Carries out what was granted and not carried out yet. Anyone's. */
  readonly enforce: Write<{ readonly caseId: CaseId }, Enforced, bigint>;
  /** Collects what a citizen owes of fines, as far as there is anything at stake. Anyone's. */
  readonly collectFine: Write<{ readonly citizenId: CitizenId }, CollectedFine, bigint>;
  /** Has whoever renounced and came back serve the rest of a suspension. Fines and offences follow by themselves. Anyone's. */
  readonly recognise: Write<{ readonly formerId: CitizenId }, RecognisedPerson, bigint>;
}

/** Each sanction must be given a million gas, whatever it takes of it; four that take what they usually do fit in this. */
const ENFORCE_GAS = 2_500_000n;

/** What looks like an error, whichever. */
const ANY_ERROR = "0x00000000";

function enforcedOf({ all }: ReceiptEvents<Tribunal>, caseId: CaseId): Enforced {
  const numbers = (events: readonly { readonly index: bigint }[]) => events.map(({ index }) => Number(index));
  return {
    caseId,
    carriedOut: numbers(all("SanctionCarriedOut")),
    moot: numbers(all("SanctionMoot")),
    failed: all("SanctionFailed").map(({ index, reason }) => ({ index: Number(index), reason: decodeRevert(reason) })),
  };
}

const stated = (statement: string): string => requireShort(statement, "a statement", "the address of a document");

/**
 * The tribunal of a nation: `connect()` calls this.
 *
 * @example
 * const { total } = await nation.tribunal.cost({ endsCitizenship: true });
 * const terms = { citizenId, ground: "falseDossier", statement: "The diploma is forged." } as const;
 * const { caseId } = await nation.tribunal.challenge.wait(terms); // The court decides: nation.court.case({ caseId }).
 * if ((await nation.tribunal.challengeOf({ caseId })).isEnforceable) await nation.tribunal.enforce.wait({ caseId });
 */
export function tribunalClient(connection: Connection): TribunalClient {
  const address = addressOf(connection, "tribunal");
  const { runner } = connection;
  const contract = Tribunal__factory.connect(address, runner);
  const events = eventsOf(contract, connection, tribunalEventUnits(connection));
  const reader: TribunalReader = { connection, contract, events };
  const write = writer(contract, address, runner);

  const cost = async (goods: ChallengedGoods): Promise<ChallengeCost> => {
    // An account that is nobody's has brought nothing.
    const challenger = goods.challenger ?? connection.account ?? ZeroAddress;
    const { fees, bond } = await contract.challengeCost(challenger, goods.citizenId, goods.endsCitizenship);
    return { fees: wei.from(fees), bond: wei.from(bond), total: wei.from(fees + bond) };
  };

  return {
    address,
    contract,
    events,
    ...provisionActions<TribunalProvisions>(address, runner),
    ...payoutsAt(connection, address),

    cost: (goods) => withNationErrors(() => cost(goods)),
    reopeningCost: () => withNationErrors(async () => wei.from(await contract.reopeningCost())),
    fund: () => withNationErrors(async () => wei.from(await contract.fund())),
    challengeOf: ({ caseId, ...range }) =>
      withNationErrors(async () => (await findChallenges(reader, { caseId }, range))[0]),
    challengesOf: ({ citizenId, ...range }) => withNationErrors(() => findChallenges(reader, { citizenId }, range)),
    challengeable: ({ citizenId, ...coolOffKey }) =>
      withNationErrors(async () => {
        const { ground, cited } = encodeGround(coolOffKey);
        const answer = await contract.challengeable(citizenId, ground, cited);
        return {
          isChallengeable: answer.isChallengeable,
          pending: answer.pendingId === 0n ? undefined : caseUnit.from(answer.pendingId),
          coolOffEndsAt: answer.coolOffEndsAt === 0n ? undefined : moment.from(answer.coolOffEndsAt),
        };
      }),
    offencesOf: ({ citizenId }) => withNationErrors(async () => Number(await contract.offencesOf(citizenId))),
    unpaidFineOf: ({ citizenId }) => withNationErrors(async () => civic.from(await contract.unpaidFineOf(citizenId))),
    endedBy: ({ caseId }) =>
      withNationErrors(async () => {
        const citizenId = await contract.endedBy(caseId);
        return citizenId === 0n ? undefined : idUnit.from(citizenId);
      }),
    nextEndingAt: ({ ofNewcomer = false } = {}) =>
      withNationErrors(async () => {
        const { values, at } = await multicall(providerOf(runner), [
          readEncoder(contract, address)(contract.nextEndingAt, [ofNewcomer], moment.from),
        ]);
        const [possibleAt] = values;
        return possibleAt <= at ? undefined : possibleAt;
      }),

    challenge: asyncWrite(
      write(contract.challenge, {
        args: ({ citizenId, statement, ...charge }: ChallengeTerms & ChallengeCost) => {
          const { ground, cited, sanctions } = encodeCharge(charge);
          return [citizenId, ground, cited, sanctions, stated(statement)];
        },
        value: ({ total }: ChallengeTerms & ChallengeCost) => total,
        result: ({ get }) => {
          const { caseId, citizenId, bond } = get("ChallengeOpened");
          return { caseId: caseUnit.from(caseId), citizenId: idUnit.from(citizenId), bond: wei.from(bond) };
        },
      }),
      async (terms: ChallengeTerms) => ({
        ...terms,
        ...(await cost({ citizenId: terms.citizenId, endsCitizenship: endsCitizenship(terms) })),
      }),
    ),
    reopen: asyncWrite(
      write(contract.reopen, {
        args: ({ caseId, statement }: { caseId: CaseId; statement: string; total: Wei }) => [caseId, stated(statement)],
        value: ({ total }) => total,
        result: ({ get }) => {
          const { caseId, reopenedAs, citizenId } = get("ChallengeReopened");
          return {
            caseId: caseUnit.from(caseId),
            reopenedAs: caseUnit.from(reopenedAs),
            citizenId: idUnit.from(citizenId),
          };
        },
      }),
      async (terms: { readonly caseId: CaseId; readonly statement: string }) => ({
        ...terms,
        total: wei.from(await contract.reopeningCost()),
      }),
    ),
    refund: write(contract.refund, {
      args: ({ caseId }) => [caseId],
      // What was given back before is credited once.
      result: ({ all }, { caseId }) => ({ caseId, amount: wei.from(all("Credited").at(0)?.amount ?? 0n) }),
    }),
    wake: write(contract.wake, { args: ({ caseId }) => [caseId], result: (_, { caseId }) => ({ caseId }) }),
    wakeCitizen: write(contract.wakeCitizen, {
      args: ({ citizenId }) => [citizenId],
      result: (_, { citizenId }) => ({ citizenId }),
    }),
    lift: write(contract.lift, { args: ({ caseId }) => [caseId], result: (_, { caseId }) => ({ caseId }) }),
    answer: write(contract.answer, {
      args: ({ caseId, statement }) => [caseId, stated(statement)],
      result: ({ get }) => {
        const { caseId, citizenId, statement } = get("ChallengeAnswered");
        return { caseId: caseUnit.from(caseId), citizenId: idUnit.from(citizenId), statement };
      },
    }),
    enforce: write(contract.enforce, {
      args: ({ caseId }) => [caseId],
      gasLimit: ENFORCE_GAS,
      // Why a sanction failed is told by an error, which pages that enforce nothing do not carry.
      check: () => loadRefusals(ANY_ERROR),
      result: (emitted, { caseId }) => enforcedOf(emitted, caseId),
    }),
    collectFine: write(contract.collectFine, {
      args: ({ citizenId }) => [citizenId],
      result: ({ all }) => {
        // Of a person who came back, from the former citizenship and from the present one.
        const parts = all("FineCollected");
        const sum = (key: "fromStake" | "fromBond") => civic.from(parts.reduce((total, part) => total + part[key], 0n));
        const { citizenId, unpaid } = parts[parts.length - 1];
        return {
          citizenId: idUnit.from(citizenId),
          fromStake: sum("fromStake"),
          fromBond: sum("fromBond"),
          unpaid: civic.from(unpaid),
        };
      },
    }),
    recognise: write(contract.recognise, {
      args: ({ formerId }) => [formerId],
      result: ({ get }) => {
        const { formerId, citizenId, until } = get("PersonRecognised");
        return { formerId: idUnit.from(formerId), citizenId: idUnit.from(citizenId), until: moment.from(until) };
      },
    }),
  };
}
