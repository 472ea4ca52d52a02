import { toBeHex, type ContractRunner, type LogDescription } from "ethers";
import type { Address } from "../../core/address";
import type { EventLocation, LogRange } from "../../core/events";
import { multicall, readEncoder } from "../../core/reader";
import { moment, wei, type Moment, type Wei } from "../../core/units";
import { providerOf } from "../../core/write";
import type { Agreements } from "../../generated/contracts";
import type { AgreementRecordStructOutput, AgreementTermsStructOutput } from "../../generated/contracts/Agreements";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import type { Money, MoneyChanger } from "../coin/money";
import { readEvidence, type SubmittedEvidence } from "../court/evidence";
import { caseId as caseUnit, type CaseId } from "../court/units";
import { UnknownAgreementError } from "./errors";
import { phaseOf, type AgreementPhase } from "./phases";
import { fromContract, fromLog, type AgreementTerms, type Contracted, type PartyTerms } from "./terms";
import { agreementId as agreementUnit, type AgreementId } from "./units";

/** An agreement by its number. */
export interface OfAgreement extends LogRange {
  readonly agreementId: AgreementId;
}

/** A party, and how far it has come. */
export interface AgreementParty extends PartyTerms {
  /** The party's place in the terms, from 0. */
  readonly party: number;
  /** The account that it acts from and is paid to now; the terms name the one of the opening. */
  readonly actsFrom: Address;
  /** The citizen who is the party; undefined if it is an account. */
  readonly citizenId: CitizenId | undefined;
  readonly hasSigned: boolean;
  /** What it declared when it declared the agreement performed; undefined if it has not. */
  readonly declaration: string | undefined;
  /** How it asked the court to divide the collateral; undefined if it has not. */
  readonly demand: readonly Money[] | undefined;
  /** What it is owed of this kind of money, by this agreement and others. */
  readonly owed: Money;
}

/** An agreement as it was opened. */
export interface OpenedAgreement {
  readonly id: AgreementId;
  readonly opener: Address;
  readonly terms: Required<AgreementTerms>;
  readonly phase: AgreementPhase;
}

/** All there is to know of an agreement. */
export interface Agreement extends OpenedAgreement {
  readonly parties: readonly AgreementParty[];
  /** All that the parties lock. */
  readonly collateral: Money;
  /** What anyone can carry out now: `lapse`, `complete` or `divide`; undefined if nothing. */
  readonly due: "lapse" | "complete" | "divide" | undefined;
  /** When it was first declared performed. */
  readonly declaredAt: Moment | undefined;
  /** Until when a declared performance can be disputed. */
  readonly objectionEndsAt: Moment | undefined;
  /** Until when parties that stated no demand can state one. */
  readonly answersUntil: Moment | undefined;
  /** Until when demands can move towards each other; a demand or a move near this end adds to it. */
  readonly movesUntil: Moment | undefined;
  readonly caseId: CaseId | undefined;
  /** The party whose demand the court took, or `nobody`; undefined before the ruling. */
  readonly ruling: number | "nobody" | undefined;
  /** What each party got in the end, before tax. */
  readonly division: readonly Money[] | undefined;
  /** What each party got in the end of what all locked for the court's fees; undefined where nothing was locked, or before. */
  readonly feesBack: readonly Wei[] | undefined;
  /** What the parties stated to the court with their demands. */
  readonly statements: readonly SubmittedEvidence[];
}

/** What reading agreements takes. */
export interface Reading {
  readonly contract: Agreements;
  readonly address: Address;
  readonly runner: ContractRunner;
  readonly money: MoneyChanger;
}

type AgreementLog = EventLocation & { readonly event: LogDescription };
type Topics = (string | string[] | null)[];

/** The logs of the contract with these topics, in the pieces that a node takes. */
async function* pieces({ contract, address, runner }: Reading, topics: Topics, search: LogRange) {
  const { from = 0, to, blocksPerRequest } = search;
  const provider = providerOf(runner);
  const last = to ?? (await provider.getBlockNumber());
  const step = blocksPerRequest ?? last - from + 1;
  for (let fromBlock = from; fromBlock <= last; fromBlock += step) {
    const toBlock = Math.min(fromBlock + step - 1, last);
    const logs = await provider.getLogs({ address, topics, fromBlock, toBlock });
    yield logs.flatMap((log): AgreementLog[] => {
      const event = contract.interface.parseLog(log);
      const { blockNumber: block, transactionHash: transaction, index: logIndex } = log;
      return event === null ? [] : [{ event, block, transaction, logIndex }];
    });
  }
}

async function logsOf(reading: Reading, topics: Topics, search: LogRange): Promise<AgreementLog[]> {
  const found: AgreementLog[] = [];
  for await (const piece of pieces(reading, topics, search)) found.push(...piece);
  return found;
}

const word = (value: bigint): string => toBeHex(value, 32);

const topicOf = ({ contract }: Reading, name: "AgreementOpened" | "Evidence"): string =>
  contract.interface.getEvent(name).topicHash;

/** The opening of an agreement as the log has it. */
export type OpeningFields = Readonly<{
  agreementId: bigint;
  opener: string;
  terms: AgreementTermsStructOutput;
  text: string;
  citizenIds: bigint[];
}>;

const fieldsOf = <Fields>({ event }: AgreementLog): Fields => event.args.toObject() as Fields;

/** The terms in an opening. */
export const contractedIn = ({
  agreementId,
  terms,
  text,
}: Omit<OpeningFields, "citizenIds" | "opener">): Contracted => ({
  agreementId: agreementUnit.from(agreementId),
  terms: fromLog(terms),
  text,
});

