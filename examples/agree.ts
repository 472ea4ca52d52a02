import { civic, moment, seconds, type NationClient } from "@civitas/sdk";
import type { AgreementId } from "@civitas/sdk/agreements";

const coin = (amount: string) => ({ coin: civic.parse(amount) });
const inDays = (count: number) => moment.of(new Date(Date.now() + count * 86_400_000));

export async function agree(ana: NationClient, ben: NationClient): Promise<AgreementId> {
  const { agreementId } = await ana.agreements.open.wait({
    parties: [
      { account: ana.account ?? "", lock: coin("40"), payout: coin("95") },
      { account: ben.account ?? "", lock: coin("60"), payout: coin("5") },
    ],
    text: "Ana paints the house of Ben by the end of May.",
    signBy: inDays(3),
    until: inDays(60),
    objectionPeriod: seconds.days(5),
  });
  await ana.coin.approve.wait({ spender: ana.agreements.address, amount: civic.parse("40") });
  await ana.agreements.sign.wait({ agreementId });

  // Ben only signs (once he has given his allowance); anyone may hand that in, and pay for it.
  const signature = await ben.agreements.signatureFor({ agreementId });
  const { isBinding } = await ana.agreements.submitSignature.wait(signature);
  if (isBinding) await ana.agreements.declarePerformed.wait({ agreementId, statement: "Painted." });
  return agreementId;
}

export async function contest(ben: NationClient, agreementId: AgreementId): Promise<void> {
  const demand = [coin("60"), coin("40")];
  await ben.agreements.dispute.wait({ agreementId, demand, statement: "It peels off." }); // pays the court's cost
  const { phase, parties, due } = await ben.agreements.agreement({ agreementId });
  console.log(phase, parties, due); // what anyone can carry out now: "lapse", "complete", "divide"
}
