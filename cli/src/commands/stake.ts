import { seconds } from "../../../sdk/src";
import { act, doing } from "../act";
import { command } from "../command";
import { CommandError } from "../errors";
import { citizenMeant, ownCitizen, personOf } from "../input/people";
import { someCoinsIn } from "../input/quantities";
import { facts } from "../output/layout";
import { civicOf } from "../output/money";
import { whenOf } from "../output/time";

export const show = command({
  name: "stake show",
  group: "money",
  summary: "what a citizen has at stake",
  arguments: { "[who]": "a citizen; you if left out" },
  example: "stake show",
  run: async (context, { who = "me" }) => {
    const { citizenId, name } = await citizenMeant(context, who);
    const [nation, now, { civic: symbol }] = await Promise.all([context.nation(), context.now(), context.symbols()]);
    const [position, votes, total] = await Promise.all([
      nation.stake.positionOf({ citizenId }),
      nation.stake.votesOf({ citizenId }),
      nation.stake.totalStaked(),
    ]);
    const { staked, leaving, leavesAt, delegateId } = position;
    return {
      data: { citizenId, ...position, votes, total },
      lines: [
        context.paint("bold", `The stake of ${name}`),
        ...facts(
          [
            ["staked", `${civicOf(staked, symbol)} of ${civicOf(total, symbol)} in all`],
            ["casts", `${civicOf(votes, symbol)} in the stake house`],
            ["delegate", delegateId === citizenId ? undefined : `citizen ${delegateId}`],
            ["leaving", leavesAt && `${civicOf(leaving, symbol)}, to be withdrawn ${whenOf(leavesAt, now)}`],
          ],
          context.width,
        ),
      ],
    };
  },
});

export const add = command({
  name: "stake add",
  group: "money",
  summary: "lock coin, so that it votes beside you",
  arguments: { "<amount>": "of civic coin" },
  example: "stake add 150",
  run: async (context, { amount: text }) => {
    const amount = someCoinsIn(text);
    const [nation, { civic: symbol }] = await Promise.all([context.nation(), context.symbols()]);
    const { cooldown } = await nation.stake.provisions();
    return act(context, {
      title: `Lock ${civicOf(amount, symbol)} at stake`,
      effects: [
        "It is free of tax, and votes in the stake house from the next proposal on.",
        `You can take it out again: it loses its votes at once, and is paid after ${seconds.format(cooldown.current)}.`,
        "A ruling of the court against you can take from it.",
      ],
      act: (on) => doing(on.coin.transferAndCall, { to: nation.stake.address, amount }),
      done: () => [`${civicOf(amount, symbol)} are at stake: civitas stake show`],
    });
  },
});

export const take = command({
  name: "stake take",
  group: "money",
  summary: "take coin out of the stake; it is paid after a while",
  arguments: { "<amount>": "of civic coin" },
  example: "stake take 50",
  run: async (context, { amount: text }) => {
    const amount = someCoinsIn(text);
    const [now, { civic: symbol }] = await Promise.all([context.now(), context.symbols()]);
    return act(context, {
      title: `Take ${civicOf(amount, symbol)} out of the stake`,
      effects: ["It loses its votes at once. What is leaving already waits anew, together with it."],
      act: (on) => doing(on.stake.unstake, { amount }),
      done: ({ leavesAt }) => [`It can be withdrawn ${whenOf(leavesAt, now)}: civitas stake withdraw`],
    });
  },
});

export const withdraw = command({
  name: "stake withdraw",
  group: "money",
  summary: "have paid what has left the stake",
  arguments: { "[who]": "a citizen, to whom it is paid; you if left out" },
  example: "stake withdraw",
  run: async (context, { who = "me" }) => {
    const { citizenId, name } = await citizenMeant(context, who);
    const [nation, now, { civic: symbol }] = await Promise.all([context.nation(), context.now(), context.symbols()]);
    const { leaving, leavesAt } = await nation.stake.positionOf({ citizenId });
    if (leavesAt === undefined)
      throw new CommandError("Nothing leaves the stake.", "Take some out first: civitas stake take <amount>");
    if (leavesAt > now) throw new CommandError(`It has not left yet.`, `Withdraw it ${whenOf(leavesAt, now)}.`);
    return act(context, {
      title: `Have ${civicOf(leaving, symbol)} paid to ${name}`,
      act: (on) => doing(on.stake.withdraw, { citizenId }),
      done: ({ to, amount }) => [`${civicOf(amount, symbol)} were paid to ${to}.`],
    });
  },
});

export const delegate = command({
  name: "delegate",
  group: "citizen",
  summary: "let another citizen carry your vote, or your stake's",
  arguments: { "<who>": "a citizen; me to take it back" },
  options: { "--stake": "the votes of your stake, and not your own" },
  example: "delegate 5",
  run: async (context, { who, stake }) => {
    const person = who === "me" ? await ownCitizen(context) : await personOf(context, who);
    const what = stake === true ? "the votes of your stake" : "your vote";
    const nation = await context.nation();
    const account = await context.account();
    const carrier =
      account === undefined
        ? undefined
        : await (stake === true ? nation.stake : nation.citizenship).delegateOf({ account });
    if (carrier?.toLowerCase() === person.address.toLowerCase()) {
      return {
        data: { to: person.address, sent: false },
        lines: [
          `It is so already: ${who === "me" ? "you carry" : `${person.name} carries`} ${what}. Nothing was sent.`,
        ],
      };
    }
    const title = who === "me" ? `Take back ${what}` : `Let ${person.name} carry ${what}`;
    return act(context, {
      title,
      effects: ["It counts for proposals whose vote opens from now on. You can take it back at any time."],
      act: (on) => doing((stake === true ? on.stake : on.citizenship).delegate, { to: person.address }),
      done: ({ changed }) => [
        changed === undefined
          ? "Nothing changed: it was so already."
          : `${changed.after} carries it now, and ${changed.before} no more.`,
      ],
    });
  },
});
