export const words = {
  title: "Public record",
  lead: "Everything that happened here, in order. Nobody can take a line out.",
  institution: "Of which institution",
  everything: "All of them",
  search: "Show only lines with",
  searchHint: "A name, a number or an address. It looks through what was read so far.",
  count: (shown: number, read: number, isWhole: boolean) =>
    isWhole ? `${shown} of ${read} lines, back to the founding` : `${shown} of the last ${read} lines`,
  none: "Nothing has happened yet",
  noneLead: "What citizens and institutions do will stand here.",
  noneFound: "No line says that",
  noneFoundLead: "Read more of the record, or look for something else.",
  all: "Read back to the founding",
  csv: "Save as CSV",
  json: "Save as JSON",
  where: (institution: string, when: string, block: string) => `${institution}, ${when}, block ${block}`,
  saved: "It holds the lines that are shown.",
} as const;
