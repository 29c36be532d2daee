import { join } from 'node:path';

/** The folder of the repository, wherever a command is called from. */
export const repositoryRoot = join(import.meta.dirname, '..');

/** Everything that the commands write besides build results: data, logs, fetched programs. Never under version control. */
export const crmDirectory = join(repositoryRoot, '.crm');

/** Programs that were fetched for this project alone. */
export const binDirectory = join(crmDirectory, 'bin');
