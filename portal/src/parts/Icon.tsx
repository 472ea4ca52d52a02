const paths = {
  today: "M3 18h18M7 18a5 5 0 0 1 10 0M12 5v3M4.5 9.5l2 1.6M19.5 9.5l-2 1.6",
  constitution: "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11",
  decisions: "M4 12v8h16v-8M8 12h8M9 4h6v8H9z",
  people:
    "M12.2 9a3.2 3.2 0 1 1-6.4 0a3.2 3.2 0 1 1 6.4 0M3.5 19c.5-3.5 2.7-5 5.5-5s5 1.5 5.5 5M16 6.5a3 3 0 0 1 0 5.5M17.5 14.5c1.8.7 2.8 2.2 3 4.5",
  money: "M20 12a8 8 0 1 1-16 0a8 8 0 1 1 16 0M12 7.5v9M9 10.5h6",
  justice: "M12 4v16M8 20h8M5 7h14M5 7l-2.5 6a3 3 0 0 0 5 0zM19 7l-2.5 6a3 3 0 0 0 5 0z",
  agreements: "M6 3h9l4 4v14H6zM15 3v4h4M9 13h7M9 17h4",
  record: "M4 5h16M4 10h16M4 15h10M4 20h7",
  verify: "M12 3l7 3v6c0 4.500-3 7.500-7 9c-4-1.500-7-4.500-7-9V6zM8.5 12l2.500 2.500l4.500-5",
  settings: "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h11M19 17h1M17 15v4",
  more: "M4 7h16M4 12h16M4 17h16",
  clock: "M20 12a8 8 0 1 1-16 0a8 8 0 1 1 16 0M12 7.5V12l3 2",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
  check: "M5 12.5l4.500 4.500L19 7.500",
  cross: "M6 6l12 12M18 6L6 18",
  acts: "M4 12h4l2-6l4 12l2-6h4",
} as const;

export type IconName = keyof typeof paths;

/** A mark beside a word: never alone, so it says nothing to who listens. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
