import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  changeContactPerson,
  type ContactPerson,
  ContactPersonChange,
  createContactPerson,
  getContactPerson,
  Id,
  listContactPersons,
  NewContactPerson,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const ContactPersonFilter = listContactPersons.input.omit({ clientId: true });

@ApiTags('contact persons')
@Controller()
export class ContactPersonsController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('clients/:id/contact-persons')
  @Replies(200, listContactPersons, { summary: 'The contact persons of a client' })
  listContactPersons(
    @Param('id', { schema: Id }) clientId: string,
    @Query({ schema: ContactPersonFilter }) filter: z.output<typeof ContactPersonFilter>,
  ): Promise<RpcOutput<typeof listContactPersons>> {
    return this.rpc.call(listContactPersons, { ...filter, clientId });
  }

  @Post('contact-persons')
  @Replies(201, createContactPerson, { summary: 'Create a contact person', location: '/api/v1/contact-persons' })
  createContactPerson(@Body({ schema: NewContactPerson }) person: NewContactPerson): Promise<ContactPerson> {
    return this.rpc.call(createContactPerson, person);
  }

  @Get('contact-persons/:id')
  @Replies(200, getContactPerson, { summary: 'One contact person' })
  getContactPerson(@Param('id', { schema: Id }) contactPersonId: string): Promise<ContactPerson> {
    return this.rpc.call(getContactPerson, { contactPersonId });
  }

  @Patch('contact-persons/:id')
  @Replies(200, changeContactPerson, { summary: 'Change a contact person (merge patch)' })
  changeContactPerson(
    @Param('id', { schema: Id }) contactPersonId: string,
    @Body({ schema: ContactPersonChange }) change: ContactPersonChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<ContactPerson> {
    return this.rpc.call(changeContactPerson, { contactPersonId, expectedVersion, change });
  }
}
