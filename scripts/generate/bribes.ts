/**
 * What it costs to buy a ruling, on average. Exact up to the steps of the integral, and the same each time: nothing is drawn.
 *
 * Each voter sells the vote at a price of their own. The prices are lognormal about a median, with a sigma of one: a sixth asks less
 * than a third of the median, a sixth more than thrice. Who buys knows all prices, and pays the cheapest who suffice.
 */

const STEP = 0.01;
const BOUND = 8;

const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; ++next) logFactorials.push(logFactorials[next - 1] + Math.log(next));
  return logFactorials[n];
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** The probability that a binomial count is at most k. */
function atMost(n: number, p: number, k: number): number {
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  let sum = 0;
  for (let i = 0; i <= k; ++i) {
    const ways = logFactorial(n) - logFactorial(i) - logFactorial(n - i);
    sum += Math.exp(ways + i * Math.log(p) + (n - i) * Math.log(1 - p));
  }
  return Math.min(1, sum);
}

/** What the cheapest k of n votes cost together on average, in median prices. */
export function cheapest(n: number, k: number): number {
  let [sum, below] = [0, 0];
  for (let z = -BOUND; z < BOUND; z += STEP) {
    const middle = z + STEP / 2;
    const mass = density(middle) * STEP;
    // One's own price is among the cheapest if fewer than k of the others ask less.
    sum += Math.exp(middle) * mass * atMost(n - 1, below + mass / 2, k - 1);
    below += mass;
  }
  return n * sum;
}

/** A majority of so many. */
export const majorityOf = (n: number): number => Math.floor(n / 2) + 1;
