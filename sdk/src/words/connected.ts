import { Interface } from "ethers";
import type { Connection } from "../core/directory";
import { withNationErrors } from "../core/failures";
import { multicallEach, readEncoder, type Read } from "../core/reader";
import { providerOf } from "../core/write";
import { Citizenship__factory } from "../generated/contracts";
import { someCitizen, type CitizenId } from "../institutions/citizenship/units";
import { describeWith, type CallToDescribe, type DescribedCall } from "./describe";
import { NameBook, type Names, type TokenName } from "./names";

const tokenAbi = /* @__PURE__ */ new Interface([
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
]);

/** A read of a token's metadata. */
const tokenRead = (target: string, method: "symbol" | "decimals"): Read<unknown> => ({
  target,
  data: tokenAbi.encodeFunctionData(method),
  decode: (answer) => tokenAbi.decodeFunctionResult(method, answer)[0] as unknown,
});

/**
 * Describes calls as {@link describeCall} does, with the names that the nation has for the accounts and tokens in them: all are asked
 * for in one request, and none if the calls name nobody.
 */
export const describeCalls = (connection: Connection, calls: readonly CallToDescribe[]): Promise<DescribedCall[]> =>
  withNationErrors(async () => {
    const directory = { ...connection.directory, nation: connection.nation };
    const asked = new NameBook({ directory });
    const first = describeWith(calls, asked);
    const [accounts, tokens] = [[...asked.accounts], [...asked.tokens]];
    if (accounts.length + tokens.length === 0) return first;

    const found = await namesOf(connection, accounts, tokens);
    return describeWith(calls, new NameBook({ directory, ...found }));
  });

/** What the nation calls accounts and tokens, in one request. */
export async function namesOf(
  connection: Connection,
  accounts: readonly string[],
  tokens: readonly string[],
): Promise<Required<Pick<Names, "citizens" | "tokens">>> {
  const { citizenship } = connection.directory;
  const register = Citizenship__factory.connect(citizenship, connection.runner);
  const read = readEncoder(register, citizenship);
  const { values } = await multicallEach(providerOf(connection.runner), [
    ...accounts.map((account) => read(register.citizenOf, [account], someCitizen)),
    ...tokens.flatMap((token) => [tokenRead(token, "symbol"), tokenRead(token, "decimals")]),
  ]);
  const given = values.map((one) => (one.success ? one.value : undefined));
  const citizens = accounts.map((account, index) => [account, given[index]] as const);
  const named = tokens.map((token, index) => {
    const [symbol, decimals] = given.slice(accounts.length + 2 * index);
    const isToken = typeof symbol === "string" && typeof decimals === "bigint";
    return [token, isToken ? { symbol, decimals: Number(decimals) } : undefined] as const;
  });
  return { citizens: known<CitizenId>(citizens), tokens: known<TokenName>(named) };
}

/** Those of which something is known. */
const known = <Thing>(entries: readonly (readonly [string, unknown])[]): Record<string, Thing> =>
  Object.fromEntries(entries.filter(([, thing]) => thing !== undefined)) as Record<string, Thing>;
