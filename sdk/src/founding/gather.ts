import { verifyTypedData, type Provider } from "ethers";
import { isSignedBy } from "../core/signing";
import { spine } from "../institutions/spine";
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
import { ADMISSION } from "./plan";
import { isSignature } from "./request-schema";
import { typedDataOf, type FoundingRequest } from "./requests";

/** A founding citizen of a record, by the place in its charter. */
export const citizenIn = ({ charter, citizens }: FoundingRecord, index: number): FoundingCitizen => ({
  index,
  name: charter.citizens[index].name,
  address: citizens[index],
});

/** Puts into the record what founding citizens signed beforehand, and asks the others. Once they were let in, nothing changes. */
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

  const now = await read("the chain's clock", async () => (await provider.getBlock("latest"))!.timestamp);
  for (const index of record.citizens.keys()) {
    const citizen = citizenIn(record, index);
    const given = requests.find((one) => one.citizen.index === index && one.signature !== undefined);
    const earlier = record.consents[citizen.address];
    if (given === undefined && earlier !== undefined && earlier.deadline > now + CONSENT_PERIOD / 10) continue;
    delete record.consents[citizen.address];

    const request =
      given === undefined
        ? admissionRequest({
            chainId: BigInt(record.chainId),
            citizenship: record.institutions[spine.register.name].address,
            charterHash: record.charterHash,
            applicant: citizen.address,
            deadline: now + CONSENT_PERIOD,
          })
        : typedDataOf(given);
    const signature: unknown = given?.signature ?? (await ask?.(request, citizen));
    if (signature === undefined) continue;
    const deadline = Number(request.message.deadline);
    if (deadline <= now) throw new ConsentLapsedError(citizen.name ?? citizen.address, deadline);
    if (!(await isSigned(request, { signature, citizen, provider, read }))) continue;
    record.consents[citizen.address] = { deadline, signature: signature as string };
    await save();
  }
  await save();
}

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
  const now = await read("the chain's clock", async () => (await provider.getBlock("latest"))!.timestamp);
  const request = typedDataOf(given);
  const deadline = Number(request.message.deadline);
  if (deadline <= now) throw new ConsentLapsedError(name ?? address, deadline);
  return isSigned(request, { signature: given.signature, citizen: { index, name, address }, provider, read });
}

/**
 * Whether a consent holds as far as can be told now. The account of a contract judges by itself, and may judge otherwise later: whom it
 * does not vouch for now is invited.
 *
 * @throws {@link ConsentRefusedError} if the signature of an account with a key is none, or somebody else's.
 */
async function isSigned(
  { domain, types, message }: AdmissionRequest,
  context: {
    readonly signature: unknown;
    readonly citizen: FoundingCitizen;
    readonly provider: Provider;
    readonly read: Read;
  },
): Promise<boolean> {
  const { signature, citizen, provider, read } = context;
  const name = citizen.name ?? citizen.address;
  if (!isSignature(signature)) throw new ConsentRefusedError(name, "nobody");
  const signer = recovered(() => verifyTypedData(domain, types, message, signature));
  if (signer === citizen.address) return true; // Whatever code EIP-7702 gave the account.
  const code = await read("a citizen's account", () => provider.getCode(citizen.address));
  if (code === "0x") throw new ConsentRefusedError(name, signer);
  return read("a citizen's account", () =>
    isSignedBy({ provider, account: citizen.address, data: { domain, types, message }, signature }),
  );
}

function recovered(recover: () => string): string {
  try {
    return recover();
  } catch {
    return "nobody";
  }
}
