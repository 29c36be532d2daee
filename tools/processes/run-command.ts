import { spawn } from 'node:child_process';

export interface CommandOptions {
  environment?: NodeJS.ProcessEnv;
  directory?: string;
  /** Ends the command after so many milliseconds; it counts as failed then. */
  timeout?: number;
  signal?: AbortSignal | undefined;
  /** What the program reads; without it there is no input at all. */
  input?: string;
  /** Where the output goes: kept for the caller, or straight to the terminal. */
  output?: 'keep' | 'terminal';
}

export interface CommandResult {
  succeeded: boolean;
  output: string;
}

/** Runs a program to its end. A program that is missing or fails is a result, not an exception. */
export function runCommand(program: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const outputStream = options.output === 'terminal' ? 'inherit' : 'pipe';
    const child = spawn(program, args, {
      env: options.environment ?? process.env,
      stdio: [options.input === undefined ? 'ignore' : 'pipe', outputStream, outputStream],
      ...(options.directory !== undefined && { cwd: options.directory }),
      ...(options.timeout !== undefined && { timeout: options.timeout }),
      ...(options.signal !== undefined && { signal: options.signal }),
    });
    child.stdin?.end(options.input);
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => resolve({ succeeded: false, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}

/** The last lines of a command's output or of a log. */
export function lastLines(text: string, count = 20): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
