import { getCreateAddress, type Provider } from "ethers";
import { findRevertData, saidIn } from "../core/answers";
import { toNationError } from "../core/refusals";
import type { InstitutionName } from "../institutions/registry";
import { BlockTooSmallError, ChainTooOldError, FactoryMissingError, NodeUnableError, StepTooBigError } from "./errors";
import type { ActGas } from "./act-gas";
import { titles, type Codes } from "./plan";
import { contractOf, type Variants } from "./institutions";
import type { SenderRecord } from "./journal";
import type { Read } from "./retry";
import type { Act } from "./act";
import { CREATE2_PROXY } from "./steps";

interface Reading {
  readonly provider: Provider;
  readonly read: Read;
}

/** Whether a contract stands at an address. */
export const hasCode = ({ provider, read }: Reading, address: string): Promise<boolean> =>
  read("a contract's code", async () => (await provider.getCode(address)) !== "0x");

/**
 * The CREATE2 factory that nearly every chain has.
 *
 * @throws {@link FactoryMissingError} if this one has not.
 */
export async function chooseFactory(reading: Reading): Promise<string> {
  if (await hasCode(reading, CREATE2_PROXY)) return CREATE2_PROXY;
  throw new FactoryMissingError(CREATE2_PROXY);
}

/** The id of the act that creates a factory. */
export const FACTORY = "factory";

/** Whether a journal has anything of the founding itself: a factory alone is anybody's, and binds to nothing. */
export const isBinding = ({ transactions }: SenderRecord): boolean => transactions.some(({ step }) => step !== FACTORY);

/**
 * Creates a CREATE2 factory where a chain has none.
 *
 * @param details Who sends, where the factory is expected, and who is told of another place if another transaction takes its nonce.
 */
export const factoryAct = (details: {
  readonly provider: Provider;
  readonly codes: Codes;
  readonly sender: string;
  readonly address: () => string;
  readonly moved: (address: string) => Promise<void>;
}): Act => ({
  id: FACTORY,
  title: "Create the factory of the deployer",
  request: () => Promise.resolve({ to: null, data: details.codes("Create2Factory").creation }),
  done: async () => (await details.provider.getCode(details.address())) !== "0x",
  reserve: async (nonce) => {
    const address = getCreateAddress({ from: details.sender, nonce });
    if (address !== details.address()) await details.moved(address);
  },
});

/** PUSH0, MCOPY and TSTORE, each on an empty word. */
const PROBE = "0x5f5f5f5e5f5f5d00";
const NO_OPCODE = /opcode|invalid instruction|not ?activated|undefined instruction/i;

/** What each byte of a contract costs: as calldata of its creation, and stored. */
const BYTE_GAS = { sent: 16n, stored: 200n } as const;

/**
 * Refuses a chain on which a founding is certain to fail, before anything is paid.
 *
 * @throws {@link ChainTooOldError} if the chain lacks an instruction that the contracts use.
 * @throws {@link NodeUnableError} if the node calls nothing without a receiver.
 * @throws {@link StepTooBigError} if a step takes more gas than a transaction may have.
 * @throws {@link BlockTooSmallError} if a block holds less gas than the largest step takes.
 */
export async function refuseUnableChain(
  { provider, read }: Reading,
  {
    acts,
    names,
    variants,
    codes,
    gasCap,
  }: {
    /** The steps beside the institutions. */
    readonly acts: readonly ActGas[];
    readonly names: readonly InstitutionName[];
    readonly variants: Variants;
    readonly codes: Codes;
    /** The most gas that one transaction may have, where that is known. */
    readonly gasCap?: bigint | undefined;
  },
): Promise<void> {
  const refusal = await read("what the chain can do", () =>
    provider.call({ data: PROBE }).then(
      () => undefined,
      (error: unknown) => {
        const words = wordsOf(error);
        if (NO_OPCODE.test(words)) return words;
        const isRefused = findRevertData(error) !== undefined || !toNationError(error).retryable;
        throw isRefused ? new NodeUnableError(words) : error;
      },
    ),
  );
  if (refusal !== undefined) throw new ChainTooOldError(refusal);

  const { gasLimit } = await read("the latest block", async () => (await provider.getBlock("latest"))!);
  const creations = names.map((name): ActGas => {
    const contract = contractOf(name, variants[name]);
    const { creation, runtime } = codes(contract);
    const [sent, stored] = [BigInt(creation.length / 2 - 1), BigInt(runtime.length / 2 - 1)];
    // Init code is mostly the code that is stored, which has few zeros.
    const gas = 53_000n + (sent * BYTE_GAS.sent * 3n) / 4n + stored * BYTE_GAS.stored;
    return { title: titles.build(name, contract), gas };
  });
  const steps = [...creations, ...acts];
  const tooBig = steps.find(({ gas }) => gasCap !== undefined && gas > gasCap);
  if (tooBig !== undefined) throw new StepTooBigError(tooBig.title, { gas: tooBig.gas, cap: gasCap! });
  const { title, gas } = steps.reduce((most, one) => (one.gas > most.gas ? one : most));
  if (gas > gasLimit) throw new BlockTooSmallError(title, { gas, gasLimit });
}

/** What a node said; the probe itself has no words that could be taken for an answer. */
function wordsOf(error: unknown): string {
  const said = saidIn(error);
  return (said.find(({ byLibrary }) => !byLibrary) ?? said[0])?.words ?? "";
}
