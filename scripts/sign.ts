/** Signs a request for citizenship: `npm run sign -- --request requests/001-ada.json --charter charters/demonstration.json`. */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { Wallet } from "ethers";
import { signRequest } from "../sdk/src/founding";
import { readCharter } from "./founding/charter";
import { CommandError, runCommand, say } from "./founding/command";
import { readRequest, writeRequest } from "./founding/requests";

const HELP = `Signs your request for citizenship, after comparing it with the charter. Nothing is sent.

  npm run sign -- --request <file> --charter <file> [--keystore <file>]

  --request   your request, as the founder gave it to you; the signature is written into it
  --charter   the charter that you agree to
  --keystore  a JSON keystore; its password is asked for, or taken from CITIZEN_PASSWORD

Without a keystore the key is taken from CITIZEN_KEY in the environment.`;

runCommand(async () => {
  const { values } = parseArgs({
    options: {
      request: { type: "string" },
      charter: { type: "string" },
      keystore: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(HELP);
  if (values.request === undefined || values.charter === undefined)
    throw new CommandError("Which request, for which charter?", "Name both: --request <file> --charter <file>");

  const charter = readCharter(values.charter);
  const request = readRequest(values.request);
  const { address, index } = request.citizen;
  const wallet = await walletOf(values.keystore);
  if (wallet.address !== address) {
    throw new CommandError(
      `This key is that of ${wallet.address}, and the request is for ${address}.`,
      "Use the key of that account, or take the request that is yours.",
    );
  }
  const signed = await signRequest(request, { charter, signer: wallet });
  writeRequest(values.request, signed);
  // The charter's words, which were compared: those of the request are anybody's.
  say(`${charter.citizens[index].name ?? address} asks to be a founding citizen of ${charter.nation.name}.`);
  say(`The charter's digest: ${signed.charterHash}`);
  say(`Signed in ${values.request}: give it back to the founder.`);
});

async function walletOf(
  keystore: string | undefined,
): Promise<{ readonly address: string } & Pick<Wallet, "signTypedData">> {
  if (keystore === undefined) {
    const key = process.env.CITIZEN_KEY;
    if (key === undefined)
      throw new CommandError("There is no key to sign with.", "Set CITIZEN_KEY, or give a keystore: --keystore <file>");
    try {
      return new Wallet(key);
    } catch {
      // The cause would show the key.
      throw new CommandError("CITIZEN_KEY is no private key.", "It is 0x and 64 hexadecimal digits.");
    }
  }
  const json = readKeystore(keystore);
  try {
    return await Wallet.fromEncryptedJson(json, process.env.CITIZEN_PASSWORD ?? (await askPassword()));
  } catch (error) {
    throw new CommandError(`${keystore} does not open.`, "Check the password and the file.", error);
  }
}

function readKeystore(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`There is no keystore ${file}.`, "Look for its name.", error);
  }
}

async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CommandError("Nobody is here to ask for the password.", "Set CITIZEN_PASSWORD in the environment.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const password = await terminal.question("The keystore's password: ");
  terminal.close();
  return password;
}
