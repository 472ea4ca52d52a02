import { Sheet } from "../parts/Sheet";
import { words as shellWords } from "../shell/words";
import { useActors } from "./actor";
import { Choose } from "./Choose";
import { words } from "./words";

/** Where somebody chooses who acts, or to act as nobody. */
export function ChooseSheet({ lead, onClose }: { readonly lead?: string; readonly onClose: () => void }) {
  const { actor, leave } = useActors();
  return (
    <Sheet title={words.choose} closing={shellWords.close} onClose={onClose}>
      <div className="part plain">
        {lead !== undefined && <p className="small soft">{lead}</p>}
        <Choose onChosen={onClose} />
        {actor !== undefined && (
          <div className="row">
            <button
              type="button"
              className="btn"
              onClick={() => {
                leave();
                onClose();
              }}
            >
              {words.leave}
            </button>
          </div>
        )}
      </div>
    </Sheet>
  );
}
