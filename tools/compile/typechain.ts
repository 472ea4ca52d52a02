import { runTypeChain } from "typechain";
import { outputTransformers } from "typechain/dist/codegen/outputTransformers";
import { prettierOutputTransformer } from "typechain/dist/codegen/outputTransformers/prettier";

/** Runs typechain without prettier, which takes most of its time for files that nobody edits. */
export const generateTypes: typeof runTypeChain = (options) => {
  const last = outputTransformers.indexOf(prettierOutputTransformer);
  if (last !== -1) outputTransformers.splice(last, 1);
  return runTypeChain(options);
};
