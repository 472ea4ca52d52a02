import { z } from "zod";
import { citizenId as idUnit, moment, seconds, type CitizenId } from "../../../sdk/src";
import type { Guardian, Guardians } from "../../../sdk/src/institutions/recovery";
import { act, doing } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import { citizenMeant, ownCitizen, personOf } from "../input/people";
import { address, signature, signedIn, signInto, wholeNumber } from "../input/signed";
import { facts } from "../output/layout";
import { nativeOf } from "../output/money";
import { listed } from "../output/text";
import { whenOf } from "../output/time";

/** For how long an account's consent to take over a citizenship counts, in seconds: a wait, a case before the court, and more. */
const CONSENT = seconds.days(365);

const ADVICE = "Take the file that civitas move accept writes.";

const acceptance = z.object({
  citizenId: wholeNumber.transform((raw) => idUnit.from(raw)),
  newHolder: address,
  deadline: wholeNumber.transform((raw) => moment.from(raw)),
  signature,
});

const acceptanceIn = (context: Context, file: string) =>
  signedIn(context, file, { shape: acceptance, what: "acceptance of a citizenship", advice: ADVICE });

export const accept = command({
  name: "move accept",
  group: "citizen",
  summary: "sign with a new key that it takes over a citizenship",
  arguments: { "<who>": "the citizen", "<file>": "where the signature is written" },
  example: "move accept 3 new-key.json --keystore new.json",
  run: async (context, { who, file }) => {
    const { citizenId, name } = await citizenMeant(context, who);
    const deadline = moment.after(await context.now(), CONSENT);
    const [nation, account] = await Promise.all([context.nation(), context.account()]);
    const held = account === undefined ? undefined : await nation.citizenship.citizenOf({ account });
    if (held !== undefined) {
      throw new CommandError(
        `${account} is citizen ${held} already, and nobody holds two citizenships.`,
        "Take over with a key that is no citizen's: --keystore <file>",
        { exit: "refused" },
      );
    }
    return signInto(context, {
      title: `Take over the citizenship of ${name}`,
      file,
      sign: async () => (await context.actingNation()).citizenship.signAcceptance({ citizenId, deadline }),
      then: `With the present key: civitas move to ${file}. Without it: civitas recover complete ${file}`,
    });
  },
});

export const moveTo = command({
  name: "move to",
  group: "citizen",
  summary: "move your citizenship to a new key, by the present one",
  arguments: { "<file>": "what the new key signed" },
  example: "move to new-key.json",
  run: async (context, { file }) => {
    const signed = await acceptanceIn(context, file);
    const { citizenId, address: present } = await ownCitizen(context);
    if (signed.citizenId !== citizenId)
      throw new CommandError(`${file} takes over citizen ${signed.citizenId}, and you are ${citizenId}.`, ADVICE);
    return act(context, {
      title: `Move your citizenship to ${signed.newHolder}`,
      effects: [
        `From then on ${present} is no citizen's. Vote, offices, stake and all that belongs to the citizen go along at once.`,
        "Coin stays where it is: pay it to the new account yourself.",
      ],
      act: (on) => doing(on.citizenship.move, signed),
      done: ({ after }) => [`Citizen ${citizenId} is ${after} now.`],
    });
  },
});

const nameOfGuardian = (guardian: Guardian): string =>
  "citizenId" in guardian ? `citizen ${guardian.citizenId}` : guardian.account;

const linesOf = (guardians: Guardians | undefined): string =>
  guardians === undefined
    ? "none"
    : `${guardians.threshold} of ${listed(guardians.guardians.map((one, seat) => `${nameOfGuardian(one)} (seat ${seat})`))}`;

export const guardians = command({
  name: "guardians show",
  group: "citizen",
  summary: "who can announce that a citizen lost the key",
  arguments: { "[who]": "a citizen; you if left out" },
  example: "guardians show",
  run: async (context, { who = "me" }) => {
    const { citizenId, name } = await citizenMeant(context, who);
    const [nation, now] = await Promise.all([context.nation(), context.now()]);
    const [inForce, chosen] = await Promise.all([
      nation.recovery.guardiansOf({ citizenId }),
      nation.recovery.chosenGuardiansOf({ citizenId }),
    ]);
    const isPending = chosen !== undefined && chosen.from > now;
    return {
      data: { citizenId, guardians: inForce, chosen },
      lines: [
        context.paint("bold", `The guardians of ${name}`),
        ...facts(
          [
            ["in force", linesOf(inForce)],
            ["from then on", isPending ? `${linesOf(chosen)}, ${whenOf(chosen.from, now)}` : undefined],
          ],
          context.width,
        ),
      ],
    };
  },
});

export const chooseGuardians = command({
  name: "guardians choose",
  group: "citizen",
  summary: "say whom you trust to bring your citizenship to a new key",
  arguments: { "[who...]": "citizens, or accounts that hold no citizenship; nobody to have none" },
  options: { "--threshold <n>": "how many of them together; more than half if left out" },
  example: "guardians choose 3 5 8 --threshold 2",
  run: async (context, { who, threshold: text }) => {
    const people = await Promise.all(who.map((one) => personOf(context, one)));
    const least = people.length === 0 ? 0 : Math.max(2, Math.floor(people.length / 2) + 1);
    const threshold = text === undefined ? least : Number(text);
    if (!Number.isInteger(threshold)) throw usageError(`"${text}" is no number of guardians.`, "Write a whole number.");
    const chosen = people.map(({ citizenId, address: account }) =>
      citizenId === undefined ? { account } : { citizenId },
    );
    const now = await context.now();
    return act(context, {
      title:
        people.length === 0
          ? "Have no guardians"
          : `Let any ${threshold} of ${listed(people.map(({ name }) => name))} announce that you lost the key`,
      effects: [
        "They replace the present ones after a delay.",
        "What they announce waits in public, and your key can stop it.",
        ...(people.length === 0 ? ["The government can announce it then, with a longer wait."] : []),
      ],
      act: (on) => doing(on.recovery.chooseGuardians, { guardians: chosen, threshold }),
      done: ({ from }) => [`They are in force ${whenOf(from, now)}.`],
    });
  },
});

