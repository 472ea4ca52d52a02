import { homedir } from "node:os";
import { BaseWallet, VoidSigner, type Provider, type Signer } from "ethers";
import { connect, type Moment, type NationClient, type Overview } from "../../sdk/src";
import type { FoundingRecord } from "../../sdk/src/founding";
import { BrowserSigner, WalletBridge } from "./chain/browser";
import { openChain, transactionPage, type Chain } from "./chain/chain";
import { findKey, type Actor, type KeySource } from "./chain/key";
import { TellingKey } from "./chain/sending";
import { CommandError, usageError } from "./errors";
import type { Symbols } from "./output/money";
import { questionsAt, type Questions } from "./output/questions";
import { columnsOf, painter, type Style, type Terminal } from "./output/terminal";
import { configFolder } from "./settings/folders";
import { profileFile, readProfile, type Profile } from "./settings/profile";

/** What may stand behind every command. */
export interface Flags {
  readonly nation?: string | undefined;
  readonly rpc?: string | undefined;
  readonly keystore?: string | undefined;
  readonly dev?: string | undefined;
  readonly browser?: boolean | undefined;
  /** A network by a name that the surroundings know. */
  readonly network?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Where the commands run: by themselves, or as scripts of a repository with settings of its own. */
export interface Surroundings {
  readonly terminal: Terminal;
  /** How a command is called here: "civitas verify". */
  readonly called: (name: string) => string;
  /** Opens a network by its name. */
  readonly openNetwork?: (name: string) => Promise<Chain>;
  /** Publishes the sources of what was founded. */
  readonly publish?: (record: FoundingRecord, say: (line: string) => void) => Promise<void>;
  /** The variables of a key, and of a keystore's password, the first that is set. */
  readonly keyVariables: readonly string[];
  readonly passwordVariables: readonly string[];
}

/** What a command works with: the chain, the nation, the key and the terminal. Each is opened when it is first asked for. */
export interface Context {
  readonly flags: Flags;
  readonly surroundings: Surroundings;
  readonly profile: Profile;
  /** Where the profile is. */
  readonly profileFile: string;
  readonly questions: Questions;
  /** How many columns a line has. */
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
  /** Prints a line that is no part of the answer: how far it is. */
  readonly say: (line?: string) => void;
  /** The transactions that it has sent, or tried to. */
  readonly sent: readonly string[];
  /** Ends what was opened. */
  readonly end: () => Promise<void>;

