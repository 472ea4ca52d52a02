import { citizenId as idUnit, moment } from "../../../sdk/src";
import type { Citizen } from "../../../sdk/src/institutions/citizenship";
import { act, doing } from "../act";
import { command, type Answer } from "../command";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import { citizenMeant, ownCitizen, personOf } from "../input/people";
import { lengthIn, momentIn } from "../input/quantities";
import { facts, table } from "../output/layout";
import { civicOf } from "../output/money";
import { brief, counted, listed } from "../output/text";
import { dayOf, whenOf } from "../output/time";
import { more, PAGE_OPTIONS, pageIn } from "./paging";

export const citizens = command({
  name: "citizens",
  group: "citizen",
  summary: "the citizens, or one of them",
  arguments: { "[who]": "a citizen's number, an account, or me" },
  options: PAGE_OPTIONS,
  example: "citizens 3",
  run: async (context, { who, limit, after }) => {
    if (who !== undefined) return oneCitizen(context, who);
    const [nation, now] = await Promise.all([context.nation(), context.now()]);
    const page = await nation.citizenship.list(pageIn({ limit, after }));
    return {
      data: { citizens: page.items, next: page.cursor },
      lines: [
        ...table(
          [
            { title: "No", align: "right" },
            { title: "Account" },
            { title: "Since" },
            { title: "Until" },
            { title: "Standing", shrinks: true },
          ],
          page.items.map((citizen) => [
            String(citizen.id),
            brief(citizen.holder),
            dayOf(citizen.since),
            dayOf(citizen.until),
            standingOf(citizen, now),
          ]),
          context.width,
        ),
        ...more(page),
      ],
    };
  },
});

function standingOf({ standing, until, wakesAt, suspendedUntil }: Citizen, now: bigint): string {
  if (standing === "suspended") return `suspended until ${dayOf(suspendedUntil ?? moment.never)}`;
  if (standing !== "active") return standing;
  if (until <= now) return "term is over";
  return wakesAt > now ? `votes from ${dayOf(wakesAt)}` : "active";
}

async function oneCitizen(context: Context, text: string): Promise<Answer> {
  const { citizenId, address } = await citizenMeant(context, text);
  const [nation, now, symbols] = await Promise.all([context.nation(), context.now(), context.symbols()]);
  const [citizen, balance, delegate] = await Promise.all([
    nation.citizenship.citizen({ citizenId }),
    nation.coin.balanceOf({ account: address }),
    nation.citizenship.delegateOf({ account: address }),
  ]);
  const carries = delegate.toLowerCase() === address.toLowerCase() ? "their own vote" : `delegated to ${delegate}`;
  return {
    data: { ...citizen, balance, delegate },
    lines: [
      context.paint("bold", `Citizen ${citizenId}`),
      ...facts(
        [
          ["account", citizen.holder],
          ["standing", standingOf(citizen, now)],
          ["since", dayOf(citizen.since)],
          ["term", citizen.until >= moment.never ? "without an end" : `until ${whenOf(citizen.until, now)}`],
          ["vote", carries],
          ["coin", civicOf(balance, symbols.civic)],
        ],
        context.width,
      ),
    ],
  };
}

export const applicants = command({
  name: "applicants",
  group: "citizen",
  summary: "who asked for citizenship or is invited, and is not in yet",
  options: PAGE_OPTIONS,
  example: "applicants",
  run: async (context, { limit, after }) => {
    const nation = await context.nation();
    const page = await nation.citizenship.applicants(pageIn({ limit, after }));
    return {
      data: { applicants: page.items, next: page.cursor },
      lines:
        page.items.length === 0
          ? ["Nobody waits to be admitted."]
          : [
              ...table(
                [{ title: "Account", shrinks: true }, { title: "What" }, { title: "When" }],
                page.items.map((one) => [
                  one.account,
                  one.kind === "request" ? "asked" : "invited",
                  one.kind === "request" ? dayOf(one.requestedAt) : `until ${dayOf(one.until)}`,
                ]),
                context.width,
              ),
              ...more(page),
            ],
    };
  },
});

