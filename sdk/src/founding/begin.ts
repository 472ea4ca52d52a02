import { getCreateAddress, hexlify, randomBytes, type Provider, type Signer } from "ethers";
import { executionIn } from "../core/answers";
import { InvalidInputError } from "../core/errors";
import { pendingNonce } from "../core/nonces";
import { actsOf } from "./act-gas";
import { hasCode, isBinding, refuseUnableChain } from "./chain";
import { charterHashOf, namesIn, type Charter } from "./charter";
import { codeHashOf, codesOf, type CodeSource } from "./codes";
import { FactoryMissingError, JournalMismatchError, type MismatchSubject, RequestMismatchError } from "./errors";
import { checksummed, namesOf, unknownOf } from "./institutions";
import { damageIn, type FoundingRecord, type Journal } from "./journal";
import { birthIn, placedFor, type Codes } from "./plan";
import { accountsIn, commonTo, examineRequest, type FoundingRequest, type RequestOptions } from "./requests";
import type { Read } from "./retry";
import { birthData, CREATE2_PROXY } from "./steps";
import { chooseVariants } from "./variants";

/** What a founding begins with. */
export interface Beginning {
  readonly charter: Charter;
  readonly signer: Signer;
  readonly provider: Provider;
  readonly journal: Journal;
  readonly code: CodeSource;
  readonly accounts: RequestOptions["accounts"];
  readonly salt: string | undefined;
  readonly requests: readonly FoundingRequest[];
  readonly read: Read;
  /** The most gas that one transaction may have. */
  readonly gasCap: bigint;
}

/** Goes on with what a journal remembers, or begins anew: nothing is sent for it. */
export async function resumeOrBegin(
  beginning: Beginning,
): Promise<{ readonly record: FoundingRecord; readonly codes: Codes }> {
  const { charter, signer, provider, journal, code, read, gasCap } = beginning;
  const sender = checksummed(await read("the founder's account", () => signer.getAddress()));
  const chainId = String((await read("the chain's id", () => provider.getNetwork())).chainId);
  const genesis = await read("the chain's first block", async () => (await provider.getBlock(0))?.hash ?? null);
  const charterHash = charterHashOf(charter);
  const common = commonTo(beginning.requests);

  const journaled = await journal.load();
  const damage = journaled === undefined ? undefined : damageIn(journaled);
  if (damage !== undefined) {
    const [what, allowed] = ["the journal of a founding", "what a founding saved there, or nothing"];
    throw new InvalidInputError({ what, found: `a record that is damaged (${damage})`, allowed });
  }
  // What binds nothing is begun anew, whatever differs.
  const isBound = journaled !== undefined && isBinding(journaled);
  if (journaled !== undefined) {
    const differs = (subject: MismatchSubject, old: string, now: string): boolean => {
      if (old !== now && isBound) throw new JournalMismatchError(subject, { journaled: old, given: now });
      return old !== now;
    };
    const isOther =
      differs("version", String(journaled.version), "4") ||
      differs("chain", `chain ${journaled.chainId}`, `chain ${chainId}`) ||
      (journaled.genesis !== null &&
        genesis !== null &&
        differs("chain", `first block ${journaled.genesis}`, `first block ${genesis}`)) ||
      differs("charter", journaled.charterHash, charterHash) ||
      (!isBound && differs("founder", journaled.founder, sender)) ||
      (common !== undefined && differs("salt", journaled.salt, common.salt)) ||
      // An institution that came to the catalogue since is none of this founding's.
      differs("institutions", unknownOf(journaled.institutions).join(", "), "") ||
      differs("code", journaled.codeHash, await codeHashOf(code, namesOf(journaled.institutions)));
    if (!isOther) {
      const record: FoundingRecord = journaled;
      if (record.sender !== sender) {
        // What another account has on its way is that account's.
        record.transactions = record.transactions.filter(({ outcome }) => outcome !== undefined);
        record.sender = sender;
      }
      const known = await codesOf(code, namesOf(record.institutions));
      if (!isBound) {
        await refuseOtherRequests(record, beginning);
        await refuseOtherFactory(record, known, beginning);
      }
      return { record, codes: known };
    }
  }

  // Who a citizen is only that citizen's own request tells, and only where nothing better does.
  const citizens = await accountsIn(
    charter,
    async ({ index, name }) =>
      (await beginning.accounts?.({ index, name })) ??
      beginning.requests.find(({ citizen }) => citizen.index === index)?.citizen.address,
  );
  const names = namesIn(charter);
  const codes = await codesOf(code, names);
  const variants = await chooseVariants(charter, {
    names,
    chainId: BigInt(chainId),
    ask: (ask) => read("what the chain allows", () => ask(provider)),
  });
  const acts = actsOf(charter, charter.citizens.length);
  await refuseUnableChain({ provider, read }, { acts, names, variants, codes, gasCap });
  const site = await siteOf(beginning, { sender, journaled: isOfThisChain(journaled, { chainId, genesis }) });
  const draft = {
    chainId,
    genesis,
    founder: sender,
    sender,
    charterHash,
    codeHash: await codeHashOf(code, names),
    charter,
    citizens,
    variants,
    factory: site.factory,
    salt: common?.salt ?? beginning.salt ?? hexlify(randomBytes(32)),
  };
  const record: FoundingRecord = {
    version: 4,
    ...draft,
    ...placedFor(draft, codes, names),
    consents: {},
    transactions: site.transactions,
  };
  await refuseOtherRequests(record, beginning);
  await refuseOtherFactory(record, codes, beginning);
  return { record, codes };
}

