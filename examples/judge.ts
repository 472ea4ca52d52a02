import type { NationClient } from "@civitas/sdk";
import { textUri, type CaseId, type DrawStep } from "@civitas/sdk/court";

/** Does what the case's phase asks for: to be called in each of them. */
export async function judge(juror: NationClient, caseId: CaseId): Promise<void> {
  const { phase, next } = await juror.court.case({ caseId });
  for (const { text, isYours } of next) console.log(isYours ? "*" : " ", text);

  if (phase === "evidence") {
    const evidence = { name: "The lease", fileUri: textUri("The landlord repairs the roof.") };
    await juror.court.submitEvidence.wait({ caseId, evidence });
  }
  if (phase === "draw") {
    const onStep = (step: DrawStep) => console.log(`${step.seated.length}/${step.seatsWanted}`);
    await juror.court.draw({ caseId }, { onStep });
  }
  if (phase === "commit") await juror.court.commit.wait({ caseId, choice: 1 }); // sealed: the wallet signs what the salt is made of
  if (phase === "reveal") await juror.court.reveal.wait({ caseId, justification: "Clause 4." }); // on any device with that key
  if (phase === "appeal") await juror.court.fundAppeal.wait({ caseId, choice: 2 }); // all that the side still lacks
  if (phase === "final") {
    await juror.court.execute.wait({ caseId });
    const { fees, owed } = await juror.court.claimAll(); // settles and claims all that is due
    console.log(fees, owed);
  }
}
