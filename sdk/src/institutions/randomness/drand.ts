import { concat, getBytes, hexlify, isHexString, toBeHex } from "ethers";
import { InvalidInputError } from "../../core/errors";
import { moment, type Moment } from "../../core/units";

/** The network of drand's that the nation's contracts verify. */
const QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";

/** When quicknet published round 1, and how long lies between two rounds, in seconds. */
const GENESIS = 1_692_803_367n;
const PERIOD = 3n;

/** The modulus of the field that coordinates on BLS12-381 are from. */
const MODULUS = 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;

const COORDINATE = 48;
const MARKS = { compressed: 1n << 383n, infinity: 1n << 382n, greater: 1n << 381n };

/**
 * Where a relay serves a round: JSON with its `signature`. The SDK fetches nothing by itself.
 *
 * @param round The round, from 1.
 * @param relay Any relay of drand's; its own if left out.
 *
 * @example
 * const { signature } = await (await fetch(drandUrl(round))).json();
 */
export const drandUrl = (round: number, relay = "https://api.drand.sh"): string =>
  `${relay}/${QUICKNET}/public/${round}`;

/**
 * When quicknet publishes a round.
 *
 * @example
 * moment.format(drandPublishedAt(1)); // "2023-08-23T15:09:27Z"
 */
export const drandPublishedAt = (round: number): Moment => moment.from(GENESIS + (BigInt(round) - 1n) * PERIOD);

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % MODULUS;
  for (let bits = exponent; bits > 0n; bits >>= 1n) {
    if ((bits & 1n) === 1n) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}

function refused(found: string): InvalidInputError {
  return new InvalidInputError({
    what: "a round's signature",
    found,
    allowed: `the "signature" that a relay of drand's quicknet serves, 96 hexadecimal digits`,
  });
}

/**
 * A round's signature as the contracts take it: a relay serves a point compressed to 48 bytes, its x and which of two ys; the
 * contracts want both coordinates, 96 bytes. What is whole already comes back as it is.
 *
 * @param signature As a relay serves it, with or without "0x".
 * @throws `InvalidInputError` if it is no compressed point of the curve.
 *
 * @example
 * const point = decompressRound("b55e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b");
 */
export function decompressRound(signature: string): string {
  const hex = signature.startsWith("0x") ? signature : `0x${signature}`;
  if (isHexString(hex, 2 * COORDINATE)) return hexlify(getBytes(hex));
  if (!isHexString(hex, COORDINATE)) throw refused(signature);
  const marked = BigInt(hex);
  if ((marked & MARKS.compressed) === 0n || (marked & MARKS.infinity) !== 0n) throw refused(signature);

  const x = marked & (MARKS.greater - 1n);
  const square = (power(x, 3n) + 4n) % MODULUS; // The curve: y² = x³ + 4.
  const root = power(square, (MODULUS + 1n) / 4n);
  if (x >= MODULUS || (root * root) % MODULUS !== square) throw refused(signature);
  const isGreater = root > MODULUS - root;
  const y = isGreater === ((marked & MARKS.greater) !== 0n) ? root : MODULUS - root;
  return concat([toBeHex(x, COORDINATE), toBeHex(y, COORDINATE)]);
}
