const TURNS = Array.from({ length: 24 }, (_, index) => index * 7.5);

/** The rosette of a banknote, behind the nation's name. */
export const Rosette = () => (
  <svg className="rosette" viewBox="-215 -215 430 430" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" strokeWidth=".7">
      {TURNS.map((turn) => (
        <g key={turn} transform={`rotate(${turn})`}>
          <ellipse rx="208" ry="74" />
          <ellipse rx="150" ry="38" />
        </g>
      ))}
    </g>
  </svg>
);
