import { addressOf, type Connection } from "../../core/directory";
import { eventsOf } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { provisionActions } from "../../core/provisions";
import { multicall, readEncoder } from "../../core/reader";
import { sign, signerAddress } from "../../core/typed-data";
import { moment, wei, type Moment, type Wei } from "../../core/units";
import { asyncWrite, providerOf, writer, type ReceiptEvents } from "../../core/write";
import { Recovery__factory, type Recovery } from "../../generated/contracts";
import type { GuardianSetStructOutput, RecoveryViewStructOutput } from "../../generated/contracts/Recovery";
import { citizenId as citizenUnit, type CitizenId } from "../citizenship/units";
import { caseId as caseUnit } from "../court/units";
import { recoveryEventUnits } from "./events";
import type { RecoveryProvisions } from "./provisions";
import { recoverySignedTypes } from "./signatures";
import type {
  Confirmed,
  Guardian,
  Guardians,
  Move,
  RecoveryClient,
  RecoveryProgress,
  RecoveryStatus,
  SignedConfirmation,
} from "./types";

export type * from "./types";

/** In the order of the contract's phases. */
const STATUSES: readonly RecoveryStatus[] = ["none", "announced", "stopped", "contested", "granted"];

/** What guardians signed. */
type SignedMove = Move & {
  readonly confirmations: readonly Pick<SignedConfirmation, "seat" | "guardian" | "deadline" | "signature">[];
};

/** As many seats as a set can have. */
const SEATS = 7;

const momentIf = (raw: bigint): Moment | undefined => (raw === 0n ? undefined : moment.from(raw));

function guardiansFrom({ from, threshold, accounts, citizenIds }: GuardianSetStructOutput): Guardians | undefined {
  if (threshold === 0n) return undefined;
  const guardians: Guardian[] = [
    ...accounts.map((account) => ({ account })),
    ...citizenIds.map((id) => ({ citizenId: citizenUnit.from(id) })),
  ];
  return { guardians, threshold: Number(threshold), from: moment.from(from) };
}

/** What the contract's words are at a moment: it notes no lapse. */
export function progressFrom(view: RecoveryViewStructOutput, at: bigint): RecoveryProgress {
  const isLapsed = view.lapsesAt !== 0n && at >= view.lapsesAt;
  const status = isLapsed ? "none" : STATUSES[Number(view.phase)];
  return {
    status,
    newHolder: status === "none" ? undefined : view.newHolder,
    byGovernment: view.byGovernment,
    readyAt: isLapsed ? undefined : momentIf(view.readyAt),
    lapsesAt: isLapsed ? undefined : momentIf(view.lapsesAt),
    contestableUntil: at < view.contestableUntil ? moment.from(view.contestableUntil) : undefined,
    pausedUntil: at < view.pausedUntil ? moment.from(view.pausedUntil) : undefined,
    caseId: view.caseId === 0n ? undefined : caseUnit.from(view.caseId),
    nonce: Number(view.nonce),
  };
}

const seatsIn = (bits: bigint): number[] =>
  Array.from({ length: SEATS }, (_, seat) => seat).filter((seat) => (bits >> BigInt(seat)) % 2n === 1n);

/** The contract takes each list in ascending order. */
function inOrder(guardians: readonly Guardian[]): [accounts: string[], citizenIds: bigint[]] {
  const accounts = guardians.flatMap((one) => ("account" in one ? [one.account] : []));
  const citizenIds = guardians.flatMap((one) => ("citizenId" in one ? [BigInt(one.citizenId)] : []));
  const ascending = (a: bigint, b: bigint) => (a < b ? -1 : 1);
  return [accounts.sort((a, b) => ascending(BigInt(a), BigInt(b))), citizenIds.sort(ascending)];
}

function confirmed({ all }: ReceiptEvents<Recovery>, { citizenId, newHolder }: Move): Confirmed {
  const readyAt = all("RecoveryAnnounced").at(0)?.readyAt;
  const seats = all("RecoveryConfirmed").map(({ seat }) => Number(seat));
  return { citizenId, newHolder, seats, readyAt: readyAt === undefined ? undefined : moment.from(readyAt) };
}

/**
 * The recovery of a nation: `connect()` calls this.
 *
 * @example
 * await nation.recovery.chooseGuardians.wait({ guardians: [{ citizenId }, { account }, { account: other }], threshold: 2 });
 */
