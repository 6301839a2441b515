import { plans } from '../channels/telegram/crash/crash-plan.ts';
import { crashRun } from '../channels/telegram/crash/crash-run.ts';

/**
 * The long form of the crash test: kills the Telegram channel with SIGKILL at every named point and prints what participants read.
 * `node test/torture/telegram.ts [kills at each point] [point …]`; exits 1 when something was lost or out of order.
 */
const [killsGiven = '20', ...points] = process.argv.slice(2);
const kills = Number(killsGiven);

console.log('point            kills  replies  lost  doubled  out of order');
for (const plan of Object.values(plans).flat()) {
  if (points.length > 0 && !points.includes(plan.point)) continue;
  const { lost, doubled, outOfOrder, messages, violations } = await crashRun([plan], kills);
  const cells = [plan.point.padEnd(15), kills, messages, lost.length, doubled, outOfOrder].map((cell) =>
    String(cell).padStart(6),
  );
  const why = doubled > 0 ? `  (${plan.mayDouble ?? 'must not be'})` : '';
  console.log(`${cells.join('  ')}${why}`);
  if (lost.length + outOfOrder + violations.length > 0 || (doubled > 0 && plan.mayDouble === undefined))
    process.exitCode = 1;
}
