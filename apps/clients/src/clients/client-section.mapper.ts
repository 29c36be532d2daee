import type { ClientSection } from '@crm/contracts';
import { toContactPerson } from '../contact-persons/contact-person.mapper.ts';
import type { ContactPersonDocument } from '../contact-persons/contact-person.schema.ts';
import { toClient } from './client.mapper.ts';
import type { ClientWithSurroundings } from './client-section.repository.ts';

export function toClientSection(found: ClientWithSurroundings): ClientSection {
  const { _id, ownerId, persons } = found;
  const [[owner], [parent], [subsidiaries]] = [found.owner, found.parent, found.subsidiaries];
  return {
    client: toClient(found),
    parent: parent ? { id: parent._id.toHexString(), name: parent.name } : null,
    owner: { id: ownerId.toHexString(), name: owner?.name ?? '' },
    contactPersons: primaryFirst(persons, _id.toHexString()).map(toContactPerson),
    counts: { contactPersons: persons.length, subsidiaries: subsidiaries?.count ?? 0 },
  };
}

function primaryFirst(persons: readonly ContactPersonDocument[], clientId: string): readonly ContactPersonDocument[] {
  const primary = persons.find(({ primaryOf }) => primaryOf.some((id) => id.toHexString() === clientId));
  return primary ? [primary, ...persons.filter((person) => person !== primary)] : persons;
}
