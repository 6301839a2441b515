import { element, messageNode, pending, quietOptions, texts } from './bubbles.js';
import { storage } from './kept.js';
import { goToEnd, keepEnd } from './place.js';
import { withCookie } from './session.js';

// Messages that wait for the server, oldest first.
const queue = [];
let flushing = false;
let failures = 0;
let hurry = () => {};
let late = () => {};
const lateMs = 3000;
const tooSlowMs = 20000;
let giveUp = () => {};
let askedAt = 0;

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

/** What the server says about a message that it did not take; undefined when the answer is not from our server. */
async function reasonOf(response) {
  try {
    const { error } = await response.json();
    return typeof error === 'string' ? error : undefined;
  } catch (_) {
    return undefined;
  }
}

const fates = { 202: 'stored', 400: 'refused', 401: 'blocked', 403: 'refused', 413: 'refused' };

/**
 * Only 202 means stored: a hotel's log-in page also answers 200. What the server will never take is `refused`; `blocked` is what it
 * would take if the browser allowed cookies.
 */
async function post(message) {
  const { id, type, text, option } = message;
  const body = JSON.stringify({ id, type, text, option });
  const headers = { 'Content-Type': 'application/json' };
  const request = { method: 'POST', credentials: 'same-origin', headers, body };
  const tooSlow = new Promise((_, reject) => {
    giveUp = reject;
    setTimeout(reject, tooSlowMs);
  });
  askedAt = Date.now();
  try {
    const response = await Promise.race([withCookie(() => fetch('api/messages', request)), tooSlow]);
    const fate = fates[response.status] || 'later';
    if (fate === 'stored') return { type: fate };
    const reason = await Promise.race([reasonOf(response), tooSlow]);
    return { type: fate, reason, afterMs: Number(response.headers.get('Retry-After')) * 1000 || 0 };
  } catch (_) {
    late();
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

function showUnsent(message, reason) {
  for (const waiting of queue.filter((other) => !other.refused)) showState(waiting, 'unsent');
  showState(message, 'unsent', reason);
}

async function sendOne(message) {
  const { type, reason, afterMs } = await post(message);
  if (type === 'stored') {
    failures = 0;
    dequeue(message.id);
    showState(message, 'sent');
    // What is stored comes back as a line at once; when it does not, the stream of lines is dead, and the answer would be lost with it.
    setTimeout(() => nodeOf(message.id) && late(), lateMs);
  } else if (type === 'refused') {
    failures = 0;
    message.refused = reason || texts.unsent;
    storage.write(`waiting.${message.id}`, JSON.stringify(message));
    showState(message, 'unsent', message.refused);
  } else {
    showUnsent(message, reason);
    if (type === 'later') await pause(afterMs);
  }
  return type;
}

/** Sends what waits, one after the other, so that the order is kept. What is blocked waits until there is a reason to try again. */
async function flush() {
  if (flushing) return;
  flushing = true;
  const next = () => queue.find((message) => !message.refused);
  let type = '';
  for (let message = next(); message && type !== 'blocked'; message = next()) type = await sendOne(message);
  flushing = false;
}

/**
 * Sends without waiting out the pause after a failure, or an answer that the dead connection before this one has swallowed; what did
 * arrive after all counts once, by its id.
 */
export function sendNow() {
  if (Date.now() - askedAt > 5000) giveUp();
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

/** Calls `run` when nobody answers, or a stored message has not come back as a line in time. */
export function whenLate(run) {
  late = run;
}
