const exemptions = ["none", "sending", "receiving", "both"] as const;

/** Which way an account's payments bear no tax. */
export type Exemption = (typeof exemptions)[number];

/** The number that the coin takes for it. */
export const exemptionCode = (exemption: Exemption): number => exemptions.indexOf(exemption);

/** What the coin's number says. */
export const toExemption = (code: bigint): Exemption => exemptions[Number(code)];
