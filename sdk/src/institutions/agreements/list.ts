import { toBeHex } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { decode } from "../../core/decoding";
import { topicOf, type ChainLog, type LogFilter } from "../../core/evidence";
import { pageOfLogs } from "../../core/log-pages";
import { entryOf, isAccount, isWanted, type Page, type PageQuery } from "../../core/pages";
import { multicallEach, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { Citizenship__factory } from "../../generated/contracts";
import { phaseOf, type AgreementPhase } from "./phases";
import { contractedIn, type OpenedAgreement, type OpeningFields, type Reading } from "./records";
import { fromContract } from "./terms";
import { agreementId as agreementUnit } from "./units";

/** Which agreements to list: those that are all of this. */
export interface AgreementQuery {
  /** In this phase, or in one of these. */
  readonly phase?: AgreementPhase | readonly AgreementPhase[];
  /** An account that is a party, or whose citizen is. */
  readonly account?: Address;
  readonly opener?: Address;
}

/** What names an agreement, and the block of its opening. */
interface Named {
  readonly id: bigint;
  readonly block: number;
  /** Undefined where a party's name was found, and not the opening beside it. */
  readonly opening: OpeningFields | undefined;
}

/** An agreement that the log tells of: by its opening, or by a party's name. */
function findNamed({ contract }: Reading, log: ChainLog): Named | undefined {
  const event = decode(contract.interface, log);
  if (event === null) return undefined;
  const { agreementId: id } = event.args as unknown as { readonly agreementId: bigint };
  const opening = event.name === "AgreementOpened" ? (event.args.toObject() as OpeningFields) : undefined;
  return { id, block: log.blockNumber, opening };
}

/** Logs that name an account or its citizen as a party. */
async function naming(connection: Connection, { contract, address }: Reading, account: Address): Promise<LogFilter[]> {
  const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), connection.runner);
  const citizenId = await citizenship.citizenOf(account);
  const topic = contract.filters.PartyNamed.fragment.topicHash;
  const byAccount = { address, topics: [topic, null, topicOf(account)] };
  return citizenId === 0n ? [byAccount] : [byAccount, { address, topics: [topic, null, null, toBeHex(citizenId, 32)] }];
}

/** A page of agreements, the one opened last first. */
export async function listAgreements(
  connection: Connection,
  reading: Reading,
  { account, phase, opener, ...query }: AgreementQuery & PageQuery,
): Promise<Page<OpenedAgreement>> {
  const { contract, address, runner, money } = reading;
  const encodeRead = readEncoder(contract, address);
  const openings = { address, topics: [contract.filters.AgreementOpened.fragment.topicHash] };
  return pageOfLogs<Named, OpenedAgreement>(
    {
      list: "agreements",
      looking: { provider: providerOf(runner), nation: connection.nation },
      filters: account === undefined ? [openings] : await naming(connection, reading, account),
      find: (log) => findNamed(reading, log),
      keyOf: ({ id }) => String(id),
      read: async (named, walker) => {
        const missing = named.filter(({ opening }) => opening === undefined);
        const ids = missing.map(({ id }) => toBeHex(id, 32));
        const [logs, { values }] = await Promise.all([
          missing.length === 0
            ? []
            : walker.inBlocks(
                [{ address, topics: [openings.topics[0], ids] }],
                missing.map(({ block }) => block),
              ),
          multicallEach(
            providerOf(runner),
            named.map(({ id }) => encodeRead(contract.agreement, [id], (record) => phaseOf(record.phase))),
          ),
        ]);
        const found = new Map(
          [...named, ...logs.map((log) => findNamed(reading, log))].flatMap((one) =>
            one?.opening === undefined ? [] : [[one.id, one.opening] as const],
          ),
        );
        return named.map(({ id }, index) =>
          entryOf(id, [values[index]], ([current]) => {
            const opening = found.get(id);
            if (opening === undefined || !isWanted(phase, current as AgreementPhase)) return undefined;
            if (!isAccount(opener, opening.opener)) return undefined;
            return {
              id: agreementUnit.from(id),
              opener: opening.opener,
              terms: fromContract(contractedIn(opening), money),
              phase: current as AgreementPhase,
            };
          }),
        );
      },
    },
    query,
  );
}
