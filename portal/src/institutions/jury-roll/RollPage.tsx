import { useOverview, useRead } from "@civitas/react";
import type { CitizenId, NationClient } from "@civitas/sdk";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Coin } from "../../parts/money";
import { useCitizenOf } from "../../parts/people";
import { Reading } from "../../parts/states";
import { useActors } from "../../wallet/actor";
import { Choose } from "../../wallet/Choose";
import { words } from "./words";

/** From whom panels are drawn, and one's own place there. */
export function RollPage() {
  const { data } = useOverview();
  const { actor } = useActors();
  const id = useCitizenOf(actor?.account);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.roll}</h1>
        <p className="lead">{words.lead}</p>
      </div>
      {data?.juryRoll !== undefined && (
        <section className="card">
          <dl className="kv">
            <div>
              <dt>{words.jurors}</dt>
              <dd>{String(data.juryRoll.jurors)}</dd>
            </div>
          </dl>
        </section>
      )}
      <section className="card">
        <h2>{words.you}</h2>
        {actor === undefined ? <Choose /> : id === undefined ? <p>{words.strangers}</p> : <Own id={id} />}
      </section>
    </>
  );
}

function Own({ id }: { readonly id: CitizenId }) {
  const { open } = useActs();
  const place = useRead(["juror", id], async ({ juryRoll }) => {
    const [juror, { price }] = await Promise.all([juryRoll.jurorOf({ citizenId: id }), juryRoll.conditions()]);
    return { juror, price };
  });
  const enrol = (): void =>
    open(
      intend({
        title: words.enrol,
        select: ({ juryRoll }: NationClient) => juryRoll.enrol,
        params: undefined,
        costs: [words.bondCost],
        then: words.enrolThen,
      }),
    );
  const retire = (): void =>
    open(intend({ title: words.retire, select: ({ juryRoll }: NationClient) => juryRoll.retire, params: undefined }));
  const withdraw = (): void =>
    open(
      intend({
        title: words.withdraw,
        select: ({ juryRoll }: NationClient) => juryRoll.withdraw,
        params: { citizenId: id },
      }),
    );
  return (
    <Reading read={place} lines={2}>
      {({ juror, price }) => (
        <>
          <p>{juror === undefined ? words.notOn : juror.standing === "retired" ? words.retired : words.on}</p>
          <dl className="kv">
            <div>
              <dt>{words.bond}</dt>
              <dd>
                <Coin amount={juror?.bond ?? price} />
              </dd>
            </div>
          </dl>
          <div className="row">
            {juror === undefined && (
              <button type="button" className="btn main" onClick={enrol}>
                {words.enrol}
              </button>
            )}
            {juror !== undefined && juror.standing !== "retired" && (
              <button type="button" className="btn" onClick={retire}>
                {words.retire}
              </button>
            )}
            {juror?.standing === "retired" && juror.duties === 0 && (
              <button type="button" className="btn" onClick={withdraw}>
                {words.withdraw}
              </button>
            )}
          </div>
        </>
      )}
    </Reading>
  );
}
