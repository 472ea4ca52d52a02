import type { Verification } from "../../core/declaration";
import { Findings, type Check } from "../../core/findings";
import { fromKey } from "../../core/keys";

/** Compares names, texts and the directory with what the nation was created with. */
export async function verify({ inspection, terms: created }: Verification): Promise<Check[]> {
  const findings = new Findings("profile");
  const founded = created[1] as Readonly<Record<string, string>>;
  const [[profile]] = await inspection.multicall("how the nation presents itself", [
    inspection.encodeRead("nation", "profile"),
  ]);
  const { terms: shown, institutions } = profile as {
    terms: Record<string, string>;
    institutions: { name: string; account: string }[];
  };
  const changes = await inspection.queryLogs(
    ["nation"],
    ["NameChanged", "MottoChanged", "DomainChanged", "DaoURIChanged", "FlagChanged", "InstitutionAppointed"],
  );

  for (const field of ["name", "motto", "domain", "daoURI", "flag"]) {
    const event = `${field[0].toUpperCase()}${field.slice(1)}Changed`;
    const since = changes.filter(({ event: { name } }) => name === event).slice(1);
    const title = `The nation's ${field}`;
    inspection.compare(findings, { title, founded: founded[field], found: shown[field], since });
  }

  const appointed = (key: string) =>
    changes.filter(({ event: { name, args } }) => name === "InstitutionAppointed" && args[0] === key);
  const first = created[2] as readonly { readonly name: string; readonly account: string }[];
  for (const { name: key, account } of first) {
    const found = institutions.find((entry) => entry.name === key)?.account ?? "nobody";
    const title = `The directory's ${fromKey(key)}`;
    inspection.compare(findings, { title, founded: account, found, since: appointed(key).slice(1) });
  }
  for (const { name: key, account } of institutions) {
    if (first.some(({ name }) => name === key)) continue;
    const title = `The directory's ${fromKey(key)}`;
    inspection.compare(findings, { title, founded: "nobody", found: account, since: appointed(key) });
  }
  return findings.checks;
}
