import { isAddress, type ContractRunner } from "ethers";
import type { Address } from "./core/address";
import { agreementsClient, type AgreementsClient } from "./institutions/agreements";
import { citizenshipClient, type CitizenshipClient } from "./institutions/citizenship/client";
import { coinClient, type CoinClient } from "./institutions/coin/client";
import { constitutionClient, type ConstitutionClient } from "./institutions/constitution/client";
import { courtClient, type CourtClient } from "./institutions/court";
import type { Connection } from "./core/directory";
import { InvalidInputError, NoNationError, UnknownRevertError } from "./core/errors";
import { guard, toNationError } from "./core/failures";
import { Nation__factory } from "./generated/contracts";
import { governorClient, type GovernorClient } from "./institutions/governor/client";
import { juryRollClient, type JuryRollClient } from "./institutions/jury-roll/client";
import { nationFace, toDirectory, type NationFace } from "./institutions/nation/client";
import { overviewOf, type Overview } from "./overview";
import { randomnessClient, type RandomnessClient } from "./institutions/randomness/client";
import { stakeClient, type StakeClient } from "./institutions/stake/client";
import { timelockClient, type TimelockClient } from "./institutions/timelock/client";
import { treasuryClient, type TreasuryClient } from "./institutions/treasury/client";
import { tribunalClient, type TribunalClient } from "./institutions/tribunal";
import { providerOf, signerOf } from "./core/write";

/** A nation, with one object for each of its institutions. */
export interface NationClient extends NationFace {
  /** The account that acts; undefined if there is only a connection. */
  readonly account: Address | undefined;
  readonly constitution: ConstitutionClient;
  readonly citizenship: CitizenshipClient;
  readonly coin: CoinClient;
  readonly stake: StakeClient;
  readonly treasury: TreasuryClient;
  readonly governor: GovernorClient;
  readonly timelock: TimelockClient;
  readonly juryRoll: JuryRollClient;
  readonly court: CourtClient;
  readonly agreements: AgreementsClient;
  readonly tribunal: TribunalClient;
  readonly randomness: RandomnessClient;
  /** The whole state of the nation, in one request. */
  overview(): Promise<Overview>;
  /** The same nation, seen and acted upon by someone else. Asks the chain nothing. */
  as(runner: ContractRunner): Promise<NationClient>;
}

const accountOf = async (runner: ContractRunner): Promise<Address | undefined> =>
  "getAddress" in runner ? signerOf(runner, "connecting").getAddress() : undefined;

async function directoryAt(runner: ContractRunner, nation: Address): Promise<Record<string, Address>> {
  providerOf(runner); // Throws if there is no connection.
  try {
    return toDirectory(await Nation__factory.connect(nation, runner).institutions());
  } catch (error) {
    const cause = toNationError(error);
    // No code, or other code, answers with nothing.
    const isNone = cause instanceof UnknownRevertError || (error as { code?: unknown }).code === "BAD_DATA";
    throw isNone ? new NoNationError(nation, { cause: error }) : cause;
  }
}

/** Makes each institution's client when it is first asked for, so that a closed one is missed only then. */
function assemble(connection: Connection): NationClient {
  const made = new Map<string, unknown>();
  const once = <Client>(name: string, make: (connection: Connection) => Client): Client => {
    if (!made.has(name)) made.set(name, make(connection));
    return made.get(name) as Client;
  };

  return {
    ...nationFace(connection),
    account: connection.account,
    get constitution() {
      return once("constitution", constitutionClient);
    },
    get citizenship() {
      return once("citizenship", citizenshipClient);
    },
    get coin() {
      return once("coin", coinClient);
    },
    get stake() {
      return once("stake", stakeClient);
    },
    get treasury() {
      return once("treasury", treasuryClient);
    },
    get governor() {
      return once("governor", governorClient);
    },
    get timelock() {
      return once("timelock", timelockClient);
    },
    get juryRoll() {
      return once("juryRoll", juryRollClient);
    },
    get court() {
      return once("court", courtClient);
    },
    get agreements() {
      return once("agreements", agreementsClient);
    },
    get tribunal() {
      return once("tribunal", tribunalClient);
    },
    get randomness() {
      return once("randomness", randomnessClient);
    },
    overview: () => overviewOf(connection),
    as: (runner) => guard(async () => assemble({ ...connection, runner, account: await accountOf(runner) })),
  };
}

/**
 * Connects to a nation. Its one address is enough: the directory there names the institutions.
 *
 * @param runner A signer to act (private key, browser wallet, hardware wallet), or a provider to read.
 * @param nationAddress The address of the nation's `Nation` contract.
 * @throws {@link NoNationError} if there is none at that address.
 *
 * @example
 * import { BrowserProvider } from "ethers";
 * import { civic, connect } from "@civitas/sdk";
 *
 * const signer = await new BrowserProvider(window.ethereum).getSigner();
 * const nation = await connect(signer, "0x…");
 * const { profile, citizens } = await nation.overview();
 * await (await nation.coin.transfer({ to: "0x…", amount: civic.parse("10") })).wait();
 */
export const connect = (runner: ContractRunner, nationAddress: Address): Promise<NationClient> =>
  guard(async () => {
    if (!isAddress(nationAddress)) {
      throw new InvalidInputError({
        what: "a nation's address",
        found: nationAddress,
        allowed: "0x and 40 hexadecimal digits",
      });
    }
    const [directory, account] = await Promise.all([directoryAt(runner, nationAddress), accountOf(runner)]);
    return assemble({ runner, account, nation: nationAddress, directory });
  });
