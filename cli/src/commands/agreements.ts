import type { Agreement } from "../../../sdk/src/institutions/agreements";
import { command, type Answer } from "../command";
import type { Context } from "../context";
import { agreementMeant } from "../input/agreements";
import { personOf } from "../input/people";
import { facts, table } from "../output/layout";
import { moneyOf, type Symbols } from "../output/money";
import { brief, listed, printable, printableLines, wrapped } from "../output/text";
import { dayOf, whenOf } from "../output/time";
import { more, PAGE_OPTIONS, pageIn } from "./paging";

export const agreements = command({
  name: "agreements",
  group: "agree",
  summary: "the agreements, or one of them, and what its parties can do",
  arguments: { "[agreement]": "its number, or latest" },
  options: { ...PAGE_OPTIONS, "--of <who>": "those of an account or a citizen" },
  example: "agreements latest",
  run: async (context, { agreement, limit, after, of }) => {
    if (agreement !== undefined) return show(context, agreement);
    const nation = await context.nation();
    const account = of === undefined ? undefined : (await personOf(context, of)).address;
    const page = await nation.agreements.list({
      ...pageIn({ limit, after }),
      ...(account !== undefined && { account }),
    });
    return {
      data: { agreements: page.items, next: page.cursor },
      lines:
        page.items.length === 0
          ? ["There are no agreements."]
          : [
              ...table(
                [
                  { title: "No", align: "right" },
                  { title: "Phase" },
                  { title: "Parties" },
                  { title: "Until" },
                  { title: "Text", shrinks: true },
                ],
                page.items.map(({ id, phase, terms }) => [
                  String(id),
                  phase,
                  terms.parties
                    .map((party) => brief(party.account))
                    .join(" ")
                    .slice(0, 23),
                  dayOf(terms.until),
                  printable(terms.text),
                ]),
                context.width,
              ),
              ...more(page),
            ],
    };
  },
});

async function show(context: Context, text: string): Promise<Answer> {
  const [nation, agreementId, now, symbols] = await Promise.all([
    context.nation(),
    agreementMeant(context, text),
    context.now(),
    context.symbols(),
  ]);
  const [found, offers] = await Promise.all([
    nation.agreements.agreement({ agreementId }),
    nation.agreements.offers({ agreementId }),
  ]);
  const { terms, parties, phase, objectionEndsAt, answersUntil, movesUntil, caseId, ruling, division } = found;
  return {
    data: { ...found, offers },
    lines: [
      context.paint("bold", `Agreement ${agreementId}`),
      ...printableLines(terms.text).flatMap((line) => wrapped(line, context.width, "  ")),
      "",
      ...facts(
        [
          ["phase", phase],
          ["locked", `${moneyOf(found.collateral, symbols)} in all`],
          ["sign by", whenOf(terms.signBy, now)],
          ["ends", whenOf(terms.until, now)],
          ["objections", objectionEndsAt && `until ${whenOf(objectionEndsAt, now)}`],
          ["demands", answersUntil && `until ${whenOf(answersUntil, now)}`],
          ["moves", movesUntil && `until ${whenOf(movesUntil, now)}`],
          ["case", caseId && `${caseId}: civitas case ${caseId}`],
          [
            "ruling",
            ruling === undefined ? undefined : ruling === "nobody" ? "nobody's demand" : `what party ${ruling} demands`,
          ],
          [
            "divided",
            division && listed(division.map((amount, index) => `${moneyOf(amount, symbols)} to party ${index}`)),
          ],
        ],
        context.width,
      ),
      "",
      ...parties.flatMap((party) => partyLines(context, party, symbols)),
      ...(offers.length === 0
        ? []
        : [
            "",
            "Offers to settle",
            ...offers.map(
              ({ division: amounts, approvals, validUntil }) =>
                `  ${amounts.map((amount) => moneyOf(amount, symbols)).join(" / ")}, by ${listed(approvals.flatMap((given, index) => (given ? [`party ${index}`] : [])))}, until ${dayOf(validUntil)}`,
            ),
          ]),
      ...nextLines(found),
    ],
  };
}

function partyLines(context: Context, party: Agreement["parties"][number], symbols: Symbols): string[] {
  const { party: place, citizenId, actsFrom, lock, payout, hasSigned, declaration, demand, owed } = party;
  const who = citizenId === undefined ? actsFrom : `citizen ${citizenId} (${brief(actsFrom)})`;
  const isOwed = (owed.token === undefined ? (owed.coin ?? owed.native) : owed.amount) > 0n;
  return [
    `Party ${place}: ${who}`,
    ...facts(
      [
        ["locks", `${moneyOf(lock, symbols)}, ${hasSigned ? "signed" : "not signed"}`],
        ["gets", moneyOf(payout, symbols)],
        ["declares", declaration && printable(declaration)],
        ["demands", demand && listed(demand.map((amount, index) => `${moneyOf(amount, symbols)} for party ${index}`))],
        ["is owed", isOwed ? moneyOf(owed, symbols) : undefined],
      ],
      context.width,
    ),
  ];
}

function nextLines({ id, phase, due }: Agreement): string[] {
  if (due !== undefined) return ["", `Anyone carries out what is due (${due}): civitas agree carry-out ${id}`];
  if (phase === "open") return ["", `Parties sign by: civitas agree sign ${id}`];
  if (phase === "binding")
    return [
      "",
      `Parties: civitas agree perform ${id} <statement>, civitas agree settle ${id} <division>, civitas agree dispute ${id} <division> <statement>`,
    ];
  if (phase === "disputed")
    return ["", `Parties: civitas agree answer ${id} <division> <statement>, civitas agree concede ${id} <division>`];
  return [];
}
