import { hexlify, randomBytes } from "ethers";
import { InvalidInputError } from "../core/errors";
import { moment, seconds, type Moment, type Seconds } from "../core/units";
import type { AttestationContent, AttestationsClient } from "../institutions/attestations/types";
import type { SchemaId } from "../institutions/attestations/units";
import { kycData, type KycProvider, type KycResult } from "./kyc";

/** What a stand-in does with a person. `fraud` gives what somebody made of the result. */
export type KycOutcome =
  | { readonly kind: "confirm" }
  | { readonly kind: "refuse"; readonly reason: string }
  | { readonly kind: "silence" }
  | { readonly kind: "fraud"; readonly forge: (result: KycResult) => KycResult | Promise<KycResult> };

/**
 * A stand-in for a provider, for tests and demonstrations: it checks nobody, does what it is told, and signs as a provider would.
 *
 * @param parameters.attestations The attestations, connected as the provider.
 * @param parameters.decide What to do with a person, when first asked how far the check is.
 * @param parameters.validity How long a check may take; 15 minutes if left out.
 *
 * @example
 * const provider = localKycProvider({ attestations: desk.attestations, schemaId, decide: () => ({ kind: "confirm" }) });
 */
export function localKycProvider(parameters: {
  readonly attestations: Pick<AttestationsClient, "signAttestation">;
  readonly schemaId: SchemaId;
  readonly decide: (applicant: string) => KycOutcome;
  readonly validity?: Seconds;
  readonly clock?: () => Moment;
}): KycProvider {
  const { attestations, schemaId, decide, validity = seconds.minutes(15) } = parameters;
  const { clock = () => moment.of(new Date()) } = parameters;
  const begun = new Map<string, { readonly content: AttestationContent; readonly outcome: KycOutcome }>();
  const sessionOf = (id: string) => {
    const session = begun.get(id);
    if (session === undefined)
      throw new InvalidInputError({ what: "a session", found: id, allowed: "the id that start() gave" });
    return session;
  };
  return {
    start: ({ applicant, level }) => {
      const id = hexlify(randomBytes(16)).slice(2);
      const content = { schemaId, about: { account: applicant }, data: kycData({ level, id }) };
      begun.set(id, { content, outcome: decide(applicant) });
      return Promise.resolve({ id, url: `about:blank#${id}`, until: moment.after(clock(), validity) });
    },
    status: ({ id }) =>
      new Promise((resolve) => {
        const { outcome } = sessionOf(id);
        if (outcome.kind === "refuse") resolve({ state: "refused", reason: outcome.reason });
        else resolve({ state: outcome.kind === "silence" ? "waiting" : "confirmed" });
      }),
    result: async ({ id }) => {
      const { content, outcome } = sessionOf(id);
      const deadline = moment.after(clock(), seconds.days(1));
      const approval = await attestations.signAttestation({ ...content, deadline });
      const result = { content, approval };
      return outcome.kind === "fraud" ? outcome.forge(result) : result;
    },
  };
}
