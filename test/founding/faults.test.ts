import { expect } from "chai";
import { Transaction, type HDNodeWallet, type JsonRpcProvider } from "ethers";
import { startChain, type LocalChain } from "../../scripts/local/chain";
import { localAccount } from "../../cli/src/chain/development";
import { openNode } from "../../sdk/src/core";
import { NationError } from "../../sdk/src/core/errors";
import {
  found,
  memoryJournal,
  packagedCode,
  verifyFounding,
  type AskConsent,
  type Founding,
} from "../../sdk/src/founding";
import { unreliable, type UnreliableNode } from "../fixtures/unreliable";
import { charterOf } from "../fixtures/nation";

/** The process ends here. */
class Killed extends NationError {
  override readonly name = "Killed";

  constructor() {
    super("Killed.", "Call found() again.");
  }
}

/** A client as the commands open it, which does not wait for long. */
const clientOf = (url: string): JsonRpcProvider => openNode(url, { chainId: 31_337, timeoutMs: 5000 });

/** Who founds, when nothing disturbs and when everything does: each has an account of its own. */
const [CALM, DISTURBED] = [18, 19].map(localAccount);

const people = [1, 2, 3].map(localAccount);
const consents: AskConsent = ({ domain, types, message }, { address }) =>
  people.find((person) => person.address === address)?.signTypedData(domain, types, message);

describe("found(), through a node that loses, delays, repeats and garbles", () => {
  let chain: LocalChain;
  let node: UnreliableNode;
  let direct: JsonRpcProvider;
  let through: JsonRpcProvider;
  let founding: Founding;
  let kills = 0;
  const charter = charterOf(
    people.map(({ address }) => address),
    { offices: [{ role: "registrar", citizen: "Citizen 1" }] },
  );

  before(async () => {
    chain = await startChain({ port: 18_600, blockSeconds: 1 });
    direct = clientOf(chain.url);
    node = await unreliable(chain.url, { share: 0.3, seed: 7 });
    through = clientOf(node.url);
    founding = await foundStubbornly(DISTURBED.connect(through));
  });

  after(async () => {
    through.destroy();
    direct.destroy();
    await node.close();
    await chain.stop();
  });

  /** Founds again after each failure, and is killed now and then besides. */
  async function foundStubbornly(founder: HDNodeWallet): Promise<Founding> {
    const journal = memoryJournal();
    for (let again = 0; ; ++again) {
      try {
        return await found(charter, founder, {
          journal,
          consents,
          pollMs: 300,
          replaceAfterMs: 6000,
          onProgress: ({ step, earlier }) => {
            if (earlier || ![3, 7, 12, 14].includes(step) || kills >= 4) return;
            kills += 1;
            throw new Killed();
          },
        });
      } catch (error) {
        if (!(error instanceof NationError) || again > 20) throw error;
      }
    }
  }

  it("founds a nation that passes every check, read from the node itself", async () => {
    const { checks } = await verifyFounding(direct, founding.record, { code: packagedCode });
    expect(checks.filter(({ finding }) => finding !== "founded")).to.deep.equal([]);
  });

  it("is killed on the way", () => {
    expect(kills).to.equal(4);
  });

  it("meets every mishap", () => {
    expect([...node.mishaps.keys()].sort()).to.deep.equal([
      "answer lost",
      "excuse",
      "garbled",
      "late",
      "lost",
      "twice",
    ]);
  });

  it("sends nothing twice: each nonce is taken by one step", async () => {
    const nonces = founding.record.transactions.map(({ nonce }) => nonce);
    expect(nonces).to.deep.equal([...Array(19).keys()]);
    expect(await direct.getTransactionCount(DISTURBED)).to.equal(19);
  });

  it("offers for a nonce nothing but the same call", () => {
    const calls = new Map<number, Set<string>>();
    for (const { nonce, data } of node.sent.map((raw) => Transaction.from(raw))) {
      calls.set(nonce, (calls.get(nonce) ?? new Set()).add(data));
    }
    expect(Math.max(...[...calls.values()].map(({ size }) => size))).to.equal(1);
  });

  it("pays what the record says", async () => {
    const spent = 10_000n * 10n ** 18n - (await direct.getBalance(DISTURBED));
    expect(founding.cost).to.equal(spent);
  });

  it("comes to the same nation as an undisturbed founding", async () => {
    const calm = await found(charter, CALM.connect(direct), { consents, pollMs: 100 });
    expect(calm.verification.checks.map(({ title, finding }) => [title, finding])).to.deep.equal(
      founding.verification.checks.map(({ title, finding }) => [title, finding]),
    );
    expect(calm.transactions).to.equal(founding.transactions);
  });
});
