import { spawn } from 'node:child_process';

/** Runs a program of ours as a process of its own, whose memory is given back, and resolves when it has ended, well or not. */
export function runAside(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}
