import { ZeroAddress } from "ethers";
import type { Verification } from "../../core/declaration";
import { Findings, type Check } from "../../core/findings";
import type { DecodedLog } from "../../core/inspection";

/** What the coin is created with. */
export interface CoinTerms {
  readonly name: string;
  readonly symbol: string;
  readonly maxSupply: bigint;
  readonly treasury: string;
  readonly genesis: readonly { readonly holder: string; readonly amount: bigint }[];
  readonly exempt: readonly string[];
}

/** What the logs of transfers say that each account has. */
function balancesTold(logs: readonly DecodedLog[]): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { event } of logs) {
    if (event.name !== "Transfer") continue;
    const [from, to, amount] = event.args as unknown as [string, string, bigint];
    balances.set(from, (balances.get(from) ?? 0n) - amount);
    balances.set(to, (balances.get(to) ?? 0n) + amount);
  }
  return balances;
}

/** How much coin the logs say that there is. */
export const supplyTold = (logs: readonly DecodedLog[]): bigint => -(balancesTold(logs).get(ZeroAddress) ?? 0n);

/** Whether every account has what the logs say: where one does not, the node kept logs back. */
async function verifyBalances({ inspection }: Pick<Verification, "inspection">): Promise<Check[]> {
  const findings = new Findings("evidence");
  const told = balancesTold(await inspection.queryLogs(["coin"]));
  told.delete(ZeroAddress);
  const accounts = [...told.keys()];
  const found = await inspection.multicall(
    "balances of coin",
    accounts.map((account) => inspection.encodeRead("coin", "balanceOf", [account])),
  );
  const differing = accounts.filter((account, index) => found[index][0] !== told.get(account));
  findings.add(
    "The balances of coin",
    differing.length === 0 ? "founded" : "incomplete",
    differing.length === 0
      ? `of ${accounts.length} accounts are what the logs tell`
      : `of ${differing.length} of ${accounts.length} accounts are not what the logs tell`,
  );
  return findings.checks;
}

/** Compares the coin's names and limits, the first coins and the exemptions from tax with what it was created with. */
export async function verify({ inspection, terms, exemptSince, beforeHandOver }: Verification): Promise<Check[]> {
  const profile = new Findings("profile");
  const [, created] = terms as unknown as [unknown, CoinTerms];
  const [[name], [symbol], [maxSupply], [treasury]] = await inspection.multicall("the coin", [
    inspection.encodeRead("coin", "name"),
    inspection.encodeRead("coin", "symbol"),
    inspection.encodeRead("coin", "MAX_SUPPLY"),
    inspection.encodeRead("coin", "TREASURY"),
  ]);
  for (const [title, founded, found] of [
    ["The coin's name", created.name, name],
    ["The coin's symbol", created.symbol, symbol],
    ["The coin's greatest supply", created.maxSupply, maxSupply],
    ["The coin's treasury", created.treasury, treasury],
  ] as const) {
    inspection.compare(profile, { title, founded: String(founded), found: String(found), since: undefined });
  }

  const acts = new Findings("founding acts");
  const logs = await beforeHandOver(["ExemptionSet", "Transfer"]);
  const minted = logs.filter(({ event: { name: event, args } }) => event === "Transfer" && args[0] === ZeroAddress);
  const asGenesis =
    minted.length === created.genesis.length &&
    created.genesis.every(
      ({ holder, amount }, index) => minted[index].event.args[1] === holder && minted[index].event.args[2] === amount,
    );
  acts.expect("The first coins", asGenesis, {
    good: `went to the ${created.genesis.length} accounts of the genesis`,
    bad: "did not go where the genesis says, or more were made before the hand-over",
  });
  const exempted = logs
    .filter(({ event: { name: event } }) => event === "ExemptionSet")
    .map(({ event }) => String(event.args[0]));
  acts.expect("Exemptions from tax", exempted.join() === [...created.exempt].join(), {
    good: "only the nation's own: what is staked, the bonds of jurors, what agreements hold",
    bad: `${exempted.join(", ")} before the hand-over`,
  });
  return [
    ...profile.checks,
    ...acts.checks,
    ...(await verifyExemptions({ inspection, exemptSince })),
    ...(await verifyBalances({ inspection })),
  ];
}

/** Whether decisions exempted the adopted institutions that hold coin for citizens for good, as the founding exempts those of the charter. */
async function verifyExemptions({
  inspection,
  exemptSince,
}: Pick<Verification, "inspection" | "exemptSince">): Promise<Check[]> {
  const findings = new Findings("powers");
  const found = await inspection.multicall(
    "exemptions from tax",
    exemptSince.map(({ account }) => inspection.encodeRead("coin", "isExemptionFixed", [account])),
  );
  for (const [index, { name }] of exemptSince.entries()) {
    findings.expect(`The exemption from tax of the adopted ${name}`, found[index][0] === true, {
      good: "both ways, for good",
      bad: "is not fixed: what it returns to citizens can be taxed",
    });
  }
  return findings.checks;
}
