import { randomBytes } from "ethers";
import { moment, seconds, type Moment, type Seconds } from "../core/units";
import { toBase64Url } from "./base64url";
import { CredentialRefusedError } from "./errors";

/** What a verifier asks a holder to answer. */
export interface PresentationRequest {
  /** Whom the answer is for, such as `https://clinic.example`. */
  readonly audience: string;
  /** Used once. */
  readonly nonce: string;
  readonly until: Moment;
}

/** A verifier's requests: each is answered once, in time. */
export interface PresentationRequests {
  readonly audience: string;
  /** Makes a request for a holder. */
  open(): PresentationRequest;
  /** @throws {@link CredentialRefusedError} unless the request is open. */
  requireOpen(nonce: string): void;
  /** Closes a request. @throws {@link CredentialRefusedError} if it was answered before. */
  close(nonce: string): void;
}

/**
 * A verifier's requests, kept in memory. Whoever verifies with several processes implements {@link PresentationRequests} over a store
 * that they share.
 *
 * @param parameters.validity How long a request is open; 5 minutes if left out.
 * @param parameters.clock The present, for tests.
 *
 * @example
 * const requests = presentationRequests({ audience: "https://clinic.example" });
 * const request = requests.open(); // To the holder, as a QR code or a link.
 */
export function presentationRequests(parameters: {
  readonly audience: string;
  readonly validity?: Seconds;
  readonly clock?: () => Moment;
}): PresentationRequests {
  const { audience, validity = seconds.minutes(5), clock = () => moment.of(new Date()) } = parameters;
  const open = new Map<string, Moment>();
  const answered = new Map<string, Moment>();
  /** What is over is forgotten, so that the memory is bounded by what is asked in one validity. */
  const forget = (kept: Map<string, Moment>): void => {
    for (const [nonce, until] of kept) if (clock() >= moment.after(until, validity)) kept.delete(nonce);
  };
  const requireOpen = (nonce: string): void => {
    if (answered.has(nonce)) throw new CredentialRefusedError({ fault: "replayed", detail: nonce });
    const until = open.get(nonce);
    if (until === undefined) throw new CredentialRefusedError({ fault: "nonce", detail: nonce });
    if (clock() >= until) throw new CredentialRefusedError({ fault: "late", detail: moment.format(until) });
  };
  return {
    audience,
    open: () => {
      forget(open);
      forget(answered);
      const nonce = toBase64Url(randomBytes(24));
      const until = moment.after(clock(), validity);
      open.set(nonce, until);
      return { audience, nonce, until };
    },
    requireOpen,
    close: (nonce) => {
      requireOpen(nonce);
      answered.set(nonce, open.get(nonce)!);
      open.delete(nonce);
    },
  };
}
