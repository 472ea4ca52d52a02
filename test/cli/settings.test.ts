import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { encryptKeystoreJson } from "ethers";
import { findKey, passwordOf } from "../../cli/src/chain/key";
import { localAccount } from "../../cli/src/chain/development";
import { newKeystore, openKeystore, readKeystore } from "../../cli/src/chain/keystore";
import { CommandError } from "../../cli/src/errors";
import { questionsAt } from "../../cli/src/output/questions";
import { configFolder } from "../../cli/src/settings/folders";
import { readProfile, writeProfile } from "../../cli/src/settings/profile";
import { surroundingsOf } from "../fixtures/terminal";

const failureOf = async (work: () => unknown): Promise<CommandError> => {
  try {
    await work();
  } catch (error) {
    expect(error).to.be.instanceOf(CommandError);
    return error as CommandError;
  }
  throw new Error("nothing was refused");
};

describe("Settings of civitas", () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "civitas-settings-"));
  });

  after(() => rmSync(folder, { recursive: true }));

  describe("configFolder()", () => {
    const home = "/home/ada";

    it("follows XDG's rules on Linux and macOS", () => {
      expect(configFolder({ platform: "linux", env: {}, home })).to.equal("/home/ada/.config/civitas");
      expect(configFolder({ platform: "darwin", env: { XDG_CONFIG_HOME: "/etc/ada" }, home })).to.equal(
        "/etc/ada/civitas",
      );
    });

    it("ignores a relative folder, as the rules say", () => {
      expect(configFolder({ platform: "linux", env: { XDG_CONFIG_HOME: "here" }, home })).to.equal(
        "/home/ada/.config/civitas",
      );
    });

    it("takes APPDATA on Windows", () => {
      const windows = { platform: "win32", home: "C:\\Users\\Ada" };
      expect(configFolder({ ...windows, env: { APPDATA: "D:\\Data" } })).to.equal("D:\\Data\\civitas");
      expect(configFolder({ ...windows, env: {} })).to.equal("C:\\Users\\Ada\\AppData\\Roaming\\civitas");
    });
  });

  describe("the profile", () => {
    it("keeps what is written, and is empty before", () => {
      const file = at("nested/profile.json");
      expect(readProfile(file)).to.deep.equal({});
      writeProfile({ nation: "0x1", rpc: "http://127.0.0.1" }, file);
      expect(readProfile(file)).to.deep.equal({ nation: "0x1", rpc: "http://127.0.0.1" });
    });

    it("can be read by its owner alone", function () {
      if (process.platform !== "win32") expect(statSync(at("nested/profile.json")).mode & 0o077).to.equal(0);
    });

    it("says what to do if it is damaged", async () => {
      writeFileSync(at("damaged.json"), "{");
      const { message, advice } = await failureOf(() => readProfile(at("damaged.json")));
      expect(message).to.match(/damaged/);
      expect(advice).to.match(/civitas use/);
    });
  });

  describe("keystores", () => {
    const password = "correct horse battery";
    const { address, privateKey } = localAccount(3);

    before(async () => {
      const json = await encryptKeystoreJson({ address, privateKey }, password, { scrypt: { N: 1024, r: 8, p: 1 } });
      writeFileSync(at("ada.json"), json);
    });

    it("tells whose key it is without opening it", () => {
      expect(readKeystore(at("ada.json")).address).to.equal(address);
    });

    it("opens with the password alone", async () => {
      expect((await openKeystore(readKeystore(at("ada.json")), password)).privateKey).to.equal(privateKey);
      const { exit, message } = await failureOf(() => openKeystore(readKeystore(at("ada.json")), "wrong"));
      expect([exit, message]).to.deep.equal(["locked", `${at("ada.json")} does not open.`]);
    });

    it("makes a key that nobody else can read, and overwrites none", async () => {
      const made = await newKeystore(at("new.json"), password);
      expect(readKeystore(at("new.json")).address).to.equal(made);
      if (process.platform !== "win32") expect(statSync(at("new.json")).mode & 0o077).to.equal(0);
      const before = readFileSync(at("new.json"), "utf8");
      expect((await failureOf(() => newKeystore(at("new.json"), password))).message).to.match(/is there already/);
      expect(readFileSync(at("new.json"), "utf8")).to.equal(before);
    });

    it("refuses a file that is none, or is not there", async () => {
      writeFileSync(at("bare.json"), JSON.stringify(privateKey));
      expect((await failureOf(() => readKeystore(at("bare.json")))).message).to.match(/no keystore/);
      expect((await failureOf(() => readKeystore(at("missing.json")))).message).to.match(/There is no keystore/);
    });

    const settings = (env: Readonly<Record<string, string>>) => {
      const { terminal, keyVariables, passwordVariables } = surroundingsOf({ env });
      return { env, questions: questionsAt(terminal), keyVariables, passwordVariables };
    };

    it("takes the password from a file, without its line end, before the environment", async () => {
      writeFileSync(at("password"), `${password}\r\n`);
      const env = { CIVITAS_PASSWORD_FILE: at("password"), CIVITAS_PASSWORD: "other" };
      expect(await passwordOf({ ...settings(env), file: "ada.json" })).to.equal(password);
      expect(await passwordOf({ ...settings({ CIVITAS_PASSWORD: "other" }), file: "ada.json" })).to.equal("other");
    });

    it("says how to give the password where nobody can be asked", async () => {
      const { exit, advice } = await failureOf(() => passwordOf({ ...settings({}), file: "ada.json" }));
      expect(exit).to.equal("locked");
      expect(advice).to.match(/CIVITAS_PASSWORD_FILE/);
    });

    const noOther = { dev: undefined, browser: undefined };

    it("takes a keystore before a key of the environment, and that before nothing", () => {
      const env = { CIVITAS_KEY: localAccount(5).privateKey };
      expect(findKey({ ...settings(env), keystore: at("ada.json"), ...noOther })?.address).to.equal(address);
      expect(findKey({ ...settings(env), keystore: undefined, ...noOther })?.address).to.equal(localAccount(5).address);
      expect(findKey({ ...settings({}), keystore: undefined, ...noOther })).to.equal(undefined);
    });

    it("shows no key that is none", async () => {
      const env = { CIVITAS_KEY: "0xbeef" };
      const failure = await failureOf(() => findKey({ ...settings(env), keystore: undefined, ...noOther }));
      expect(`${failure.message} ${failure.advice} ${String(failure.cause)}`).not.to.match(/beef/);
    });
  });
});
