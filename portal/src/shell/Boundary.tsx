import { Component, type ReactNode } from "react";

interface BoundaryProps {
  readonly words: { readonly failed: string; readonly failedLead: string; readonly reload: string };
  readonly children: ReactNode;
}

/** A fault of the page's own spoils one page, and says so. */
export class Boundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { words, children } = this.props;
    if (!this.state.hasFailed) return children;
    return (
      <div className="note fault" role="alert">
        <h3>{words.failed}</h3>
        <p>{words.failedLead}</p>
        <div className="row">
          <button type="button" className="btn" onClick={() => window.location.reload()}>
            {words.reload}
          </button>
        </div>
      </div>
    );
  }
}
