import { readFile } from 'node:fs/promises';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { parsePrivateKeys } from '@crm/config';
import type { AccessTokens } from './access-token.ts';

const EVERY_MS = 5_000;

/**
 * Takes the keys of access tokens from a file and looks at it again and again, so that a key is replaced while the program
 * runs. A file that cannot be used changes nothing: what was read before goes on, and the log says why.
 */
export class AccessKeysFile implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(AccessKeysFile.name);
  private timer: NodeJS.Timeout | undefined;
  private known: string | undefined;

  constructor(
    private readonly path: string,
    private readonly tokens: AccessTokens,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Reads the file once. Never fails. */
  async look(): Promise<void> {
    try {
      const text = await readFile(this.path, 'utf8');
      if (text === this.known) return;
      const kids = await this.tokens.use(parsePrivateKeys(text));
      this.known = text;
      this.log.log({ kids }, 'The keys of access tokens were read; the first one signs');
    } catch (error) {
      this.log.error(error, `The keys in ${this.path} cannot be used: those before stay`);
    }
  }
}
