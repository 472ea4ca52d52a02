import { useNext } from "@civitas/react";
import type { NextStep } from "@civitas/sdk/watch";
import { sectionOf } from "../institutions";
import { useActors } from "../wallet/actor";
import type { Section } from "./sections";

/** What waits for whoever acts; nothing for who only reads. */
export function useSteps(): readonly NextStep[] {
  const { actor } = useActors();
  const { data } = useNext({}, { enabled: actor !== undefined });
  return actor === undefined ? [] : (data?.steps ?? []);
}

/** How much of it lies in a section; all of it lies in Today. */
export const waitingIn = (steps: readonly NextStep[], id: Section["id"]): number =>
  id === "today" ? steps.length : steps.filter(({ institution }) => sectionOf(institution) === id).length;
