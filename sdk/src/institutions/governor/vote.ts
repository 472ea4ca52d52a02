/** In the order of the governor's numbers. */
const supports = ["against", "for", "abstain"] as const;

/** What a ballot says. */
export type Support = (typeof supports)[number];

/** The number that the governor takes for it. */
export const supportCode = (support: Support): number => supports.indexOf(support);

/** What the governor's number says. */
export const supportOf = (code: bigint): Support => supports[Number(code)];
