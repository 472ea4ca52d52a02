import { bps } from "@civitas/sdk";
import type { CitizensHouse } from "@civitas/sdk/governor";
import { words } from "./words";

/** What part of for and against is for. */
export function shareFor({ for: yes, against }: Pick<CitizensHouse, "for" | "against">): string {
  const all = yes + against;
  return all === 0n ? bps.format(bps.from(0)) : bps.format(bps.from((yes * 10_000n) / all));
}

/** Whether the citizens carry a proposal, and what is still needed. */
export function houseSentence(house: CitizensHouse, isOver: boolean): string {
  const { electorate, quorum, carried, majority } = house;
  if (electorate === 0n) return words.notOpen;
  if (carried) return (isOver ? words.carried : words.carriedSoFar)(shareFor(house));
  const missing = Number(quorum - house.for);
  if (missing > 0) return (isOver ? words.wasShort : words.moreFor)(missing);
  return (isOver ? words.wasMinority : words.moreMajority)(bps.format(majority));
}
