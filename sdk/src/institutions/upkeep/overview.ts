import { addressOf, type Connection } from "../../core/directory";
import { nativeBalance } from "../../core/reader";

/** What the overview tells of it. */
export const overview = (connection: Connection) => ({ balance: nativeBalance(addressOf(connection, "upkeep")) });
