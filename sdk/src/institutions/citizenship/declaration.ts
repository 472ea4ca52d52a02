import { declare, each } from "../../core/declaration";
import { addressOf } from "../../core/directory";
import { readEncoder } from "../../core/reader";
import { durationOf, secondsOf } from "../../core/quantities";
import { heads } from "../../core/units";
import { Citizenship__factory } from "../../generated/contracts";
import { section as nationSection } from "../nation/charter";
import { check, section } from "./charter";
import { citizenshipClient } from "./client";
import { logs } from "./logs";
import { provisions } from "./provisions";
import { openingFrom } from "./records";
import { glanceAtTerms } from "./terms";
import { citizenId } from "./units";
import { verify } from "./verification";

export const citizenship = declare({
  name: "citizenship",
  contract: "Citizenship",
  factory: Citizenship__factory,
  summary: "who is a citizen, and since when",
  charter: ["citizenship"],
  section,
  provisions,
  check,
  terms: ({ constitution, passport, treasury }, { settings, settingsOf, citizens, provisions: figures }) => [
    constitution,
    passport,
    treasury,
    settings.name ?? `${settingsOf(nationSection).name} Citizenship`,
    settings.symbol,
    { citizens: citizens.length, window: secondsOf(settings.window) },
    figures,
  ],
  settingsFrom: (created, { invitation }) => ({
    name: created[3] as string,
    symbol: created[4] as string,
    window: durationOf((created[5] as { readonly window: bigint }).window),
    invitation: durationOf(invitation),
  }),
  inherited: {
    constitution: ["setAuthority"],
  },
  constitutional: true,
  neverFounding: [
    "CitizenSuspended",
    "CitizenReinstated",
    "CitizenRevoked",
    "CitizenshipRestored",
    "CitizenKeptAsleep",
    "CitizenMoved",
    "CitizenWoken",
    "VouchersWithdrawn",
    "NationClosed",
    "AdmissionsAllowed",
    "AdmissionsHalted",
  ],
  verify,
  counted: [{ what: "citizens", by: "admittedCount", told: each("CitizenAdmitted") }],
  logs,
  client: citizenshipClient,
  next: async (query) => (await import("./next")).nextOf(query),
  overview: (connection) => {
    const address = addressOf(connection, "citizenship");
    const contract = Citizenship__factory.connect(address, connection.runner);
    const encodeRead = readEncoder(contract, address);
    return {
      /** How many a quorum is measured against. */
      count: encodeRead(contract.citizenCount, [], heads.from),
      /** How far the founding is, and whether the nation is open. */
      opening: encodeRead(contract.opening, [], openingFrom),
      lastId: encodeRead(contract.lastCitizenId, [], citizenId.from),
      /** Of the first 64 citizens, whose terms begin together: which end soon, or have just ended. */
      terms: glanceAtTerms(contract, address),
    };
  },
});
