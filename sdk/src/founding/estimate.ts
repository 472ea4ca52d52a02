import { ZeroHash, type Provider } from "ethers";
import { actsOf, GAS } from "./act-gas";
import { hasCode } from "./chain";
import { currentFees } from "./fees";
import { namesIn, parseCharter, type Charter, type CharterInput } from "./charter";
import { codesOf, creationCodeOf, packagedCode, type CodeSource } from "./codes";
import { retry, RETRY_DEFAULTS, type RetryOptions } from "./retry";
import { placedFor } from "./plan";
import { CREATE2_PROXY, placeholderOf } from "./steps";
import { chooseVariants } from "./variants";

/** What a founding will take. Rollups add what they pay for their data on Ethereum, which only they can tell. */
export interface FoundingEstimate {
  readonly transactions: number;
  readonly gas: bigint;
  /** What a unit of gas costs now, in wei: the base fee with the usual tip. */
  readonly gasPrice: bigint;
  /** What it will cost at that price, in wei. */
  readonly cost: bigint;
  /** What the founder's account should hold, in wei: at least twice the cost, in case the price doubles. */
  readonly needed: bigint;
}

/**
 * Estimates what founding a nation costs, before anything is sent.
 *
 * @param charter What to found.
 * @param provider A node of the chain to found on.
 * @param options How many of the founding citizens sign their consent, or whether all do (they do, if left out); the others are
 *   invited, which costs less. And where the code comes from.
 * @throws {@link CharterError} if the charter cannot found a nation.
 * @example
 * const { cost, transactions } = await estimateFounding(charter, provider);
 */
export async function estimateFounding(
  charter: CharterInput | Charter,
  provider: Provider,
  options: Partial<RetryOptions> & { readonly code?: CodeSource; readonly consenting?: number | boolean } = {},
): Promise<FoundingEstimate> {
  const { code = packagedCode, consenting = true, ...rest } = options;
  const retryOptions = { ...RETRY_DEFAULTS, ...rest };
  const checked = parseCharter(charter);
  // Nobody's addresses stand for those not known yet: what they are changes nothing but a few bytes of calldata.
  const founder = `0x${"f".repeat(40)}`;
  const citizens = checked.citizens.map(({ address }, index) => address ?? placeholderOf(index));
  const { chainId } = await retry("the chain's id", () => provider.getNetwork(), retryOptions);
  const names = namesIn(checked);
  const variants = await chooseVariants(checked, {
    names,
    chainId,
    ask: (ask) => retry("what the chain allows", () => ask(provider), retryOptions),
  });
  const codes = await codesOf(code, names);
  const placed = placedFor(
    { charter: checked, founder, citizens, chainId: String(chainId), variants, factory: CREATE2_PROXY, salt: ZeroHash },
    codes,
    names,
  );
  const read = <answer>(what: string, ask: () => Promise<answer>) => retry(what, ask, retryOptions);

  const gas: bigint[] = [GAS.deployer];
  if (!(await hasCode({ provider, read }, CREATE2_PROXY))) gas.push(GAS.factory);
  for (const name of names) {
    const data = creationCodeOf(codes, placed.institutions[name]!);
    const direct = await read("the gas of a creation", () => provider.estimateGas({ from: placed.deployer, data }));
    gas.push(direct + GAS.deployment);
  }
  gas.push(
    ...actsOf(checked, typeof consenting === "number" ? consenting : consenting ? citizens.length : 0).map(
      ({ gas }) => gas,
    ),
  );

  const { maxFeePerGas: most, price: gasPrice } = await currentFees({ provider, read });
  const total = gas.reduce((sum, one) => sum + one, 0n);
  // Where the base fee is near zero, twice of it leaves no room for what the estimate is short of.
  const dear = most > 2n * gasPrice ? most : 2n * gasPrice;
  return { transactions: gas.length, gas: total, gasPrice, cost: total * gasPrice, needed: total * dear };
}
