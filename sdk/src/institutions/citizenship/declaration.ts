import { declare, each } from "../../core/declaration";
import { durationOf, secondsOf } from "../../core/quantities";
import { Citizenship__factory } from "../../generated/contracts";
import { section as nationSection } from "../nation/charter";
import { check, nameSaid, section } from "./charter";
import { citizenshipClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";
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
    ...nameSaid(created[3] as string),
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
    "CitizenRevoked",
    "CitizenshipRestored",
    "CitizenKeptAsleep",
    "CitizenMoved",
    "AdmissionsAllowed",
    "AdmissionsHalted",
  ],
  verify,
  counted: [{ what: "citizens", by: "admittedCount", told: each("CitizenAdmitted") }],
  logs,
  client: citizenshipClient,
  due: async (query) => (await import("./due")).citizenshipDue(query),
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
