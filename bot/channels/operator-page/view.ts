import { html, raw } from 'hono/html';
import { toString as drawQr } from 'qrcode';
import type { Alarm } from '../../store/store.ts';
import type { ChannelStatus, WatchedChannel } from '../status.ts';
import type { OperatorTexts } from './texts.ts';

type Html = ReturnType<typeof html>;

/** What a visitor has just done wrong, to be told beside the form of that channel, and the number that was given. */
export type Mistake = { readonly channel: string; readonly text: string; readonly phone: string };

const time = new Intl.DateTimeFormat('id-ID', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Jakarta' });

const moment = (at: number, texts: OperatorTexts): Html =>
  html`<time datetime="${new Date(at).toISOString()}">${time.format(at)} ${texts.zone}</time>`;

async function qrImage(qr: string, texts: OperatorTexts): Promise<Html> {
  const drawn = await drawQr(qr, { type: 'svg', margin: 4, errorCorrectionLevel: 'L' });
  return html`<div class="qr" role="img" aria-label="${texts.qr}">${raw(drawn)}</div>`;
}

async function pairing(status: ChannelStatus, texts: OperatorTexts): Promise<Html> {
  const steps = texts.steps.map((step) => html`<li>${step}</li>`);
  return html`<h3>${texts.pairing}</h3>
    <div class="scan"><ol>${steps}</ol>${status.qr === undefined ? '' : await qrImage(status.qr, texts)}</div>`;
}

function codeForm({ name }: WatchedChannel, texts: OperatorTexts, mistake: Mistake | undefined): Html {
  const { code } = texts;
  const own = mistake?.channel === name ? mistake : undefined;
  const wrong = own ? html`<p class="mistake" id="mistake-${name}" role="alert" lang="en">${own.text}</p>` : '';
  const described = own ? html` aria-invalid="true" aria-describedby="mistake-${name}" value="${own.phone}"` : '';
  return html`<h3>${code.heading}</h3>
    <form method="post" action="/channels/${name}/pairing-code">
      <p>${code.explanation}</p>
      <label for="phone-${name}">${code.phone}</label>
      <div class="row">
        <input id="phone-${name}" name="phone" type="tel" autocomplete="tel" required placeholder="${code.example}"${described}>
        <button>${code.ask}</button>
      </div>
      ${wrong}
    </form>`;
}

const shownCode = (code: string, texts: OperatorTexts): Html =>
  html`<p class="code"><span>${texts.code.shown}</span> <strong>${code}</strong></p>`;

/** A piece of the page that the script replaces by itself when it has changed, so that a form that is being filled in stays. */
const piece = (key: string, content: Html | Promise<Html> | ''): Html =>
  html`<div data-piece="${key}">${content}</div>`;

function state(channel: WatchedChannel, status: ChannelStatus, texts: OperatorTexts): Html {
  const reason = status.reason === undefined ? '' : html`<p class="reason" lang="en">${status.reason}</p>`;
  return html`<div role="status">
      <p><span class="state ${status.state}">${texts.states[status.state]}</span> <span class="since">${texts.since} ${moment(status.since, texts)}</span></p>
      ${reason}
    </div>
    ${
      channel.connectAgain && status.state === 'stopped'
        ? html`<form method="post" action="/channels/${channel.name}/connect"><button>${texts.connectAgain}</button></form>`
        : ''
    }`;
}

async function card(channel: WatchedChannel, texts: OperatorTexts, mistake: Mistake | undefined): Promise<Html> {
  const status = channel.status();
  const { name } = channel;
  const isPairing = status.state === 'pairing';
  return html`<section aria-labelledby="name-${name}">
    <h2 id="name-${name}">${texts.channels[name] ?? name}</h2>
    ${piece(`${name}-state`, state(channel, status, texts))}
    ${piece(`${name}-code`, isPairing && status.pairingCode ? shownCode(status.pairingCode, texts) : '')}
    ${piece(`${name}-qr`, isPairing ? await pairing(status, texts) : '')}
    ${piece(`${name}-form`, isPairing && channel.requestPairingCode ? codeForm(channel, texts, mistake) : '')}
  </section>`;
}

function alarmList(alarms: readonly Alarm[], texts: OperatorTexts): Html {
  if (alarms.length === 0) return html`<p>${texts.noAlarms}</p>`;
  const newest = alarms.toSorted((a, b) => b.since - a.since);
  return html`<ul class="alarms">${newest.map(({ text, since }) => html`<li>${moment(since, texts)}<p lang="en">${text}</p></li>`)}</ul>`;
}

const shell = (title: string, content: Html | Promise<Html>, head: Html | '' = ''): Html =>
  html`<!doctype html>
<html lang="id">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>${title}</title>
  <link rel="stylesheet" href="/channels/operator.css">
  <link rel="icon" href="data:,">
  ${head}
</head>
<body><main>${content}</main></body>
</html>`;

type View = {
  readonly channels: readonly WatchedChannel[];
  readonly alarms: readonly Alarm[];
  readonly texts: OperatorTexts;
  readonly mistake?: Mistake | undefined;
};

export async function operatorView({ channels, alarms, texts, mistake }: View): Promise<Html> {
  const cards = await Promise.all(channels.map((channel) => card(channel, texts, mistake)));
  const head = html`<script src="/channels/operator.js" defer></script>
  <noscript><meta http-equiv="refresh" content="20"></noscript>`;
  const content = html`<h1>${texts.title}</h1>
    <p>${texts.intro}</p>
    <noscript><p>${texts.noscript}</p></noscript>
    <p id="silent" role="alert" data-text="${texts.silent}" data-zone="${texts.zone}" hidden></p>
    <div class="cards">${cards}</div>
    <section aria-labelledby="alarms"><h2 id="alarms">${texts.alarms}</h2>${piece('alarms', alarmList(alarms, texts))}</section>`;
  return shell(texts.title, content, head);
}

/** What a visitor without a session sees: nothing but how to get a link. */
export const closedView = ({ closed }: OperatorTexts): Html =>
  shell(closed.title, html`<h1>${closed.title}</h1><p>${closed.text}</p>`);
