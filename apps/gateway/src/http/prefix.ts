import type { INestApplication } from '@nestjs/common';

/** The API has a version in its path; the addresses of problems outlive the versions. */
export function setPrefix(app: INestApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: ['problems/:code'] });
}
