import { getAddress, id, keccak256, toUtf8Bytes } from "ethers";
import demonstration from "../../charters/demonstration.json";
import weekend from "../../charters/weekend.json";
import { charterHashOf, charterJsonSchema, namesIn, parseCharter } from "../../sdk/src/founding/charter";
import { codeHashOf, codesOf, type CodeSource } from "../../sdk/src/founding/codes";
import { placedFor, planOf } from "../../sdk/src/founding/plan";
import { CREATE2_PROXY, dataOf } from "../../sdk/src/founding/steps";
import type { RandomnessSource } from "../../sdk/src/institutions/randomness/source";

const FOUNDER = "0x00000000000000000000000000000000F0417de5";
const SALT = id("golden");
const DEADLINE = 1_900_086_400;

/** Code that depends on nothing but the contract's name, so that no compiler changes what is pinned. */
const stubbedCode: CodeSource = (contract) => ({ creation: id(contract), runtime: "0x", immutables: {}, links: {} });

const accountOf = (index: number): string => getAddress(id(`citizen ${index}`).slice(0, 42));

/** Everything that a founding would deploy and send. */
async function foundingOf(
  input: unknown,
  choice: { randomness: RandomnessSource; chainId: bigint; consenting: number },
) {
  const { randomness, chainId, consenting } = choice;
  const charter = parseCharter(input);
  const citizens = charter.citizens.map((_, index) => accountOf(index));
  const consents = citizens
    .slice(0, consenting)
    .map((account): [string, { deadline: number; signature: string }] => [
      account,
      { deadline: DEADLINE, signature: id(account) },
    ]);
  const draft = { charter, founder: FOUNDER, citizens, chainId: String(chainId), variants: { randomness } };
  const codes = await codesOf(stubbedCode, namesIn(charter));
  const { deployer, institutions } = placedFor({ ...draft, factory: CREATE2_PROXY, salt: SALT }, codes);
  const plan = planOf(draft, codes);
  const steps = plan.steps.map((step, index) => {
    const { id: name, title, kind } = step;
    return { id: name, title, kind, data: keccak256(dataOf(step, plan.rests[index], Object.fromEntries(consents))) };
  });
  return { charterHash: charterHashOf(charter), plan: plan.hash, deployer, institutions, steps };
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
