import { addressOf } from "../../core/directory";
import { dueAct, type Due } from "../../core/due";
import { multicall, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { dividendsClient } from "./client";

/** The running epoch, once it is long enough: also without coin, since stake and ballots count by epochs. */
export const dividendsDue: Due = async ({ connection }) => {
  const { contract, closeEpoch } = dividendsClient(connection);
  const read = readEncoder(contract, addressOf(connection, "dividends"));
  const { values, at } = await multicall(providerOf(connection.runner), [
    read(contract.epochCount, [], BigInt),
    read(contract.runningEpoch, [], ({ closableAt }) => closableAt),
  ]);
  const [closed, closableAt] = values;
  if (at < closableAt) return [];
  const epoch = closed + 1n;
  return [dueAct(`close epoch ${epoch}`, `Closes epoch ${epoch} of the dividends.`, closeEpoch, undefined)];
};
