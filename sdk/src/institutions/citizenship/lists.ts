import { toBeHex, ZeroHash } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type EventLocation } from "../../core/events";
import { topicOf } from "../../core/evidence";
import { pageOfLogs } from "../../core/log-pages";
import { entryOf, isAccount, isWanted, pageOfNumbers, type Page, type PageQuery } from "../../core/pages";
import { multicallEach, readEncoder } from "../../core/reader";
import type { Moment } from "../../core/units";
import { providerOf } from "../../core/write";
import type { Citizenship } from "../../generated/contracts";
import { citizenshipEventUnits } from "./events";
import { citizenFrom, someMoment } from "./records";
import type { Admission, AdmissionQuery, Applicant, ApplicantQuery, Citizen, CitizenQuery } from "./types";
import { citizenId as idUnit } from "./units";

/** Who reads, and what. */
export interface CitizenshipReader {
  readonly connection: Connection;
  readonly contract: Citizenship;
}

/** So many records are read with one request. */
const AT_ONCE = 200;

/** A page of citizens, the one admitted last first. */
export function listCitizens(
  { connection, contract }: CitizenshipReader,
  query: CitizenQuery & PageQuery,
): Promise<Page<Citizen>> {
  const encodeRead = readEncoder(contract, addressOf(connection, "citizenship"));
  return pageOfNumbers(
    {
      list: "citizens",
      atOnce: AT_ONCE,
      count: () => contract.lastCitizenId(),
      read: async (ids) => {
        const { values, at } = await multicallEach(
          providerOf(connection.runner),
          ids.map((id) => encodeRead(contract.citizen, [id], (raw) => citizenFrom(idUnit.from(id), raw))),
        );
        return ids.map((id, index) =>
          entryOf(id, [values[index]], ([found]) => {
            const citizen = found as Citizen;
            const isMeant =
              // A founding citizen's number waits for who takes it.
              citizen.standing !== "none" &&
              isWanted(query.standing, citizen.standing) &&
              isAccount(query.holder, citizen.holder) &&
              (query.isOver === undefined || query.isOver === citizen.until <= at);
            return isMeant ? citizen : undefined;
          }),
        );
      },
    },
    query,
  );
}

/** A page of those who asked for citizenship or are invited, the newest first. */
export function listApplicants(
  { connection, contract }: CitizenshipReader,
  query: ApplicantQuery & PageQuery,
): Promise<Page<Applicant>> {
  const { runner, nation } = connection;
  const address = addressOf(connection, "citizenship");
  const { AdmissionRequested, AdmissionInvited } = eventsOf(contract, connection, citizenshipEventUnits);
  const { filters } = contract;
  const topics = [filters.AdmissionRequested, filters.AdmissionInvited].map(({ fragment }) => fragment.topicHash);
  const encodeRead = readEncoder(contract, address);
  return pageOfLogs<{ readonly account: Address; readonly dossier: string | undefined }, Applicant>(
    {
      list: "applicants",
      looking: { provider: providerOf(runner), nation },
      filters: [{ address, topics: [topics] }],
      find: (log) => {
        const requested = AdmissionRequested.decode(log);
        if (requested !== undefined) return { account: requested.applicant, dossier: requested.dossier };
        const invited = AdmissionInvited.decode(log);
        return invited && { account: invited.invitee, dossier: undefined };
      },
      // Requests and invitations are things of their own, of which the newest of each kind counts.
      keyOf: ({ account, dossier }) => `${account}${dossier === undefined ? "" : " requested"}`,
      read: async (found) => {
        const { values, at } = await multicallEach(
          providerOf(runner),
          found.map(({ account }) =>
            encodeRead(contract.admissionOf, [account], ({ requestedAt, invitedUntil }) => ({
              requestedAt: someMoment(requestedAt),
              invitedUntil: someMoment(invitedUntil),
            })),
          ),
        );
        return found.map(({ account, dossier }, index) =>
          entryOf(account, [values[index]], ([raw]) => {
            const { requestedAt, invitedUntil } = raw as Record<"requestedAt" | "invitedUntil", Moment | undefined>;
            if (dossier === undefined) {
              const isOpen = invitedUntil !== undefined && invitedUntil > at;
              return isOpen && isWanted(query.kind, "invitation")
                ? { kind: "invitation", account, until: invitedUntil }
                : undefined;
            }
            if (requestedAt === undefined || !isWanted(query.kind, "request")) return undefined;
            return { kind: "request", account, requestedAt, dossier: dossier === ZeroHash ? undefined : dossier };
          }),
        );
      },
    },
    query,
  );
}

/** A page of admissions, the newest first. */
export function listAdmissions(
  { connection, contract }: CitizenshipReader,
  query: AdmissionQuery & PageQuery,
): Promise<Page<Admission>> {
  const { runner, nation } = connection;
  const { CitizenAdmitted } = eventsOf(contract, connection, citizenshipEventUnits);
  const { citizenId, holder } = query;
  const topics = [
    contract.filters.CitizenAdmitted.fragment.topicHash,
    citizenId === undefined ? null : toBeHex(citizenId, 32),
    holder === undefined ? null : topicOf(holder),
  ];
  return pageOfLogs<Admission, Admission>(
    {
      list: "admissions",
      looking: { provider: providerOf(runner), nation },
      filters: [{ address: addressOf(connection, "citizenship"), topics }],
      find: (log) => {
        const found = CitizenAdmitted.decode(log);
        return found && toAdmission(found);
      },
      read: (found) => Promise.resolve(found.map((item) => ({ item }))),
    },
    query,
  );
}

const toAdmission = ({
  dossier,
  ...admitted
}: Omit<Admission, "dossier"> & { readonly dossier: string } & EventLocation): Admission => ({
  ...admitted,
  dossier: dossier === ZeroHash ? undefined : dossier,
});
