import type { NationClient } from "@civitas/sdk";

export async function show(nation: NationClient): Promise<void> {
  const { items } = await nation.governor.list({ state: ["pending", "active"] }); // with both houses' tallies
  for (const { id, description, closesAt } of items) console.log(id, description, closesAt);

  let cursor: string | undefined;
  do {
    const page = await nation.citizenship.list({
      standing: "active",
      limit: 100,
      ...(cursor && { cursor }),
    });
    for (const { id, holder } of page.items) console.log(id, holder);
    ({ cursor } = page);
  } while (cursor !== undefined);
}
