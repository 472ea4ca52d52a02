import { useOverview, useRead } from "@civitas/react";
import type { Provision } from "@civitas/sdk";
import { formatProvision } from "@civitas/sdk/core";
import { Reading } from "../../parts/states";
import { date } from "../../parts/time";
import { to } from "../../router";
import { provisionNames } from "../provision-names";
import { words } from "./words";

/** Every governed number with its bounds. */
export function ProvisionsPage() {
  const overview = useOverview();
  const { data: names } = useRead(["provision names"], provisionNames);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.provisionsTitle}</h1>
        <p className="lead">{words.provisionsLead}</p>
      </div>
      <Reading read={overview}>
        {({ provisions }) =>
          Object.entries(provisions).map(([institution, all]) =>
            all === undefined ? null : (
              <section className="card" key={institution}>
                <div
                  className="scroll"
                  role="region"
                  tabIndex={0}
                  aria-label={words.table(words.of[institution] ?? institution)}
                >
                  <table>
                    <caption>{words.of[institution] ?? institution}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{words.number}</th>
                        <th scope="col" className="n">
                          {words.now}
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {Object.values<Provision>(all).map((provision) => (
                        <Row
                          key={provision.key}
                          institution={institution}
                          provision={provision}
                          name={names?.[`${institution}.${provision.key}`] ?? provision.key}
                        />
                      ))}
                    </tbody>
                  </table>
                </div>
              </section>
            ),
          )
        }
      </Reading>
    </>
  );
}

interface RowProps {
  readonly institution: string;
  readonly provision: Provision;
  readonly name: string;
}

function Row({ institution, provision, name }: RowProps) {
  const { key, unit, text, current, standing, tried, min, max } = provision;
  const write = (value: bigint) => formatProvision({ unit, value });
  const isOnTrial = tried !== undefined && current !== standing;
  return (
    <tr>
      <th scope="row">
        <a href={to("/decisions/new", { act: "provision", provision: `${institution}.${key}` })}>{name}</a>
      </th>
      <td className="n">
        {text}
        {isOnTrial && <span className="small soft block">{words.trial(write(tried.value), date(tried.until))}</span>}
        <span className="small soft block">{words.between(write(min), write(max))}</span>
      </td>
    </tr>
  );
}
