import { ZeroAddress } from "ethers";
import { addressOf, type Connection } from "../../core/directory";
import { callIn } from "../../core/calldata";
import { InvalidInputError, type NationError } from "../../core/errors";
import { withNationErrors } from "../../core/failures";
import { multicallEach, type Read } from "../../core/reader";
import { decodeRevert, loadRefusals } from "../../core/reverts";
import { providerOf, type Call } from "../../core/write";
import { IProvisions__factory, Nation__factory, NationGovernor__factory } from "../../generated/contracts";
import type { Money } from "../coin/money";
import { toProposalClass, type ProposalClass } from "./codes";
import { isFinal } from "./finality";
import { reachOf, type Passer, type Reach, type ReachedCall } from "./inner-calls";
import {
  changesSaid,
  changesSeen,
  lazily,
  outflowSaid,
  outflowSeen,
  readViews,
  sameAddress,
  seen,
  viewsOf,
  type ProvisionChange,
} from "./rehearsed-changes";
import { simulateAlone, simulateTogether, type Simulated, type SimulatedCall } from "./simulation";

export type { ProvisionChange } from "./rehearsed-changes";

/** What became of a call when it was tried. */
export interface RehearsedCall {
  /** Its place among the calls, from 0. */
  readonly index: number;
  readonly call: Call;
  /** Why it fails in the present state; undefined if it succeeds. */
  readonly error: NationError | undefined;
  /** Whether it fails whenever it is made: no later state can let it succeed. */
  readonly isFinal: boolean;
  /** The class that a proposal of this call alone would have. */
  readonly class: ProposalClass;
  /**
   * Whether it gives power to somebody, or takes it back; undefined if it does neither. Of a call that makes others, the calls in it
   * decide: one that gives is enough. What cannot be looked into is taken for giving.
   */
  readonly power: "given" | "taken" | undefined;
}

/** What a proposal would do if it were carried out now. */
export interface Rehearsal {
  /**
   * "together" if each call was made in the state that those before it left. "alone" if the node cannot do that (`eth_simulateV1`):
   * then each was tried by itself, and what depends on another may fail here and succeed in the proposal.
   */
  readonly mode: "together" | "alone";
  readonly class: ProposalClass;
  readonly calls: readonly RehearsedCall[];
  /** Those of the calls that fail. */
  readonly failures: readonly RehearsedCall[];
  /** The provisions that change. What calls that are tried alone change is read from the calls. */
  readonly changes: readonly ProvisionChange[];
  /** What leaves the treasury, by asset. */
  readonly outflow: readonly Money[];
}

/** Tries calls as the government, without sending anything. */
export const rehearse = (connection: Connection, calls: readonly Call[]): Promise<Rehearsal> =>
  withNationErrors(async () => {
    const provider = providerOf(connection.runner);
    const timelock = addressOf(connection, "timelock");
    const acts = calls.map((call): SimulatedCall => ({ from: timelock, call }));
    const reaches = calls.map((call) => reachOf(connection, call));
    const views = viewsOf(connection, madeBy(reaches));
    const looks = views.map((read): SimulatedCall => ({ from: ZeroAddress, call: read }));

    const [judged, faults, together] = await Promise.all([
      judge(connection, calls, reaches),
      Promise.all(reaches.map((reach) => flagFault(connection, reach))),
      simulateTogether(provider, [...looks, ...acts, ...looks], timelock),
    ]);
    const tried = together?.slice(looks.length, -looks.length) ?? (await simulateAlone(provider, acts));
    for (const { success, data } of tried) if (!success) await loadRefusals(data);
    const rehearsed = calls.map((call, index): RehearsedCall => {
      const error = errorOf(tried[index]) ?? faults[index];
      const isLasting = error !== undefined && (error === faults[index] || isFinal(error));
      return { index, call, error, isFinal: isLasting, ...judged.calls[index] };
    });
    const done = madeBy(reaches.filter((_, index) => tried[index].success));
    const rehearsal = {
      class: judged.class,
      calls: rehearsed,
      failures: rehearsed.filter(({ error }) => error !== undefined),
    };
    if (together === undefined) {
      const changes = changesSaid(await readViews(connection, views), done);
      return { ...rehearsal, mode: "alone", changes, outflow: outflowSaid(connection, done) };
    }
    const [before, after] = [seen(views, together), seen(views, together.slice(-looks.length))];
    const outflow = outflowSeen(connection, { before, after, made: done });
    return { ...rehearsal, mode: "together", changes: changesSeen(before, after), outflow };
  });

