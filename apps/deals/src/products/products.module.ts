import { Module } from '@nestjs/common';
import { ProductRepository } from './product.repository.ts';
import { ProductService } from './product.service.ts';
import { ProductsRpcController } from './products.rpc.controller.ts';

@Module({
  controllers: [ProductsRpcController],
  providers: [ProductRepository, ProductService],
  exports: [ProductRepository],
})
export class ProductsModule {}