export const showRecovery = command({
  name: "recover show",
  group: "citizen",
  summary: "how far the recovery of a citizenship is",
  arguments: { "[who]": "the citizen; you if left out" },
  example: "recover show 3",
  run: async (context, { who = "me" }) => {
    const { citizenId, name } = await citizenMeant(context, who);
    const [nation, now] = await Promise.all([context.nation(), context.now()]);
    const found = await nation.recovery.recoveryOf({ citizenId });
    const at = (value: typeof found.readyAt) => value && whenOf(value, now);
    return {
      data: { citizenId, ...found },
      lines: [
        context.paint("bold", `The recovery of ${name}: ${found.status}`),
        ...facts(
          [
            ["to", found.newHolder],
            ["announced by", found.newHolder && (found.byGovernment ? "the government" : "guardians")],
            ["can be completed", at(found.readyAt)],
            ["until", at(found.lapsesAt)],
            ["stop can be contested until", at(found.contestableUntil)],
            ["none can be announced until", at(found.pausedUntil)],
            ["case", found.caseId === undefined ? undefined : String(found.caseId)],
          ],
          context.width,
        ),
      ],
    };
  },
});

/** The seat of whoever acts among a citizen's guardians. */
async function ownSeat(context: Context, citizenId: CitizenId): Promise<number> {
  const [nation, account] = await Promise.all([context.nation(), context.account()]);
  const [found, own] = await Promise.all([
    nation.recovery.guardiansOf({ citizenId }),
    account === undefined ? undefined : nation.citizenship.citizenOf({ account }),
  ]);
  const seat = (found?.guardians ?? []).findIndex((one) =>
    "citizenId" in one ? one.citizenId === own : one.account.toLowerCase() === account?.toLowerCase(),
  );
  if (seat === -1)
    throw new CommandError(
      `You are no guardian of citizen ${citizenId}.`,
      `civitas guardians show ${citizenId} shows who is. Guardians whom the citizen chose lately are not in force yet.`,
    );
  return seat;
}

export const confirm = command({
  name: "recover confirm",
  group: "citizen",
  summary: "confirm, as a guardian, that a citizen lost the key",
  arguments: { "<who>": "the citizen", "<account>": "the citizen's new account" },
  example: "recover confirm 3 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  run: async (context, { who, account }) => {
    const { citizenId, name } = await citizenMeant(context, who);
    const { address: newHolder } = await personOf(context, account);
    const [seat, now] = await Promise.all([ownSeat(context, citizenId), context.now()]);
    return act(context, {
      title: `Confirm that ${name} lost the key, and that the new account is ${newHolder}`,
      effects: [
        "Confirm what the citizen told you in person. You cannot take it back.",
        "Once enough guardians have, it waits in public, and the present key can stop it.",
      ],
      act: (on) => doing(on.recovery.confirm, { citizenId, newHolder, seat }),
      done: ({ readyAt }) => [
        readyAt === undefined
          ? "Confirmed. Other guardians have to confirm, too."
          : `Announced. It can be completed ${whenOf(readyAt, now)}.`,
      ],
    });
  },
});

export const stop = command({
  name: "recover stop",
  group: "citizen",
  summary: "stop the recovery of your own citizenship: your key is not lost",
  example: "recover stop",
  run: async (context) => {
    const now = await context.now();
    return act(context, {
      title: "Stop the recovery of your citizenship",
      effects: ["Whoever announced it can bring this before the court, if guardians did."],
      act: (on) => doing(on.recovery.stop, undefined),
      done: ({ contestableUntil }) => [
        contestableUntil === undefined
          ? "Stopped for good."
          : `Stopped. It can be contested until ${whenOf(contestableUntil, now)}.`,
      ],
    });
  },
});

export const contest = command({
  name: "recover contest",
  group: "citizen",
  summary: "bring the stop of a recovery before the court, as that of a thief",
  arguments: { "<who>": "the citizen" },
  example: "recover contest 3",
  run: async (context, { who }) => {
    const { citizenId, name } = await citizenMeant(context, who);
    const [nation, { native }] = await Promise.all([context.nation(), context.symbols()]);
    const value = await nation.recovery.contestCost({ citizenId });
    return act(context, {
      title: `Bring the stop of the recovery of ${name} before the court, for ${nativeOf(value, native)}`,
      effects: ["Five jurors decide, none of whom is a guardian or the citizen."],
      value,
      act: (on) => doing(on.recovery.contest, { citizenId }),
      done: ({ caseId }) => [`It is case ${caseId}: civitas case ${caseId}`],
    });
  },
});

export const complete = command({
  name: "recover complete",
  group: "citizen",
  summary: "move a citizenship to the new key, once the wait is over",
  arguments: { "<file>": "what the new key signed" },
  example: "recover complete new-key.json",
  run: async (context, { file }) => {
    const { citizenId, newHolder, deadline, signature: signed } = await acceptanceIn(context, file);
    return act(context, {
      title: `Move citizenship ${citizenId} to ${newHolder}`,
      effects: ["The vote sleeps for the waiting period of newcomers. Ballots already cast count."],
      act: (on) => doing(on.recovery.complete, { citizenId, deadline, signature: signed }),
      done: () => [`Citizen ${citizenId} is ${newHolder} now. civitas shows when the vote can be woken.`],
    });
  },
});
