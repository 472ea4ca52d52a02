import type { Estimate } from "../../../sdk/src";
import type { FeeOverrides } from "../../../sdk/src/core";

/** The highest price of gas that an estimate said, for every transaction of several: nobody pays more for gas than was shown. */
export function feesOf(estimate: Pick<Estimate, "limits"> | undefined): FeeOverrides {
  if (estimate === undefined) return {};
  const { gasPrice, maxFeePerGas, maxPriorityFeePerGas } = estimate.limits;
  return {
    ...(gasPrice !== undefined && { gasPrice }),
    ...(maxFeePerGas !== undefined && { maxFeePerGas }),
    ...(maxPriorityFeePerGas !== undefined && { maxPriorityFeePerGas }),
  };
}
