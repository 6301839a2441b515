/** The parts of a check-up that read what people write: the content, and the examples from which the bot learns. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { cachedModel, loadExamples } from '../../intents/load.ts';
import { readOperatorTexts } from '../channels/operator-page/texts.ts';
import { readTelegramTexts } from '../channels/telegram/texts.ts';
import { readPageTexts } from '../channels/web/page-texts.ts';
import { readWhatsAppCloudTexts } from '../channels/whatsapp-cloud/texts.ts';
import type { Config } from '../config.ts';
import { checkedContent } from '../content/load.ts';
import { written } from '../content/problem.ts';
import { factValues } from '../content/read.ts';
import { intentId } from '../core/ids.ts';
import { type Finding, findings } from '../finding.ts';

/** More lines than this are counted only. */
const mostLines = 10;

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');

function cut(found: readonly Finding[], whole: string): readonly Finding[] {
  const [first] = found;
  if (!first || found.length <= mostLines) return found;
  const more = { ...first, text: `and ${found.length - mostLines} more; \`${whole}\` lists all.` };
  return [...found.slice(0, mostLines), more];
}

/** Flows, answers, texts, facts, and what the web page and the channels say by themselves. */
export async function checkContent({ contentFolder }: Config, today: Date): Promise<readonly Finding[]> {
  const { ok, warn, fail } = findings('content');
  try {
    const { files, problems } = await checkedContent(contentFolder, today);
    const found = problems.map((one) => {
      const line = written(one, basename(contentFolder));
      return one.type === 'broken' ? fail(line) : warn(line);
    });
    const facts = files.facts ? factValues(files.facts.value) : {};
    const texts = await checkTexts(contentFolder, facts);
    const counted = `${files.flows.length} flows and ${files.answers.length} answers can be used.`;
    const worst = [...found, ...texts].toSorted((one, other) => one.level.localeCompare(other.level));
    if (worst.some(({ level }) => level === 'fail')) return cut(worst, 'npm run content:check');
    return [ok(counted), ...cut(worst, 'npm run content:check')];
  } catch (error) {
    return [fail(said(error))];
  }
}

async function checkTexts(folder: string, facts: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const readers: readonly (readonly [string, (text: string) => unknown])[] = [
    ['web.yml', (text) => readPageTexts(text, facts)],
    ['channels.yml', readOperatorTexts],
    ['channels.yml', readTelegramTexts],
    ['channels.yml', readWhatsAppCloudTexts],
  ];
  const found = await Promise.all(
    readers.map(async ([name, read]) => {
      try {
        read(await readFile(join(folder, name), 'utf8'));
        return [];
      } catch (error) {
        return [findings('content').fail(said(error))];
      }
    }),
  );
  return found.flat();
}

/** The examples of intents, and whether the model that a start needs has been made of them. Trains nothing. */
export function checkUnderstanding({ examplesFolder, dataFolder }: Config): readonly Finding[] {
  const { ok, fail } = findings('understanding');
  try {
    const { examples } = loadExamples(examplesFolder);
    const intents = new Set(examples.map(({ intent }) => intent));
    const unknown = z.array(intentId).safeParse([...intents]);
    if (!unknown.success) return [fail(`The examples name intents that the bot does not know: ${said(unknown.error)}`)];
    const isCached = cachedModel(examplesFolder, join(dataFolder, 'cache')) !== null;
    const about = `${examples.length} examples of ${intents.size} intents`;
    return [
      ok(isCached ? `${about}; their model is ready.` : `${about}; the next start learns them, which takes a while.`),
    ];
  } catch (error) {
    return [fail(said(error))];
  }
}
