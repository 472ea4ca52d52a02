import { AbiCoder, decodeBytes32String, encodeBytes32String, id, type Result } from "ethers";
import { moment } from "../../core/units";
import { coinNameOf, contractOf, creatorOf, institutionNames, sourceIn, type InstitutionName } from "../institutions";
import { chanceIn, type FoundingRecord } from "../journal";
import { provisionSpecs } from "../provisions";
import { allowsSource } from "../randomness";
import type { Inspection, Told } from "./inspection";
import { Findings, type Check } from "./report";

/** The terms on which an institution was created, as its constructor took them. */
export function termsIn(record: Pick<FoundingRecord, "institutions">, name: InstitutionName): Result {
  const { contract, arguments: encoded } = record.institutions[name];
  return AbiCoder.defaultAbiCoder().decode(creatorOf(name, contract).deploy.inputs, encoded);
}

/** Compares names, texts and the directory with what the nation was created with. */
export async function checkFace(
  inspection: Inspection,
  record: Pick<FoundingRecord, "institutions">,
): Promise<Check[]> {
  const findings = new Findings("face");
  const [, terms] = termsIn(record, "nation");
  const fields = ["name", "motto", "domain", "daoURI", "flag"] as const;
  const [
    [profile],
    [coinName],
    [coinSymbol],
    [maxSupply],
    [coinTreasury],
    [tokenName],
    [tokenSymbol],
    [delay],
    [timelock],
  ] = (await inspection.ask("the nation's face", [
    inspection.question("nation", "profile"),
    inspection.question("coin", "name"),
    inspection.question("coin", "symbol"),
    inspection.question("coin", "MAX_SUPPLY"),
    inspection.question("coin", "TREASURY"),
    inspection.question("citizenship", "name"),
    inspection.question("citizenship", "symbol"),
    inspection.question("timelock", "getMinDelay"),
    inspection.question("governor", "timelock"),
  ])) as [Result, Result, Result, Result, Result, Result, Result, Result, Result];
  const { terms: shown, institutions } = profile as {
    terms: Record<string, string>;
    institutions: { name: string; account: string }[];
  };
  const changes = await inspection.told(
    ["nation"],
    ["NameChanged", "MottoChanged", "DomainChanged", "DaoURIChanged", "FlagChanged", "InstitutionAppointed"],
  );

  for (const field of fields) {
    const event = `${field[0].toUpperCase()}${field.slice(1)}Changed`;
    const since = changes.filter(({ event: { name } }) => name === event).slice(1);
    const founded = (terms as Record<string, string>)[field];
    await compare(inspection, findings, { title: `The nation's ${field}`, founded, found: shown[field], since });
  }
  for (const name of institutionNames) {
    const key = encodeBytes32String(name);
    const since = changes
      .filter(({ event: { name: event, args } }) => event === "InstitutionAppointed" && args[0] === key)
      .slice(1);
    const found = institutions.find((entry) => entry.name === key)?.account ?? "nobody";
    await compare(inspection, findings, {
      title: `The directory's ${name}`,
      founded: inspection.addresses[name],
      found,
      since,
    });
  }
  const others = institutions.filter(
    ({ name }) => !institutionNames.includes(decodeBytes32String(name) as InstitutionName),
  );
  for (const { name, account } of others) {
    const since = changes.filter(
      ({ event: { name: event, args } }) => event === "InstitutionAppointed" && args[0] === name,
    );
    await compare(inspection, findings, {
      title: `The directory's ${decodeBytes32String(name)}`,
      founded: "nobody",
      found: account,
      since,
    });
  }

  const [, coinTerms] = termsIn(record, "coin") as unknown as [unknown, Record<string, unknown>];
  const [, , , citizenshipName, citizenshipSymbol] = termsIn(record, "citizenship");
  for (const [title, founded, found] of [
    ["The coin's name", coinTerms.name, coinName],
    ["The coin's symbol", coinTerms.symbol, coinSymbol],
    ["The coin's greatest supply", coinTerms.maxSupply, maxSupply],
    ["The coin's treasury", coinTerms.treasury, coinTreasury],
    ["The citizenship's name", citizenshipName, tokenName],
    ["The citizenship's symbol", citizenshipSymbol, tokenSymbol],
  ] as const) {
    await compare(inspection, findings, { title, founded: String(founded), found: String(found), since: [] });
  }
  const delays = (await inspection.told(["timelock"], ["MinDelayChange"])).slice(1);
  await compare(inspection, findings, {
    title: "The timelock's delay, in seconds",
    founded: String(termsIn(record, "timelock")[0]),
    found: String(delay),
    since: delays,
  });
  await compare(inspection, findings, {
    title: "The governor's timelock",
    founded: inspection.addresses.timelock,
    found: String(timelock),
    since: (await inspection.told(["governor"], ["TimelockChange"])).slice(1),
  });
  return findings.checks;
}

