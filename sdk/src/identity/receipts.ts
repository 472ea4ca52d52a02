import type { Signer } from "ethers";
import type { Address } from "../core/address";
import type { Connection } from "../core/directory";
import { withNationErrors } from "../core/failures";
import { providerOf } from "../core/runner";
import { isSignedBy } from "../core/signing";
import { moment, type Moment } from "../core/units";
import { struct, type TypedData } from "../core/typed-data";
import { DossierError } from "./errors";

/** What somebody signs who opened a dossier. */
export interface DossierReceipt {
  readonly dossier: string;
  readonly openedBy: Address;
  readonly openedAt: Moment;
  /** What for, in words. */
  readonly purpose: string;
  readonly signature: string;
}

type Unsigned = Omit<DossierReceipt, "signature">;

async function typedReceipt(connection: Connection, receipt: Unsigned): Promise<TypedData<Record<string, unknown>>> {
  const { chainId } = await providerOf(connection.runner).getNetwork();
  const { dossier, openedBy, openedAt, purpose } = receipt;
  return {
    domain: { name: "Civitas dossiers", version: "1", chainId, verifyingContract: connection.nation },
    types: {
      DossierReceipt: struct("bytes32 dossier", "address openedBy", "uint256 openedAt", "string purpose"),
    },
    message: { dossier, openedBy, openedAt, purpose },
  };
}

/** Has a wallet sign that it opened a dossier (EIP-712). */
export async function signReceipt(parameters: {
  readonly connection: Connection;
  readonly signer: Signer;
  readonly dossier: string;
  readonly purpose: string;
  readonly openedAt?: Moment;
}): Promise<DossierReceipt> {
  const { connection, signer, dossier, purpose, openedAt = moment.of(new Date()) } = parameters;
  const receipt = { dossier, openedBy: await signer.getAddress(), openedAt, purpose };
  const { domain, types, message } = await typedReceipt(connection, receipt);
  return { ...receipt, signature: await signer.signTypedData(domain, types, message) };
}

/**
 * Verifies who opened a dossier, when and what for. Contract accounts sign, too (ERC-1271).
 *
 * @throws {@link DossierError} if that account did not sign it, for this nation and chain.
 *
 * @example
 * await verifyReceipt({ connection, receipt });
 */
export const verifyReceipt = (parameters: {
  readonly connection: Connection;
  readonly receipt: DossierReceipt;
}): Promise<void> =>
  withNationErrors(async () => {
    const { connection, receipt } = parameters;
    const { openedBy: account, signature } = receipt;
    const data = await typedReceipt(connection, receipt);
    const holds = await isSignedBy({ provider: providerOf(connection.runner), account, data, signature });
    if (!holds) throw new DossierError({ fault: "receipt", detail: account });
  });
