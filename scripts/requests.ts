/** Prepares what founding citizens sign: `npm run requests -- --charter charters/demonstration.json --network sepolia`. */
import { runOnNetworks } from "./founding/run";

runOnNetworks(["requests", "make"]);
