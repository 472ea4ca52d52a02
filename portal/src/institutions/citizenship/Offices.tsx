import { useList } from "@civitas/react";
import { Citizen } from "../../parts/people";
import { Empty, Listing } from "../../parts/states";
import { date } from "../../parts/time";
import { to } from "../../router";
import { words } from "./words";

/** Who holds an office, and until when. */
export function Offices() {
  const list = useList("constitution.officers", { limit: 20 });
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.officesTitle}</h1>
        <p className="lead">{words.officesLead}</p>
      </div>
      <Listing
        list={list}
        empty={
          <Empty title={words.noOffices}>
            <p className="small soft">{words.noOfficesLead}</p>
          </Empty>
        }
      >
        {({ role, citizenId, until, isOver }) => (
          <li key={`${String(role)} ${String(citizenId)}`}>
            <p className="head-line">
              <b>{words.roles[String(role)] ?? words.role(String(role))}</b>
              {isOver && <span className="tag">{words.ended}</span>}
            </p>
            <p className="row">
              <Citizen id={citizenId} /> <span className="small soft">{words.until(date(until))}</span>
            </p>
          </li>
        )}
      </Listing>
      <p>
        <a href={to("/decisions/new", { act: "appoint" })}>{words.appoint}</a>
      </p>
    </>
  );
}
