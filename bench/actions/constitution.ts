import type { Area } from "./action";

const TITLE = "Of the tax";
const TEXT =
  "Whoever transfers civic coin pays {coin.taxRate} of it to the treasury. The treasury spends it for all, and accounts for " +
  "each payment in public. No rate is raised without a vote of both houses.";

/** SSTORE2 puts one byte before what it keeps, and the constitution one more, for the title's length. */
const CODE_BYTES = 1 + 1 + Buffer.byteLength(TITLE) + Buffer.byteLength(TEXT);

export const area: Area = {
  title: "Constitution",
  actions: [
    {
      id: "amend",
      title: `amend an article of ${Buffer.byteLength(TEXT)} bytes, the act alone`,
      prepare: async ({ chain, constitution, government }) => {
        const constitutionAsGovernment = constitution.connect(government);
        await chain.send(() => constitutionAsGovernment.enact([{ title: TITLE, text: `${TEXT} And so on.` }]));
        return () => constitutionAsGovernment.amend(1, TITLE, TEXT);
      },
      accesses: { read: 3, change: 1, open: 1, create: 1, codeByte: CODE_BYTES },
      target: { newSlots: 1 },
      note: "The text is kept as code, at 200 gas a byte instead of about 690 in storage.",
    },
  ],
};