/** The calls that are made at once, those within calls included. */
const madeBy = (reaches: readonly Reach[]): ReachedCall["call"][] =>
  reaches.flatMap(({ calls }) => calls.filter(({ isNow }) => isNow).map(({ call }) => call));

const errorOf = ({ success, data }: Simulated): NationError | undefined => (success ? undefined : decodeRevert(data));

const nation = /* @__PURE__ */ lazily(() => Nation__factory.createInterface());

/** What is wrong with a flag that a call sets, or a call in it: the chain takes any text. */
async function flagFault({ nation: address }: Connection, { calls }: Reach): Promise<NationError | undefined> {
  const { selector } = nation().getFunction("setFlag");
  for (const { call } of calls.filter(
    ({ call: { target, data } }) => sameAddress(target, address) && data.toLowerCase().startsWith(selector),
  )) {
    const read = callIn(nation(), call.data);
    if (read == null) continue;
    const { requireFlag } = await import("../../core/picture");
    try {
      requireFlag(String(read.args[0]));
    } catch (error) {
      if (error instanceof InvalidInputError) return error;
      throw error;
    }
  }
  return undefined;
}

/* CLASS AND POWER */

const provisions = /* @__PURE__ */ lazily(() => IProvisions__factory.createInterface());
type Judged = Pick<RehearsedCall, "class" | "power">;

/** The class of the proposal, and of each call alone, and whether it gives power or takes it. */
async function judge(
  connection: Connection,
  calls: readonly Call[],
  reaches: readonly Reach[],
): Promise<{ readonly class: ProposalClass; readonly calls: readonly Judged[] }> {
  const governor = addressOf(connection, "governor");
  const abi = NationGovernor__factory.createInterface();
  const classRead = (some: readonly Call[]): Read<ProposalClass> => ({
    target: governor,
    data: abi.encodeFunctionData("classOf", [some.map(({ target }) => target), some.map(({ data }) => data)]),
    decode: (answer) => toProposalClass(abi.decodeFunctionResult("classOf", answer)[0] as bigint),
  });
  const powerRead = ({ call: { target, data } }: ReachedCall): Read<bigint> => ({
    target,
    data: provisions().encodeFunctionData("powerChangeOf", [data]),
    decode: (answer) => provisions().decodeFunctionResult("powerChangeOf", answer)[0] as bigint,
  });
  const { values } = await multicallEach(providerOf(connection.runner), [
    classRead(calls),
    ...calls.map((call) => classRead([call])),
    ...reaches.flatMap((reach) => reach.calls.map(powerRead)),
  ]);
  const given = values.map((one) => (one.success ? one.value : undefined));
  const changes = given.slice(1 + calls.length) as (bigint | undefined)[];
  return {
    class: (given[0] as ProposalClass | undefined) ?? "constitutional",
    calls: calls.map((_, index) => {
      // Who cannot be asked is taken for what needs the most.
      const ownClass = (given[1 + index] as ProposalClass | undefined) ?? "constitutional";
      const { calls: reached, isWhole } = reaches[index];
      const powers = reached.map((one) => powerOf(one, changes.shift()));
      return { class: ownClass, power: isWhole ? greatest(powers) : "given" };
    }),
  };
}

type Power = RehearsedCall["power"];

const greatest = (powers: readonly Power[]): Power =>
  (["given", "taken"] as const).find((power) => powers.includes(power));

/** What functions do to powers, by their names. Of others the contract is asked. */
const POWERS: Readonly<Record<Passer, Readonly<Record<string, "given" | "taken">>>> = {
  constitution: {
    appoint: "given",
    dismiss: "taken",
    grantRole: "given",
    revokeRole: "taken",
    renounceRole: "taken",
    resign: "taken",
    setRoleAdmin: "given",
    setRoleGuardian: "given",
    setTargetFunctionRole: "given",
    updateAuthority: "given",
  },
  timelock: { grantRole: "given", revokeRole: "taken", renounceRole: "taken" },
  governor: {},
};

/** In the order of the contracts' numbers. */
const CHANGES = ["asMarked", "less", "more"] as const;

/** What a call does to powers by itself, apart from the calls in it. */
function powerOf({ passer, read, call }: ReachedCall, told: bigint | undefined): Power {
  if (passer !== undefined && read === null) return "given";
  if (passer !== undefined && read !== undefined && read !== null) {
    const { [passer]: known } = POWERS;
    if (passer === "constitution" && read.name === "setTargetClosed") return read.args[1] === true ? "taken" : "given";
    if (Object.hasOwn(known, read.name)) return known[read.name];
  }
  if (call.data === "0x") return undefined;
  const change = CHANGES[Number(told ?? 0n)];
  if (change === "less") return "taken";
  return change === "more" ? "given" : undefined;
}