  chain(): Promise<Chain>;
  /** Whose key there is, without opening it; undefined if there is none. */
  account(): Promise<string | undefined>;
  /** The key, opened, without a chain. */
  key(): Promise<Actor>;
  /** The key, opened, on the chain. */
  signer(): Promise<Signer>;
  nationAddress(): string;
  /** The nation, to read, and to try what the account would do. Nothing can be sent with it. */
  nation(): Promise<NationClient>;
  /** The nation, to act in it. */
  actingNation(): Promise<NationClient>;
  /** The time of the chain. */
  now(): Promise<Moment>;
  overview(): Promise<Overview>;
  symbols(): Promise<Symbols>;
}

const once = <Result>(make: () => Promise<Result>): (() => Promise<Result>) => {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
};

const filled = (text: string | undefined): string | undefined => (text === undefined || text === "" ? undefined : text);

/** Makes what a command works with. */
export function contextOf(flags: Flags, surroundings: Surroundings): Context {
  const { terminal, openNetwork } = surroundings;
  const { env } = terminal;
  const file = profileFile(configFolder({ platform: process.platform, env, home: homedir() }));
  const profile = readProfile(file);
  const questions = questionsAt(terminal);

  const chain = once(async () => {
    if (openNetwork !== undefined && flags.network !== undefined && flags.rpc === undefined)
      return openNetwork(flags.network);
    const url = flags.rpc ?? filled(env.CIVITAS_RPC) ?? profile.rpc;
    if (url === undefined)
      throw usageError("Which node?", "Name one by --rpc <url>, or once for all: civitas use <nation> --rpc <url>");
    return openChain(url);
  });

  const say = (line = ""): void => {
    (flags.json === true ? terminal.errors : terminal.output).write(`${line}\n`);
  };
  const paint = painter(terminal);
  const sent: string[] = [];
  const tellSent = (how: string, { chain, hash }: { chain: Chain; hash: string }): void => {
    sent.push(hash);
    say(paint("dim", `${how}: ${transactionPage(chain, hash) ?? hash}`));
  };
  let bridge: WalletBridge | undefined;
  const openBrowser = async (): Promise<Actor> => {
    bridge = await WalletBridge.open({ onAbsence: (url) => say(`Open the page again:\n${url}`) });
    say(`Open this page in the browser that has your wallet:\n${bridge.url}`);
    return BrowserSigner.open(bridge, async (hash) => {
      tellSent("Sent", { chain: await chain(), hash });
    });
  };

  let key: KeySource | undefined | null = null;
  const keySource = (): KeySource | undefined => {
    if (key === null) {
      key = findKey({
        keystore: flags.keystore ?? (hasKeyIn(env) ? undefined : (filled(env.CIVITAS_KEYSTORE) ?? profile.keystore)),
        dev: flags.dev,
        browser: flags.browser === true ? openBrowser : undefined,
        env,
        questions,
        keyVariables: surroundings.keyVariables,
        passwordVariables: surroundings.passwordVariables,
      });
    }
    return key;
  };
  const hasKeyIn = (variables: typeof env): boolean =>
    surroundings.keyVariables.some((name) => filled(variables[name]) !== undefined);

  const refuseDevelopmentKey = ({ isLocal }: Chain): void => {
    if (flags.dev !== undefined && !isLocal)
      throw usageError("--dev is for development chains alone: everyone knows those keys.", "Use a keystore of yours.");
  };
  const opened = once(async () => {
    const source = keySource();
    if (source === undefined) return undefined;
    // The page's address must stay to be read.
    if (flags.browser === true) return source.open();
    return questions.during("Opening the key", () => source.open());
  });
  const noKey = (): CommandError =>
    new CommandError(
      "There is no key to act with.",
      `Name a keystore by --keystore <file>, or set ${surroundings.keyVariables[0]} in the environment. Make one by: civitas account new <file>`,
      { exit: "locked" },
    );
  const keyed = async (): Promise<Actor> => {
    const wallet = await opened();
    if (wallet === undefined) throw noKey();
    return wallet;
  };
  const signer = once(async () => {
    const on = await chain();
    refuseDevelopmentKey(on);
    const wallet = await opened();
    if (wallet instanceof BaseWallet) {
      // Known before it is sent, whatever the node then answers.
      return new TellingKey(wallet.signingKey, on.provider, (hash) => {
        tellSent("Sending", { chain: on, hash });
      });
    }
    if (wallet !== undefined) return wallet.connect(on.provider);
    if (on.owner !== undefined) return on.owner();
    throw noKey();
  });
  const account = once(async () => {
    refuseDevelopmentKey(await chain());
    const source = keySource();
    if (source === undefined) return undefined;
    return source.address ?? (await opened())?.address;
  });

  const nationAddress = (): string => {
    const address = flags.nation ?? filled(env.CIVITAS_NATION) ?? profile.nation;
    if (address !== undefined) return address;
    throw usageError(
      "Which nation?",
      "Name its address by --nation <address>, or once for all: civitas use <address> --rpc <url>",
    );
  };
  const runner = async (): Promise<Provider | Signer> => {
    const [{ provider }, address] = [await chain(), await account()];
    return address === undefined ? provider : new VoidSigner(address, provider);
  };
  const nation = once(async () => {
    const address = nationAddress();
    return connect(await runner(), address);
  });
  const overview = once(async () => (await nation()).overview());

  return {
    flags,
    surroundings,
    profile,
    profileFile: file,
    questions,
    width: columnsOf(terminal),
    paint,
    say,
    sent,
    end: async () => bridge?.close(),
    chain,
    account,
    key: keyed,
    signer,
    nationAddress,
    nation,
    actingNation: once(async () => (await nation()).as(await signer())),
    now: once(async () => {
      const { provider } = await chain();
      const block = await provider.getBlock("latest");
      return BigInt(block?.timestamp ?? Math.floor(Date.now() / 1000)) as Moment;
    }),
    overview,
    symbols: once(async () => {
      const [{ network }, client] = await Promise.all([chain(), nation()]);
      return { native: network.coin, civic: await client.coin.symbol() };
    }),
  };
}
