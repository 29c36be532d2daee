import { Injectable } from '@nestjs/common';
import { reaches, scopeOf } from '@crm/access';
import type { Actor, makeCommitment, RpcInput } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { KnownClientService, type NewWork, type StoredOnBehalf, toStoredOnBehalf } from '@crm/known-clients';
import { CommitmentRepository } from './commitment.repository.ts';
import type { CommitmentDocument } from './commitment.schema.ts';

/** Which promises somebody sees and closes: as far as his role goes, and to look at also all with a client whom he sees. */
@Injectable()
export class CommitmentAccess {
  constructor(
    private readonly commitments: CommitmentRepository,
    private readonly clients: KnownClientService,
  ) {}

  /** @throws DomainError `commitment.not_found` */
  async get(actor: Actor, commitmentId: string): Promise<CommitmentDocument> {
    const found = await this.commitments.find(actor, commitmentId);
    if (found) return found;
    const clientId = await this.commitments.clientOf(commitmentId);
    const isSeen = clientId !== null && (await this.seesAllOf(actor, clientId));
    const commitment = isSeen ? await this.commitments.findOf(clientId, commitmentId) : null;
    if (!commitment) throw new DomainError('commitment.not_found', { commitmentId });
    return commitment;
  }

  /** The promise, which the actor is about to close. @throws DomainError `commitment.not_found`; `forbidden` when he only sees it. */
  async getToChange(actor: Actor, commitmentId: string): Promise<CommitmentDocument> {
    const commitment = await this.get(actor, commitmentId);
    const ownership = {
      ownerId: commitment.ownerId.toHexString(),
      departmentId: commitment.departmentId.toHexString(),
      clientId: commitment.clientId.toHexString(),
    };
    if (!reaches(actor, 'commitment.change', ownership)) throw new DomainError('forbidden', { commitmentId });
    return commitment;
  }

  /** Whose a new promise is. */
  newWork(actor: Actor, { commitment, ownerDepartmentId }: RpcInput<typeof makeCommitment>): Promise<NewWork> {
    return this.clients.newWork(actor, { clientId: commitment.clientId, departmentId: ownerDepartmentId });
  }

  /** In whose place the actor works on a promise with the client; null when he works for himself. */
  async onBehalf(actor: Actor, of: Pick<CommitmentDocument, 'ownerId' | 'clientId'>): Promise<StoredOnBehalf | null> {
    const placed = { ownerId: of.ownerId.toHexString(), clientId: of.clientId.toHexString() };
    return toStoredOnBehalf(await this.clients.madeOnBehalf(actor, placed));
  }

  /** Whether the actor sees the promises with the client whoever sees to them. */
  async seesAllOf(actor: Actor, clientId: string | undefined): Promise<boolean> {
    if (!clientId || scopeOf(actor, 'commitment.read') === 'none') return false;
    return this.clients.isSeen(actor, clientId);
  }
}
