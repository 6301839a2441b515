import { expect, test } from 'vitest';
import { type Change, changed, lineWith, problemLines, soundFiles } from './small-content.ts';

const help = 'flows/help.yml';
const inHelp = (from: string, to: string): Change => ({ file: help, from, to });
const at = (text: string, files = soundFiles) => `content/${help}:${lineWith(help, text, files)}`;

test('sound content has no problem', () => {
  expect(problemLines(soundFiles)).toEqual([]);
});

test('a link to a step that does not exist is told where it is written', () => {
  const files = changed(inHelp('next: A-10', 'next: A-99'));
  expect(problemLines(files)).toEqual([
    `${at('next: A-99', files)} G-10: There is no step A-99; correct the id or write that step.`,
    `${at('  A-10:', files)} A-10: Nothing leads to this step; link to it from another step or remove it.`,
  ]);
});

test('a dead link of an answer is told with its line', () => {
  const files = changed({ file: 'answers/greeting.yml', from: 'next: G-10', to: 'next: G-99' });
  expect(problemLines(files)).toEqual([
    'content/answers/greeting.yml:8 There is no step G-99; correct the id or write that step.',
  ]);
});

test('a step id that stands in two files is told at the second', () => {
  const files = changed({
    file: help,
    from: '  H-00:\n    type: say',
    to: '  T-00:\n    type: say\n    say: [Halo.]\n    end: solved\n  H-00:\n    type: say',
  });
  expect(problemLines(files)).toEqual([
    `${at('  T-00:', files)} T-00: This step id is already in flows/desk.yml; give one of the two another id.`,
  ]);
});

test('a step id that stands twice in one file is told by the reader', () => {
  const again = '  M-10:\n    type: say\n    say: [Halo.]\n    end: solved\n';
  const files = changed(inHelp('  H-00:\n', `${again}  H-00:\n`));
  expect(problemLines(files)).toEqual([
    `${at('  H-00:')} The YAML cannot be read: Map keys must be unique. Correct the spelling of this line.`,
  ]);
});

test('two flows or answers for one intent are told at the second', () => {
  const files = changed(inHelp('intents: [', 'intents: [greeting, '));
  expect(problemLines(files)).toEqual([
    'content/answers/greeting.yml:1 greeting already leads to flows/help.yml:3; keep one of the two.',
  ]);
});

test('an intent without flow and answer is told', () => {
  const files = changed(inHelp('intents: [login_failed, ', 'intents: ['));
  expect(problemLines(files)).toEqual([
    'content/flows:1 No flow and no answer has the intent login_failed; write one.',
  ]);
});

test('steps that only lead to one another are unreachable', () => {
  const circle = ['B-10', 'B-20'].map(
    (id, index) =>
      `  ${id}:\n    type: ask\n    slot: details\n    say: [Tulis saja.]\n    next: ${index ? 'B-10' : 'B-20'}\n`,
  );
  const files = changed(inHelp('  H-00:\n', `${circle.join('')}  H-00:\n`));
  const [first, second] = [lineWith(help, '  B-10:', files), lineWith(help, '  B-20:', files)];
  const lost = 'Nothing leads to this step; link to it from another step or remove it.';
  const endless =
    'From this step no end and no handover can be reached; give the circle an option with end or handover.';
  expect(problemLines(files)).toEqual([
    `content/${help}:${first} B-10: ${endless}`,
    `content/${help}:${first} B-10: ${lost}`,
    `content/${help}:${second} B-20: ${endless}`,
    `content/${help}:${second} B-20: ${lost}`,
  ]);
});

test('a circle that asks nothing is told, even when it has an exit', () => {
  const files = changed(
    inHelp(
      '    clear:\n      end: wait',
      '    clear:\n      next: M-20\n  M-20:\n    type: say\n    say: [Masih sama.]\n    next: M-00',
    ),
  );
  const text = 'This step leads back to itself without asking anything; put a question in between.';
  expect(problemLines(files)).toEqual([
    `${at('  M-00:', files)} M-00: ${text}`,
    `${at('  M-20:', files)} M-20: ${text}`,
  ]);
});

test('a step that the bot itself leads to must be there', () => {
  const files = changed(inHelp('  M-00:', '  M-01:'), inHelp('next: M-00', 'next: M-01'));
  expect(problemLines(files)).toEqual([
    'content/flows:1 M-00: The bot itself leads to this step (board), but no flow has it; write it.',
  ]);
});

test('the start of a flow must be one of its own steps', () => {
  const files = changed({ file: 'flows/desk.yml', from: 'start: T-00', to: 'start: G-10' });
  expect(problemLines(files)).toEqual([
    'content/flows/desk.yml:6 The flow starts with G-10, which is not one of its own steps; name one of them.',
  ]);
});

test('participants are not led to the desk of agents', () => {
  const files = changed(
    inHelp('        end: solved', '        end: solved\n      - label: Rahasia\n        next: T-00'),
    { file: 'answers/greeting.yml', from: 'next: G-10', to: 'next: T-00' },
  );
  const text = 'T-00 is for agents (audience: agent); lead participants to another step.';
  expect(problemLines(files)).toEqual([
    `content/answers/greeting.yml:8 ${text}`,
    `${at('next: T-00', files)} A-10: ${text}`,
  ]);
});

test('a flow for agents has no intents', () => {
  const files = changed(
    { file: 'flows/desk.yml', from: 'intents: []', to: 'intents: [complaint]' },
    inHelp('complaint, ', ''),
  );
  expect(problemLines(files)).toEqual([
    'content/flows/desk.yml:3 Participants must not start a flow for agents; leave intents empty.',
  ]);
});

test('what stands in a file that cannot be read is not reported as missing too', () => {
  const files = changed(inHelp('obstacle: dukungan', 'obstacle: cuaca'));
  expect(problemLines(files)).toEqual([
    expect.stringMatching(/^content\/flows\/help\.yml:4 “obstacle” is not right: /),
  ]);
});

test('two flows of one id are told at the second', () => {
  const files = changed(inHelp('id: help', 'id: desk'));
  expect(problemLines(files)).toEqual([
    'content/flows/help.yml:1 The flow id desk is already in flows/desk.yml; give one of the two another id.',
  ]);
});
