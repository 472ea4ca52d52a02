import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { EXIT } from "../../cli/src/errors";
import { run } from "../../cli/src/program";
import { civic } from "../../sdk/src";
import { aConnectedNation } from "../fixtures/connected";
import { HangUp, publicNode, Refusal, type PublicNodeLimits } from "../fixtures/public-node";
import { surroundingsOf } from "../fixtures/terminal";

const HASH = /0x[0-9a-f]{64}/;
const SEND = "eth_sendRawTransaction";

describe("What civitas says of a transaction whose node fails", () => {
  /** Pays 3 through a node that answers otherwise. */
  async function paying(instead: NonNullable<PublicNodeLimits["instead"]>) {
    const { citizens, client, founding, stranger } = await loadFixture(aConnectedNation);
    const [person] = citizens;
    const accounts = (await ethers.getSigners()).map(({ address }) => address);
    const balance = () => client.coin.balanceOf({ account: stranger.address });
    const before = await balance();
    const node = await publicNode({ instead });
    const { said, ...rest } = surroundingsOf();
    const place = ["--rpc", node.url, "--nation", founding.addresses.nation, "--json", "--yes"];
    const dev = ["--dev", String(accounts.indexOf(person.address))];
    const status = await run(["pay", stranger.address, "3", ...place, ...dev], rest);
    await node.close();
    const errors = said.errors.text;
    return { status, errors, received: (await balance()) - before, asked: node.asked };
  }

  /** What stands in the JSON of a failure, after the hash that was told before. */
  const failureIn = (errors: string) => {
    const { error } = JSON.parse(errors.slice(errors.indexOf("{"))) as { error: { hash?: string; status: number } };
    return error;
  };

  it("names it before it is sent, and that it may have been, where the node is gone afterwards", async () => {
    let isGone = false;
    const { status, errors, received } = await paying(({ method }, answer) => {
      if (isGone) throw new HangUp();
      if (method !== SEND) return undefined;
      isGone = true;
      return answer().then(() => {
        throw new HangUp();
      });
    });
    expect(received).to.equal(civic.parse("2.97")); // Less the tax.
    expect(status).to.equal(EXIT.unsettled);
    expect(failureIn(errors)).to.deep.include({ status, hash: HASH.exec(errors)![0] });
  });

  it("says so where it is gone before it tells whether it is included", async () => {
    let isGone = false;
    const { status, errors } = await paying(({ method }) => {
      isGone ||= method === "eth_getTransactionReceipt";
      if (isGone) throw new HangUp();
      return undefined;
    });
    expect(status).to.equal(EXIT.unsettled);
    expect(failureIn(errors).hash).to.equal(HASH.exec(errors)![0]);
  });

  it("goes on where the node took it, and its answer was lost", async () => {
    const { status, errors, received } = await paying(({ method }, answer) =>
      method === SEND
        ? answer().then(() => {
            throw new HangUp();
          })
        : undefined,
    );
    expect(status, errors).to.equal(EXIT.done);
    expect(received).to.equal(civic.parse("2.97"));
  });

  it("offers the same once more where the node lost it, and sends it once", async () => {
    let offered = 0;
    const { status, errors, received } = await paying(({ method }) => {
      if (method === SEND && ++offered === 1) throw new HangUp();
      return undefined;
    });
    expect(status, errors).to.equal(EXIT.done);
    expect([offered, received]).to.deep.equal([2, civic.parse("2.97")]);
  });

  it("tells a node's refusal as it is, and offers nothing twice", async () => {
    const { status, received, asked } = await paying(({ method }) => {
      if (method === SEND) throw new Refusal("insufficient funds for gas * price + value");
      return undefined;
    });
    expect([status, received, asked.get(SEND)]).to.deep.equal([EXIT.failed, 0n, 1]);
  });

  it("says that the same may be tried again where the node is gone before", async () => {
    const { status, errors, received } = await paying(({ method }) => {
      if (method === "eth_estimateGas") throw new HangUp();
      return undefined;
    });
    expect([status, received]).to.deep.equal([EXIT.unreachable, 0n]);
    expect(errors).not.to.match(HASH);
  });
});