/** An agreement's terms, from its opening: looks no further than to where it is. */
export async function readTerms(reading: Reading, { agreementId, ...search }: OfAgreement): Promise<Contracted> {
  const topics = [topicOf(reading, "AgreementOpened"), word(agreementId)];
  for await (const [opening] of pieces(reading, topics, search)) {
    if (opening !== undefined) return contractedIn(fieldsOf(opening));
  }
  throw new UnknownAgreementError(agreementId);
}

/** Everything of one agreement: its log, and one request to the chain's state. */
export async function readAgreement(reading: Reading, of: OfAgreement): Promise<Agreement> {
  const { agreementId, ...search } = of;
  const { contract, address, runner, money } = reading;
  const logs = await logsOf(reading, [null, word(agreementId)], search);
  const named = (name: string): AgreementLog[] =>
    logs.filter(({ event }) => event.name === name && event.args[0] === BigInt(agreementId));
  const [opening] = named("AgreementOpened");
  if (opening === undefined) throw new UnknownAgreementError(agreementId);

  const { opener, citizenIds, ...opened } = fieldsOf<OpeningFields>(opening);
  const contracted = contractedIn(opened);
  const { asset, parties, locks } = contracted.terms;
  const encodeRead = readEncoder(contract, address);
  const { values, at } = await multicall(providerOf(runner), [
    encodeRead(contract.agreement, [agreementId], (record) => record),
    ...parties.flatMap((account, party) => [
      encodeRead(contract.accountOf, [agreementId, contracted.terms, party], (from) => from),
      citizenIds[party] === 0n
        ? encodeRead(contract.owedTo, [asset, account], (amount) => amount)
        : encodeRead(contract.owedToCitizen, [asset, citizenIds[party]], (amount) => amount),
    ]),
  ]);
  const [record, ...persons] = values as [AgreementRecordStructOutput, ...(Address | bigint)[]];

  const terms = fromContract(contracted, money);
  const division = (amounts: readonly bigint[]) => amounts.map((amount) => money.join(asset, amount));
  const lastOf = (name: string, party: number) =>
    named(name)
      .filter(({ event }) => event.args.getValue("party") === BigInt(party))
      .at(-1)?.event.args;
  const [end] = named("AgreementEnded");
  const [handedOut] = named("FeesHandedOut") as (AgreementLog | undefined)[];
  const statements = record.caseId === 0n ? [] : await readStatements(reading, record.caseId, search);

  return {
    id: agreementId,
    opener,
    terms,
    phase: phaseOf(record.phase),
    collateral: money.join(
      asset,
      locks.reduce((sum, lock) => sum + lock, 0n),
    ),
    parties: terms.parties.map((party, index) => {
      const demand = lastOf("DemandStated", index)?.getValue("demand") as bigint[] | undefined;
      return {
        ...party,
        party: index,
        actsFrom: persons[2 * index] as Address,
        citizenId: citizenIds[index] === 0n ? undefined : idUnit.from(citizenIds[index]),
        hasSigned: record.parties[index].hasSigned,
        declaration: lastOf("PerformanceDeclared", index)?.getValue("statement") as string | undefined,
        demand: demand === undefined ? undefined : division(demand),
        owed: money.join(asset, persons[2 * index + 1] as bigint),
      };
    }),
    ...timesOf(record, terms, at),
    caseId: record.caseId === 0n ? undefined : caseUnit.from(record.caseId),
    ruling: rulingOf(record),
    division: end === undefined ? undefined : division(end.event.args.getValue("division") as bigint[]),
    feesBack: (handedOut?.event.args.getValue("amounts") as bigint[] | undefined)?.map(wei.from),
    statements,
  };
}

function rulingOf({ phase, ruling }: AgreementRecordStructOutput): Agreement["ruling"] {
  if (!["ruled", "divided"].includes(phaseOf(phase))) return undefined;
  return ruling === 0n ? "nobody" : Number(ruling) - 1;
}

type Times = Pick<Agreement, "due" | "declaredAt" | "objectionEndsAt" | "answersUntil" | "movesUntil">;

export function timesOf(record: AgreementRecordStructOutput, terms: Required<AgreementTerms>, at: Moment): Times {
  const declaredAt = record.declaredAt === 0n ? undefined : moment.from(record.declaredAt);
  const objectionEndsAt = declaredAt === undefined ? undefined : moment.after(declaredAt, terms.objectionPeriod);
  const answersUntil = record.answersUntil === 0n ? undefined : moment.from(record.answersUntil);
  const movesUntil = record.movesUntil === 0n ? undefined : moment.from(record.movesUntil);
  const due = (): Agreement["due"] => {
    const phase = phaseOf(record.phase);
    if (phase === "ruled") return "divide";
    if (phase === "open") return at >= terms.signBy ? "lapse" : undefined;
    if (phase !== "binding") return undefined;
    if (objectionEndsAt === undefined) return at >= terms.until ? "lapse" : undefined;
    const isUnanimous = record.parties.every(({ hasDeclared }) => hasDeclared);
    return isUnanimous || at >= objectionEndsAt ? "complete" : undefined;
  };
  return { due: due(), declaredAt, objectionEndsAt, answersUntil, movesUntil };
}

async function readStatements(reading: Reading, caseId: bigint, search: LogRange): Promise<SubmittedEvidence[]> {
  const logs = await logsOf(reading, [topicOf(reading, "Evidence"), null, word(caseId)], search);
  return logs.map(({ event, ...location }) => {
    const { party, evidence } = event.args.toObject() as { party: string; evidence: string };
    return { ...location, by: party, uri: evidence, statement: readEvidence(evidence) };
  });
}