export function recoveryClient(connection: Connection): RecoveryClient {
  const address = addressOf(connection, "recovery");
  const { runner } = connection;
  const contract = Recovery__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const encodeRead = readEncoder(contract, address);
  const contestCost = async (citizenId: bigint) => wei.from(await contract.contestCost(citizenId));

  return {
    address,
    contract,
    events: eventsOf(contract, connection, recoveryEventUnits),
    ...provisionActions<RecoveryProvisions>(address, runner),

    guardiansOf: ({ citizenId }) => withNationErrors(async () => guardiansFrom(await contract.guardiansOf(citizenId))),
    chosenGuardiansOf: ({ citizenId }) =>
      withNationErrors(async () => guardiansFrom(await contract.chosenGuardiansOf(citizenId))),
    recoveryOf: ({ citizenId }) =>
      withNationErrors(async () => {
        const { values, at } = await multicall(providerOf(runner), [
          encodeRead(contract.recoveryOf, [citizenId], (raw) => raw),
        ]);
        return progressFrom(values[0], at);
      }),
    confirmationsOf: ({ citizenId, newHolder }) =>
      withNationErrors(async () => seatsIn(await contract.confirmationsOf(citizenId, newHolder))),
    contestCost: ({ citizenId }) => withNationErrors(() => contestCost(citizenId)),

    chooseGuardians: write(contract.chooseGuardians, {
      args: ({ guardians, threshold }) => [threshold, ...inOrder(guardians)],
      result: ({ get }) => {
        const { citizenId, from } = get("GuardiansChosen");
        return { citizenId: citizenUnit.from(citizenId), from: moment.from(from) };
      },
    }),
    confirm: write(contract.confirm, {
      args: ({ citizenId, newHolder, seat }: Move & { readonly seat: number }) => [citizenId, newHolder, seat],
      result: confirmed,
    }),
    confirmSigned: write(contract.confirmSigned, {
      args: ({ citizenId, newHolder, confirmations }: SignedMove) => [
        citizenId,
        newHolder,
        confirmations.map(({ seat, guardian, deadline, signature }) => ({ seat, guardian, deadline, signature })),
      ],
      result: confirmed,
    }),
    decree: write(contract.decree, {
      args: ({ citizenId, newHolder }) => [citizenId, newHolder],
      result: ({ get }) => {
        const { citizenId, newHolder, readyAt } = get("RecoveryDecreed");
        return { citizenId: citizenUnit.from(citizenId), newHolder, readyAt: moment.from(readyAt) };
      },
    }),
    stop: write(contract.stop, {
      args: () => [],
      result: ({ get }) => {
        const { citizenId, newHolder, contestableUntil } = get("RecoveryStopped");
        return { citizenId: citizenUnit.from(citizenId), newHolder, contestableUntil: momentIf(contestableUntil) };
      },
    }),
    contest: asyncWrite(
      write(contract.contest, {
        args: ({ citizenId }: { citizenId: CitizenId; cost: Wei }) => [citizenId],
        value: ({ cost }) => cost,
        result: ({ get }) => {
          const { citizenId, caseId } = get("RecoveryContested");
          return { citizenId: citizenUnit.from(citizenId), caseId: caseUnit.from(caseId) };
        },
      }),
      async ({ citizenId }: { readonly citizenId: CitizenId }) => ({ citizenId, cost: await contestCost(citizenId) }),
    ),
    complete: write(contract.complete, {
      args: ({ citizenId, deadline, signature }) => [citizenId, deadline, signature],
      result: ({ get }) => {
        const { citizenId, newHolder } = get("RecoveryCompleted");
        return { citizenId: citizenUnit.from(citizenId), newHolder };
      },
    }),

    signConfirmation: ({ citizenId, newHolder, seat, deadline, ...parameters }) =>
      withNationErrors(async () => {
        const guardian = parameters.guardian ?? (await signerAddress(runner, "confirming a recovery"));
        const { nonce } = await contract.recoveryOf(citizenId);
        const signature = await sign({
          runner,
          contract,
          types: recoverySignedTypes,
          type: "Confirmation",
          message: { citizenId, newHolder, nonce, deadline },
          account: guardian,
          takes: "either",
        });
        return { citizenId, newHolder, seat, guardian, deadline, signature };
      }),
  };
}
