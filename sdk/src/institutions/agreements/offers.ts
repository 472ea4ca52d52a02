import type { Events, LogRange } from "../../core/events";
import { multicall, readEncoder } from "../../core/reader";
import { moment, type Moment } from "../../core/units";
import { providerOf } from "../../core/write";
import type { Agreements } from "../../generated/contracts";
import type { AgreementsEventUnits } from "./events";
import type { Reading } from "./records";
import type { Contracted } from "./terms";

/** How long an offer is good if nothing is said, in seconds. */
const OFFER_PERIOD = 7n * 86_400n;

/** An offer to settle, in the agreement's base units. */
export interface Offer {
  readonly division: bigint[];
  readonly validFrom: Moment;
  readonly validUntil: Moment;
  readonly nonce: number;
}

/** An offer that stands, and which parties have approved of it by transaction. */
export interface ApprovedOffer extends Offer {
  readonly approvals: boolean[];
}

/** Reads the offers of an agreement. */
export interface OfferReading extends Reading {
  readonly events: Events<Agreements, AgreementsEventUnits>;
}

interface Found {
  readonly standing: ApprovedOffer[];
  readonly nonce: number;
  readonly at: Moment;
}

const isSame = (one: readonly bigint[], other: readonly bigint[]): boolean =>
  one.length === other.length && one.every((amount, index) => amount === other[index]);

/** The offers of an agreement that stand, the oldest first, and the nonce of new ones. */
export async function findOffers(reading: OfferReading, of: Contracted, search: LogRange): Promise<Found> {
  const { contract, address, runner, events } = reading;
  const encodeRead = readEncoder(contract, address);
  const provider = providerOf(runner);
  const approved = await events.SettlementApproved.query({ ...search, where: { agreementId: of.agreementId } });
  const told: Offer[] = [];
  for (const { division, validFrom, validUntil, nonce } of approved) {
    const isKnown = told.some(
      (offer) =>
        offer.nonce === nonce &&
        offer.validFrom === validFrom &&
        offer.validUntil === validUntil &&
        isSame(offer.division, division),
    );
    if (!isKnown) told.push({ division: [...division], validFrom, validUntil, nonce });
  }
  const { values, at } = await multicall(provider, [
    encodeRead(contract.offerNonce, [of.agreementId], Number),
    ...told.map((offer) =>
      encodeRead(contract.approvalsOf, [of.agreementId, of.terms, offer], (approvals) => [...approvals]),
    ),
  ]);
  const [nonce, ...approvals] = values as [number, ...boolean[][]];
  const standing = told
    .map((offer, index) => ({ ...offer, approvals: approvals[index] }))
    .filter((offer) => offer.nonce === nonce && offer.validUntil > at && offer.approvals.includes(true));
  return { standing, nonce, at };
}

/** What was said of an offer. */
export interface Said {
  readonly division: bigint[];
  readonly validFrom: Moment | undefined;
  readonly validUntil: Moment | undefined;
  /** A signed approval of it. */
  readonly signed: { readonly validFrom: Moment; readonly validUntil: Moment; readonly nonce: number } | undefined;
}

/** The offer that is meant: the one that is signed, the one that stands, or a new one. */
export async function resolveOffer(
  reading: OfferReading,
  of: Contracted,
  { division, validFrom, validUntil, signed }: Said,
  search: LogRange,
): Promise<Offer> {
  if (signed !== undefined) {
    const moments = { validFrom: validFrom ?? signed.validFrom, validUntil: validUntil ?? signed.validUntil };
    return { division, ...moments, nonce: signed.nonce };
  }
  const { standing, nonce, at } = await findOffers(reading, of, search);
  const known = standing.find(
    (offer) =>
      isSame(offer.division, division) &&
      (validFrom ?? offer.validFrom) === offer.validFrom &&
      (validUntil ?? offer.validUntil) === offer.validUntil,
  );
  const moments = known ?? { validFrom: validFrom ?? at, validUntil: validUntil ?? moment.from(at + OFFER_PERIOD) };
  return { division, validFrom: moments.validFrom, validUntil: moments.validUntil, nonce };
}
