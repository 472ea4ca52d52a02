import { readFileSync } from "node:fs";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { EXIT } from "../../cli/src/errors";
import { civic, moment, seconds, wei, type Civic } from "../../sdk/src";
import type { AgreementId } from "../../sdk/src/institutions/agreements";
import { aCommandLine, type CommandLine } from "../fixtures/command-line";

describe("civitas agree hand-in", () => {
  let line: CommandLine;
  let agreementId: AgreementId;
  let signed: string;

  beforeEach(async () => {
    line = await aCommandLine();
    const { client, clients, citizens, file, by } = line;
    const now = await time.latest();
    const nothing = wei.from(0n);
    const lock = { coin: civic.parse("3") };
    ({ agreementId } = await client.agreements.open.wait({
      text: "The second citizen paints the north wall.",
      parties: clients.map(({ account }, index) => ({
        account: account!,
        lock: index === 1 ? lock : { coin: civic.from(0n) },
        payout: index === 0 ? lock : { coin: civic.from(0n) },
        feeLock: nothing,
      })),
      signBy: moment.from(now + 86_400),
      until: moment.from(now + 30 * 86_400),
      objectionPeriod: seconds.days(2),
    }));
    signed = file("signed.json");
    const told = await by(citizens[1].address, "agree", "sign", String(agreementId), "--file", signed, "--yes");
    expect(told.status, told.errors).to.equal(EXIT.done);
  });

  afterEach(() => line.close());

  const handIn = () => line.by(line.stranger.address, "agree", "hand-in", signed, "--yes");
  const hasSigned = async () => (await line.client.agreements.agreement({ agreementId })).parties[1].hasSigned;

  /** Sends the permit of the file alone, as anybody can. */
  async function permitAlone(): Promise<void> {
    const { permit } = JSON.parse(readFileSync(signed, "utf8")) as {
      permit: { owner: string; spender: string; amount: string; deadline: string; signature: string };
    };
    await line.asStranger.coin.permit.wait({
      ...permit,
      amount: civic.from(BigInt(permit.amount)),
      deadline: moment.from(BigInt(permit.deadline)),
    });
  }

  it("hands in the permit and the signature", async () => {
    const { status, output, errors } = await handIn();
    expect(status, errors).to.equal(EXIT.done);
    expect(output).to.include("The permit is in.").and.include("The signature is in.");
    expect(await hasSigned()).to.equal(true);
  });

  context("given that somebody has sent the permit alone", () => {
    it("hands in the signature, and pays for no permit", async () => {
      await permitAlone();
      const { status, output, errors } = await handIn();
      expect(status, errors).to.equal(EXIT.done);
      expect(output).to.include("The signature is in.").and.not.include("permit");
      expect(await hasSigned()).to.equal(true);
    });
  });

  context("given that the permit was used, and its allowance taken back", () => {
    it("says that the party must sign anew", async () => {
      await permitAlone();
      const { coin, agreements } = line.clients[1];
      await coin.approve.wait({ spender: agreements.address, amount: 0n as Civic });
      const { status, errors } = await handIn();
      expect(status).to.equal(EXIT.refused);
      expect(errors).to.include("allows nothing more").and.include(`civitas agree sign ${agreementId} --file`);
    });
  });

  context("given that the party has signed", () => {
    it("says so, and sends nothing", async () => {
      await handIn();
      const sent = await line.sentBy(line.stranger.address);
      const { status, output } = await handIn();
      expect(status).to.equal(EXIT.done);
      expect(output).to.include(`Party 1 of agreement ${agreementId} has signed already`);
      expect(await line.sentBy(line.stranger.address)).to.equal(sent);
    });
  });
});
