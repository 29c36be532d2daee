import { type CanActivate, Injectable } from '@nestjs/common';
import { currentActor } from '@crm/access';

/** Answers nobody without a verified actor, not even what every actor may know, such as the names of colleagues. */
@Injectable()
export class SignedInGuard implements CanActivate {
  /** @throws DomainError `unauthenticated` */
  canActivate(): boolean {
    return Boolean(currentActor());
  }
}
