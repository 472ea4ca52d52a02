import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { ethers } from "hardhat";
import type { FoundingRequest } from "../../sdk/src/founding";
import { admissionRequest } from "../../sdk/src/founding/consents";

const page = readFileSync(path.join(__dirname, "../../scripts/founding/sign.html"), "utf8");
const script = /<script>([\s\S]*?)<\/script>/.exec(page)![1];

const PERSON = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const NATION = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
const DIGEST = `0x${"ab".repeat(32)}`;

/** A request as the founder gives it. */
function aRequest(): FoundingRequest {
  const details = { chainId: 1n, citizenship: NATION, charterHash: DIGEST, applicant: PERSON, deadline: 1_900_000_000 };
  const { domain, message, ...rest } = admissionRequest(details);
  return JSON.parse(
    JSON.stringify({
      version: 1,
      nation: "Aurelia",
      charterHash: DIGEST,
      chainId: "1",
      founder: PERSON,
      factory: NATION,
      salt: DIGEST,
      variants: {},
      citizens: [PERSON],
      citizen: { index: 0, name: "Ada", address: PERSON },
      request: {
        ...rest,
        domain: { ...domain, chainId: "1" },
        message: { ...message, nonce: "0", deadline: "1900000000" },
      },
    }),
  ) as FoundingRequest;
}

/** What a wallet is asked to sign for a request that is opened in the page, and what the page says. */
async function opened(request: unknown) {
  const listeners = new Map<string, (event: unknown) => Promise<void>>();
  const elements = new Map<string, { textContent: string; disabled: boolean }>();
  const asked: { method: string; params?: unknown[] }[] = [];
  const element = (id: string) => ({
    textContent: "",
    disabled: id === "sign",
    replaceChildren: () => undefined,
    click: () => undefined,
    addEventListener: (event: string, listener: (one: unknown) => Promise<void>) =>
      listeners.set(`${id} ${event}`, listener),
  });
  const byId = (id: string) => {
    const known = elements.get(id) ?? element(id);
    elements.set(id, known);
    return known;
  };
  const ethereum = {
    request: (one: { method: string; params?: unknown[] }) => {
      asked.push(one);
      return Promise.resolve(one.method === "eth_requestAccounts" ? [PERSON] : "0x1234");
    },
  };
  const context = vm.createContext({
    document: { getElementById: byId, createElement: element },
    window: { ethereum },
    Blob: class {},
    URL: { createObjectURL: () => "", revokeObjectURL: () => undefined },
  });
  vm.runInContext(script, context);
  const file = { name: "001-ada.json", text: () => Promise.resolve(JSON.stringify(request)) };
  await listeners.get("file change")!({ target: { files: [file] } });
  const { disabled } = byId("sign");
  if (!disabled) await listeners.get("sign click")!({});
  const signing = asked.find(({ method }) => method === "eth_signTypedData_v4");
  return {
    disabled,
    status: byId("status").textContent,
    signed: signing && (JSON.parse(String(signing.params![1])) as Record<string, never>),
  };
}

describe("sign.html", () => {
  it("has the wallet sign the request", async () => {
    const { signed } = await opened(aRequest());
    const { EIP712Domain, ...types } = signed!.types as Record<string, { name: string; type: string }[]>;
    expect(EIP712Domain.map(({ name }) => name)).to.deep.equal(["name", "version", "chainId", "verifyingContract"]);
    const due = admissionRequest({
      chainId: 1n,
      citizenship: NATION,
      charterHash: DIGEST,
      applicant: PERSON,
      deadline: 1_900_000_000,
    });
    expect(ethers.TypedDataEncoder.hash(signed!.domain, types, signed!.message)).to.equal(
      ethers.TypedDataEncoder.hash(due.domain, due.types, due.message),
    );
  });

  type Change = (request: FoundingRequest) => unknown;
  const changed = (part: "domain" | "message" | "types", change: object): Change => {
    return (one) => ({ ...one, request: { ...one.request, [part]: { ...one.request[part], ...change } } });
  };
  const forgeries: Readonly<Record<string, Change>> = {
    "another contract's domain": changed("domain", { name: "USD Coin" }),
    "another chain than it shows": changed("domain", { chainId: "5" }),
    "another kind of message": changed("types", { Permit: [{ name: "owner", type: "address" }] }),
    "a further field": changed("message", { value: "1" }),
    "another applicant": changed("message", { applicant: NATION }),
    "another digest": changed("message", { dossier: `0x${"cd".repeat(32)}` }),
    "a later nonce": changed("message", { nonce: "1" }),
    "a deadline that is no number": changed("message", { deadline: "soon" }),
    "an address that is none": changed("domain", { verifyingContract: "here" }),
    "a digest that is none": (one) => ({ ...one, charterHash: "0x12" }),
    "nothing in it": () => ({}),
  };
  for (const [what, forge] of Object.entries(forgeries)) {
    it(`refuses a request with ${what}`, async () => {
      const { disabled, signed, status } = await opened(forge(aRequest()));
      expect([disabled, signed]).to.deep.equal([true, undefined]);
      expect(status).to.match(/^This is no request for citizenship/);
    });
  }
});
