import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { type InputPlace, InvalidInput } from './invalid-input.ts';

function placeOf({ type, data }: ArgumentMetadata): InputPlace {
  if (type === 'param') return { in: 'path', name: data ?? '' };
  return { in: type === 'query' ? 'query' : 'body' };
}

/** Nest's validation by the schema of each parameter, with a refusal that can be explained in two languages. */
@Injectable()
export class InputPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata;
    if (!(schema instanceof z.ZodType) || !this.toValidate(metadata)) return value;
    this.stripProtoKeys(value);
    const result = schema.safeParse(value);
    if (!result.success) throw new InvalidInput(schema, value, placeOf(metadata));
    return result.data as T;
  }
}