/** As founded, changed by a lawful act, or a fault. */
async function compare(
  inspection: Inspection,
  findings: Findings,
  thing: { readonly title: string; readonly founded: string; readonly found: string; readonly since: readonly Told[] },
): Promise<void> {
  const { title, founded, found, since } = thing;
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}...` : text || "(empty)");
  if (found === founded && since.length === 0) findings.add(title, "founded", short(found));
  else if (await inspection.areLawful(since))
    findings.add(title, "changed", `${short(found)}, founded as ${short(founded)}`);
  else findings.add(title, "fault", `${short(found)}, founded as ${short(founded)}, and no decision changed it`);
}

interface ProvisionRead {
  key: string;
  current: bigint;
  standing: bigint;
  trialUntil: bigint;
  min: bigint;
  max: bigint;
}

/** Compares every provision and its bounds with what its institution was created with. */
export async function checkProvisions(
  inspection: Inspection,
  record: Pick<FoundingRecord, "institutions">,
): Promise<Check[]> {
  const findings = new Findings("provisions");
  const holders = [...new Set(provisionSpecs.map(({ institution }) => institution))];
  const read = await inspection.ask(
    "the provisions",
    holders.map((name) => inspection.question(name, "provisions")),
  );
  const acts = await inspection.told(holders, ["ProvisionSet", "ProvisionTried", "ProvisionRatified"]);

  for (const [index, institution] of holders.entries()) {
    const specs = provisionSpecs.filter((spec) => spec.institution === institution);
    const terms = termsIn(record, institution).at(-1) as { value: bigint; min: bigint; max: bigint }[];
    const found = read[index][0] as ProvisionRead[];
    if (found.length !== specs.length) {
      findings.add(institution, "fault", `has ${found.length} provisions, not ${specs.length}`);
      continue;
    }
    for (const [place, { key, kind }] of specs.entries()) {
      const title = `${institution}.${key}`;
      const [now, founded] = [found[place], terms[place]];
      const since = acts
        .filter(({ institution: of, event }) => of === institution && event.args[0] === now.key)
        .slice(1);
      const bounds = `within ${now.min} to ${now.max}`;
      const trial =
        now.current === now.standing
          ? ""
          : `, ${now.current} on trial until ${moment.format(moment.from(now.trialUntil))}`;
      const detail = `${now.standing}${trial}, ${bounds} (${kind === "percent" ? "basis points" : kind})`;
      if (decodeBytes32String(now.key) !== key || now.min !== founded.min || now.max !== founded.max) {
        findings.add(title, "fault", `${detail}; founded within ${founded.min} to ${founded.max}`);
      } else if (now.current === founded.value && now.standing === founded.value && since.length === 0) {
        findings.add(title, "founded", detail);
      } else if (await inspection.areLawful(since)) {
        findings.add(title, "changed", `${detail}; founded as ${founded.value}`);
      } else {
        findings.add(title, "fault", `${detail}; founded as ${founded.value}, and no decision changed it`);
      }
    }
  }
  return findings.checks;
}

/** Shows where the court's chance comes from, and compares it and its terms with those that were founded. */
export async function checkChance(
  inspection: Inspection,
  record: Pick<FoundingRecord, "institutions">,
): Promise<Check[]> {
  const findings = new Findings("face");
  const { randomness } = inspection.addresses;
  const usesBeacon = sourceIn(record.institutions) === "drand";
  const [[current], [blocksAhead], margin, supported] = await inspection.ask("the court's source of chance", [
    inspection.question("court", "randomness"),
    inspection.question("randomness", "BLOCKS_AHEAD"),
    ...(usesBeacon ? ["MARGIN", "isSupported"].map((method) => inspection.question("randomness", method)) : []),
  ]);
  await compare(inspection, findings, {
    title: "The court's source of chance",
    founded: randomness,
    found: String(current),
    since: (await inspection.told(["court"], ["RandomnessAppointed"])).slice(1),
  });

  const terms = termsIn(record, "randomness").map(String);
  const found = [blocksAhead, ...(usesBeacon ? [margin[0] as bigint] : [])].map(String);
  const ahead = `the hash of a block, ${found[0]} ahead`;
  findings.expect("What chance is made of", found.join() === terms.join() && supported?.[0] !== false, {
    good: usesBeacon ? `a round of drand's beacon, ${found[1]} seconds ahead, with ${ahead}` : ahead,
    bad:
      supported?.[0] === false
        ? "rounds of drand's beacon, which this chain cannot verify"
        : `founded with ${terms.join(" and ")}, and found with ${found.join(" and ")}`,
  });
  return findings.checks;
}

