import { fold } from '../matching/fold.ts';
import type { TeamRow } from '../reading/source-rows.ts';
import { UniqueKeys } from './unique-keys.ts';

/** Where an agent works. */
export interface TeamPlace {
  readonly manager: string;
  readonly office: string;
}

/** Agents by name, in the order of the file. */
export type Team = ReadonlyMap<string, TeamPlace>;

/** @throws DomainError `import.malformed` when an agent is there twice. */
export async function surveyTeam(rows: AsyncIterable<TeamRow>): Promise<Team> {
  const agents = new UniqueKeys('sales_teams', 'sales_agent', fold);
  const team = new Map<string, TeamPlace>();
  for await (const { line, agent, manager, office } of rows) {
    agents.add(agent, line);
    team.set(agent, { manager, office });
  }
  return team;
}
