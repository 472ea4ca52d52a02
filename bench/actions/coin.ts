import { id, Interface, MaxUint256, Signature, toBeHex } from "ethers";
import type { CivicCoin, BaselineCoin } from "../../typechain-types";
import type { Act } from "../measure";
import { COIN, DAY, type Person, type World } from "../world";
import type { Action, Area } from "./action";

const AMOUNT = 10n * COIN;

const ERC3009 = new Interface([
  "function transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)",
]);

/** Two people who hold coin of every kind, and one who holds none. */
async function people(world: World) {
  const [payer, payee, newcomer] = await Promise.all(["payer", "payee", "newcomer"].map((name) => world.person(name)));
  await world.fund(payer.address);
  await world.fund(payee.address);
  return { payer, payee, newcomer };
}

async function permit(world: World, coin: CivicCoin | BaselineCoin): Promise<Act> {
  const { payer, payee } = await people(world);
  const sign = async () => {
    const types = {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    };
    const deadline = world.chain.time + DAY;
    const nonce = await coin.nonces(payer.address);
    const value = AMOUNT + nonce;
    const message = { owner: payer.address, spender: payee.address, value, nonce, deadline };
    const { v, r, s } = Signature.from(await payer.wallet.signTypedData(await world.domainOf(coin), types, message));
    return () => coin.permit(payer.address, payee.address, value, deadline, v, r, s);
  };
  await world.chain.send(await sign());
  return sign();
}

async function authorized(world: World, coin: CivicCoin | BaselineCoin, nonces: readonly string[]): Promise<Act> {
  const { payer, payee } = await people(world);
  const sign = async (nonce: string): Promise<Act> => {
    const types = {
      TransferWithAuthorization: [
        { name: "from", type: "address" },
        { name: "to", type: "address" },
        { name: "value", type: "uint256" },
        { name: "validAfter", type: "uint256" },
        { name: "validBefore", type: "uint256" },
        { name: "nonce", type: "bytes32" },
      ],
    };
    const validBefore = world.chain.time + DAY;
    const message = { from: payer.address, to: payee.address, value: AMOUNT, validAfter: 0, validBefore, nonce };
    const { v, r, s } = Signature.from(await payer.wallet.signTypedData(await world.domainOf(coin), types, message));
    const data = ERC3009.encodeFunctionData("transferWithAuthorization", [
      payer.address,
      payee.address,
      AMOUNT,
      0,
      validBefore,
      nonce,
      v,
      r,
      s,
    ]);
    return () => world.founder.sendTransaction({ to: coin, data });
  };
  for (const nonce of nonces.slice(0, -1)) await world.chain.send(await sign(nonce));
  return sign(nonces[nonces.length - 1]);
}

const RANDOM = [id("one"), id("another")];
const CONSECUTIVE = [toBeHex(1, 32), toBeHex(2, 32)];

const transfer =
  (
    from: (some: Awaited<ReturnType<typeof people>>) => Person,
    to: (some: Awaited<ReturnType<typeof people>>) => Person,
  ) =>
  (token: (world: World) => Pick<CivicCoin, "connect">) =>
  async (world: World): Promise<Act> => {
    const some = await people(world);
    const coin = token(world).connect(from(some).signer);
    return () => coin.transfer(to(some).address, AMOUNT);
  };

const steady = transfer(
  ({ payer }) => payer,
  ({ payee }) => payee,
);
const first = transfer(
  ({ payer }) => payer,
  ({ newcomer }) => newcomer,
);
const civic = (world: World) => world.coin;
const untaxed = (world: World) => world.baseline.coin as unknown as CivicCoin;
const naive = (world: World) => world.baseline.taxed as unknown as CivicCoin;

export const taxedTransfer: Action = {
  id: "transferTaxed",
  title: "transfer, taxed",
  prepare: steady(civic),
  baseline: steady(naive),
  accesses: { change: 3 },
  target: { gas: 42_000, newSlots: 0 },
  note: "OpenZeppelin's ERC-20 taxed as anyone would first write it; the row below is its transfer without any tax.",
};

export const area: Area = {
  title: "Civic coin",
  actions: [
    taxedTransfer,
    {
      id: "transferExempt",
      title: "transfer, exempt",
      prepare: async (world) => {
        const { payer, payee } = await people(world);
        await world.chain.send(() => world.coin.setExemption(payer.address, 3));
        return () => world.coin.connect(payer.signer).transfer(payee.address, AMOUNT);
      },
      baseline: steady(untaxed),
      accesses: { change: 2 },
      target: { gas: 37_500, newSlots: 0 },
    },
    {
      id: "transferFirst",
      title: "transfer, taxed, to an account that held nothing",
      prepare: first(civic),
      baseline: first(naive),
      accesses: { change: 2, open: 1 },
    },
    {
      id: "transferNet",
      title: "transferNet, so that the amount arrives whole",
      prepare: async (world) => {
        const { payer, payee } = await people(world);
        return () => world.coin.connect(payer.signer).transferNet(payee.address, AMOUNT);
      },
      baseline: steady(naive),
      accesses: { change: 3 },
      note: "Measured against the naive taxed transfer, in which less arrives.",
    },
    {
      id: "permit",
      title: "permit, later",
      prepare: (world) => permit(world, world.coin),
      baseline: (world) => permit(world, world.baseline.coin),
      accesses: { change: 2, signature: 1 },
    },
    {
      id: "authorizationRandom",
      title: "transferWithAuthorization, taxed, random nonce",
      prepare: (world) => authorized(world, world.coin, RANDOM),
      baseline: (world) => authorized(world, world.baseline.coin, RANDOM),
      accesses: { change: 3, open: 1, signature: 1 },
      note: "OpenZeppelin's side bears no tax.",
    },
    {
      id: "authorizationConsecutive",
      title: "transferWithAuthorization, taxed, nonce beside one used before",
      prepare: (world) => authorized(world, world.coin, CONSECUTIVE),
      baseline: (world) => authorized(world, world.baseline.coin, CONSECUTIVE),
      accesses: { change: 4, signature: 1 },
      note: "OpenZeppelin's side bears no tax.",
    },
    {
      id: "approve",
      title: "approve, later",
      prepare: async (world) => {
        const { payer, payee } = await people(world);
        const coin = world.coin.connect(payer.signer);
        await world.chain.send(() => coin.approve(payee.address, AMOUNT));
        return () => coin.approve(payee.address, MaxUint256);
      },
      baseline: async (world) => {
        const { payer, payee } = await people(world);
        const coin = world.baseline.coin.connect(payer.signer);
        await world.chain.send(() => coin.approve(payee.address, AMOUNT));
        return () => coin.approve(payee.address, MaxUint256);
      },
      accesses: { change: 1 },
    },
  ],
};
