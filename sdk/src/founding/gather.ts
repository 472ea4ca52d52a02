import { verifyTypedData, type Provider } from "ethers";
import { UserRejectedError } from "../core/node-errors";
import { toNationError } from "../core/refusals";
import { isSignedBy } from "../core/signing";
import { spine } from "../institutions/spine";
import { isBinding } from "./chain";
import { retry, RETRY_DEFAULTS, type Read, type RetryOptions } from "./retry";
import {
  admissionRequest,
  CONSENT_PERIOD,
  type AdmissionRequest,
  type AskConsent,
  type FoundingCitizen,
} from "./consents";
import { ConsentLapsedError, ConsentRefusedError } from "./errors";
import type { FoundingRecord } from "./journal";
import { ADMISSION, stepsDone } from "./plan";
import { isSignature } from "./request-schema";
import { typedDataOf, type FoundingRequest } from "./requests";
import type { SignedConsent } from "./steps";

/** A founding citizen of a record, by the place in its charter. */
export const citizenIn = ({ charter, citizens }: FoundingRecord, index: number): FoundingCitizen => ({
  index,
  name: charter.citizens[index].name,
  address: citizens[index],
});

/** The gas with which the deployer lets an account judge its consent. */
const EXAMINATION_GAS = 400_000n;

/**
 * Puts into the record what founding citizens signed beforehand, and asks the others. Once they were let in, nothing changes. Once
 * anything of the founding was paid for, nobody's consent stops it: whose does not hold any more is invited.
 *
 * @throws {@link ConsentRefusedError}, {@link ConsentLapsedError} if a consent does not hold, and nothing was paid yet.
 */
export async function gatherConsents(
  record: FoundingRecord,
  context: {
    readonly consents: AskConsent | undefined;
    readonly requests: readonly FoundingRequest[];
    readonly save: () => Promise<void>;
    readonly provider: Provider;
    readonly read: Read;
  },
): Promise<void> {
  const { consents: ask, requests, save, provider, read } = context;
  if (record.transactions.some(({ step }) => step.startsWith(ADMISSION))) return;

  // The journal may be lost: nobody but the founder brings the first step.
  const isPaidFor =
    isBinding(record) || (await read("the deployer's steps", () => stepsDone(record.deployer, provider))) > 0;
  const now = await clockOf(context);
  for (const index of record.citizens.keys()) {
    const citizen = citizenIn(record, index);
    const requestUntil = (deadline: number) =>
      admissionRequest({
        chainId: BigInt(record.chainId),
        citizenship: record.institutions[spine.register.name].address,
        charterHash: record.charterHash,
        applicant: citizen.address,
        deadline,
      });
    const given = requests.find((one) => one.citizen.index === index && one.signature !== undefined);
    const consent = await consentAmong({
      given: given && { deadline: Number(given.request.message.deadline), signature: given.signature },
      remembered: record.consents[citizen.address],
      ask: async () => {
        const deadline = now + CONSENT_PERIOD;
        const signature = await answerTo(() => ask?.(requestUntil(deadline), citizen), { isPaidFor });
        return signature === undefined ? undefined : { deadline, signature };
      },
      isLasting: ({ deadline }) => deadline > now + CONSENT_PERIOD / 10,
      isPaidFor,
      isHeld: ({ deadline, signature }) => isHeld(requestUntil(deadline), { signature, citizen, now, provider, read }),
    });
    if (consent === undefined) delete record.consents[citizen.address];
    else record.consents[citizen.address] = consent;
    await save();
  }
}

/** A consent that nobody has looked at yet. */
interface Offered {
  readonly deadline: number;
  readonly signature: unknown;
}

