import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { encryptKeystoreJson, getAddress, isKeystoreJson, Wallet } from "ethers";
import { CommandError } from "../errors";

/** An encrypted key in a file (Web3 Secret Storage), as wallets and Foundry's `cast` write it. */
export interface Keystore {
  readonly file: string;
  readonly json: string;
  /** Whose key it is, if the file says so. */
  readonly address: string | undefined;
}

/** Reads a keystore, without opening it. */
export function readKeystore(file: string): Keystore {
  let json: string;
  try {
    json = readFileSync(file, "utf8");
  } catch (cause) {
    throw new CommandError(
      `There is no keystore ${file}.`,
      "Look for its name, or make one: civitas account new <file>",
      {
        cause,
        exit: "locked",
      },
    );
  }
  if (!isKeystoreJson(json)) {
    throw new CommandError(
      `${file} is no keystore.`,
      "A keystore is a JSON file of version 3; never put a bare key there.",
      {
        exit: "locked",
      },
    );
  }
  const { address } = JSON.parse(json) as { readonly address?: unknown };
  return { file, json, address: typeof address === "string" ? getAddress(withPrefix(address)) : undefined };
}

const withPrefix = (address: string): string => (address.startsWith("0x") ? address : `0x${address}`);

/** Opens a keystore. */
export async function openKeystore({ file, json }: Keystore, password: string): Promise<Wallet> {
  try {
    const opened = await Wallet.fromEncryptedJson(json, password);
    return new Wallet(opened.privateKey);
  } catch {
    // The cause would say no more than this, and may hold what nobody should see.
    throw new CommandError(`${file} does not open.`, "Check the password and the file.", { exit: "locked" });
  }
}

/** How hard a password is to guess: what geth and wallets take. */
const SCRYPT = { N: 1 << 17, r: 8, p: 1 } as const;

/** Makes a new key, and writes it encrypted. A file that is there is never overwritten. */
export async function newKeystore(file: string, password: string): Promise<string> {
  if (existsSync(file))
    throw new CommandError(`${file} is there already.`, "Name a file that is not, so that no key is lost.");
  const { address, privateKey } = Wallet.createRandom();
  const json = await encryptKeystoreJson({ address, privateKey }, password, { scrypt: SCRYPT });
  writeFileSync(file, `${json}\n`, { mode: 0o600, flag: "wx", flush: true });
  return address;
}
