import { lazy, Suspense } from "react";
import { Bones } from "../parts/states";

/** Loaded when somebody is to choose who acts. */
const Choices = lazy(async () => ({ default: (await import("./Choices")).Choices }));

export const Choose = (props: { readonly onChosen?: () => void }) => (
  <Suspense fallback={<Bones lines={2} />}>
    <Choices {...props} />
  </Suspense>
);
