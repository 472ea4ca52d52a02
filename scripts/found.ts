/** Founds a nation: `npm run found -- --charter charters/weekend.json --network localhost`. */
import { runOnNetworks } from "./founding/run";

runOnNetworks(["found"]);
