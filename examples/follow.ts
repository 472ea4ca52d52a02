import { moment, type NationClient } from "@civitas/sdk";

export const follow = (
  nation: NationClient,
  kept: string | undefined,
  keep: (cursor: string) => void,
) =>
  nation.watch(({ at, text }) => console.log(moment.format(at), text), {
    ...(kept !== undefined && { cursor: kept }),
    onCursor: keep,
    onFailure: ({ advice }) => console.log(advice),
  });
