import { encodeBytes32String, hexlify, toUtf8Bytes } from "ethers";
import { ethers } from "hardhat";
import type { Act } from "../measure";
import type { World } from "../world";
import type { Area } from "./action";

/** A registry; which address is the nation's own identity changes no cost. */
async function registry({ chain, citizenship, constitution, timelock }: World) {
  await chain.nextMoment();
  return ethers.deployContract("DidRegistry", [citizenship, constitution, timelock]);
}

async function handOver(world: World): Promise<Act> {
  const didRegistry = await registry(world);
  const [first, second] = [await world.citizen(2), await world.citizen(3)];
  return () => didRegistry.connect(first.signer).changeOwner(first.signer, second.signer);
}

async function say(world: World): Promise<Act> {
  const didRegistry = await registry(world);
  const { signer } = await world.citizen(2);
  const value = hexlify(toUtf8Bytes("https://hub.example.org"));
  return () => didRegistry.connect(signer).setAttribute(signer, encodeBytes32String("did/svc/Hub"), value, 86_400);
}

async function follow(world: World): Promise<Act> {
  const didRegistry = await registry(world);
  const { signer } = await world.citizen(2);
  return () => didRegistry.connect(signer).followCitizen();
}

export const area: Area = {
  title: "DID registry",
  actions: [
    {
      id: "didChangeOwner",
      title: "hand an identity over",
      prepare: handOver,
      // Its word: owner, last change and citizenship.
      accesses: { open: 1, change: 0, read: 0, account: 0 },
      target: { gas: 55_000, newSlots: 1 },
    },
    {
      id: "didSetAttribute",
      title: "say something of an identity",
      prepare: say,
      accesses: { open: 1, change: 0, read: 0, account: 0 },
      target: { newSlots: 1 },
    },
    {
      id: "didFollowCitizen",
      title: "follow one's citizenship",
      prepare: follow,
      // Its word, and the citizenship's own of account and holder.
      accesses: { open: 1, change: 0, read: 1, account: 1 },
      target: { newSlots: 1 },
    },
  ],
};
