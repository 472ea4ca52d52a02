import { readFileSync } from "node:fs";
import { Wallet, type Signer } from "ethers";
import { CommandError, usageError } from "../errors";
import type { Questions } from "../output/questions";
import { localAccount } from "./development";
import { openKeystore, readKeystore } from "./keystore";

/** Who acts: with a key that is at hand, or by a wallet elsewhere. */
export type Actor = Signer & { readonly address: string };

/** Where a key comes from. No argument ever holds one. */
export interface KeySource {
  /** Whose key it is; undefined if that shows only once it is opened. */
  readonly address: string | undefined;
  open(): Promise<Actor>;
}

/** What the user said about keys. */
export interface KeySettings {
  /** A file, by an option or by the profile. */
  readonly keystore: string | undefined;
  /** The place of an account of a development chain. */
  readonly dev: string | undefined;
  /** Opens the wallet of a browser, if the user asked for it. */
  readonly browser: (() => Promise<Actor>) | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly questions: Questions;
  /** The variables of a key and of a password: those of the tool, first those that older scripts know. */
  readonly keyVariables: readonly string[];
  readonly passwordVariables: readonly string[];
}

const firstOf = (
  names: readonly string[],
  env: KeySettings["env"],
): { readonly name: string; readonly value: string } | undefined => {
  for (const name of names) {
    const value = env[name];
    if (value !== undefined && value !== "") return { name, value };
  }
  return undefined;
};

function walletOf(name: string, key: string): Wallet {
  try {
    return new Wallet(key.trim());
  } catch {
    // The cause would show the key.
    throw new CommandError(`${name} is no private key.`, "It is 0x and 64 hexadecimal digits.", { exit: "locked" });
  }
}

function developmentKey(dev: string): KeySource {
  if (!/^\d{1,3}$/.test(dev)) throw usageError(`"${dev}" is no place of an account.`, "Write a number: --dev 1");
  const wallet = new Wallet(localAccount(Number(dev)).privateKey);
  return { address: wallet.address, open: () => Promise.resolve(wallet) };
}

/** The key to act with: a browser's, a development account, a keystore, or one of the environment; undefined if there is none. */
export function findKey({
  keystore,
  dev,
  browser,
  env,
  questions,
  keyVariables,
  passwordVariables,
}: KeySettings): KeySource | undefined {
  if (browser !== undefined) return { address: undefined, open: browser };
  if (dev !== undefined) return developmentKey(dev);
  if (keystore !== undefined) {
    const store = readKeystore(keystore);
    return {
      address: store.address,
      open: async () => openKeystore(store, await passwordOf({ env, questions, passwordVariables, file: keystore })),
    };
  }
  const found = firstOf(keyVariables, env);
  if (found === undefined) return undefined;
  const wallet = walletOf(found.name, found.value);
  return { address: wallet.address, open: () => Promise.resolve(wallet) };
}

/** The password of a keystore: from a file that CIVITAS_PASSWORD_FILE names, from the environment, or asked for. */
export async function passwordOf({
  env,
  questions,
  passwordVariables,
  file,
}: Pick<KeySettings, "env" | "questions" | "passwordVariables"> & { readonly file: string }): Promise<string> {
  const kept = env.CIVITAS_PASSWORD_FILE;
  if (kept !== undefined && kept !== "") {
    try {
      // One line end belongs to the file, and not to the password.
      return readFileSync(kept, "utf8").replace(/\r?\n$/, "");
    } catch (cause) {
      throw new CommandError(
        `There is no password file ${kept}.`,
        "CIVITAS_PASSWORD_FILE names a file that you can read.",
        {
          cause,
          exit: "locked",
        },
      );
    }
  }
  const found = firstOf(passwordVariables, env);
  if (found !== undefined) return found.value;
  if (!questions.canAsk) {
    throw new CommandError(
      `Nobody is here to ask for the password of ${file}.`,
      `Name a file that holds it in CIVITAS_PASSWORD_FILE, or set ${passwordVariables[0]} in the environment.`,
      { exit: "locked" },
    );
  }
  return questions.password(`The password of ${file}`);
}
