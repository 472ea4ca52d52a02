import { declare } from "../../core/declaration";
import { Nation__factory } from "../../generated/contracts";
import { check, section } from "./charter";
import { nationProfileClient } from "./client";
import { flagOf } from "./flag";
import { logs } from "./logs";
import { overview } from "./overview";
import { verify } from "./verification";

export const nation = declare({
  name: "nation",
  contract: "Nation",
  factory: Nation__factory,
  summary: "how the nation presents itself, and the directory of its institutions",
  charter: ["nation"],
  section,
  check,
  terms: ({ constitution }, { settings, directory }) => {
    const { name, motto, domain, daoURI, flag } = settings;
    return [constitution, { name, motto, domain, daoURI, flag: flag ?? flagOf(name) }, directory];
  },
  settingsFrom: (created) => {
    const { name, motto, domain, daoURI, flag } = created[1] as Readonly<Record<string, string>>;
    return { name, motto, domain, daoURI, ...(flag !== flagOf(name) && { flag }) };
  },
  inherited: {
    constitution: ["setAuthority"],
  },
  verify,
  logs,
  client: nationProfileClient,
  overview,
});
