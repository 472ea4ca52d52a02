import { id } from "ethers";
import { Findings, type Check } from "../../core/findings";
import { quoted } from "../../core/legible";
import type { Inspection } from "../../core/inspection";
import { spine } from "../../institutions/spine";
import type { FoundingRecord } from "../journal";

/** Compares the articles with the charter's. */
export async function checkArticles(
  inspection: Inspection,
  { charter }: Pick<FoundingRecord, "charter">,
): Promise<Check[]> {
  const findings = new Findings("articles");
  const [answer] = await inspection.multicall("the articles", [
    inspection.encodeRead(spine.authority.name, "articles"),
  ]);
  const articles = answer[0] as { number: bigint; version: bigint; hash: string; title: string; text: string }[];
  const acts = await inspection.queryLogs(
    [spine.authority.name],
    ["ArticleEnacted", "ArticleAmended", "ArticleRepealed"],
  );

  for (let index = 0; index < Math.max(articles.length, charter.articles.length); ++index) {
    const [founded, found] = [charter.articles[index], articles[index]];
    const title = `Article ${index + 1}`;
    const logs = acts.filter(({ event }) => event.args[0] === BigInt(index + 1));
    const since = founded === undefined ? logs : logs.slice(1);
    const asFounded =
      founded !== undefined &&
      found !== undefined &&
      found.title === founded.title &&
      found.text === founded.text &&
      found.hash === id(founded.text);
    if (asFounded && since.length === 0) findings.add(title, "founded", found.title);
    else if (found !== undefined && inspection.areLawful(since))
      findings.add(title, "changed", `${quoted(found.title)}, version ${found.version}${inspection.because(since)}`);
    else
      findings.add(
        title,
        "fault",
        found === undefined ? "is missing" : `says otherwise than the charter: ${quoted(found.title)}`,
      );
  }
  return findings.checks;
}
