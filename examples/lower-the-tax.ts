import { isRevert, NationError, type NationClient, type Bps } from "@civitas/sdk";

export async function lower(nation: NationClient, value: Bps): Promise<string> {
  try {
    await nation.coin.setProvision({ key: "taxRate", value });
    return "done";
  } catch (error) {
    if (isRevert(error, "Provisions_OutOfBounds"))
      return `between ${error.args.min} and ${error.args.max}`;
    if (error instanceof NationError) return error.advice; // "The caller may not do this: ... propose it to the citizens."
    throw error;
  }
}
