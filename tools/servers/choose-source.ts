/** Where a server comes from. */
export type ServerSource =
  { kind: 'environment'; url: string } | { kind: 'docker' } | { kind: 'binary'; path: string } | { kind: 'install' };

export interface ServerCandidates {
  /** What the environment's variable for it says. */
  url: string | undefined;
  dockerAnswers: boolean;
  /** The program of that server on this machine. */
  binary: string | undefined;
}

/** A server that is named wins, then Docker, then a program that is installed; only then something is installed. */
export function chooseSource({ url, dockerAnswers, binary }: ServerCandidates): ServerSource {
  if (url !== undefined && url !== '') return { kind: 'environment', url };
  if (dockerAnswers) return { kind: 'docker' };
  if (binary !== undefined) return { kind: 'binary', path: binary };
  return { kind: 'install' };
}
