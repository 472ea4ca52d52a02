import { useEffect, useId, useRef, type ReactNode } from "react";
import { Icon } from "./Icon";

interface SheetProps {
  readonly title: string;
  readonly closing: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What comes over the page: the browser's own dialogue, which keeps the focus and gives it back. */
export function Sheet({ title, closing, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const { current } = dialog;
    const before = document.activeElement;
    if (current !== null && !current.open) current.showModal();
    return () => {
      current?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="btn quiet" onClick={onClose}>
          <Icon name="cross" />
          {closing}
        </button>
      </header>
      {children}
    </dialog>
  );
}
