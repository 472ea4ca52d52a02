import {
  AbiCoder,
  BaseWallet,
  isHexString,
  keccak256,
  Signature,
  type ContractRunner,
  type TypedDataDomain,
} from "ethers";
import type { Address } from "../../core/address";
import { addressOf } from "../../core/directory";
import { InvalidInputError, isRevert } from "../../core/errors";
import { asNationError } from "../../core/failures";
import { multicall, readEncoder } from "../../core/reader";
import type { TypedData } from "../../core/typed-data";
import { providerOf, signerOf } from "../../core/write";
import { Citizenship__factory } from "../../generated/contracts";
import type { CitizenId } from "../citizenship/units";
import type { Case, PanelSeat } from "./case";
import { readCase, type CourtReader } from "./cases";
import { readRanking } from "./rankings";
import { CasePhaseError, NoSeatError, NothingSealedError, SealBrokenError, UnsteadySignatureError } from "./errors";
import { courtMessages } from "./messages";
import type { CaseId } from "./units";

const { say } = courtMessages;

/** Whose vote in which round is sealed. */
export interface SealedVote {
  readonly caseId: CaseId;
  readonly round: number;
  readonly citizenId: CitizenId;
}

/** What a juror's wallet shows, and signs, to seal a vote. */
export interface SealedVoteMessage extends SealedVote {
  readonly purpose: string;
}

const PURPOSE =
  "This signature seals your vote in the case below. Until votes are revealed, whoever has it can find out how you voted: " +
  "sign it only where you vote, and show it to nobody.";

const sealedVoteTypes = {
  SealedVote: [
    { name: "purpose", type: "string" },
    { name: "caseId", type: "uint256" },
    { name: "round", type: "uint256" },
    { name: "citizenId", type: "uint256" },
  ],
};

/**
 * What a juror signs so that the salt of a vote can be found again wherever the wallet is: bound to the chain, the court, the
 * case, the round and the citizen, and of no use to any contract.
 *
 * @example
 * const { domain, types, message } = sealedVoteData({ chainId: 1n, court, caseId, round: 0, citizenId });
 * const salt = saltFrom(await signer.signTypedData(domain, types, message));
 */
export function sealedVoteData(
  vote: SealedVote & { readonly chainId: bigint; readonly court: Address },
): TypedData<SealedVoteMessage> {
  const { chainId, court, caseId, round, citizenId } = vote;
  const domain: TypedDataDomain = { name: "Civitas Court", version: "1", chainId, verifyingContract: court };
  return { domain, types: sealedVoteTypes, message: { purpose: PURPOSE, caseId, round, citizenId } };
}

/**
 * The salt that a signature gives. Wallets write the same signature in more than one way: that makes no difference here.
 *
 * @example
 * const salt = saltFrom(signature);
 */
export function saltFrom(signature: string): string {
  try {
    return keccak256(Signature.from(signature).serialized);
  } catch {
    return keccak256(signature); // A contract account's may have any form.
  }
}

/**
 * How the court takes a sealed vote: it counts for nobody else, nowhere else and never again.
 *
 * @example
 * const commitment = commitmentOf({ court, caseId, round: 0, citizenId, choice: 1, salt });
 */
export function commitmentOf(
  vote: SealedVote & { readonly court: Address; readonly choice: number; readonly salt: string },
): string {
  const { court, caseId, round, citizenId, choice, salt } = vote;
  const types = ["address", "uint256", "uint256", "uint256", "uint256", "bytes32"];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, [court, caseId, round, citizenId, choice, salt]));
}

/** Wallets that were seen to sign the same message alike. */
const steady = new WeakSet<ContractRunner>();

/** The salt of the connected juror's vote. A wallet is asked twice the first time, to see whether it would sign alike again. */
async function signedSalt({ connection }: CourtReader, vote: SealedVote): Promise<string> {
  const { runner } = connection;
  const signer = signerOf(runner, "sealing a vote");
  const { chainId } = await providerOf(runner).getNetwork();
  const { domain, types, message } = sealedVoteData({ ...vote, chainId, court: addressOf(connection, "court") });
  const sign = async () => saltFrom(await signer.signTypedData(domain, types, message));

  const salt = await sign();
  // Ethers' own keys sign as RFC 6979 says, always alike.
  if (!(signer instanceof BaseWallet) && !steady.has(runner)) {
    if ((await sign()) !== salt) throw new UnsteadySignatureError();
    steady.add(runner);
  }
  return salt;
}

function givenSalt(salt: string): string {
  if (isHexString(salt, 32)) return salt;
  throw new InvalidInputError({ what: "a salt", found: salt, allowed: "32 bytes in 0x-hexadecimal digits" });
}

/** The seat of the connected account on the present panel. */
async function ownSeat({ connection }: CourtReader, found: Case): Promise<PanelSeat> {
  const { runner } = connection;
  const account = await signerOf(runner, "voting").getAddress();
  const { panel } = found.round;
  const known = found.viewer?.seat;
  if (known !== undefined) return panel[known];
  // Who lost the citizenship does not lose the duty: whoever held it last votes.
  const citizenshipAddress = addressOf(connection, "citizenship");
  const citizenship = Citizenship__factory.connect(citizenshipAddress, runner);
  const encodeRead = readEncoder(citizenship, citizenshipAddress);
  const { values: holders } = await multicall(
    providerOf(runner),
    panel.map(({ citizenId }) => encodeRead(citizenship.holderOf, [citizenId], (holder) => holder)),
  );
  const own = panel.find((_, index) => holders[index] === account);
  if (own === undefined) throw new NoSeatError(found.id, account);
  return own;
}

