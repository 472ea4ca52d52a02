import { getCreate2Address, getCreateAddress, keccak256 } from "ethers";
import { Findings, type Check } from "../../core/findings";
import type { ChainTransaction, Evidence } from "../../core/evidence";
import type { CodeSource } from "../codes";
import { creationOf, CREATE2_PROXY } from "../steps";
import { deployerTerms } from "./code";
import { blockAt, blocksOf } from "./inspecting";
import type { Subject } from "./subjects";

/** So many blocks of one second are looked through: fast chains have several. */
const BLOCKS = 64;

/**
 * Finds out whether a deployer was created by the very creation code of this software. That its code is the same does not say so:
 * another creation code may have left that code behind, with any state, after it had done anything.
 */
export async function checkBirth(
  evidence: Evidence,
  {
    deployer,
    title,
    origin,
    code,
  }: {
    readonly deployer: string;
    readonly title: string;
    readonly origin: Subject["origin"];
    readonly code: CodeSource;
  },
): Promise<Check[]> {
  const terms = await deployerTerms(evidence, { deployer, code });
  if (terms === undefined) return [];
  const creation = creationOf(terms.plan, {
    founder: terms.founder,
    code: await code("NationDeployer"),
  }).toLowerCase();
  const { isShown, isForgotten } = await searchBirth(evidence, { deployer, creation, createdAt: terms.createdAt });
  // Of a nation's own deployer the node has told the code; of an adopted institution's another node may tell more.
  const findings = new Findings(origin === "adopted" && !isShown && isForgotten ? "evidence" : "code");
  findings.add(
    title,
    isShown ? "founded" : "incomplete",
    isShown
      ? `was created by the creation code of this software, for the plan ${terms.plan}`
      : "cannot be shown to have been created by the creation code of this software: the node does not have the transaction, or it was created by other means than the data of one",
  );
  return findings.checks;
}

/**
 * Looks for the transaction that created an account by a creation code, in the blocks of that moment.
 *
 * @returns Whether it was found, and whether the node lacks the transactions of one of the blocks.
 */
async function searchBirth(
  evidence: Evidence,
  {
    deployer,
    creation,
    createdAt,
  }: { readonly deployer: string; readonly creation: string; readonly createdAt: number },
): Promise<{ readonly isShown: boolean; readonly isForgotten: boolean }> {
  let isForgotten = false;
  const first = await blockAt(createdAt, blocksOf(evidence));
  const end = await blockAt(createdAt + 1, blocksOf(evidence));
  const hash = keccak256(creation);
  const last = Math.min(Math.max(first, end - 1), first + BLOCKS - 1);
  for (let block = first; block <= last; ++block) {
    const transactions = await evidence.transactionsOf(block);
    if (transactions?.some((one) => creates(one, { deployer, creation, hash }))) return { isShown: true, isForgotten };
    // What serves a nation is no older. Another creation code may have left any moment behind, of which no node knows anything.
    if (transactions === undefined && block >= evidence.from) isForgotten = true;
  }
  return { isShown: false, isForgotten };
}

/** Whether a transaction holds what an account's address follows from: it is in the call of a factory, or creates the account itself. */
function creates(
  { from, to, nonce, data: sent }: ChainTransaction,
  { deployer, creation, hash }: { readonly deployer: string; readonly creation: string; readonly hash: string },
): boolean {
  const data = sent.toLowerCase();
  if (to === null) return data === creation && getCreateAddress({ from, nonce }) === deployer;
  for (let place = data.indexOf(creation.slice(2)); place >= 0; place = data.indexOf(creation.slice(2), place + 1)) {
    if (place < 66) continue;
    const salt = `0x${data.slice(place - 64, place)}`;
    if ([to, CREATE2_PROXY].some((factory) => getCreate2Address(factory, salt, hash) === deployer)) return true;
  }
  return false;
}
