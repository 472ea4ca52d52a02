import { ethers } from "hardhat";
import { calling, creating, planned } from "../../fixtures/deployer";

/** The shortest creation code that leaves a contract behind: one zero byte. */
export const SHORTEST = "0x60015ff3";

/** Creation code that fails with the reason `Misbuilt_Because(reason)`, or without one if that is 0. */
export async function misbuilt(reason: number): Promise<string> {
  const { data } = await (await ethers.getContractFactory("Misbuilt")).getDeployTransaction(reason);
  return data;
}

/** What the noticeboard is told: a notice. */
export const posting = async (notice: number): Promise<string> =>
  (await ethers.getContractFactory("Noticeboard")).interface.encodeFunctionData("post", [notice]);

/** A plan: an agent, a noticeboard, and that the agent's address is posted there. */
export async function aDeployer() {
  const [founder, stranger] = await ethers.getSigners();
  const { bytecode: agent } = await ethers.getContractFactory("PlainAgent");
  const noticeboard = await ethers.getContractFactory("Noticeboard");
  const steps = [creating(agent), creating(noticeboard.bytecode), calling(1, await posting(0), "0x00000400")];
  const world = await planned(steps);
  return { ...world, founder, stranger, noticeboard: noticeboard.attach(await world.deployer.addressOf(1)) };
}
