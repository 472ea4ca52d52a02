/** A description ends with the proposer's name, as the governor demands: that is no part of what was written for people. */
const PROPOSER = /#proposer=0x[0-9a-fA-F]{40}\s*$/;

/** What a proposal is called: its first line. */
export function titleOf(description: string): string {
  const [first] = description.replace(PROPOSER, "").trim().split("\n", 1);
  return first.replace(/^#+\s*/, "").trim();
}

/** What follows the title. */
export function bodyOf(description: string): string {
  const [, ...rest] = description.replace(PROPOSER, "").trim().split("\n");
  return rest.join("\n").trim();
}
