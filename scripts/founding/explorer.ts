/** Imported before Hardhat, which reads its network when it is first loaded, and publishes to the explorers of that one. */
import { parseArgs } from "node:util";

const { values } = parseArgs({
  strict: false,
  options: { network: { type: "string", default: "localhost" }, explorer: { type: "boolean", default: false } },
});

if (values.explorer === true) process.env.HARDHAT_NETWORK = String(values.network);
