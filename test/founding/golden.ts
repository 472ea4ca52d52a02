import { AbiCoder, getAddress, id, keccak256, toUtf8Bytes, type Provider } from "ethers";
import demonstration from "../../charters/demonstration.json";
import weekend from "../../charters/weekend.json";
import { charterSchemaText } from "../../scripts/generate/charter-schema";
import { parseCharter } from "../../sdk/src/founding/charter";
import {
  addressesOf,
  argumentsOf,
  charterHashOf,
  codeHashOf,
  contractOf,
  deployerOf,
  institutionNames,
  type CodeSource,
} from "../../sdk/src/founding/institutions";
import type { FoundingRecord } from "../../sdk/src/founding/journal";
import type { RandomnessSource } from "../../sdk/src/founding/randomness";
import { stepsOf } from "../../sdk/src/founding/steps";

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
async function planOf(input: unknown, choice: { randomness: RandomnessSource; chainId: bigint; consenting: number }) {
  const { randomness, chainId, consenting } = choice;
  const charter = parseCharter(input);
  const citizens = charter.citizens.map((_, index) => accountOf(index));
  const deployer = deployerOf(FOUNDER, NONCE);
  const addresses = addressesOf(deployer);
  const chance = { chainId, source: randomness };
  const encoded = argumentsOf(charter, { founder: FOUNDER, citizens, addresses, chance });
  const institutions = Object.fromEntries(
    institutionNames.map((name) => [
      name,
      { contract: contractOf(name, randomness), address: addresses[name], arguments: encoded[name] },
    ]),
  );
  const signed = citizens
    .slice(0, consenting)
    .map((account): [string, { deadline: number; signature: string }] => [
      account,
      { deadline: STARTED_AT + 86_400, signature: id(account) },
    ]);
  const record = {
    founder: FOUNDER,
    chainId: String(chainId),
    charter,
    citizens,
    startedAt: STARTED_AT,
    randomness,
    deployer,
    institutions,
    consents: Object.fromEntries(signed),
  } as unknown as FoundingRecord;
  const steps = stepsOf({ record, provider: chainOf(citizens), code: stubbedCode, claim: () => undefined });
  const sent = steps.map(async ({ id, title, request }) => {
    const { to, data } = await request();
    return { id, title, to, data: keccak256(data) };
  });
  return { charterHash: charterHashOf(charter), deployer, institutions, steps: await Promise.all(sent) };
}

/**
 * What founding makes of the charters in this repository, for one founder, with every source of chance. The shape of the code
 * may change: this may change on purpose alone.
 */
export async function golden(): Promise<unknown> {
  return {
    demonstration: await planOf(demonstration, { randomness: "drand", chainId: 1n, consenting: 100 }),
    "demonstration by blocks": await planOf(demonstration, { randomness: "block", chainId: 31_337n, consenting: 0 }),
    weekend: await planOf(weekend, { randomness: "block", chainId: 1n, consenting: 1 }),
    "weekend by drand": await planOf(weekend, { randomness: "drand", chainId: 10n, consenting: 3 }),
    codeHash: await codeHashOf(stubbedCode),
    charterSchema: keccak256(toUtf8Bytes(await charterSchemaText())),
  };
}
