import type { List, Read } from "@civitas/react";
import { RevertError, type NationError } from "@civitas/sdk";
import { useEffect, useState, type ReactNode } from "react";
import { Icon } from "./Icon";
import { words } from "./words";

/** What is, what to do, and a button that does it: the SDK's own words. */
export function Failure({ error, again }: { readonly error: NationError | undefined; readonly again?: () => void }) {
  if (error === undefined) return null;
  // What a contract refused is named by a code: what to do about it reads better.
  const isRevert = error instanceof RevertError;
  const title = isRevert ? error.advice : error.message;
  return (
    <div className="note fault" role="alert">
      <h3>
        <Icon name="warning" />
        <span>{title}</span>
      </h3>
      {!isRevert && <p>{error.advice}</p>}
      {again !== undefined && (
        <div className="row">
          <button type="button" className="btn" onClick={again}>
            {words.tryAgain}
          </button>
        </div>
      )}
      <details>
        <summary>{words.details}</summary>
        {isRevert && <p className="chain small">{error.message}</p>}
        <p className="chain small">{words.code(error.name)}</p>
      </details>
    </div>
  );
}

/** What stands where something will be: only after a moment, so that what is quick does not flicker. */
export function Bones({ lines = 3 }: { readonly lines?: number }) {
  const [isShown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="stack" aria-busy="true">
      <p className="sr">{words.reading}</p>
      {isShown && Array.from({ length: lines }, (_, line) => <div key={line} className="bone" aria-hidden="true" />)}
    </div>
  );
}

/** What would stand here, why it does not, and one way on. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** Something that is read: its bones, its fault, or itself. What was read last stays while a later look fails. */
export function Reading<Data>({
  read,
  lines,
  children,
}: {
  readonly read: Read<Data>;
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}) {
  return (
    <>
      <Failure error={read.error} again={read.refresh} />
      {read.data !== undefined ? (
        children(read.data)
      ) : read.isLoading ? (
        <Bones {...(lines !== undefined && { lines })} />
      ) : null}
    </>
  );
}

/** A list in pages: what could not be read is said, and spoils nothing beside it. */
export function Listing<Item>({
  list,
  empty,
  children,
  className = "list card",
}: {
  readonly list: List<Item>;
  readonly empty: ReactNode;
  readonly children: (item: Item, index: number) => ReactNode;
  readonly className?: string;
}) {
  const { items, unreadable, hasMore, more, error, isLoading, isReading, refresh } = list;
  return (
    <div className="stack">
      <Failure error={error} again={refresh} />
      {isLoading && <Bones />}
      {items.length > 0 && <ul className={className}>{items.map(children)}</ul>}
      {!isLoading && error === undefined && items.length === 0 && unreadable.length === 0 && !hasMore && empty}
      {unreadable.length > 0 && (
        <div className="note must">
          <h3>{words.unreadable(unreadable.length)}</h3>
          {unreadable.map(({ id, reason }) => (
            <p className="small" key={String(id)}>
              <bdi>{String(id)}</bdi>: {reason.message} {reason.advice}
            </p>
          ))}
        </div>
      )}
      {hasMore && (
        <div className="row">
          <button type="button" className="btn" aria-disabled={isReading} onClick={() => !isReading && more()}>
            {words.more}
          </button>
        </div>
      )}
    </div>
  );
}
