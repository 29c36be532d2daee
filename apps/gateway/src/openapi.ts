import { writeFile } from 'node:fs/promises';
import { openApiDocument } from './openapi/openapi-document.ts';

const file = new URL('../openapi.json', import.meta.url);

await writeFile(file, `${JSON.stringify(await openApiDocument(), null, 2)}\n`);
