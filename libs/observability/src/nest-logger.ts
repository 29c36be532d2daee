import type { LoggerService } from '@nestjs/common';
import type { Level, Logger } from 'pino';

/** Lets Nest, and every `new Logger(context)` of our own, write into the structured log of the service. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...details: unknown[]): void {
    this.write('info', message, details);
  }

  warn(message: unknown, ...details: unknown[]): void {
    this.write('warn', message, details);
  }

  error(message: unknown, ...details: unknown[]): void {
    this.write('error', message, details);
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.write('fatal', message, details);
  }

  debug(message: unknown, ...details: unknown[]): void {
    this.write('debug', message, details);
  }

  verbose(message: unknown, ...details: unknown[]): void {
    this.write('trace', message, details);
  }

  /** Nest puts the name of the writing class last, and the stack of an error before it. What is said may follow the fields. */
  private write(level: Level, message: unknown, details: unknown[]): void {
    const context = typeof details.at(-1) === 'string' ? details.at(-1) : undefined;
    const rest = context === undefined ? details : details.slice(0, -1);
    const text = [message, ...rest].map(toText).find((said) => said !== undefined);
    this.logger[level]({ context, ...Object.assign({}, ...rest.map(toFields)), ...toFields(message) }, text);
  }
}

function toFields(detail: unknown): object {
  if (detail instanceof Error) return { err: detail };
  if (typeof detail === 'string') return isStack(detail) ? { stack: detail } : {};
  return typeof detail === 'object' && detail !== null ? detail : {};
}

function toText(message: unknown): string | undefined {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' && !isStack(message) ? message : undefined;
}

const isStack = (text: string): boolean => text.includes('\n    at ');
