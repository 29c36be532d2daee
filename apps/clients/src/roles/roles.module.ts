import { Module } from '@nestjs/common';
import { DepartmentsModule } from '../departments/departments.module.ts';
import { RoleRepository } from './role.repository.ts';
import { RoleService } from './role.service.ts';
import { RolesRpcController } from './roles.rpc.controller.ts';

@Module({
  imports: [DepartmentsModule],
  controllers: [RolesRpcController],
  providers: [RoleRepository, RoleService],
  exports: [RoleRepository],
})
export class RolesModule {}
