import { act, doing } from "../act";
import { command } from "../command";
import { CommandError, usageError } from "../errors";
import { personOf } from "../input/people";
import { about, whenOf } from "../output/time";
import { facts } from "../output/layout";
import { nativeOf } from "../output/money";
import { counted } from "../output/text";

export const showResident = command({
  name: "resident show",
  group: "citizen",
  summary: "whether somebody is a resident, and what a residency costs",
  arguments: { "[who]": "an account; you if left out" },
  example: "resident show",
  run: async (context, { who = "me" }) => {
    const [{ address }, nation, now, { native }] = await Promise.all([
      personOf(context, who),
      context.nation(),
      context.now(),
      context.symbols(),
    ]);
    const [resident, cost] = await Promise.all([
      nation.residency.residentOf({ account: address }),
      nation.residency.cost({ terms: 1, account: address }),
    ]);
    const isOne = resident !== undefined && resident.until > now;
    return {
      data: { account: address, isResident: isOne, resident, cost },
      lines: [
        context.paint("bold", `${address} is ${isOne ? `resident ${resident.id}` : "no resident"}`),
        ...facts(
          [
            ["until", isOne ? whenOf(resident.until, now) : undefined],
            ["paid ahead", isOne ? counted(resident.ahead, "term") : undefined],
            ["a term costs", `${nativeOf(cost.price, native)}, and lasts ${about(cost.term)}`],
          ],
          context.width,
        ),
      ],
    };
  },
});

export const subscribe = command({
  name: "resident join",
  group: "citizen",
  summary: "become a resident, or stay one, for so many terms",
  arguments: { "[terms]": "how many terms to pay; one if left out" },
  example: "resident join 12",
  run: async (context, { terms: text = "1" }) => {
    const terms = Number(text);
    if (!Number.isInteger(terms) || terms < 1)
      throw usageError(`"${text}" is no number of terms.`, "Write a whole number from 1 on.");
    const [{ address }, nation, now, { native }] = await Promise.all([
      personOf(context, "me"),
      context.nation(),
      context.now(),
      context.symbols(),
    ]);
    const { cost, price, term } = await nation.residency.cost({ terms, account: address });
    return act(context, {
      title: `Pay for ${counted(terms, "term")} as a resident: ${nativeOf(cost, native)}`,
      effects: [
        `A term costs ${nativeOf(price, native)} and lasts ${about(term)}. Nothing renews itself beyond what you pay.`,
        "A resident has no vote and no jury duty.",
      ],
      value: cost,
      act: (on) => doing(on.residency.subscribe, { terms, agreedPrice: price, agreedTerm: term }),
      done: ({ residentId, until }) => [`You are resident ${residentId} until ${whenOf(until, now)}.`],
    });
  },
});

export const cancelResidency = command({
  name: "resident cancel",
  group: "citizen",
  summary: "take back what you paid ahead as a resident",
  example: "resident cancel",
  run: async (context) => {
    const [{ address }, nation, now, { native }] = await Promise.all([
      personOf(context, "me"),
      context.nation(),
      context.now(),
      context.symbols(),
    ]);
    const resident = await nation.residency.residentOf({ account: address });
    if (resident === undefined || resident.ahead === 0)
      throw new CommandError("Nothing is paid ahead.", "The residency ends by itself: there is nothing to take back.");
    return act(context, {
      title: `Take back what ${counted(resident.ahead, "term")} cost`,
      effects: [`You stay a resident until ${whenOf(resident.termEndsAt, now)}.`],
      act: (on) => doing(on.residency.cancel, undefined),
      done: ({ refund }) => [`${nativeOf(refund, native)} are owed to you: civitas claim`],
    });
  },
});
