import type { SectionCheck } from "../../core/declaration";

const houses = ["citizens", "stake"] as const;

/** Each provision's key by its place in the charter. */
const keyOf = (kind: "ordinary" | "constitutional", house: (typeof houses)[number], what: "quorum" | "majority") => {
  const key = `${house === "citizens" ? "citizen" : house}${what === "quorum" ? "Quorum" : "Majority"}`;
  return kind === "ordinary" ? key : `constitutional${key[0].toUpperCase()}${key.slice(1)}`;
};

/** What only shows when the thresholds are seen together. */
export function check({ provision, complain }: SectionCheck<unknown>): void {
  const figure = (...threshold: Parameters<typeof keyOf>) => Number(provision(keyOf(...threshold)).value);

  for (const kind of ["ordinary", "constitutional"] as const) {
    for (const house of houses) {
      const [quorum, majority] = [figure(kind, house, "quorum"), figure(kind, house, "majority")];
      if (majority !== 0 && majority < 50) {
        complain(
          `${kind}.${house}.majority`,
          `is ${majority}: a majority is at least 50, or 0 for a house without a say.`,
        );
      } else if (majority === 0 && quorum !== 0) {
        complain(
          `${kind}.${house}.quorum`,
          `is ${quorum} in a house without a say (its majority is 0): it must be 0, too.`,
        );
      }
    }
    if (figure(kind, "citizens", "majority") === 0 && figure(kind, "stake", "majority") === 0) {
      complain(kind, "gives no house a say: nothing could ever be decided.");
    }
  }
  const least = houses.map((house) => Number(provision(keyOf("constitutional", house, "majority")).min));
  if (least.every((min) => min === 0) && figure("constitutional", "citizens", "majority") !== 0) {
    complain(
      "constitutional",
      "allows both majorities to become 0, after which no house could amend anything: give one a min of at least 50.",
    );
  }
  let stricter = false;
  for (const house of houses) {
    for (const what of ["quorum", "majority"] as const) {
      const [ordinary, constitutional] = [figure("ordinary", house, what), figure("constitutional", house, what)];
      stricter ||= constitutional > ordinary;
      if (constitutional < ordinary) {
        complain(
          `constitutional.${house}.${what}`,
          `is ${constitutional}: it must be at least the ordinary one, ${ordinary}.`,
        );
      }
    }
  }
  if (!stricter) complain("constitutional", "must be stricter than ordinary in at least one threshold.");
}
