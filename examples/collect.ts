import { type NationClient } from "@civitas/sdk";

export async function collect(nation: NationClient): Promise<void> {
  await nation.court.claimAll(); // settles first what the account has earned there
  for (const { institution, amount } of await nation.claimable()) console.log(institution, amount);
  const { failed } = await nation.claimAll(); // one transaction each
  for (const { reason } of failed) console.log(reason.advice);
}
