import { isRequestSigned } from "@civitas/sdk/founding";
import type { Provider } from "ethers";
import { useEffect, useRef, useState } from "react";
import { Bones, Failure } from "../parts/states";
import { plain } from "../parts/strangers";
import { to } from "../router";
import { answered, readAnswer } from "./links";
import { useDeed } from "./Signatures";
import { useFounding } from "./state";
import { words } from "./words";

/** A signature that came back as a link, opened where its founding is. */
export function Taken({ code, reader }: { readonly code: string; readonly reader: Provider }) {
  const { plan, putSigned } = useFounding();
  const { error, isBusy, attempt } = useDeed();
  const [taken, setTaken] = useState("");
  const tried = useRef("");
  useEffect(() => {
    if (plan === undefined || tried.current === code) return;
    tried.current = code;
    attempt(async () => {
      const signed = answered(plan.requests, await readAnswer(code));
      const called = plain(signed.citizen.name ?? signed.citizen.address);
      const holds = await isRequestSigned(signed, reader, { nodeTimeoutMs: 20_000 });
      if (holds) putSigned(signed);
      setTaken(holds ? words.taken(called) : words.notVouched(called));
    });
  }, [code, plan, reader, putSigned, attempt]);
  return (
    <section className="card">
      {plan === undefined && <p>{words.notHere}</p>}
      {isBusy && <Bones lines={1} />}
      <p role="status">{taken}</p>
      <Failure error={error} />
      <p>
        <a href={to("/found/signatures")}>{words.toSignatures}</a>
      </p>
    </section>
  );
}
