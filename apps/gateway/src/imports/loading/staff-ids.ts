/** An employee as records refer to him. */
export interface StaffMember {
  readonly employeeId: string;
  readonly departmentId: string;
}

/** The ids of agents by name, and whose their work is when nobody knows them. */
export class StaffIds {
  readonly #agents = new Map<string, StaffMember>();

  /** @param importer the one who started the import: what has no known agent is his. */
  constructor(private readonly importer: StaffMember) {}

  set(agent: string, member: StaffMember): void {
    this.#agents.set(agent, member);
  }

  of(agent: string | null): StaffMember {
    return (agent === null ? undefined : this.#agents.get(agent)) ?? this.importer;
  }
}
