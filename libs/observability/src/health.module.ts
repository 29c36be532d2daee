import { Module } from '@nestjs/common';
import { HealthRegistry } from './health-registry.ts';

/** Gives every importing module the one registry of the application. */
@Module({ providers: [HealthRegistry], exports: [HealthRegistry] })
export class HealthModule {}