/** Compares the articles with the charter's. */
export async function checkArticles(
  inspection: Inspection,
  { charter }: Pick<FoundingRecord, "charter">,
): Promise<Check[]> {
  const findings = new Findings("constitution");
  const [answer] = await inspection.ask("the articles", [inspection.question("constitution", "articles")]);
  const articles = answer[0] as { number: bigint; version: bigint; hash: string; title: string; text: string }[];
  const acts = await inspection.told(["constitution"], ["ArticleEnacted", "ArticleAmended", "ArticleRepealed"]);

  for (let index = 0; index < Math.max(articles.length, charter.articles.length); ++index) {
    const [founded, found] = [charter.articles[index], articles[index]];
    const title = `Article ${index + 1}`;
    const told = acts.filter(({ event }) => event.args[0] === BigInt(index + 1));
    const since = founded === undefined ? told : told.slice(1);
    const asFounded =
      founded !== undefined &&
      found !== undefined &&
      found.title === founded.title &&
      found.text === founded.text &&
      found.hash === id(founded.text);
    if (asFounded && since.length === 0) findings.add(title, "founded", found.title);
    else if (found !== undefined && (await inspection.areLawful(since)))
      findings.add(title, "changed", `${found.title}, version ${found.version}`);
    else
      findings.add(
        title,
        "fault",
        found === undefined ? "is missing" : `says otherwise than the charter: ${found.title}`,
      );
  }
  return findings.checks;
}

/** Whether the record's terms are those of its charter: then what is compared with the terms is compared with the charter. */
export function checkTerms(record: FoundingRecord, encoded: Record<InstitutionName, string>): Check[] {
  const findings = new Findings("founding acts");
  const { institutions, randomness } = record;
  const others = institutionNames.filter(
    (name) =>
      institutions[name].arguments !== encoded[name] || institutions[name].contract !== contractOf(name, randomness),
  );
  findings.expect("The terms of the institutions", others.length === 0, {
    good: `are those of the charter (${coinNameOf(record.charter)}, ${record.charter.citizens.length} founding citizens)`,
    bad: `are not those of the charter: ${others.join(", ")}`,
  });
  const { source } = record.charter.justice.randomness;
  findings.expect("The choice of the source of chance", allowsSource(record.charter, chanceIn(record)), {
    good: source === "auto" ? `${randomness}, by what the chain can verify` : `${randomness}, as the charter says`,
    bad: `${randomness}, where the charter wants ${source}`,
  });
  return findings.checks;
}
