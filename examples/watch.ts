import type { CitizenId, NationClient } from "@civitas/sdk";

export async function watch(
  nation: NationClient,
  greet: (citizenId: CitizenId) => void,
): Promise<() => Promise<void>> {
  const taxes = await nation.coin.events.Transfer.query({
    where: { to: nation.treasury.address },
    from: 0,
    blocksPerRequest: 10_000, // for nodes that limit the range
  });
  console.log(`${taxes.length} payments to the treasury`);
  return nation.citizenship.events.CitizenAdmitted.watch(({ citizenId }) => greet(citizenId));
}
