import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { Context } from "../context";
import { CommandError } from "../errors";
import { toJson } from "../output/json";
import { agree } from "../act";
import type { Answer } from "../command";

/** A number of the chain in a file: a decimal text. */
export const wholeNumber = z.string().regex(/^\d+$/).transform(BigInt);
export const address = z.string().regex(/^0x[0-9a-f]{40}$/i);
export const signature = z.string().regex(/^0x[0-9a-f]*$/i);

const place = z.object({ chainId: wholeNumber, nation: address });

/** What somebody signs for others to send. */
interface Signing<Signed extends object> {
  readonly title: string;
  /** The file that it is written into. */
  readonly file: string;
  readonly sign: () => Promise<Signed>;
  /** What whoever has the file does with it. */
  readonly then: string;
}

/** Signs something into a file, after asking. Nothing is sent. */
export async function signInto<Signed extends object>(
  context: Context,
  { title, file, sign, then }: Signing<Signed>,
): Promise<Answer> {
  if (existsSync(file)) throw new CommandError(`${file} is there already.`, "Name a file that is not.");
  const lines = [
    context.paint("bold", title),
    "  · It is only signed. Whoever has the file can send it, and pays for that.",
  ];
  if (context.flags.dryRun === true) return { data: { signed: false }, lines: [...lines, "Nothing was signed."] };
  await agree(context, lines, "Sign it?");
  const [nation, { chainId }] = await Promise.all([context.actingNation(), context.chain()]);
  const signed = await sign();
  writeFileSync(file, `${toJson({ chainId, nation: nation.address, ...signed })}\n`, { flag: "wx" });
  return { data: { file, ...signed }, lines: [`Signed in ${file}. ${then}`] };
}

/** What stands signed in a file, if it is for this nation and is what is looked for. */
export async function signedIn<Signed>(
  context: Context,
  file: string,
  { shape, what, advice }: { readonly shape: z.ZodType<Signed>; readonly what: string; readonly advice: string },
): Promise<Signed> {
  const [nation, { chainId }] = await Promise.all([context.nation(), context.chain()]);
  let content: unknown;
  let found: z.infer<typeof place>;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
    found = place.parse(content);
  } catch (cause) {
    throw new CommandError(`${file} holds no ${what}.`, advice, { cause });
  }
  if (found.chainId !== chainId || found.nation.toLowerCase() !== nation.address.toLowerCase())
    throw new CommandError(`${file} was signed for another nation.`, advice);
  const read = shape.safeParse(content);
  if (!read.success) throw new CommandError(`${file} holds no ${what}.`, advice, { cause: read.error });
  return read.data;
}