export const join = command({
  name: "join",
  group: "citizen",
  summary: "ask for citizenship; who is invited is admitted at once",
  options: { "--dossier <digest>": "the digest of what you hand to the registrar: 0x and 64 hexadecimal digits" },
  example: "join --keystore me.json",
  run: async (context, { dossier }) => {
    if (dossier !== undefined && !/^0x[0-9a-f]{64}$/i.test(dossier))
      throw usageError("The dossier's digest is none.", "It is 0x and 64 hexadecimal digits.");
    const [{ profile }, nation, account] = await Promise.all([context.overview(), context.nation(), context.account()]);
    const { invitedUntil } =
      account === undefined ? { invitedUntil: undefined } : await nation.citizenship.admissionOf({ account });
    const isInvited = invitedUntil !== undefined && invitedUntil > (await context.now());
    return act(context, {
      title: `Ask for citizenship of ${profile.name}`,
      effects: [
        isInvited
          ? "You are invited: you become a citizen at once."
          : "A registrar decides on it. Nobody is made a citizen without asking.",
        "You can take it back before you are admitted.",
      ],
      act: (on) => doing(on.citizenship.requestAdmission, dossier === undefined ? {} : { dossier }),
      done: ({ admitted }) =>
        admitted === undefined
          ? ["You asked for citizenship. civitas citizens me shows when you are in."]
          : [`You are citizen ${admitted.citizenId} of ${profile.name}.`],
    });
  },
});

export const invite = command({
  name: "invite",
  group: "citizen",
  summary: "invite accounts, which are citizens as soon as they ask (the registrar's)",
  arguments: { "<who...>": "addresses" },
  options: {
    "--for <time>": "how long the invitation is good; 30d if left out",
    "--withdraw": "take invitations back",
  },
  example: "invite 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC --for 14d",
  run: async (context, { who, for: length = "30d", withdraw }) => {
    const people = await Promise.all(who.map((one) => personOf(context, one)));
    const invitees = people.map(({ address }) => address);
    const names = listed(invitees);
    if (withdraw === true) {
      return act(context, {
        title: `Take back the ${invitees.length === 1 ? "invitation" : "invitations"} of ${names}`,
        act: (on) => doing(on.citizenship.uninvite, { invitees }),
        done: (result) => [`${counted(result.invitees.length, "invitation")} taken back.`],
      });
    }
    const now = await context.now();
    const until = moment.after(now, lengthIn(length));
    return act(context, {
      title: `Invite ${names} until ${whenOf(until, now)}`,
      effects: ["Whoever is invited becomes a citizen by asking: civitas join"],
      act: (on) => doing(on.citizenship.invite, { invitees, until }),
      done: (result) => [`${counted(result.invitees.length, "account")} invited. Each runs: civitas join`],
    });
  },
});

export const admit = command({
  name: "admit",
  group: "citizen",
  summary: "admit those who asked for citizenship (the registrar's)",
  arguments: { "<who...>": "the applicants' addresses" },
  example: "admit 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  run: async (context, { who }) => {
    const applicantsNamed = (await Promise.all(who.map((one) => personOf(context, one)))).map(({ address }) => address);
    return act(context, {
      title: `Admit ${listed(applicantsNamed)} as ${applicantsNamed.length === 1 ? "a citizen" : "citizens"}`,
      effects: ["Their votes sleep for the waiting period. Only the court can take a citizenship away."],
      act: (on) => doing(on.citizenship.admitBatch, { applicants: applicantsNamed }),
      done: ({ admitted }) => admitted.map(({ citizenId, holder }) => `${holder} is citizen ${citizenId}.`),
    });
  },
});

export const renew = command({
  name: "renew",
  group: "citizen",
  summary: "renew your citizenship before its term ends (or another's, as the registrar)",
  arguments: { "[who]": "another citizen" },
  options: { "--until <date>": "until when another's term goes on; a year from now if left out" },
  example: "renew",
  run: async (context, { who, until: text }) => {
    const now = await context.now();
    if (who === undefined || who === "me") {
      const { citizenId } = await ownCitizen(context);
      const nation = await context.nation();
      const { until } = await nation.citizenship.citizen({ citizenId });
      if (until >= moment.never) throw new CommandError("Your citizenship has no end.", "There is nothing to renew.");
      return act(context, {
        title: `Renew your citizenship, whose term ends ${whenOf(until, now)}`,
        act: (on) => doing(on.citizenship.renewOwn, undefined),
        done: ({ after }) => [`Your term goes on until ${dayOf(after)}.`],
      });
    }
    const { citizenId, name } = await citizenMeant(context, who);
    const until = momentIn(text ?? "365d", now);
    return act(context, {
      title: `Renew the term of ${name} until ${whenOf(until, now)}`,
      act: (on) => doing(on.citizenship.renew, { citizenId: idUnit.from(citizenId), until }),
      done: ({ before, after }) => [`The term went until ${dayOf(before)}, and goes until ${dayOf(after)}.`],
    });
  },
});
