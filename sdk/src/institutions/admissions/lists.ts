import { toBeHex, zeroPadValue } from "ethers";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf } from "../../core/events";
import { pageOfLogs } from "../../core/log-pages";
import { entryOf, type Page, type PageQuery } from "../../core/pages";
import { multicallEach, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import type { Admissions } from "../../generated/contracts";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { admissionsEventUnits } from "./events";
import { standingFrom } from "./records";
import type { Application, ApplicationQuery, ApplicationStanding, ListedApplication } from "./types";

/** Who reads, and what. */
export interface AdmissionsReader {
  readonly connection: Connection;
  readonly contract: Admissions;
}

/** To what a validator attested. */
export interface ListedAttestation extends ApplicationStanding {
  readonly applicationId: string;
  readonly validatorId: CitizenId;
}

/** Which attestations to list. */
export interface AttestationQuery {
  /** Whose; everybody's if left out. */
  readonly validatorId?: CitizenId;
  /** Of which application; of all if left out. */
  readonly applicationId?: string;
}

/** Where applications stand, by their ids. */
async function standingsOf({ connection, contract }: AdmissionsReader, ids: readonly string[]) {
  const encodeRead = readEncoder(contract, addressOf(connection, "admissions"));
  const { values } = await multicallEach(
    providerOf(connection.runner),
    ids.map((id) => encodeRead(contract.applicationOf, [id], standingFrom)),
  );
  return values;
}

/** A page of applications, the newest first; it ends after so many stretches of the log, if that is given. */
export function listApplications(
  reader: AdmissionsReader,
  { applicant, uniqueness, phase, ...query }: ApplicationQuery & PageQuery,
  stretches?: number,
): Promise<Page<ListedApplication>> {
  const { connection, contract } = reader;
  const { Applied } = eventsOf(contract, connection, admissionsEventUnits(connection));
  const topics = [
    contract.filters.Applied.fragment.topicHash,
    null,
    applicant === undefined ? null : zeroPadValue(applicant, 32),
    uniqueness ?? null,
  ];
  return pageOfLogs<{ readonly id: string; readonly application: Application }, ListedApplication>(
    {
      list: "applications",
      stretches,
      looking: { provider: providerOf(connection.runner), nation: connection.nation },
      filters: [{ address: addressOf(connection, "admissions"), topics }],
      find: (log) => {
        const found = Applied.decode(log);
        if (found === undefined) return undefined;
        const { applicationId: id, applicant, payer, nonce, dossier, uniqueness } = found;
        return { id, application: { applicant, payer, nonce, dossier, uniqueness } };
      },
      read: async (found) => {
        const values = await standingsOf(
          reader,
          found.map(({ id }) => id),
        );
        return found.map((one, index) =>
          entryOf(one.id, [values[index]], ([raw]) => {
            const standing = raw as ApplicationStanding;
            return phase === undefined || phase === standing.phase ? { ...one, ...standing } : undefined;
          }),
        );
      },
    },
    query,
  );
}

/** A page of attestations, the newest first: what is to be reviewed of a validator who attested to a false admission. */
export function listAttestations(
  reader: AdmissionsReader,
  { validatorId, applicationId, ...query }: AttestationQuery & PageQuery,
): Promise<Page<ListedAttestation>> {
  const { connection, contract } = reader;
  const { ApplicationAttested } = eventsOf(contract, connection, admissionsEventUnits(connection));
  const topics = [
    contract.filters.ApplicationAttested.fragment.topicHash,
    applicationId ?? null,
    validatorId === undefined ? null : toBeHex(validatorId, 32),
  ];
  return pageOfLogs<Pick<ListedAttestation, "applicationId" | "validatorId">, ListedAttestation>(
    {
      list: "attestations",
      looking: { provider: providerOf(connection.runner), nation: connection.nation },
      filters: [{ address: addressOf(connection, "admissions"), topics }],
      find: (log) => {
        const found = ApplicationAttested.decode(log);
        return found && { applicationId: found.applicationId, validatorId: idUnit.from(found.validatorId) };
      },
      read: async (found) => {
        const values = await standingsOf(
          reader,
          found.map((one) => one.applicationId),
        );
        return found.map((one, index) =>
          entryOf(one.applicationId, [values[index]], ([raw]) => ({ ...one, ...(raw as ApplicationStanding) })),
        );
      },
    },
    query,
  );
}
