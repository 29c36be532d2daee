/** Versions from one to another, both included. */
export interface VersionRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Which events of a record have had their turn: all up to a version but for some gaps. A record tells each of its versions
 * once, so its versions name its events.
 */
export interface VersionsSeen {
  /** The highest version that has taken effect or was passed over. */
  readonly seq: number;
  /** What has not taken effect below that and may come late: given up, lost, or told before this service listened. */
  readonly gaps: readonly VersionRange[];
}

const NOTHING_SEEN: VersionsSeen = { seq: 0, gaps: [] };

/** Whether the event that told this version has taken effect. */
export const hasTakenEffect = ({ seq, gaps }: VersionsSeen, version: number): boolean =>
  version <= seq && !gaps.some(({ from, to }) => from <= version && version <= to);

/** What has been seen once this version has taken effect as well. */
export function withVersion(seen: VersionsSeen = NOTHING_SEEN, version: number): VersionsSeen {
  const { seq, gaps } = passingOver(seen, version);
  return { seq, gaps: gaps.flatMap((gap) => without(version, gap)) };
}

/** What has been seen once others go on although this version has not taken effect. */
export function passingOver(seen: VersionsSeen = NOTHING_SEEN, version: number): VersionsSeen {
  if (version <= seen.seq) return seen;
  return { seq: version, gaps: [...seen.gaps, { from: seen.seq + 1, to: version }] };
}

function without(version: number, gap: VersionRange): VersionRange[] {
  if (version < gap.from || version > gap.to) return [gap];
  const [before, after] = [
    { from: gap.from, to: version - 1 },
    { from: version + 1, to: gap.to },
  ];
  return [before, after].filter(({ from, to }) => from <= to);
}
