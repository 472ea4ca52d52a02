import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery } from "../../core/next";
import { moment } from "../../core/units";
import { citizenId as citizenUnit } from "../citizenship/units";
import { civic } from "../coin/units";
import { dividendsDueTo } from "./due";

/** What the dividends tell people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.dividends", {
  claim: "Claim your dividend of epoch {epoch}, {amount} civic coin, until {until}.",
  "claim.cost": "What is not claimed by then goes back to the treasury.",
});

const step = stepsOf("dividends", nextSentences);

export async function nextOf({ connection, citizen }: NextQuery): Promise<NextPart> {
  const citizenId = await citizen;
  if (citizenId === undefined) return { steps: [] };
  const due = await dividendsDueTo(connection, citizenUnit.from(citizenId));
  return {
    steps: due.map(({ epochId, proposalId, byHead, byStake, claimableUntil: until }) =>
      step("claim", {
        kind: "owed",
        act: "claim",
        params: { epochId, participations: [{ citizenId: citizenUnit.from(citizenId), proposalId }] },
        until,
        args: {
          epoch: String(epochId),
          amount: civic.format(civic.from(byHead + byStake)),
          until: moment.format(until),
        },
      }),
    ),
  };
}
