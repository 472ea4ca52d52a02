import { words } from "./words";

/** A digest in groups, so that two people can read it to each other. */
export const Digest = ({ hash }: { readonly hash: string }) => (
  <div className="stack tight">
    <p>
      <b>{words.digest}</b>
    </p>
    <p className="chain digest" dir="ltr">
      {(hash.slice(2).match(/.{1,8}/g) ?? []).join(" ")}
    </p>
    <p className="small soft">{words.digestLead}</p>
  </div>
);
