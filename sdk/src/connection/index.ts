/**
 * The way into a nation for a page that needs but one or two of its institutions: it carries no other.
 *
 * @packageDocumentation
 *
 * @example
 * import { openConnection } from "@civitas/sdk/connection";
 * import { coinClient } from "@civitas/sdk/coin";
 *
 * const coin = coinClient(await openConnection(signer, "0x…"));
 * await coin.transfer.wait({ to, amount });
 */
export { openConnection } from "../core/connection";
export type { Connection } from "../core/directory";
