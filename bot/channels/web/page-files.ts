import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { PageTexts } from './page-texts.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const folder = join(import.meta.dirname, 'page');

/** One file of the page in every coding that a browser may ask for; `version` is a short hash of its content. */
export type PageFile = {
  readonly type: string;
  readonly version: string;
  readonly codings: Readonly<Record<'identity' | 'gzip' | 'br', Uint8Array<ArrayBuffer>>>;
};
export type PageFiles = Readonly<Record<'html' | 'css' | 'noscript' | 'js' | 'icon', PageFile>>;

async function pageFile(type: string, text: string): Promise<PageFile> {
  const identity = new TextEncoder().encode(text);
  const [zipped, br] = await Promise.all([gzipped(identity, { level: 9 }), brotli(identity)]);
  return {
    type,
    version: createHash('sha256').update(identity).digest('base64url').slice(0, 16),
    codings: { identity, gzip: new Uint8Array(zipped), br: new Uint8Array(br) },
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The template with its `{{name}}` filled in; values are HTML already. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The page's template asks for “${name}”, which the page does not have.`);
    return value;
  });
}

const quickReply = (label: string, index: number): string =>
  `<li><button type="button" class="option" data-quick="${escaped(label)}"><b>${index + 1}</b><span dir="auto">${escaped(label)}</span></button></li>`;

function html(template: string, texts: PageTexts, versions: Readonly<Record<string, string>>): string {
  const { intro, quickReplies, script, errors: _, ...plain } = texts;
  const escapedTexts = Object.fromEntries(Object.entries(plain).map(([name, text]) => [name, escaped(text)]));
  return filled(template, {
    ...escapedTexts,
    ...versions,
    intro: intro.map((paragraph) => `<p dir="auto">${escaped(paragraph)}</p>`).join(''),
    quickReplies: quickReplies.map(quickReply).join(''),
    bot: escaped(script.bot),
    scriptTexts: escaped(JSON.stringify(script)),
  });
}

/** In an order in which each part only needs those before it. */
const scriptParts = ['kept.js', 'bubbles.js', 'place.js', 'session.js', 'sending.js', 'older.js', 'live.js', 'chat.js'];

/**
 * The parts of the script as one file: one request is less to lose on a bad line than six, and phones that know no modules run it.
 * Names are unique over all parts, so that dropping the words `import` and `export` is enough.
 */
function joined(parts: readonly string[]): string {
  const plain = parts.map((part) => part.replace(/^import [^;]+;\n/gm, '').replace(/^export /gm, ''));
  return `(() => {\n${plain.join('\n')}})();\n`;
}

/** Reads and compresses the page once, so that no request pays for it. */
export async function loadPageFiles(texts: PageTexts): Promise<PageFiles> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const sources = [read('page.html'), read('chat.css'), read('noscript.css'), read('icon.svg')] as const;
  const [template, style, plainStyle, image] = await Promise.all(sources);
  const parts = await Promise.all(scriptParts.map(read));
  const [css, noscript, js, icon] = await Promise.all([
    pageFile('text/css; charset=utf-8', style),
    pageFile('text/css; charset=utf-8', plainStyle),
    pageFile('text/javascript; charset=utf-8', joined(parts)),
    pageFile('image/svg+xml', image),
  ]);
  const versions = {
    cssVersion: css.version,
    noscriptVersion: noscript.version,
    jsVersion: js.version,
    iconVersion: icon.version,
  };
  return { html: await pageFile('text/html; charset=utf-8', html(template, texts, versions)), css, noscript, js, icon };
}

function codingFor(context: Context): 'br' | 'gzip' | 'identity' {
  const accepted = (context.req.header('accept-encoding') ?? '').split(',').map((part) => part.trim());
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : 'identity';
}

/** Answers with the file, or with 304 when the browser has it. A file asked for by its version may be kept for a year. */
export function sendFile(context: Context, file: PageFile): Response {
  const coding = codingFor(context);
  const etag = `"${file.version}-${coding}"`;
  const lasting = context.req.query('v') === file.version;
  context.header('ETag', etag);
  context.header('Vary', 'Accept-Encoding');
  context.header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'private, no-cache');
  if (context.req.header('if-none-match') === etag) return context.body(null, 304);
  context.header('Content-Type', file.type);
  if (coding !== 'identity') context.header('Content-Encoding', coding);
  return context.body(file.codings[coding]);
}
