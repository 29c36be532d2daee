import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  changePosition,
  createPosition,
  deletePosition,
  getPosition,
  Id,
  listPositions,
  NewPosition,
  type Position,
  PositionChange,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const deleted = { output: z.void(), errors: deletePosition.errors };

/** What people work as. */
@ApiTags('staff')
@Controller('positions')
export class PositionsController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Replies(200, listPositions, { summary: 'The positions, the highest first' })
  listPositions(
    @Query({ schema: listPositions.input }) page: RpcInput<typeof listPositions>,
  ): Promise<RpcOutput<typeof listPositions>> {
    return this.rpc.call(listPositions, page);
  }

  @Post()
  @Replies(201, createPosition, { summary: 'Create a position', location: '/api/v1/positions' })
  createPosition(@Body({ schema: NewPosition }) position: NewPosition): Promise<Position> {
    return this.rpc.call(createPosition, position);
  }

  @Get(':id')
  @Replies(200, getPosition, { summary: 'One position' })
  getPosition(@Param('id', { schema: Id }) positionId: string): Promise<Position> {
    return this.rpc.call(getPosition, { positionId });
  }

  @Patch(':id')
  @Replies(200, changePosition, { summary: 'Rename a position, rank it anew, close it or open it again (merge patch)' })
  changePosition(
    @Param('id', { schema: Id }) positionId: string,
    @Body({ schema: PositionChange }) change: PositionChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Position> {
    return this.rpc.call(changePosition, { positionId, expectedVersion, change });
  }

  @Delete(':id')
  @Replies(204, deleted, { summary: 'Delete a position that nobody has or has had' })
  async deletePosition(
    @Param('id', { schema: Id }) positionId: string,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<void> {
    await this.rpc.call(deletePosition, { positionId, expectedVersion });
  }
}