/** The consent of a citizen that holds: what was signed beforehand, what the journal remembers, or what the citizen answers. */
async function consentAmong(offers: {
  readonly given: Offered | undefined;
  readonly remembered: Offered | undefined;
  readonly ask: () => Promise<Offered | undefined>;
  /** Whether a consent that is remembered need not be renewed. */
  readonly isLasting: (consent: Offered) => boolean;
  readonly isPaidFor: boolean;
  readonly isHeld: (consent: Offered) => Promise<boolean>;
}): Promise<SignedConsent | undefined> {
  const { given, remembered, ask, isLasting, isPaidFor, isHeld } = offers;
  const heldOf = async (
    offered: Offered | undefined,
    { isForgiven }: { readonly isForgiven: boolean },
  ): Promise<SignedConsent | undefined> => {
    try {
      return offered !== undefined && (await isHeld(offered)) ? (offered as SignedConsent) : undefined;
    } catch (error) {
      const isFlaw = error instanceof ConsentLapsedError || error instanceof ConsentRefusedError;
      if (isFlaw && isForgiven) return undefined;
      throw error;
    }
  };

  const fresh = await heldOf(given, { isForgiven: isPaidFor });
  if (fresh !== undefined) return fresh;
  // Whatever became of it, there may be a better one.
  const earlier = await heldOf(remembered, { isForgiven: true });
  if (given !== undefined || (earlier !== undefined && isLasting(earlier))) return earlier;
  return (await heldOf(await ask(), { isForgiven: isPaidFor })) ?? earlier;
}

/** What a person answers. Once the founding is paid for, to refuse is an answer, too. */
async function answerTo(
  ask: () => ReturnType<AskConsent>,
  { isPaidFor }: { readonly isPaidFor: boolean },
): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isPaidFor && toNationError(error) instanceof UserRejectedError) return undefined;
    throw error;
  }
}

const clockOf = ({ provider, read }: { readonly provider: Provider; readonly read: Read }): Promise<number> =>
  read("the chain's clock", async () => (await provider.getBlock("latest"))!.timestamp);

/**
 * Whether a founding would take the signature of a request, as soon as it came back: judged as `found()` judges it.
 *
 * @param provider A node of the chain to found on.
 * @returns Whether it holds; what a contract's account does not vouch for now does not, and its citizen is invited.
 * @throws {@link ConsentRefusedError} if the signature of an account with a key is none, or somebody else's.
 * @throws {@link ConsentLapsedError} if it counts no longer, by the chain's clock.
 */
export async function isRequestSigned(
  given: FoundingRequest,
  provider: Provider,
  options: Partial<RetryOptions> = {},
): Promise<boolean> {
  const read: Read = (what, ask) => retry(what, ask, { ...RETRY_DEFAULTS, ...options });
  const { index, name, address } = given.citizen;
  return isHeld(typedDataOf(given), {
    signature: given.signature,
    citizen: { index, name, address },
    now: await clockOf({ provider, read }),
    provider,
    read,
  });
}

/**
 * Whether a consent holds as far as can be told now. The account of a contract judges by itself, and may judge otherwise later: whom it
 * does not vouch for now is invited.
 *
 * @throws {@link ConsentLapsedError} if it counts no longer.
 * @throws {@link ConsentRefusedError} if the signature of an account with a key is none, or somebody else's.
 */
async function isHeld(
  { domain, types, message }: AdmissionRequest,
  context: {
    readonly signature: unknown;
    readonly citizen: FoundingCitizen;
    readonly now: number;
    readonly provider: Provider;
    readonly read: Read;
  },
): Promise<boolean> {
  const { signature, citizen, now, provider, read } = context;
  const name = citizen.name ?? citizen.address;
  const deadline = Number(message.deadline);
  if (deadline <= now) throw new ConsentLapsedError(name, deadline);
  if (!isSignature(signature)) throw new ConsentRefusedError(name, "nobody");
  const signer = recovered(() => verifyTypedData(domain, types, message, signature));
  if (signer === citizen.address) return true; // Whatever code EIP-7702 gave the account.
  const code = await read("a citizen's account", () => provider.getCode(citizen.address));
  if (code === "0x") throw new ConsentRefusedError(name, signer);
  const data = { domain, types, message };
  return read("a citizen's account", () =>
    isSignedBy({ provider, account: citizen.address, data, signature, gasLimit: EXAMINATION_GAS }),
  );
}

function recovered(recover: () => string): string {
  try {
    return recover();
  } catch {
    return "nobody";
  }
}
