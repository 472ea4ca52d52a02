/**
 * The whole state of a nation for pages that only read: they carry no client, and no more of the contracts than is shown.
 *
 * @packageDocumentation
 */
import type { ContractRunner } from "ethers";
import type { Address } from "../core/address";
import { openConnection } from "../core/connection";
import { overview as admissions } from "../institutions/admissions/overview";
import { overview as citizenship } from "../institutions/citizenship/overview";
import { overview as coin } from "../institutions/coin/overview";
import { overview as constitution } from "../institutions/constitution/overview";
import { overview as court } from "../institutions/court/overview";
import { overview as dividends } from "../institutions/dividends/overview";
import { overview as grants } from "../institutions/grants/overview";
import { overview as juryRoll } from "../institutions/jury-roll/overview";
import { overview as nation } from "../institutions/nation/overview";
import { overview as petitions } from "../institutions/petitions/overview";
import { overview as residency } from "../institutions/residency/overview";
import { overview as stake } from "../institutions/stake/overview";
import { overview as timelock } from "../institutions/timelock/overview";
import { overview as treasury } from "../institutions/treasury/overview";
import { readOverview, type Overview, type Shown } from "../overview-reading";
import { overview as upkeep } from "../institutions/upkeep/overview";

export { renderCitations, type Overview } from "../overview-reading";

/** What is shown of each institution, as its declaration says. */
export const shown = {
  constitution: { overview: constitution, hasProvisions: false },
  nation: { overview: nation, hasProvisions: false },
  passport: { hasProvisions: false },
  citizenship: { overview: citizenship, hasProvisions: true },
  treasury: { overview: treasury, hasProvisions: true },
  coin: { overview: coin, hasProvisions: true },
  stake: { overview: stake, hasProvisions: true },
  timelock: { overview: timelock, hasProvisions: true },
  governor: { hasProvisions: true },
  randomness: { hasProvisions: false },
  juryRoll: { overview: juryRoll, hasProvisions: true },
  court: { overview: court, hasProvisions: true },
  agreements: { hasProvisions: false },
  tribunal: { hasProvisions: true },
  didRegistry: { hasProvisions: false },
  admissions: { overview: admissions, hasProvisions: true },
  recovery: { hasProvisions: true },
  attestations: { hasProvisions: false },
  dividends: { overview: dividends, hasProvisions: true },
  residency: { overview: residency, hasProvisions: true },
  petitions: { overview: petitions, hasProvisions: true },
  merit: { hasProvisions: true },
  grants: { overview: grants, hasProvisions: true },
  upkeep: { overview: upkeep, hasProvisions: true },
} as const satisfies Shown;

/**
 * The whole state of a nation, in two requests: where its institutions are, and everything else at one block. It is what
 * `nation.overview()` gives.
 *
 * @param runner A provider, or a signer that has one.
 * @param address The address of the nation's `Nation` contract.
 * @throws NoNationError if there is none at that address.
 *
 * @example
 * import { JsonRpcProvider } from "ethers";
 * import { overviewAt } from "@civitas/sdk/read";
 *
 * const { profile, citizenship } = await overviewAt(new JsonRpcProvider("https://…"), "0x…");
 */
export const overviewAt = async (runner: ContractRunner, address: Address): Promise<Overview> =>
  readOverview(await openConnection(runner, address), shown);
