import { verifyTypedData, type Provider } from "ethers";
import { spine } from "../institutions/spine";
import type { Read } from "./chain";
import { admissionRequest, CONSENT_PERIOD, type AskConsent, type FoundingCitizen } from "./consents";
import { ConsentRefusedError } from "./errors";
import type { FoundingRecord } from "./journal";
import { ADMISSION } from "./plan";
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
    const earlier = record.consents[citizen.address];
    if (earlier !== undefined && earlier.deadline > now + CONSENT_PERIOD / 10) continue;
    delete record.consents[citizen.address];

    const given = requests.find((one) => one.citizen.index === index && one.signature !== undefined);
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
    const signature = given?.signature ?? (await ask?.(request, citizen));
    if (signature === undefined) continue;
    await requireSigned(request, { signature, citizen, provider, read });
    record.consents[citizen.address] = { deadline: Number(request.message.deadline), signature };
    await save();
  }
}

/** A contract account's signature is left to the chain to judge. */
async function requireSigned(
  { domain, types, message }: ReturnType<typeof admissionRequest>,
  {
    signature,
    citizen,
    provider,
    read,
  }: { signature: string; citizen: FoundingCitizen; provider: Provider; read: Read },
): Promise<void> {
  const signer = recovered(() => verifyTypedData(domain, types, message, signature));
  if (signer === citizen.address) return;
  const code = await read("a citizen's account", () => provider.getCode(citizen.address));
  if (code === "0x") throw new ConsentRefusedError(citizen.name ?? citizen.address, signer);
}

function recovered(recover: () => string): string {
  try {
    return recover();
  } catch {
    return "nobody";
  }
}
