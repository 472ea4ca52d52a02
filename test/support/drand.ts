import { ethers } from "hardhat";

/** A round as drand's relays serve it. */
export interface PublishedRound {
  readonly round: number;
  /** A compressed point of G1, 48 bytes. */
  readonly signature: string;
}

const signed = (round: number, signature: string): PublishedRound => ({ round, signature: `0x${signature}` });

/** Rounds that quicknet really published. */
export const published = {
  first: signed(1, "b55e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b"),
  thousandth: signed(
    1000,
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
  ),
  next: signed(
    1001,
    "b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41",
  ),
  afterNext: signed(
    1002,
    "ab066f9c12dd6de1336fca0f925192fb0c72a771c3e4c82ede1fd362c1a770f9eb05843c6308ce2530b53a99c0281a6e",
  ),
  later: signed(
    657_413,
    "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b",
  ),
  recent: signed(
    5_928_395,
    "a5d07c0071b4e386b3ae09206522253c68fefe8490ad59ecc44a7dd0d0745be91da5779e2247a82403fbc0cb9a34cb61",
  ),
  // The others all have the greater y; these two have the lesser one.
  millionth: signed(
    1_000_000,
    "83ad29e4c409f9470fc2ef02f90214df49e02b441a1a241a82d622d9f608ef98fd8b11a029f1bee9d9e83b45088abe72",
  ),
  latest: signed(
    21_180_130,
    "96c36d9223c01c8c539c09573afdcad8ce626e0147b245bf9ad489fb01a49403b1588c8803972754b9d8ca8d6ac14319",
  ),
} as const;

/** A round of another network of drand's, under another key. */
export const foreign = signed(
  38,
  "95c93585c513ebbcb4777ff15599b3140e5ec0295faa0e483f3deadd88fa6d43f0d3703e3a4ce106e8fd6c6987f32126",
);

/** When quicknet published round 1, in seconds since 1970. */
export const QUICKNET_GENESIS = 1_692_803_367;

/** The modulus of the field that coordinates on BLS12-381 are from. */
export const MODULUS =
  0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;

/** A point of G1 as the contracts take it: x and y, 48 bytes each. */
export const encodePoint = (x: bigint, y: bigint): string =>
  ethers.concat([ethers.toBeHex(x, 48), ethers.toBeHex(y, 48)]);

export const decodePoint = (point: string): { x: bigint; y: bigint } => ({
  x: BigInt(ethers.dataSlice(point, 0, 48)),
  y: BigInt(ethers.dataSlice(point, 48)),
});

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % MODULUS];
  for (let bits = exponent; bits > 0n; bits >>= 1n) {
    if (bits & 1n) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}

/** The whole point of a compressed signature: y is a root of x^3 + 4, and one bit of the first byte says which of the two. */
export function decompress(signature: string): string {
  const marked = BigInt(signature);
  const x = marked & ((1n << 381n) - 1n);
  const root = power(x ** 3n + 4n, (MODULUS + 1n) / 4n);
  const isGreater = root > MODULUS - root;
  const wantsGreater = (marked & (1n << 381n)) !== 0n;
  return encodePoint(x, isGreater === wantsGreater ? root : MODULUS - root);
}

/** What drand publishes as a round's randomness. */
export const randomnessOf = ({ signature }: PublishedRound): string => ethers.sha256(signature);
