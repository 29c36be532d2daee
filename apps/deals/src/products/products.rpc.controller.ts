import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { listProducts, loadProducts, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { ProductService } from './product.service.ts';

@Controller()
export class ProductsRpcController {
  constructor(private readonly products: ProductService) {}

  @Rpc(listProducts)
  list(input: RpcInput<typeof listProducts>): Promise<RpcOutput<typeof listProducts>> {
    return this.products.list(input);
  }

  @Rpc(loadProducts)
  load(input: RpcInput<typeof loadProducts>): Promise<RpcOutput<typeof loadProducts>> {
    return this.products.load(currentActor(), input);
  }
}
