#!/usr/bin/env node
import { EXIT, type Output, programName, wantsColors } from './cli/io.ts';
import { run } from './cli/program.ts';
import { prepareForShortRun } from './cli/v8.ts';

prepareForShortRun(process.versions.node);

const interrupt = new AbortController();
// The first Ctrl-C lets a write in progress finish or undo itself; the second ends the process.
process.once('SIGINT', () => interrupt.abort());

function output(stream: NodeJS.WriteStream): Output {
  // A reader may close the pipe early (`pagegen … | head`).
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(text),
    colors: wantsColors(stream.isTTY === true, process.env),
    isTerminal: stream.isTTY === true && process.env.TERM !== 'dumb',
    // The user may resize the window while a command runs.
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
  };
}

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  cwd: process.cwd(),
  signal: interrupt.signal,
  onGitHub: process.env.GITHUB_ACTIONS === 'true',
  program: programName(process.env),
});
// A pending read of standard input would keep the process alive.
if (process.exitCode === EXIT.interrupted) process.exit();
