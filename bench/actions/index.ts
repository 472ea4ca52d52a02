import type { Area } from "./action";
import { agreementsActions } from "./agreements";
import { citizenshipActions } from "./citizenship";
import { coinActions } from "./coin";
import { constitutionActions } from "./constitution";
import { courtActions } from "./court";
import { governanceActions } from "./governance";
import { stakeActions } from "./stake";
import { treasuryActions } from "./treasury";
import { tribunalActions } from "./tribunal";

/** Everything that users do, in the order in which it is shown. */
export const areas: readonly Area[] = [
  coinActions,
  citizenshipActions,
  stakeActions,
  governanceActions,
  treasuryActions,
  constitutionActions,
  courtActions,
  agreementsActions,
  tribunalActions,
];
