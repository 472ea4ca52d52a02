import { toUtf8Bytes } from "ethers";
import type { Charter } from "./charter";
import { articleBatches, BATCH, titles } from "./plan";

/** Gas of acts on institutions that do not exist yet, as measured, with some room. */
export const GAS = {
  transaction: 21_000n,
  /** Creating through the deployer costs that much more than creating directly. */
  deployment: 45_000n,
  deployer: 900_000n,
  factory: 80_000n,
  article: 70_000n,
  /** A byte of an article, as calldata and as stored code. */
  articleByte: 235n,
  admission: 78_000n,
  invitation: 32_000n,
  office: 62_000n,
  powers: 450_000n,
  handOver: 80_000n,
} as const;

/** A step after the institutions are built, and about what it takes. */
export interface ActGas {
  readonly title: string;
  readonly gas: bigint;
}

/** What the steps of a founding take that follow the institutions, where so many of its citizens consent. */
export function actsOf({ articles, citizens, offices }: Charter, consenting: number): ActGas[] {
  const enactments = articleBatches(articles).map(({ title, texts }) => {
    const bytes = texts.map((article) => BigInt(toUtf8Bytes(article.title + article.text).length));
    return { title, gas: bytes.reduce((sum, size) => sum + GAS.article + size * GAS.articleByte, GAS.transaction) };
  });

  // Who of a batch consents is not known, so that each batch is taken for an average one.
  const consents = BigInt(Math.min(consenting, citizens.length));
  const people = GAS.admission * consents + GAS.invitation * (BigInt(citizens.length) - consents);
  const admissions: ActGas[] = [];
  for (let start = 0; start < citizens.length; start += BATCH.admissions) {
    const size = Math.min(BATCH.admissions, citizens.length - start);
    const gas = GAS.transaction + (people * BigInt(size)) / BigInt(citizens.length);
    admissions.push({ title: titles.admissions(size), gas });
  }
  return [
    ...enactments,
    ...admissions,
    { title: titles.powers, gas: GAS.powers },
    { title: titles.handOver, gas: GAS.handOver + GAS.office * BigInt(offices.length) },
  ];
}