/** A journal in which nothing but a factory was sent, on this very chain. */
function isOfThisChain(
  journaled: FoundingRecord | undefined,
  { chainId, genesis }: Pick<FoundingRecord, "chainId" | "genesis">,
): FoundingRecord | undefined {
  return journaled?.version === 4 && journaled.chainId === chainId && journaled.genesis === genesis
    ? journaled
    : undefined;
}

/** The factory by which the deployer is created: the one that requests name, that the chain has, or that was begun; else a new one. */
async function siteOf(
  { provider, requests, read }: Beginning,
  { sender, journaled }: { readonly sender: string; readonly journaled: FoundingRecord | undefined },
): Promise<Pick<FoundingRecord, "factory" | "transactions">> {
  const named = requests.at(0)?.factory ?? CREATE2_PROXY;
  if (await hasCode({ provider, read }, named)) return { factory: named, transactions: [] };
  if (journaled?.sender === sender && journaled.transactions.length > 0)
    return { factory: journaled.factory, transactions: journaled.transactions };
  const nonce = await read("the founder's nonce", () => pendingNonce(provider, sender));
  return { factory: getCreateAddress({ from: sender, nonce }), transactions: [] };
}

/** Refuses requests that were signed for another founding, before anything is sent. */
async function refuseOtherRequests(record: FoundingRecord, { requests, code }: Beginning): Promise<void> {
  for (const request of requests) {
    const mismatches = (["charterHash", "chainId", "founder", "factory", "variants", "citizens"] as const)
      .map((what) => ({ what, found: JSON.stringify(request[what]), expected: JSON.stringify(record[what]) }))
      .filter(({ found, expected }) => found !== expected);
    if (mismatches.length > 0) throw new RequestMismatchError(mismatches);
    await examineRequest(request, record.charter, { code });
  }
}

/** Refuses a contract that creates no deployer where it is expected, before anything is sent. The founder's own is still to come. */
async function refuseOtherFactory(record: FoundingRecord, codes: Codes, { provider, read }: Beginning): Promise<void> {
  const { factory, deployer } = record;
  if (!(await hasCode({ provider, read }, factory)) || (await hasCode({ provider, read }, deployer))) return;
  const created = await read("what the factory creates", () =>
    provider.call({ to: factory, data: birthData(birthIn(record, codes)) }).catch((error: unknown) => {
      if (executionIn(error) === undefined) throw error;
      return "0x";
    }),
  );
  if (created.toLowerCase() !== deployer.toLowerCase()) throw new FactoryMissingError(factory);
}
