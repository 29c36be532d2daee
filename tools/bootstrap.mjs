import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Plain JavaScript without dependencies: this runs before anything is installed, on whatever Node the machine has.

const oldestNode = 20;
const root = join(fileURLToPath(import.meta.url), '..', '..');
const ownNode = join(root, 'node_modules', '.bin', 'node');

/**
 * Installs the packages when they are missing or not those of package-lock.json, then runs a command of ours under the
 * project's own Node, which understands TypeScript.
 * @param {string} entry path of the command, relative to the repository
 */
export async function runUnderOwnNode(entry) {
  process.env.COMMAND_STARTED_AT ??= String(Date.now());
  requireNode();
  if (!isInstalled()) await install();
  const command = join(root, entry);
  // Through npm the project's Node is the first on PATH, and no second process is needed.
  if (process.version === ownVersion()) await import(command);
  else await runAsChild(command);
}

function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldestNode) return;
  fail(`Node ${oldestNode} or newer is needed, this is ${process.version}. Please install it from nodejs.org.`);
}

/** Whether node_modules holds what package-lock.json asks for; optional packages may be missing, they depend on the system. */
function isInstalled() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/') || link) return true;
    return present[path] ? present[path].version === version : Boolean(optional);
  });
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

async function install() {
  const started = performance.now();
  const elapsed = () => `${Math.round((performance.now() - started) / 1000)} s`;
  console.log('… installing packages, a minute or two the first time');
  const ticker = setInterval(() => console.log(`… installing packages ${elapsed()}`), 10_000);
  const { code, output } = await installFromLock();
  clearInterval(ticker);
  if (code === 0) console.log(`✓ packages installed (${elapsed()})`);
  else
    fail(
      `The packages could not be installed. What npm says:\n${errorsIn(output)}\nIs the package registry reachable?`,
    );
}

/**
 * `npm ci` refuses a lock file that was made where the registry lacked optional packages for other systems;
 * `npm install` takes the same versions from it and leaves those packages out.
 */
async function installFromLock() {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const strict = await runQuietly('npm', ['ci', ...quiet]);
  if (!strict.output.includes('EUSAGE')) return strict;
  return runQuietly('npm', ['install', '--no-save', ...quiet]);
}

/** The first lines that npm marks as errors; the cause stands there, a page of usage behind it. */
function errorsIn(output) {
  const lines = output.split('\n').filter((line) => line.startsWith('npm error'));
  return lines.slice(0, 8).join('\n') || output.slice(-500);
}

function runQuietly(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function ownVersion() {
  const { stdout, status } = spawnSync(ownNode, ['--version'], { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  fail('The Node of this project (node_modules/.bin/node) does not run here. Remove node_modules and try again.');
}

/** Ctrl-C reaches the child by itself, being sent to all of the terminal's processes; other signals are passed on. */
function runAsChild(command) {
  return new Promise((resolve) => {
    const child = spawn(ownNode, [command, ...process.argv.slice(2)], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('close', (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
