import { toBeHex } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { decode } from "../../core/decoding";
import { topicOf, type ChainLog, type LogFilter } from "../../core/evidence";
import { pageOfLogs } from "../../core/log-pages";
import { entryOf, isAccount, isWanted, type Page, type PageQuery } from "../../core/pages";
import { multicallEach, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import type { Moment } from "../../core/units";
import { Citizenship__factory } from "../../generated/contracts";
import type { AgreementRecordStructOutput } from "../../generated/contracts/Agreements";
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

/** For whom agreements are listed, and how far back. */
export interface AgreementsFor {
  /** The citizenship that the account holds, if it is known already. */
  readonly citizen?: Promise<bigint | undefined>;
  /** After how many stretches of the log the list ends. */
  readonly stretches?: number;
}

/** An agreement with what the chain keeps of it. */
export interface RecordedAgreement extends OpenedAgreement {
  readonly record: AgreementRecordStructOutput;
  readonly at: Moment;
}

/** Logs that name an account or its citizen as a party. */
async function naming(
  connection: Connection,
  { contract, address }: Reading,
  { account, citizen }: { readonly account: Address; readonly citizen: AgreementsFor["citizen"] },
): Promise<LogFilter[]> {
  const citizenship = () => Citizenship__factory.connect(addressOf(connection, "citizenship"), connection.runner);
  const citizenId = citizen === undefined ? await citizenship().citizenOf(account) : await citizen;
  const topic = contract.filters.PartyNamed.fragment.topicHash;
  const byAccount = { address, topics: [topic, null, topicOf(account)] };
  return citizenId === undefined || citizenId === 0n
    ? [byAccount]
    : [byAccount, { address, topics: [topic, null, null, toBeHex(citizenId, 32)] }];
}

/** A page of agreements, the one opened last first. */
export async function listAgreements(
  connection: Connection,
  reading: Reading,
  query: AgreementQuery & PageQuery,
): Promise<Page<OpenedAgreement>> {
  const { items, ...page } = await pageOfAgreements(connection, reading, query);
  return { ...page, items: items.map(({ id, opener, terms, phase }) => ({ id, opener, terms, phase })) };
}

/** A page of agreements with what the chain keeps of each. */
export function pageOfAgreements(
  connection: Connection,
  reading: Reading,
  { account, phase, opener, ...query }: AgreementQuery & PageQuery,
  { citizen, stretches }: AgreementsFor = {},
): Promise<Page<RecordedAgreement>> {
  const { contract, address, runner, money } = reading;
  const encodeRead = readEncoder(contract, address);
  const openings = { address, topics: [contract.filters.AgreementOpened.fragment.topicHash] };
  return pageOfLogs<Named, RecordedAgreement>(
    {
      list: "agreements",
      looking: { provider: providerOf(runner), nation: connection.nation },
      filters: account === undefined ? [openings] : naming(connection, reading, { account, citizen }),
      stretches,
      find: (log) => findNamed(reading, log),
      keyOf: ({ id }) => String(id),
      read: async (named, walker) => {
        const missing = named.filter(({ opening }) => opening === undefined);
        const ids = missing.map(({ id }) => toBeHex(id, 32));
        const [logs, { values, at }] = await Promise.all([
          missing.length === 0
            ? []
            : walker.inBlocks(
                [{ address, topics: [openings.topics[0], ids] }],
                missing.map(({ block }) => block),
              ),
          multicallEach(
            providerOf(runner),
            named.map(({ id }) => encodeRead(contract.agreement, [id], (record) => record)),
          ),
        ]);
        const found = new Map(
          [...named, ...logs.map((log) => findNamed(reading, log))].flatMap((one) =>
            one?.opening === undefined ? [] : [[one.id, one.opening] as const],
          ),
        );
        return named.map(({ id }, index) =>
          entryOf(id, [values[index]], ([raw]) => {
            const record = raw as AgreementRecordStructOutput;
            const current = phaseOf(record.phase);
            const opening = found.get(id);
            if (opening === undefined || !isWanted(phase, current)) return undefined;
            if (!isAccount(opener, opening.opener)) return undefined;
            return {
              id: agreementUnit.from(id),
              opener: opening.opener,
              terms: fromContract(contractedIn(opening), money),
              phase: current,
              record,
              at,
            };
          }),
        );
      },
    },
    query,
  );
}
