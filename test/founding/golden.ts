import { AbiCoder, getAddress, id, keccak256, toUtf8Bytes, type Provider } from "ethers";
import demonstration from "../../charters/demonstration.json";
import weekend from "../../charters/weekend.json";
import { charterHashOf, charterJsonSchema, namesIn, parseCharter } from "../../sdk/src/founding/charter";
import { codeHashOf, type CodeSource } from "../../sdk/src/founding/codes";
import { planOf, readsOf, siteOf } from "../../sdk/src/founding/plan";
import type { RandomnessSource } from "../../sdk/src/institutions/randomness/source";

const FOUNDER = "0x00000000000000000000000000000000F0417de5";
const NONCE = 7;
const STARTED_AT = 1_900_000_000;

/** Code that depends on nothing but the contract's name, so that no compiler changes what is pinned. */
const stubbedCode: CodeSource = (contract) => ({ creation: id(contract), runtime: "0x", immutables: {}, links: {} });

const coder = AbiCoder.defaultAbiCoder();
const accountOf = (index: number): string => getAddress(id(`citizen ${index}`).slice(0, 42));

/** A chain on which each founding citizen has the id of its place in the charter, from 1. */
const chainOf = (citizens: readonly string[]) =>
  ({
    call: ({ data }: { data: string }) => {
      const account = getAddress(`0x${data.slice(-40)}`);
      return Promise.resolve(coder.encode(["uint256"], [citizens.indexOf(account) + 1]));
    },
  }) as unknown as Provider;

/** Everything that a founding would deploy and send. */
async function foundingOf(
  input: unknown,
  choice: { randomness: RandomnessSource; chainId: bigint; consenting: number },
) {
  const { randomness, chainId, consenting } = choice;
  const charter = parseCharter(input);
  const citizens = charter.citizens.map((_, index) => accountOf(index));
  const founding = { charter, founder: FOUNDER, citizens, chainId: String(chainId), variants: { randomness } };
  const signed = citizens
    .slice(0, consenting)
    .map((account): [string, { deadline: number; signature: string }] => [
      account,
      { deadline: STARTED_AT + 86_400, signature: id(account) },
    ]);
  const site = siteOf(founding, NONCE);
  const { deployer, institutions } = site;
  const chain = readsOf(chainOf(citizens), { record: site, code: stubbedCode });
  const plan = planOf({ ...founding, ...site, startedAt: STARTED_AT, consents: Object.fromEntries(signed) });
  const steps = plan.map(async (act) => {
    const { id, title, to } = act;
    return { id, title, to, data: keccak256(await act.data(chain)) };
  });
  return { charterHash: charterHashOf(charter), deployer, institutions, steps: await Promise.all(steps) };
}

/** JSON in an order that is always the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, sorted(item)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What founding makes of the charters in this repository, for one founder, with every source of randomness. The shape of the code
 * may change: this may change on purpose alone.
 */
export async function golden(): Promise<unknown> {
  return {
    demonstration: await foundingOf(demonstration, { randomness: "drand", chainId: 1n, consenting: 100 }),
    "demonstration by blocks": await foundingOf(demonstration, {
      randomness: "block",
      chainId: 31_337n,
      consenting: 0,
    }),
    weekend: await foundingOf(weekend, { randomness: "block", chainId: 1n, consenting: 1 }),
    "weekend by drand": await foundingOf(weekend, { randomness: "drand", chainId: 10n, consenting: 3 }),
    codeHash: await codeHashOf(stubbedCode, namesIn(parseCharter(weekend))),
    charterSchema: keccak256(toUtf8Bytes(JSON.stringify(sorted(charterJsonSchema())))),
  };
}
