import { id, ZeroAddress } from "ethers";
import type { Address } from "../../core/address";
import { InvalidInputError } from "../../core/errors";
import { moment, seconds, wei, type Moment, type Seconds, type Wei } from "../../core/units";
import type { AgreementTermsStructOutput } from "../../generated/contracts/Agreements";
import type { Money, MoneyChanger } from "../coin/money";
import { tracks, type CaseTrack } from "../court/case";
import type { AgreementId } from "./units";

/** What a party puts in, and gets. */
export interface PartyTerms {
  /** Who it is: if the account holds a citizenship at the opening, that citizen. */
  readonly account: Address;
  /** What it locks when it signs. */
  readonly lock: Money;
  /** What it gets of all that is locked when the agreement was performed. */
  readonly payout: Money;
  /**
   * What it locks of native coin for the court's fees; nothing if left out. A party that disputes pays the first instance out of its
   * own, then out of the others'. Whoever is wrong bears it, as far as it is locked.
   */
  readonly feeLock?: Wei;
}

/** What is agreed. Everything locked and paid out is of one kind of money. */
export interface AgreementTerms {
  /** Two to eight, each once. A party is named by its place here, from 0. */
  readonly parties: readonly PartyTerms[];
  /** In words: 1 to 8,192 bytes. */
  readonly text: string;
  /** Until when all must have signed. */
  readonly signBy: Moment;
  /** When it lapses if nobody has declared it performed. */
  readonly until: Moment;
  /** How long a declared performance can be disputed: an hour to a year. */
  readonly objectionPeriod: Seconds;
  /** How fast the court goes in a dispute; `general` if left out. */
  readonly track?: CaseTrack;
}

/** Terms as the contract takes them. */
export interface ContractTerms {
  readonly parties: string[];
  readonly asset: string;
  readonly locks: bigint[];
  readonly payouts: bigint[];
  readonly feeLocks: bigint[];
  readonly textHash: string;
  readonly signBy: bigint;
  readonly until: bigint;
  readonly objectionPeriod: bigint;
  readonly track: bigint;
}

/** The terms of an agreement as the contract takes them, and the text that these name by its hash. */
export interface Contracted {
  readonly agreementId: AgreementId;
  readonly terms: ContractTerms;
  readonly text: string;
}

/** Amounts of the same asset, as the contract takes them. */
export const amountsIn = (asset: Address, amounts: readonly Money[], money: MoneyChanger): bigint[] =>
  amounts.map((given) => {
    const [kind, amount] = money.split(given);
    if (kind.toLowerCase() === asset.toLowerCase()) return amount;
    const name = (address: Address): string => (address === ZeroAddress ? "native coin" : `the token at ${address}`);
    throw new InvalidInputError({
      what: "money of the agreement's kind",
      found: name(kind),
      allowed: `only ${name(asset)}`,
    });
  });

/** Terms as the contract takes them. */
export function toContract(terms: AgreementTerms, money: MoneyChanger): ContractTerms {
  const { parties, text, signBy, until, objectionPeriod, track = "general" } = terms;
  const [first] = parties as readonly [PartyTerms?, ...PartyTerms[]];
  const asset = first === undefined ? ZeroAddress : money.split(first.lock)[0];
  const amounts = (key: "lock" | "payout") =>
    amountsIn(
      asset,
      parties.map((party) => party[key]),
      money,
    );
  return {
    parties: parties.map(({ account }) => account),
    asset,
    locks: amounts("lock"),
    payouts: amounts("payout"),
    feeLocks: parties.map(({ feeLock = 0n }) => feeLock),
    textHash: id(text),
    signBy,
    until,
    objectionPeriod,
    track: BigInt(tracks.indexOf(track)),
  };
}

/** Terms as the log has them, to hand in again unchanged. */
export const fromLog = (terms: AgreementTermsStructOutput): ContractTerms => ({
  parties: [...terms.parties],
  asset: terms.asset,
  locks: [...terms.locks],
  payouts: [...terms.payouts],
  feeLocks: [...terms.feeLocks],
  textHash: terms.textHash,
  signBy: terms.signBy,
  until: terms.until,
  objectionPeriod: terms.objectionPeriod,
  track: terms.track,
});

/** Terms as people read them. */
export const fromContract = ({ terms, text }: Contracted, money: MoneyChanger): Required<AgreementTerms> => ({
  parties: terms.parties.map((account, party) => ({
    account,
    lock: money.join(terms.asset, terms.locks[party]),
    payout: money.join(terms.asset, terms.payouts[party]),
    feeLock: wei.from(terms.feeLocks[party]),
  })),
  text,
  signBy: moment.from(terms.signBy),
  until: moment.from(terms.until),
  objectionPeriod: seconds.from(terms.objectionPeriod),
  track: tracks[Number(terms.track)],
});
