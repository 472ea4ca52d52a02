/** Signs a request for citizenship: `npm run sign -- --request requests/001-ada.json --charter charters/demonstration.json`. */
import { runOnNetworks } from "./founding/run";

runOnNetworks(["requests", "sign"]);
