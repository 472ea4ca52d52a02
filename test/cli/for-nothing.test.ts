import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { EXIT } from "../../cli/src/errors";
import { wei } from "../../sdk/src";
import { aCommandLine, type CommandLine } from "../fixtures/command-line";

describe("civitas, of what would come to nothing", () => {
  let line: CommandLine;

  beforeEach(async () => {
    line = await aCommandLine();
  });

  afterEach(() => line.close());

  /** Says something by somebody's key, which sends nothing and ends so. */
  async function sendsNothing(address: string, status: number, ...args: readonly string[]): Promise<string> {
    const before = await line.sentBy(address);
    const told = await line.by(address, ...args, "--yes");
    expect(told.status, told.errors).to.equal(status);
    expect(await line.sentBy(address)).to.equal(before);
    return `${told.output}${told.errors}`.replaceAll(/\s+/g, " ");
  }

  describe("batch, and vote --sign", () => {
    const ballots = (...people: readonly number[]) => people.map((person) => line.file(`${person}.json`));

    /** A proposal whose vote is open, and the ballots of some citizens. */
    async function aVote(...people: readonly number[]): Promise<void> {
      const { client, stranger, citizens, by } = line;
      const calls = [{ target: stranger.address, value: wei.from(0n), data: "0x" }];
      const { proposal } = await client.governor.propose.wait({ calls, description: "Do nothing" });
      await time.increaseTo(proposal.opensAt + 1n);
      for (const person of people) {
        const [file] = ballots(person);
        const told = await by(citizens[person].address, "vote", "latest", "for", "--sign", file, "--yes");
        expect(told.status, told.errors).to.equal(EXIT.done);
      }
    }

    it("sends the ballots that count, and leaves out the others", async () => {
      await aVote(0, 1, 2);
      const sender = line.stranger.address;
      expect((await line.by(sender, "batch", "latest", ...ballots(1), "--yes")).status).to.equal(EXIT.done);
      const { status, output, errors } = await line.by(sender, "batch", "latest", ...ballots(0, 1, 2), "--yes");
      expect(status, errors).to.equal(EXIT.done);
      expect(output)
        .to.include("Send 2 signed ballots")
        .and.include("Left out: that of citizen 2, which would not count.")
        .and.include("2 ballots counted.");
    });

    it("sends no ballots of which none counts", async () => {
      await aVote(0, 1);
      const sender = line.stranger.address;
      await line.by(sender, "batch", "latest", ...ballots(0, 1), "--yes");
      const said = await sendsNothing(sender, EXIT.refused, "batch", "latest", ...ballots(0, 1));
      expect(said).to.include("None of 2 ballots would count");
    });

    it("signs no ballot that would not count", async () => {
      await aVote();
      const { address } = line.citizens[0];
      await line.by(address, "vote", "latest", "for", "--yes");
      await sendsNothing(address, EXIT.refused, "vote", "latest", "against", "--sign", line.file("late.json"));
    });
  });

  it("accepts no citizenship for an account that holds one", async () => {
    const [{ address }] = line.citizens;
    const said = await sendsNothing(address, EXIT.refused, "move", "accept", "2", line.file("moved.json"));
    expect(said).to.include("is citizen 1 already");
  });

  for (const args of [
    ["pay", "2", "0"],
    ["stake", "add", "0"],
    ["stake", "take", "0.0"],
  ]) {
    it(`moves no amount of nothing: ${args.join(" ")}`, async () => {
      const said = await sendsNothing(line.citizens[0].address, EXIT.usage, ...args);
      expect(said).to.include("Nothing is no amount.");
    });
  }

  it("pays no amount beyond all counting", async () => {
    const said = await sendsNothing(line.citizens[0].address, EXIT.usage, "pay", "2", "9".repeat(79));
    expect(said).to.include("is more than any contract can count");
  });

  for (const args of [
    ["delegate", "1"],
    ["delegate", "me"],
    ["delegate", "me", "--stake"],
  ]) {
    it(`delegates nothing that is so already: ${args.join(" ")}`, async () => {
      const said = await sendsNothing(line.citizens[0].address, EXIT.done, ...args);
      expect(said).to.include("It is so already");
    });
  }

  it("delegates what another carries, and takes it back", async () => {
    const [{ address }] = line.citizens;
    for (const who of ["2", "me"]) {
      const { status, output, errors } = await line.by(address, "delegate", who, "--yes");
      expect(status, errors).to.equal(EXIT.done);
      expect(output).to.include("carries it now");
    }
  });
});
