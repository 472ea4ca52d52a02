import path from "node:path";
import { isAddress, getAddress } from "ethers";
import { newKeystore } from "../chain/keystore";
import { passwordOf } from "../chain/key";
import { connect, wei } from "../../../sdk/src";
import { command } from "../command";
import { CommandError, usageError } from "../errors";
import { facts } from "../output/layout";
import { civicOf, nativeOf } from "../output/money";
import { openChain, originOf } from "../chain/chain";
import { writeProfile, type Profile } from "../settings/profile";

export const account = command({
  name: "account show",
  group: "tools",
  summary: "which account acts, and what it has",
  example: "account show",
  run: async (context) => {
    const address = await context.account();
    if (address === undefined) await context.key();
    const [chain, nation, symbols] = await Promise.all([context.chain(), context.nation(), context.symbols()]);
    const [native, coin, citizenId] = await Promise.all([
      chain.provider.getBalance(address!),
      nation.coin.balanceOf({ account: address! }),
      nation.citizenship.citizenOf({ account: address! }),
    ]);
    return {
      data: { address, native, coin, citizenId },
      lines: facts(
        [
          ["account", address],
          ["citizen", citizenId === undefined ? "no: civitas join" : String(citizenId)],
          ["coin", civicOf(coin, symbols.civic)],
          ["native", `${nativeOf(wei.from(native), symbols.native)}, of which transactions are paid`],
        ],
        context.width,
      ),
    };
  },
});

const LEAST_PASSWORD = 8;

export const newAccount = command({
  name: "account new",
  group: "tools",
  summary: "make a key of your own, encrypted in a file",
  details:
    "The key never leaves the file but to sign. Whoever has the file and its password has the account; who loses them loses it. Keep a copy.",
  arguments: { "<file>": "the file to write" },
  example: "account new me.json",
  run: async (context, { file }) => {
    const { surroundings, questions } = context;
    const password = await passwordOf({
      env: surroundings.terminal.env,
      questions,
      passwordVariables: surroundings.passwordVariables,
      file,
    });
    if (password.length < LEAST_PASSWORD)
      throw new CommandError("The password is too short.", `Take at least ${LEAST_PASSWORD} characters.`, {
        exit: "locked",
      });
    const address = await questions.during("Encrypting the key", () => newKeystore(file, password));
    return {
      data: { file, address },
      lines: [
        `Your account is ${address}.`,
        `Its key is in ${file}, encrypted. Keep a copy of the file, and the password elsewhere.`,
        "It needs a little of the chain's native coin to send anything.",
        `Use it by --keystore ${file}, or for all commands: civitas use --keystore ${file}`,
      ],
    };
  },
});

export const use = command({
  name: "use",
  group: "tools",
  summary: "remember a nation, its node and your keystore, so that later commands need not be told",
  details: "Without anything, shows what is remembered. No key and no password is ever among it.",
  arguments: { "[nation]": "the nation's address" },
  options: {
    "--price <price>": 'what a native coin costs, to show costs in money: "3000" or "2800 EUR"',
    "--forget": "forget everything",
  },
  example: "use 0x74488196E09d43599123442fC3F6b5Fd2DA8F75D --rpc https://rpc.example.org --keystore me.json",
  run: async ({ flags, width, profile: before, profileFile: file }, { nation, price, forget }) => {
    if (forget === true) {
      writeProfile({}, file);
      return { data: {}, lines: ["Nothing is remembered any more."] };
    }
    const address = nation ?? flags.nation;
    if (address !== undefined && !isAddress(address))
      throw usageError(
        "The nation's address is none.",
        "It is 0x and 40 hexadecimal digits, with a checksum that fits.",
      );
    if (price !== undefined && !/^\d+(\.\d+)?( [A-Z]{3})?$/.test(price))
      throw usageError(`"${price}" is no price.`, 'Write it as in "3000" or "2800 EUR".');
    const after: Profile = {
      ...before,
      ...(address !== undefined && { nation: getAddress(address) }),
      ...(flags.rpc !== undefined && { rpc: flags.rpc }),
      ...(flags.keystore !== undefined && { keystore: path.resolve(flags.keystore) }),
      ...(price !== undefined && { price }),
    };
    let name: string | undefined;
    if (after.nation !== undefined && after.rpc !== undefined && after !== before) {
      const chain = await openChain(after.rpc);
      name = (await (await connect(chain.provider, after.nation)).profile()).name;
    }
    writeProfile(after, file);
    const { rpc, ...shown } = after;
    return {
      data: { ...shown, rpc: rpc && originOf(rpc), file },
      lines: [
        ...facts(
          [
            [
              "nation",
              after.nation === undefined ? "none" : `${after.nation}${name === undefined ? "" : ` (${name})`}`,
            ],
            ["node", rpc === undefined ? "none" : originOf(rpc)],
            ["keystore", after.keystore ?? "none"],
            ["price", after.price],
          ],
          width,
        ),
        "",
        `Remembered in ${file}`,
      ],
    };
  },
});
