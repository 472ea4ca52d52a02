import type { Overview } from "@civitas/sdk";
import type { NextStep } from "@civitas/sdk/watch";
import { intend, type Sendable } from "../act/intend";
import { agreements } from "./agreements";
import { citizenship } from "./citizenship";
import { coin } from "./coin";
import { constitution } from "./constitution";
import { court } from "./court";
import { governor } from "./governor";
import { juryRoll } from "./jury-roll";
import { stake } from "./stake";
import { treasury } from "./treasury";
import { tribunal } from "./tribunal";
import type { Registration, SectionId, Way } from "./registration";
import { words } from "./words";

/** What each institution brings, in the order in which a section shows it. */
export const registrations: readonly Registration[] = [
  constitution,
  governor,
  citizenship,
  coin,
  treasury,
  stake,
  court,
  juryRoll,
  tribunal,
  agreements,
];

/** The registrations of the institutions that the nation has. */
export const presentIn = ({ profile }: Pick<Overview, "profile">): readonly Registration[] =>
  registrations.filter(
    ({ institution }) => institution === "constitution" || Object.hasOwn(profile.institutions, institution),
  );

export const sectionOf = (institution: string): SectionId | undefined =>
  registrations.find((one) => one.institution === institution)?.section;

/** How a step is taken: a claim by its own act, everything else as its institution says. */
export function wayOf(step: NextStep): Way {
  const { institution, act, params } = step;
  if ((act === "claim" || act === "claimForCitizen") && params.address === undefined) {
    return {
      intended: intend({
        title: words.claim,
        select: (nation) => {
          const payouts = nation[institution as "court" | "tribunal" | "agreements"];
          return payouts[act] as unknown as Sendable<unknown, unknown>;
        },
        params,
        then: words.claimThen,
      }),
    };
  }
  return registrations.find((one) => one.institution === institution)?.wayOf?.(step);
}
