/** `npm run torture -- [kills] [participants]`: the long form of the crash test; 200 kills of a bot that 8 participants write to unless told otherwise. */
import { tortured } from './kills.ts';

const [kills = 200, clients = 8] = process.argv.slice(2).map(Number);
const findings = await tortured({ kills, clients, tell: (line) => process.stdout.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(findings)}\n`);
process.exitCode = findings.lost + findings.doubled + findings.disordered === 0 ? 0 : 1;
