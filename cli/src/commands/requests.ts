import { copyFileSync, existsSync } from "node:fs";
import path from "node:path";
import { isAddress } from "ethers";
import { examineRequest, prepareRequests, signRequest, type FoundingRequest } from "../../../sdk/src/founding";
import { accountsOn } from "../chain/chain";
import { command } from "../command";
import { CommandError, usageError } from "../errors";
import { readCharter } from "../founding/charter";
import { readRequest, readRequests, writeRequest, writeRequests } from "../founding/requests";

const DAY = 86_400;

export const make = command({
  name: "requests make",
  group: "found",
  summary: "write one file for each founding citizen, who signs it before the nation is founded",
  details:
    "Nothing is sent. Whoever signs binds the charter, the chain and the founder: with any other, the signature counts nothing.",
  arguments: { "[charter]": "the charter" },
  options: {
    "--charter <file>": "the charter, by an option",
    "--founder <address>": "who will found; by default your account",
    "--out <folder>": "the folder of the files; requests if left out",
    "--days <n>": "for how many days a signature counts; 30 if left out",
  },
  example: "requests make weekend.json --out requests",
  run: async (context, { charter: file, founder: named, out = "requests", days: period = "30" }) => {
    const { called } = context.surroundings;
    if (file === undefined)
      throw usageError("Which charter?", `Name it: ${called("requests make")} charters/demonstration.json`);
    if (named !== undefined && !isAddress(named))
      throw usageError("The founder's address is none.", "Give the founder's: 0x and 40 hexadecimal digits.");
    const days = Number(period);
    if (!Number.isInteger(days) || days < 1 || days > 365)
      throw usageError(`${period} is no number of days.`, "Give a whole number from 1 to 365.");

    const charter = readCharter(file);
    const chain = await context.chain();
    const founder = named ?? (await (await context.signer()).getAddress());
    const requests = await prepareRequests(charter, chain.provider, {
      founder,
      accounts: accountsOn(chain),
      period: days * DAY,
    });
    const files = writeRequests(out, requests);
    const charterHash = requests[0]?.charterHash;
    const where = context.flags.network === undefined ? "" : ` --network ${chain.network.name}`;
    return {
      data: { founder, chainId: chain.chainId, charterHash, files },
      lines: [
        `${charter.nation.name}, to be founded by ${founder} on ${chain.network.name} (chain ${chain.chainId})`,
        `The charter's digest: ${charterHash}`,
        "",
        ...requests.map(
          ({ citizen }, index) => `${files[index]}  for ${citizen.name ?? "a founding citizen"} (${citizen.address})`,
        ),
        "",
        "Send each person the file and the charter. Each signs it:",
        `  with a key or a keystore   ${called("requests sign")} --request <file> --charter ${file}`,
        `  with a browser wallet      open ${signPage()}`,
        `Collect the signed files in one folder, then: ${called("found")} --charter ${file}${where} --requests ${out}`,
      ],
    };
  },
});

/** The page on which browser wallets sign: beside this package's code, or in the repository. */
function signPage(): string {
  const packaged = path.join(__dirname, "sign.html");
  return existsSync(packaged) ? packaged : "scripts/founding/sign.html";
}

export const sign = command({
  name: "requests sign",
  group: "found",
  summary: "sign your request for citizenship, after comparing it with the charter",
  details: "Nothing is sent. The signature is written into the file.",
  arguments: { "[request]": "your request, as the founder gave it to you" },
  options: { "--request <file>": "your request, by an option", "--charter <file>": "the charter that you agree to" },
  example: "requests sign requests/001-ada.json --charter weekend.json --keystore ada.json",
  run: async (context, { request: file, charter: charterFile }) => {
    if (file === undefined || charterFile === undefined)
      throw usageError("Which request, for which charter?", "Name both: --request <file> --charter <file>");
    const charter = readCharter(charterFile);
    const request = readRequest(file);
    const { address, index } = request.citizen;
    const wallet = await context.key();
    if (wallet.address !== address) {
      throw new CommandError(
        `This key is that of ${wallet.address}, and the request is for ${address}.`,
        "Use the key of that account, or take the request that is yours.",
      );
    }
    const signed = await signRequest(request, { charter, signer: wallet });
    writeRequest(file, signed);
    return {
      data: { file, address, charterHash: signed.charterHash },
      lines: [
        // The charter's words, which were compared: those of the request are anybody's.
        `${charter.citizens[index].name ?? address} asks to be a founding citizen of ${charter.nation.name}.`,
        `The charter's digest: ${signed.charterHash}`,
        `Signed in ${file}: give it back to the founder.`,
      ],
    };
  },
});

const isSigned = ({ signature }: FoundingRequest): boolean => signature !== undefined;

export const collect = command({
  name: "requests collect",
  group: "found",
  summary: "put signed requests into the folder from which the nation is founded",
  details:
    "Each is compared with the charter first. Those that are not signed, or not for this founding, are named and left out.",
  arguments: { "<files...>": "the files that founding citizens gave back" },
  options: { "--charter <file>": "the charter", "--out <folder>": "the folder; requests if left out" },
  example: "requests collect ~/Downloads/001-ada.json --charter weekend.json",
  run: async (_context, { files, charter: charterFile, out = "requests" }) => {
    if (charterFile === undefined) throw usageError("Which charter?", "Name it: --charter <file>");
    const charter = readCharter(charterFile);
    const expected = readRequests(out);
    const taken: string[] = [];
    const refused: { readonly file: string; readonly why: string }[] = [];
    for (const file of files) {
      const why = await faultOf(file, charter, expected);
      if (why === undefined) {
        if (path.resolve(file) !== path.resolve(out, path.basename(file)))
          copyFileSync(file, path.join(out, path.basename(file)));
        taken.push(file);
      } else refused.push({ file, why });
    }
    const have = readRequests(out);
    const missing = have.filter((request) => !isSigned(request)).map(({ citizen }) => citizen.name ?? citizen.address);
    return {
      data: { taken, refused, signed: have.length - missing.length, missing },
      lines: [
        ...taken.map((file) => `taken     ${file}`),
        ...refused.map(({ file, why }) => `left out  ${file}: ${why}`),
        `${have.length - missing.length} of ${have.length} founding citizens have signed.${missing.length === 0 ? "" : ` Missing: ${missing.join(", ")}.`}`,
      ],
      ...(refused.length > 0 && { exit: 1 }),
    };
  },
});

/** Why a signed request is of no use for a founding; undefined if it is of use. */
async function faultOf(
  file: string,
  charter: ReturnType<typeof readCharter>,
  expected: readonly FoundingRequest[],
): Promise<string | undefined> {
  try {
    const request = readRequest(file);
    if (!isSigned(request)) return "it is not signed";
    if (
      !expected.some(
        ({ charterHash, citizen }) =>
          charterHash === request.charterHash && citizen.address === request.citizen.address,
      )
    )
      return "the folder has no such request: it is of another founding";
    await examineRequest(request, charter);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
