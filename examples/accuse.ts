import { civic, seconds, type CitizenId, type NationClient } from "@civitas/sdk";

export async function accuse(nation: NationClient, citizenId: CitizenId): Promise<void> {
  const ground = { citizenId, ground: "offence", article: 1 } as const; // or "duplicatePerson", "falseDossier", "deceased"
  const { isChallengeable, coolOffEndsAt } = await nation.tribunal.challengeable(ground);
  if (!isChallengeable) return console.log(coolOffEndsAt);

  const fine = { kind: "fine", amount: civic.parse("25") } as const;
  const suspension = { kind: "suspend", period: seconds.days(30) } as const;
  const terms = { ...ground, sanctions: [fine, suspension], statement: "He sold the town hall." };
  const { caseId } = await nation.tribunal.challenge.wait(terms); // pays exactly what cost() says

  const { text, isEnforceable } = await nation.tribunal.challengeOf({ caseId });
  console.log(text); // Citizen 7 is charged with an offence against article 1; asked for: a fine of 25 civic coin …
  if (!isEnforceable) return; // not before the court granted it
  const { failed } = await nation.tribunal.enforce.wait({ caseId });
  for (const { reason } of failed) console.log(reason.advice);
}
