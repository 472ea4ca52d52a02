import type { TransactionReceipt } from "ethers";
import {
  RevertError,
  wei,
  type Call,
  type Estimate,
  type NationClient,
  type PendingWrite,
  type Wei,
} from "../../sdk/src";
import type { Answer } from "./command";
import type { Context } from "./context";
import { CommandError } from "./errors";
import { nativeOf } from "./output/money";
import { wrapped } from "./output/text";

/** A write, however its parameters are prepared. */
interface Sendable<Params, Result> {
  (params: Params, limits: Estimate["limits"]): Promise<PendingWrite<Result>>;
  call(params: Params): Call | Promise<Call>;
  estimate(params: Params): Promise<Estimate>;
}

/** An act with its parameters, on a nation as somebody sees it. */
export interface Prepared<Result> {
  call(): Promise<Call>;
  estimate(): Promise<Estimate>;
  /** Within what the estimate said: nobody pays more than was shown. */
  send(limits: Estimate["limits"]): Promise<PendingWrite<Result>>;
}

/** A write and what it is given. */
export const doing = <Params, Result>(write: Sendable<Params, Result>, params: Params): Prepared<Result> => ({
  call: async () => write.call(params),
  estimate: () => write.estimate(params),
  send: (limits) => write(params, limits),
});

/** An act that a person is asked about before it is sent. */
export interface Act<Result> {
  /** What will be done, in one line: "Pay 10 VIL to citizen 3". */
  readonly title: string;
  /** What comes of it. What others will see of it, and what of the money comes back, the SDK says. */
  readonly effects?: readonly string[];
  /** Native coin that goes with it. */
  readonly value?: Wei;
  /** The act itself. Given the nation as a reader first, and then as who acts. */
  readonly act: (nation: NationClient) => Prepared<Result> | Promise<Prepared<Result>>;
  /** Whether the key is needed to try it, since a signature is a part of it. */
  readonly signsFirst?: boolean;
  /** What came of it. */
  readonly done: (result: Result & { readonly receipt: TransactionReceipt }) => readonly string[];
  /** Whether the user has agreed to it already, with another act. */
  readonly agreed?: boolean;
}

/** What an act costs at most, by its gas; native coin that goes with it comes on top. */
interface Preview {
  readonly act: string;
  readonly effects: readonly string[];
  /** What others will see of it. */
  readonly seen: string;
  /** What comes back of the money in it. */
  readonly returned: string;
  readonly value: Wei;
  readonly gas: bigint;
  readonly cost: Wei;
  readonly maxCost: Wei;
}

/** Tries an act, shows what it does and costs, asks, sends it, and waits until it is included. */
export async function act<Result extends object>(context: Context, what: Act<Result>): Promise<Answer> {
  const { flags, questions } = context;
  // Without an account there is nothing to try: say so first.
  if (what.signsFirst === true || (await context.account()) === undefined) await context.signer();
  const asked = what.signsFirst === true ? await context.actingNation() : await context.nation();
  const { limits, call, ...estimate } = await questions.during("Trying it", async () => {
    const prepared = await what.act(asked);
    return { ...(await prepared.estimate()), call: await prepared.call() };
  });
  const [{ seen, returned }] = await asked.describeCalls([call]);
  const preview: Preview = {
    act: what.title,
    effects: what.effects ?? [],
    seen: seen.text,
    returned: returned.text,
    value: what.value ?? wei.from(0n),
    ...estimate,
  };
  const shown = await previewLines(context, preview);
  if (flags.dryRun === true) return { data: { ...preview, sent: false }, lines: [...shown, "Nothing was sent."] };

  if (what.agreed !== true) await agree(context, shown);
  const nation = await context.actingNation();
  const prepared = await what.act(nation);
  const sent = await prepared.send(limits);
  const { receipt, ...result } = await questions.during("Waiting until it is included", () => sent.wait());
  const paid = wei.from(receipt.fee);
  const whole = { ...result, receipt } as Result & { readonly receipt: TransactionReceipt };
  return {
    data: { ...preview, sent: true, hash: sent.hash, block: receipt.blockNumber, fee: paid, result },
    lines: what.done(whole).map((line) => `${context.paint("green", "✓")} ${line}`),
  };
}

async function previewLines(
  context: Context,
  { act: title, effects, seen, returned, value, cost, maxCost }: Preview,
): Promise<string[]> {
  const { network } = await context.chain();
  const native = (amount: Wei) => nativeOf(amount, network.coin) + inMoney(context, amount);
  const costs = [
    ...(value === 0n ? [] : [`goes along: ${native(value)}`]),
    `costs about ${native(cost)} for the transaction, at most ${nativeOf(maxCost, network.coin)}`,
  ];
  return [
    context.paint("bold", title),
    ...[...effects, seen, returned, ...costs].flatMap((line) =>
      wrapped(line, context.width - 4).map((part, index) => `  ${index === 0 ? "·" : " "} ${part}`),
    ),
  ];
}

/** What an amount of native coin is in money, at the price that the user gave; nothing if none was given. */
export function inMoney({ profile }: Pick<Context, "profile">, amount: bigint): string {
  if (profile.price === undefined) return "";
  const [price, currency = "USD"] = profile.price.split(" ");
  const money = (Number(amount) / 1e18) * Number(price);
  return ` (${money < 0.01 ? "under 0.01" : money.toLocaleString("en", { maximumFractionDigits: 2 })} ${currency})`;
}

/** Shows lines and asks whether to go on. With `--yes` nobody is asked. */
export async function agree(context: Context, lines: readonly string[], question = "Do it?"): Promise<void> {
  const { flags, questions } = context;
  for (const line of lines) context.say(line);
  if (flags.yes === true) return;
  if (!questions.canAsk) {
    throw new CommandError("Nobody is here to ask.", "Add --yes to do it without being asked.", { exit: "declined" });
  }
  if (!(await questions.agree(question)))
    throw new CommandError("Nothing was sent.", "Run it again when you want to.", { exit: "declined" });
}

/** Several acts, each once the one before is done. The user is asked about the first, which says what follows. */
export async function inTurn(context: Context, acts: readonly (() => Promise<Answer>)[]): Promise<Answer> {
  const answers: Answer[] = [];
  for (const one of acts) {
    answers.push(await one());
    if (context.flags.dryRun === true) break;
  }
  return {
    data: answers.length === 1 ? answers[0].data : answers.map(({ data }) => data),
    lines: answers.flatMap(({ lines }) => lines),
  };
}

/** Whether an act was refused by that custom error. */
export const refusedBy = (error: unknown, name: string): boolean =>
  error instanceof RevertError && error.revert === name;
