import { spawn } from 'node:child_process';
import { InputError } from '../diagnostics/input-error.ts';
import type { Formatter } from './formatter.ts';
import { installed } from './installed.ts';

/** Biome as it is installed and set up for a folder. A file that its settings leave out stays as it is. */
export function biome(folder: string): Formatter {
  const program = installed('@biomejs/biome/bin/biome', 'Biome', folder);
  return {
    format: (file, text) => run([program, 'format', `--stdin-file-path=${file}`], folder, text),
  };
}

function run(args: readonly string[], cwd: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => (output.stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (output.stderr += part));
    // A program that ends early closes its input; what it says is what counts.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output.stdout);
      else reject(new InputError('no-formatter', `Biome failed: ${output.stderr.trim()}`));
    });
    child.stdin.end(input);
  });
}
