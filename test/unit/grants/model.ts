import type { Given } from "./world";

/** The largest whole number whose square is not above. */
export function root(of: bigint): bigint {
  let [low, high] = [0n, of + 1n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle <= of) low = middle;
    else high = middle;
  }
  return low;
}

/** A fraction, as a numerator and a denominator. */
type Fraction = readonly [bigint, bigint];

const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];

/** What each of so many projects gets of a pot: by the definition, from all gifts, and with fractions. */
export function matchingOf(pot: bigint, projects: number, gifts: readonly Given[]): bigint[] {
  const sums = Array.from({ length: projects }, () => new Map<number, bigint>());
  for (const [citizenId, projectId, amount] of gifts) {
    const sum = sums[projectId - 1];
    sum.set(citizenId, (sum.get(citizenId) ?? 0n) + amount);
  }
  const donors = new Set(gifts.map(([citizenId]) => citizenId));
  const givenTo = (citizenId: number) => BigInt(sums.filter((sum) => sum.has(citizenId)).length);
  const weights = sums.map((sum) => {
    const roots = [...sum.values()].reduce((all, one) => all + root(one), 0n);
    const given = [...sum.values()].reduce((all, one) => all + one, 0n);
    return roots * roots > given ? roots * roots - given : 0n;
  });
  const total = weights.reduce((all, one) => all + one, 0n);
  return sums.map((sum, index) => {
    if (weights[index] === 0n) return 0n;
    const [parts, of] = [...sum.keys()].reduce<Fraction>((all, one) => plus(all, [1n, givenTo(one)]), [0n, 1n]);
    const byWeight = (pot * weights[index]) / total;
    const atMost = (pot * parts) / (of * BigInt(donors.size));
    return byWeight < atMost ? byWeight : atMost;
  });
}
