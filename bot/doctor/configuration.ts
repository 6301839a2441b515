/** The part of a check-up that reads the environment. */
import { secretVariables } from '../channel-config.ts';
import { type Config, checkConfig } from '../config.ts';
import { type Finding, findings } from '../finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const { ok, fail } = findings('configuration');

/** Variables that only make sense together: with one of them wrong, the channel is left out of the rest of the check-up. */
const groups = ['TELEGRAM_', 'WHATSAPP'];

const isLeftOut = (name: string, wrong: readonly string[]): boolean =>
  wrong.some((one) => one === name || groups.some((group) => one.startsWith(group) && name.startsWith(group)));

/** Every wrong variable at once, and the configuration as it would be without them, so that the rest can be looked at in the same run. */
export function checkEnvironment(
  environment: Environment,
  root: string,
): { readonly config: Config | undefined; readonly wrong: readonly string[]; readonly found: readonly Finding[] } {
  const { config, problems } = checkConfig(environment, root);
  if (config) return { config, wrong: [], found: [ok('All variables of the environment are right.')] };
  const wrong = problems.map(({ name }) => name);
  const rest = Object.fromEntries(Object.entries(environment).filter(([name]) => !isLeftOut(name, wrong)));
  return { config: checkConfig(rest, root).config, wrong, found: problems.map(({ text }) => fail(text)) };
}

/** Takes out of a text whatever the environment holds as a secret: a second line of defence behind the sentences themselves. */
export function withoutSecrets(text: string, environment: Environment): string {
  const secrets = [...secretVariables].flatMap((name) => environment[name] ?? []).filter((value) => value.length >= 6);
  return secrets.reduce((left, secret) => left.replaceAll(secret, '⟨hidden⟩'), text);
}
