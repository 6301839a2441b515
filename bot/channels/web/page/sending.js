import { element, messageNode, pending, quietOptions, texts } from './bubbles.js';
import { storage } from './kept.js';
import { goToEnd, keepEnd, notice } from './place.js';

// Messages that wait for the server, oldest first.
const queue = [];
let flushing = false;
let failures = 0;
let hurry = () => {};

const nodeOf = (id) => pending.querySelector(`[data-id="${id}"]`);

function showState(message, state, text) {
  const node = nodeOf(message.id);
  if (!node) return;
  node.className = `message own ${state === 'sent' ? '' : 'waiting'} ${state}`;
  node.querySelector('.state').textContent = text || texts[state];
  node.querySelector('.again').hidden = state !== 'unsent';
  keepEnd();
}

function showPending(message) {
  const node = messageNode({ from: 'participant', text: message.text, at: message.at });
  node.dataset.id = message.id;
  const again = element('button', 'again', texts.retry);
  again.type = 'button';
  again.addEventListener('click', () => {
    message.refused = false;
    showState(message, 'sending');
    sendNow();
  });
  node.lastChild.appendChild(again);
  pending.appendChild(node);
  showState(message, message.refused ? 'unsent' : 'sending', message.refused);
}

function dequeue(id) {
  const index = queue.findIndex((message) => message.id === id);
  if (index >= 0) queue.splice(index, 1);
  storage.write(`waiting.${id}`, null);
}

/** The transcript has this message: the line takes the place of the bubble that waited. */
export function settle(id) {
  dequeue(id);
  const node = nodeOf(id);
  if (node) node.remove();
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function send(content) {
  const last = queue[queue.length - 1];
  const at = Math.max(Date.now(), last ? last.at + 1 : 0);
  const message = Object.assign({ id: newId(), at }, content);
  storage.write(`waiting.${message.id}`, JSON.stringify(message));
  queue.push(message);
  quietOptions();
  showPending(message);
  goToEnd();
  flush();
}

async function refusal(response) {
  try {
    return (await response.json()).error || texts.unsent;
  } catch (_) {
    return texts.unsent;
  }
}

/** Only 202 means stored: a hotel's log-in page also answers 200. What the server will never take is `refused`. */
async function post(message) {
  const { id, type, text, option } = message;
  const body = JSON.stringify({ id, type, text, option });
  const headers = { 'Content-Type': 'application/json' };
  try {
    const tooSlow = new Promise((_, reject) => setTimeout(reject, 20000));
    const request = fetch('api/messages', { method: 'POST', credentials: 'same-origin', headers, body });
    const response = await Promise.race([request, tooSlow]);
    if (response.status === 202) return { type: 'stored' };
    if (response.status === 401) notice(texts.session);
    const refused = [400, 403, 413].includes(response.status);
    if (refused) return { type: 'refused', reason: await refusal(response) };
    return { type: 'later', afterMs: Number(response.headers.get('Retry-After')) * 1000 || 0 };
  } catch (_) {
    return { type: 'later', afterMs: 0 };
  }
}

async function pause(afterMs) {
  const backOff = Math.min(30000, 1000 * 2 ** failures) * (0.75 + Math.random() / 2);
  failures += 1;
  await new Promise((resolve) => {
    hurry = resolve;
    setTimeout(resolve, Math.max(afterMs, backOff));
  });
}

async function sendOne(message) {
  const outcome = await post(message);
  if (outcome.type === 'later') {
    for (const waiting of queue.filter((other) => !other.refused)) showState(waiting, 'unsent');
    await pause(outcome.afterMs);
    return;
  }
  failures = 0;
  if (outcome.type === 'refused') {
    message.refused = outcome.reason;
    storage.write(`waiting.${message.id}`, JSON.stringify(message));
    showState(message, 'unsent', outcome.reason);
    return;
  }
  dequeue(message.id);
  showState(message, 'sent');
}

/** Sends what waits, one after the other, so that the order is kept. */
async function flush() {
  if (flushing) return;
  flushing = true;
  const next = () => queue.find((message) => !message.refused);
  for (let message = next(); message; message = next()) await sendOne(message);
  flushing = false;
}

/** Sends without waiting out the pause after a failure. */
export function sendNow() {
  hurry();
  flush();
}

/** Takes up what an earlier visit could not send; it goes out once the server is heard. */
export function takeUpWaiting() {
  for (const message of storage.waiting()) {
    queue.push(message);
    showPending(message);
    quietOptions();
  }
}