function requireChoice({ id, choices, isLine }: Case, choice: number): void {
  if (Number.isInteger(choice) && choice >= 0 && choice <= choices) return;
  // More than one nibble: a ranking.
  if (!isLine && Number.isSafeInteger(choice) && choice > 0) {
    const ranking = readRanking({ vote: choice, choices });
    if (ranking.length === choices + 1 && new Set(ranking).size === ranking.length) return;
  }
  throw new InvalidInputError({
    what: `a choice of case ${id}`,
    found: String(choice),
    allowed: `0 (to refuse to decide) to ${choices}${isLine ? "" : ", or a ranking of them by rankingOf()"}`,
  });
}

/** A vote to hand in. */
export interface VoteToCommit {
  readonly caseId: CaseId;
  /** The choice, or what `rankingOf` gives; 0 to refuse to decide. */
  readonly choice: number;
  /** 32 bytes of the juror's own, to be kept; made from the wallet's signature if left out. */
  readonly salt?: string;
}

/** A sealed vote, ready to be handed in. */
export interface ReadyCommit extends SealedVote {
  readonly seat: number;
  readonly choice: number;
  readonly salt: string;
  readonly commitment: string;
}

/** Seals the connected juror's vote. */
export async function readyCommit(reader: CourtReader, vote: VoteToCommit): Promise<ReadyCommit> {
  const { caseId, choice, salt } = vote;
  const found = await readCase(reader, caseId);
  if (found.phase !== "commit") {
    const advice = found.phase === "reveal" ? say("committing.late") : say("committing.early");
    throw new CasePhaseError({ caseId, ...found, what: say("committing"), advice });
  }
  requireChoice(found, choice);
  const { seat, citizenId } = await ownSeat(reader, found);
  const sealed = { caseId, round: found.round.round, citizenId };
  const sealing = salt === undefined ? await signedSalt(reader, sealed) : givenSalt(salt);
  const court = addressOf(reader.connection, "court");
  return {
    ...sealed,
    seat,
    choice,
    salt: sealing,
    commitment: commitmentOf({ ...sealed, court, choice, salt: sealing }),
  };
}

/** A vote to reveal. */
export interface VoteToReveal {
  readonly caseId: CaseId;
  /** What was sealed; found by trying each choice if left out, which finds no ranking of several choices. */
  readonly choice?: number;
  /** What it was sealed with, if that was the juror's own. */
  readonly salt?: string;
  /** The reasons, or the URI of a document. They stay public. */
  readonly justification?: string;
}

/** A sealed vote, ready to be revealed. */
export interface ReadyReveal extends SealedVote {
  readonly seat: number;
  readonly choice: number;
  readonly salt: string;
  readonly justification: string;
}

/** Finds the connected juror's sealed vote again. */
export async function readyReveal(reader: CourtReader, vote: VoteToReveal): Promise<ReadyReveal> {
  const { caseId, choice, salt, justification = "" } = vote;
  const found = await readCase(reader, caseId);
  if (found.phase !== "reveal") {
    const advice = found.phase === "commit" ? say("revealing.early") : say("revealing.other");
    throw new CasePhaseError({ caseId, ...found, what: say("revealing"), advice });
  }
  const { seat, citizenId, vote: state } = await ownSeat(reader, found);
  if (state !== "sealed") throw new NothingSealedError(caseId, state === "revealed");
  const sealed = { caseId, round: found.round.round, citizenId };
  const ready = {
    ...sealed,
    seat,
    salt: salt === undefined ? await signedSalt(reader, sealed) : givenSalt(salt),
    justification,
  };
  return { ...ready, choice: choice ?? (await sealedChoice(reader, found, ready)) };
}

/** How many choices are tried at once. */
const AT_ONCE = 16;

/** The choice that opens a sealed vote. The court keeps the commitment to itself, and says whether a choice fits. */
async function sealedChoice(
  { connection, contract }: CourtReader,
  found: Case,
  { caseId, round, seat, salt }: Omit<ReadyReveal, "choice">,
): Promise<number> {
  const from = await signerOf(connection.runner, "revealing a vote").getAddress();
  const opens = async (choice: number): Promise<boolean> => {
    try {
      await contract.reveal.staticCall(caseId, round, seat, choice, salt, "", { from });
      return true;
    } catch (error) {
      const cause = await asNationError(error);
      if (isRevert(cause, "Court_RevealMismatch")) return false;
      throw cause;
    }
  };
  const choices = Array.from({ length: found.choices + 1 }, (_, choice) => choice);
  for (let first = 0; first < choices.length; first += AT_ONCE) {
    const tried = choices.slice(first, first + AT_ONCE);
    const answers = await Promise.all(tried.map(opens));
    const fitting = tried.find((_, index) => answers[index]);
    if (fitting !== undefined) return fitting;
  }
  throw new SealBrokenError(caseId);
}
