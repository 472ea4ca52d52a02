import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Petitions__factory } from "../../generated/contracts";
import { latestPetitions } from "./lists";

/** What the petitions tell people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.petitions", {
  sign: "Sign the petition against proposal {proposal}, if you want all to vote on it once more: {signatures} of {needed} have, until {until}.",
  vote: "Vote once more on proposal {proposal}, until {until}.",
  "vote.cost": "Then those who vote decide: more against than for ends it.",
  settle: "The second vote on proposal {proposal} is over: settle it.",
});

const step = stepsOf("petitions", nextSentences);

const short = (id: bigint): string => String(id).slice(0, 8);

export async function nextOf({ connection, citizen }: NextQuery): Promise<NextPart> {
  const address = addressOf(connection, "petitions");
  const contract = Petitions__factory.connect(address, connection.runner);
  const citizenId = await citizen;
  const { items } = await latestPetitions(connection);
  const open = items.filter(({ phase }) => phase === "collecting" || phase === "voting" || phase === "settleable");
  if (citizenId === undefined || open.length === 0) return { steps: [] };
  const read = readEncoder(contract, address);
  const { values } = await multicall(
    providerOf(connection.runner),
    open.map(({ proposalId, phase }) =>
      read(phase === "voting" ? contract.hasVoted : contract.hasSigned, [proposalId, citizenId], Boolean),
    ),
  );
  const steps = open.flatMap(({ proposalId, phase, until, voteEndsAt, signatures, needed }, index): NextStep[] => {
    const proposal = short(proposalId);
    if (phase === "settleable")
      return [step("settle", { kind: "can", act: "settle", params: { proposalId }, args: { proposal } })];
    if (values[index]) return [];
    if (phase === "voting") {
      const args = { proposal, until: moment.format(voteEndsAt!) };
      return [step("vote", { kind: "must", act: "vote", params: { proposalId }, until: voteEndsAt!, args })];
    }
    const args = { proposal, until: moment.format(until), signatures: String(signatures), needed: String(needed) };
    return [step("sign", { kind: "can", act: "sign", params: { proposalId }, until, args })];
  });
  return { steps };
}
