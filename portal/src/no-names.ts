/** Stands for ethers' table of names (ENS): the page takes addresses alone, and carries no table of the world's letters. */
export function ens_normalize(): never {
  throw new TypeError("This page takes addresses alone.");
}
